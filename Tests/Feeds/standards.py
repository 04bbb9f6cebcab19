"""What the standards ask of a feed, a sitemap and a calendar: every function here takes a document as it was served and
returns its faults, none where it is as it should be. The grammars are in `schemas`; what they cannot say is said here."""

import re
from collections import Counter
from datetime import datetime
from functools import cache
from pathlib import Path

from lxml import etree

SCHEMAS = Path(__file__).parent / "schemas"
NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
#: The protocol's limit for one sitemap, in bytes.
LARGEST_SITEMAP = 52_428_800
#: Content of a media type that is neither text nor XML is in Base64 (4.1.3.3).
IN_BASE64 = (
    "contains(@type, '/') and not(starts-with(@type, 'text/')) and not(contains(@type, '+xml')) "
    "and not(contains(@type, '/xml'))")


@cache
def schema(name: str) -> etree.RelaxNG | etree.XMLSchema:
    """A schema of ours, read once."""
    kind = etree.RelaxNG if name.endswith(".rng") else etree.XMLSchema
    return kind(file=str(SCHEMAS / name))


def tree(document: bytes) -> etree._ElementTree:
    """A document as a tree; nothing is fetched and no entity is replaced."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.ElementTree(etree.fromstring(document, parser))


def validated(document: bytes, name: str) -> tuple[etree._ElementTree | None, list[str]]:
    """The tree, if it can be read, and what the schema says against it."""
    try:
        read = tree(document)
    except etree.XMLSyntaxError as error:
        return None, [f"no XML: {error}"]
    checked = schema(name)
    if checked.validate(read):
        return read, []
    return read, [f"line {fault.line}: {fault.message}" for fault in checked.error_log] or ["refused"]


# Atom, RFC 4287


def atom(document: bytes) -> list[str]:
    """The faults of an Atom document."""
    read, faults = validated(document, "atom.rng")
    if faults:
        return faults
    root = read.getroot()
    entries = root.xpath("descendant-or-self::a:entry", namespaces=NAMES)
    faults += [fault for entry in entries for fault in of_entry(entry)]
    for holder in root.xpath("descendant-or-self::*[self::a:feed or self::a:entry or self::a:source]", namespaces=NAMES):
        faults += alternates_twice(holder)
    return faults + times(root)


def of_entry(entry: etree._Element) -> list[str]:
    """4.1.2: who wrote an entry, where it is read, and when it has to be summed up."""

    def has(path: str) -> bool:
        return bool(entry.xpath(path, namespaces=NAMES))

    faults = []
    if not has("a:author | a:source/a:author | parent::a:feed/a:author"):
        faults.append(f"line {entry.sourceline}: neither the entry nor its feed has an author")
    if not has("a:content | a:link[not(@rel) or @rel = 'alternate']"):
        faults.append(f"line {entry.sourceline}: an entry without content has no alternate link")
    if has(f"a:content[@src or {IN_BASE64}]") and not has("a:summary"):
        faults.append(f"line {entry.sourceline}: content that cannot be read in place has no summary")
    return faults


def alternates_twice(holder: etree._Element) -> list[str]:
    """4.1.1 and 4.1.2: one alternate link for each pair of a type and a language."""
    links = holder.xpath("a:link[not(@rel) or @rel = 'alternate']", namespaces=NAMES)
    counts = Counter((link.get("type"), link.get("hreflang")) for link in links)
    return [f"line {holder.sourceline}: {count} alternate links of {pair}" for pair, count in counts.items() if count > 1]


def times(root: etree._Element) -> list[str]:
    """A feed is as new as its newest entry, and nothing was changed before it was published."""
    faults = []

    def of(element: etree._Element, name: str) -> datetime | None:
        found = element.findtext(f"a:{name}", namespaces=NAMES)
        return datetime.fromisoformat(found) if found else None

    for entry in root.xpath("descendant-or-self::a:entry", namespaces=NAMES):
        updated, published = of(entry, "updated"), of(entry, "published")
        if published and updated < published:
            faults.append(f"line {entry.sourceline}: updated before it was published")
        if updated > of(root, "updated"):
            faults.append(f"line {entry.sourceline}: newer than its feed")
    return faults


# Sitemaps, protocol 0.9


def sitemap(document: bytes, origin: str) -> list[str]:
    """The faults of one part of a sitemap of the site `origin`."""
    return map_faults(document, "sitemap.xsd", origin)


def siteindex(document: bytes, origin: str) -> list[str]:
    """The faults of the list of a sitemap's parts."""
    return map_faults(document, "siteindex.xsd", origin)


