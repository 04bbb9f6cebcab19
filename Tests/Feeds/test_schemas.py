"""The schemas can fail: each standard is met by a document that uses all of it, and that document, broken in one place,
is refused for that."""

import pytest

from Feeds import ORIGIN, standards

AUTHOR = """<author><name>N</name><uri>/n</uri><email>n@x.example</email>
<x:note a="b"><x:deep>1</x:deep></x:note></author>"""

FULL_FEED = f"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:x="https://x.example/" xml:lang="en" xml:base="https://x.example/">
<link href="/" hreflang="en-GB" type="text/html" title="T" length="1">read by nobody<x:note/></link>
<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>title</b></div></title>
<subtitle type="html">&lt;i></subtitle><id>urn:uuid:60a76c80-d399-11d9-b91c-0003939e0af6</id>
<updated>2019-06-12T14:01:00.25+05:00</updated><generator uri="/g" version="1">G</generator>
<icon>/i.ico</icon><logo>l.png</logo><rights>R</rights><category term="a" scheme="https://x.example/s" label="A"/>
{AUTHOR}
<contributor><name>C</name></contributor><x:note x:a="b">free</x:note>
<entry x:mark="1"><id>https://x.example/1</id><title>1</title><updated>2019-06-12T09:00:00Z</updated>
<published>2019-06-11T09:00:00Z</published><content type="text/plain">words</content><rights type="text">R</rights>
<source><id>https://y.example/</id><author><name>Y</name></author></source></entry>
<entry><id>https://x.example/2</id><title>2</title><updated>2019-02-28T09:00:00Z</updated><summary>S</summary>
<content src="/2.png" type="image/png"/></entry>
</feed>"""

BROKEN_FEEDS = {
    "no id": ("<id>https://x.example/1</id>", ""),
    "an id of the feed that is relative": ("urn:uuid:60a76c80-d399-11d9-b91c-0003939e0af6", "/en/news.atom"),
    "an id with white space": ("https://x.example/1<", " https://x.example/1<"),
    "two ids": ("<icon>", "<id>urn:x:y</id><icon>"),
    "no title": ("<title>2</title>", ""),
    "two titles": ("<title>2</title>", "<title>2</title><title>2</title>"),
    "no time": ("<updated>2019-06-12T09:00:00Z</updated>", ""),
    "a day alone": ("2019-06-12T09:00:00Z", "2019-06-12"),
    "a time without a zone": ("2019-06-12T09:00:00Z", "2019-06-12T09:00:00"),
    "a time with a small letter": ("2019-06-12T09:00:00Z", "2019-06-12t09:00:00Z"),
    "a day that was not": ("2019-02-28T", "2019-02-29T"),
    "an hour that was not": ("2019-02-28T09", "2019-02-28T24"),
    "white space around a time": ("2019-02-28T09:00:00Z", " 2019-02-28T09:00:00Z"),
    "an entry newer than its feed": ("2019-06-12T09:00:00Z", "2019-06-12T09:02:00Z"),
    "changed before published": ("<published>2019-06-11", "<published>2019-06-13"),
    "an unknown element of Atom": ("<icon>", "<picture/><icon>"),
    "an element of an older Atom": ("<published>2019-06-11T09:00:00Z</published>", "<issued>2019-06-11T09:00:00Z</issued>"),
    "an unknown attribute": ('<category term="a"', '<category name="b" term="a"'),
    "an attribute where none is": ("<title>2</title>", '<title size="1">2</title>'),
    "words between the elements": ("<icon>", "words<icon>"),
    "markup in words": ("<title>2</title>", "<title><b xmlns=''>2</b></title>"),
    "XHTML without its div": ('<div xmlns="http://www.w3.org/1999/xhtml">A <b>title</b></div>', "A"),
    "an unknown kind of words": ('<subtitle type="html">', '<subtitle type="text/html">'),
    "a link to nowhere": ('<link href="/"', "<link"),
    "a link with white space": ('<link href="/"', '<link href="/a b"'),
    "a link with half an escape": ('<link href="/"', '<link href="/%e"'),
    "a link of no media type": ('type="text/html" title', 'type="html" title'),
    "a link in no language": ("en-GB", "en_GB"),
    "a second alternate": ("<icon>", '<link rel="alternate" href="/b" hreflang="en-GB" type="text/html"/><icon>'),
    "a person without a name": ("<name>C</name>", ""),
    "a person of two names": ("<name>C</name>", "<name>C</name><name>D</name>"),
    "a post address without a host": ("n@x.example", "n"),
    "a category without a term": ('term="a" ', ""),
    "no language": ('xml:lang="en"', 'xml:lang="in English"'),
    "content of several parts": ('type="text/plain"', 'type="multipart/mixed"'),
    "markup in content of text": (">words<", "><x:b/><"),
    "content here and elsewhere": ('<content src="/2.png" type="image/png"/>', '<content src="/2.png">2</content>'),
    "a picture without a summary": ("<summary>S</summary>", ""),
    "no author of the second entry": (AUTHOR, ""),
    "neither content nor alternate": ('<content src="/2.png" type="image/png"/>', ""),
    "a document that is no XML": ("</feed>", ""),
}

FULL_SITEMAP = f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:h="http://www.w3.org/1999/xhtml">
<url><loc>{ORIGIN}/a?b=%D0%9F&amp;c</loc><lastmod>2019-06-12</lastmod><changefreq>weekly</changefreq>
<priority>0.8</priority><h:link rel="alternate" hreflang="ru" href="{ORIGIN}/ru"/>
<h:link rel="alternate" hreflang="x-default" href="{ORIGIN}/b"/></url>
<url><loc>{ORIGIN}/b</loc></url>
</urlset>"""

