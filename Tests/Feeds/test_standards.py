"""Every feed, every part of the sitemap and every calendar that a Hall serves is what its standard says: in the demo
Hall, in one without a record, and in one whose records were written to be hard to tell."""

import json

import feedparser
import icalendar
import pytest
from lxml import html

from Feeds import LANGUAGES, ORIGIN, standards
from Outside import hall, packages, program

ATOM_FEEDS = ("news.atom", "new.atom")
#: Markup, the ends of markup, letters of two, three and four octets, and what XML and calendars treat as special.
HARD = "<b>Дни & дни]]></b> “ΑΩ” 友好 \U0001F3DB e\u0301 \u2028 \\n; a,b: \"c\" '</title>' &amp; %20 "


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A Hall that has just been made."""
    data = tmp_path_factory.mktemp("empty") / "data"
    program.must("init", "--data", data)
    with hall.Hall(data, "--public-url", ORIGIN) as running:
        yield running


@pytest.fixture(scope="module")
def hard(tmp_path_factory):
    """A Hall with more news than a feed holds, whose words need escaping and folding everywhere."""
    folder = tmp_path_factory.mktemp("hard")
    records = [packages.article("hard", number, HARD * 3) for number in range(60)]
    records += [packages.envelope("event", packages.code("event", number), {
        "slug": f"event-{number}", "date": f"2019-06-{number + 10}", "text": {"en": HARD * 9, "ru": HARD * 9},
        "place": {"en": HARD, "ru": HARD},
    }) for number in range(3)]
    for record in records:
        record["record"]["title"] = {language: f"{HARD * 2}{record['code']}" for language in LANGUAGES}
    program.must("init", "--data", folder / "data")
    program.must("import", packages.write(folder / "package", records), "--data", folder / "data")
    with hall.Hall(folder / "data", "--public-url", ORIGIN) as running:
        yield running


@pytest.fixture(params=("served", "empty", "hard"))
def any_hall(request):
    """Each of the three Halls in turn."""
    return request.getfixturevalue(request.param)


def test_the_languages_and_the_feeds_are_all_that_the_pages_point_at(served):
    records = [json.loads(file.read_text()) for file in (program.DEMO / "records" / "hall").glob("*.json")]
    assert [tuple(record["record"]["languages"]) for record in records] == [LANGUAGES]
    for language in LANGUAGES:
        page = html.fromstring(served.get(f"/{language}/").body)
        feeds = page.xpath("//link[@type = 'application/atom+xml']/@href")
        assert sorted(feeds) == sorted(f"{ORIGIN}/{language}/{feed}" for feed in ATOM_FEEDS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("feed", ATOM_FEEDS)
def test_a_feed_keeps_to_the_atom_standard(any_hall, language, feed):
    answer = any_hall.get(f"/{language}/{feed}")
    assert answer.status == 200
    assert standards.atom(answer.body) == []


def test_the_sitemap_and_all_its_parts_keep_to_the_protocol(any_hall):
    index = any_hall.get("/sitemap.xml").body
    assert standards.siteindex(index, ORIGIN) == []
    parts = standards.tree(index).xpath("//map:loc/text()", namespaces=standards.NAMES)
    assert len(parts) == len(set(parts)) >= 10
    for part in parts:
        answer = any_hall.get(part.removeprefix(ORIGIN))
        assert (answer.status, standards.sitemap(answer.body, ORIGIN)) == (200, []), part


def test_the_site_vouches_for_a_sitemap_whose_parts_lie_deeper_than_its_pages(served):
    # The protocol: a sitemap speaks for what lies below it, unless robots.txt names it.
    assert f"Sitemap: {ORIGIN}/sitemap.xml" in served.get("/robots.txt").text.splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_calendar_keeps_to_its_standard(any_hall, language):
    answer = any_hall.get(f"/{language}/events.ics")
    assert answer.status == 200
    assert standards.calendar(answer.body) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_hard_words_arrive_as_they_were_written(hard, language):
    words = HARD.strip()
    feed = standards.tree(hard.get(f"/{language}/new.atom").body)
    titles = feed.xpath("//a:entry/a:title/text()", namespaces=standards.NAMES)
    assert len(titles) == 50 and all(title.startswith(words) for title in titles)
    assert len(feedparser.parse(hard.get(f"/{language}/new.atom").body).entries) == 50
    body = hard.get(f"/{language}/events.ics").body
    assert body.count(b"\r\n ") >= 9, "long lines are folded"
    events = list(icalendar.Calendar.from_ical(body).walk("VEVENT"))
    assert len(events) == 3
    assert all(str(event["SUMMARY"]).startswith(words[:40]) for event in events)