def map_faults(document: bytes, name: str, origin: str) -> list[str]:
    """What both kinds of document have to keep: the schema, the size, the letters and the site."""
    read, faults = validated(document, name)
    if len(document) > LARGEST_SITEMAP:
        faults.append(f"{len(document)} bytes")
    if read is None:
        return faults
    if (read.docinfo.encoding or "UTF-8").upper() != "UTF-8":
        faults.append(f"written in {read.docinfo.encoding}")
    addresses = read.xpath("//map:loc/text() | //xhtml:link/@href", namespaces=NAMES)
    return faults + [f"{address} is on another site" for address in addresses if not address.startswith(origin + "/")]


# Calendars, RFC 5545

CONTENT_LINE = re.compile(r'[A-Za-z0-9-]+(;[A-Za-z0-9-]+=("[^"]*"|[^";:,]*)(,("[^"]*"|[^";:,]*))*)*:[^\x00-\x08\x0A-\x1F\x7F]*')


def calendar(document: bytes) -> list[str]:
    """The faults of a calendar: its lines (3.1), its properties (3.6, 3.7) and those of its events (3.6.1)."""
    faults = line_faults(document)
    if faults:
        return faults
    lines = re.sub(r"\r\n[ \t]", "", document.decode()).split("\r\n")[:-1]
    faults = [f"no content line: {line}" for line in lines if not CONTENT_LINE.fullmatch(line)]
    if (lines[0], lines[-1]) != ("BEGIN:VCALENDAR", "END:VCALENDAR"):
        return [*faults, "a calendar does not begin or end as one"]
    events, outside = events_of(lines[1:-1])
    faults += [f"{name} stands {outside[name]} times" for name in ("VERSION", "PRODID") if outside[name] != 1]
    if not events and not outside["BEGIN"]:
        faults.append("a calendar without a component")
    faults += [fault for event in events for fault in event_faults(event)]
    named = Counter(value for event in events for name, value in event if name == "UID")
    return faults + [f"{count} events are {uid}" for uid, count in named.items() if count > 1]


def line_faults(document: bytes) -> list[str]:
    """Lines end with CRLF, have at most 75 octets without it, and are folded between letters."""
    faults = [] if document.endswith(b"\r\n") else ["the last line has no end"]
    for number, line in enumerate(document.removesuffix(b"\r\n").split(b"\r\n"), 1):
        if len(line) > 75:
            faults.append(f"line {number} has {len(line)} octets")
        if b"\r" in line or b"\n" in line:
            faults.append(f"line {number} has an end that is not CRLF")
        if not line.strip():
            faults.append(f"line {number} is empty")
        try:
            line.decode()
        except UnicodeDecodeError:
            faults.append(f"line {number} is cut within a letter")
    return faults


def events_of(lines: list[str]) -> tuple[list[list[tuple[str, str]]], Counter]:
    """The properties of each event by name, and how often each name stands outside of events."""
    events, outside, inside = [], Counter(), False
    for line in lines:
        head, _, value = line.partition(":")
        name = head.partition(";")[0].upper()
        if line == "BEGIN:VEVENT":
            inside = True
            events.append([])
        elif line == "END:VEVENT":
            inside = False
        elif inside:
            events[-1].append((name, value))
        else:
            outside[name] += 1
    return events, outside


def event_faults(event: list[tuple[str, str]]) -> list[str]:
    """What an event has once, what it has at most once, and when it was stamped."""
    counts = Counter(name for name, _ in event)
    label = next((value for name, value in event if name == "UID"), "an event")
    faults = [f"{label}: {name} stands {counts[name]} times" for name in ("UID", "DTSTAMP", "DTSTART") if counts[name] != 1]
    single = ("DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "RRULE", "DURATION")
    faults += [f"{label}: {name} stands {counts[name]} times" for name in single if counts[name] > 1]
    for name, value in event:
        if name == "UID" and not value:
            faults.append("an event with an empty UID")
        if name == "DTSTAMP" and not is_utc(value):
            faults.append(f"{label}: {value} is no time in UTC")
    return faults


def is_utc(value: str) -> bool:
    """Whether a value is a date and a time in UTC, as 3.3.5 writes it."""
    if not re.fullmatch(r"\d{8}T\d{6}Z", value, re.ASCII):
        return False
    try:
        return bool(datetime.strptime(value, "%Y%m%dT%H%M%SZ"))
    except ValueError:
        return False