BROKEN_SITEMAPS = {
    "no page": (FULL_SITEMAP[FULL_SITEMAP.index("<url>"):FULL_SITEMAP.index("</urlset>")], ""),
    "no address": (f"<loc>{ORIGIN}/b</loc>", ""),
    "two addresses": (f"<loc>{ORIGIN}/b</loc>", f"<loc>{ORIGIN}/b</loc><loc>{ORIGIN}/c</loc>"),
    "a relative address": (f"<loc>{ORIGIN}/b", "<loc>/b"),
    "an address of another site": (f"<loc>{ORIGIN}/b", "<loc>https://hall.example.org/b"),
    "an address that is not of the web": (f"<loc>{ORIGIN}/b", "<loc>mailto:hall@x.example"),
    "an address that is not escaped": ("/b</loc>", "/Пермь</loc>"),
    "an address with a space": ("/b</loc>", "/b c</loc>"),
    "an address that is too long": ("/b</loc>", "/" + "b" * 2048 + "</loc>"),
    "a month that was not": ("2019-06-12", "2019-13-12"),
    "a day that was not": ("2019-06-12", "2019-06-31"),
    "a date of another form": ("2019-06-12", "12.06.2019"),
    "a time without a zone": ("2019-06-12", "2019-06-12T09:00"),
    "an unknown pace": ("weekly", "often"),
    "a share above one": ("0.8", "1.1"),
    "another order": (f"<loc>{ORIGIN}/b</loc>", f"<priority>1</priority><loc>{ORIGIN}/b</loc>"),
    "an unknown element": ("<priority>0.8</priority>", "<language>en</language>"),
    "no alternate": ('rel="alternate" hreflang="ru"', 'rel="next" hreflang="ru"'),
    "an alternate in no language": ('hreflang="ru"', ""),
    "an alternate in a language that is none": ('"x-default"', '"default"'),
    "an alternate with a relative address": (f'href="{ORIGIN}/ru"', 'href="/ru"'),
    "two alternates in one language": ('"x-default"', '"ru"'),
    "another namespace": ("sitemap/0.9", "sitemap/0.84"),
}

FULL_INDEX = f"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>{ORIGIN}/1.xml</loc><lastmod>2019-06-12T09:00:00+05:00</lastmod></sitemap>
</sitemapindex>"""

BROKEN_INDEXES = {
    "no part": (FULL_INDEX[FULL_INDEX.index("<sitemap>"):FULL_INDEX.index("</sitemapindex>")], ""),
    "no address": (f"<loc>{ORIGIN}/1.xml</loc>", ""),
    "a relative address": (f"{ORIGIN}/1.xml", "/1.xml"),
    "a date that was not": ("2019-06-12T", "2019-02-30T"),
    "a time without a zone": ("+05:00", ""),
    "what only a page has": ("</lastmod>", "</lastmod><priority>1</priority>"),
}

FULL_CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//X//Y//EN
BEGIN:VEVENT
UID:1@x.example
DTSTAMP:20190612T140100Z
DTSTART;VALUE=DATE:20190613
SUMMARY:A line that is folded as the standard asks because it has more tha
 n seventy-five octets
END:VEVENT
END:VCALENDAR
"""

BROKEN_CALENDARS = {
    "no version": ("VERSION:2.0\n", ""),
    "two makers": ("BEGIN:VEVENT", "PRODID:Z\nBEGIN:VEVENT"),
    "no identifier": ("UID:1@x.example\n", ""),
    "an empty identifier": ("UID:1@x.example", "UID:"),
    "two identifiers": ("UID:1@x.example", "UID:1@x.example\nUID:2@x.example"),
    "two events of one identifier": (
        "END:VCALENDAR",
        "BEGIN:VEVENT\nUID:1@x.example\nDTSTAMP:20190612T140100Z\nDTSTART:20190612T140100Z\nEND:VEVENT\nEND:VCALENDAR"),
    "no stamp": ("DTSTAMP:20190612T140100Z\n", ""),
    "a stamp in no zone": ("140100Z", "140100"),
    "a stamp that never was": ("0612T", "0631T"),
    "no beginning": ("DTSTART;VALUE=DATE:20190613\n", ""),
    "a line that is not folded": ("tha\n n", "than"),
    "a line of neither name nor value": ("VERSION:2.0", "VERSION"),
    "an empty line": ("VERSION:2.0\n", "VERSION:2.0\n\n"),
    "no event": (FULL_CALENDAR[FULL_CALENDAR.index("BEGIN:VEVENT"):FULL_CALENDAR.index("END:VCALENDAR")], ""),
    "no end": ("END:VCALENDAR\n", ""),
}


def in_octets(calendar: str) -> bytes:
    """A calendar as it is served."""
    return calendar.replace("\n", "\r\n").encode()


def sitemap(document: bytes) -> list[str]:
    """The faults of a part of the sitemap of the Hall under test."""
    return standards.sitemap(document, ORIGIN)


def siteindex(document: bytes) -> list[str]:
    """The faults of the list of parts of the Hall under test."""
    return standards.siteindex(document, ORIGIN)


STANDARDS = {
    "atom": (standards.atom, str.encode, FULL_FEED, BROKEN_FEEDS),
    "sitemap": (sitemap, str.encode, FULL_SITEMAP, BROKEN_SITEMAPS),
    "siteindex": (siteindex, str.encode, FULL_INDEX, BROKEN_INDEXES),
    "calendar": (standards.calendar, in_octets, FULL_CALENDAR, BROKEN_CALENDARS),
}


@pytest.mark.parametrize("name", STANDARDS)
def test_a_document_that_uses_all_of_a_standard_is_taken(name):
    faults, encoded, full, _ = STANDARDS[name]
    assert faults(encoded(full)) == []


@pytest.mark.parametrize(
    ("name", "damage"), [(name, damage) for name, (*_, broken) in STANDARDS.items() for damage in broken])
def test_a_document_that_breaks_a_rule_is_refused(name, damage):
    faults, encoded, full, broken = STANDARDS[name]
    good, bad = broken[damage]
    assert full.count(good) == 1, "the damage is done in one place"
    assert faults(encoded(full.replace(good, bad)))


def test_a_sitemap_keeps_to_the_limits_of_the_protocol(monkeypatch):
    head, _, rest = FULL_SITEMAP.partition("<url>")
    tail = rest[rest.index("</urlset>"):]

    def of(pages: int, letters: int) -> list[str]:
        address = f"{ORIGIN}/".ljust(letters, "a")
        return sitemap(f"{head}{f'<url><loc>{address}</loc></url>' * pages}{tail}".encode())

    assert of(50_000, 40) == []
    assert len(of(50_001, 40)) == 1
    assert of(1, 2_047) == []
    assert len(of(1, 2_048)) == 1
    monkeypatch.setattr(standards, "LARGEST_SITEMAP", 2_000)
    assert of(10, 40) == []
    assert of(1, 2_047)[0].endswith(" bytes")
