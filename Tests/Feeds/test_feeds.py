"""What others subscribe to and machines read: Atom, iCalendar, the sitemap, JSON-LD. Each is read by a library of its
field, and held to what its standard asks for."""

import html
import io
import json
import re
from datetime import date, datetime, timedelta
from xml.etree import ElementTree

import feedparser
import icalendar
import pytest
import rdflib
from PIL import Image

from Feeds import LANGUAGES, ORIGIN
from Outside import hall, routes

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def places(served):
    """Every address of the sitemap with its alternates, by part."""
    index = ElementTree.fromstring(served.get("/sitemap.xml").body)
    assert index.tag == SITEMAP + "sitemapindex"
    parts = [loc.text for loc in index.iter(SITEMAP + "loc")]
    assert parts and all(part.startswith(ORIGIN + "/sitemaps/") for part in parts)
    found: dict[str, list[tuple[str, dict[str, str]]]] = {}
    for part in parts:
        answer = served.get(part.removeprefix(ORIGIN))
        assert answer.status == 200, part
        urlset = ElementTree.fromstring(answer.body)
        assert urlset.tag == SITEMAP + "urlset"
        found[part] = [
            (url.findtext(SITEMAP + "loc"), {link.get("hreflang"): link.get("href") for link in url.iter(XHTML + "link")})
            for url in urlset.iter(SITEMAP + "url")]
        for url in urlset.iter(SITEMAP + "url"):
            # The order and the number of children that the protocol's schema has.
            names = [child.tag for child in url if child.tag.startswith(SITEMAP)]
            assert names in ([SITEMAP + "loc"], [SITEMAP + "loc", SITEMAP + "lastmod"])
            if changed := url.findtext(SITEMAP + "lastmod"):
                date.fromisoformat(changed)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("feed", ("news.atom", "new.atom"))
def test_a_feed_is_what_readers_and_the_standard_ask(served, language, feed):
    answer = served.get(f"/{language}/{feed}")
    assert answer.header("content-type") == "application/atom+xml; charset=utf-8"
    parsed = feedparser.parse(answer.body)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10" and parsed.feed.id == f"{ORIGIN}/{language}/{feed}"
    assert parsed.entries and len({entry.id for entry in parsed.entries}) == len(parsed.entries)
    # RFC 4287, 4.1.1 and 4.1.2: what must be there exactly once.
    root = ElementTree.fromstring(answer.body)
    assert root.tag == ATOM + "feed" and root.findtext(f"{ATOM}author/{ATOM}name")
    for element in [root, *root.iter(ATOM + "entry")]:
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1, name
        updated = element.findtext(ATOM + "updated")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", updated) and datetime.fromisoformat(updated)
        assert all(link.get("href").startswith(ORIGIN + "/") for link in element.findall(ATOM + "link"))
    times = [entry.findtext(ATOM + "updated") for entry in root.iter(ATOM + "entry")]
    assert times == sorted(times, reverse=True)
    for entry in parsed.entries:
        assert served.get(entry.id.removeprefix(ORIGIN)).status in (200, 302)
        assert served.get(entry.link.removeprefix(ORIGIN)).status == 200
    assert all("/news/" in entry.link for entry in parsed.entries) == (feed == "news.atom")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_calendar_parses_and_comes_again_on_the_right_sunday(served, language):
    answer = served.get(f"/{language}/events.ics")
    assert answer.header("content-type") == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.body.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(answer.body)
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"] and not calendar.errors
    events = list(calendar.walk("VEVENT"))
    assert events
    for event in events:
        assert not event.errors and event["UID"] and event["DTSTAMP"] and event["SUMMARY"]
        assert event["DTEND"].dt > event["DTSTART"].dt
        assert served.get(str(event["URL"]).removeprefix(ORIGIN)).status == 200
    world_day = next(event for event in events if "world-day" in event["URL"])
    first = world_day["DTSTART"].dt
    assert (first.month, first.weekday()) == (4, 6) and (first + timedelta(days=7)).month == 5
    assert dict(world_day["RRULE"]) == {"FREQ": ["YEARLY"], "BYMONTH": [4], "BYDAY": ["-1SU"]}


def test_every_address_of_the_sitemap_is_a_page_that_names_itself(served, places):
    assert {part.rsplit("/", 1)[1] for part in places} == {f"{section}-1.xml" for section in routes.sections()}
    addresses = [address for part in places.values() for address, _ in part]
    assert len(addresses) == len(set(addresses)) > 300
    assert f"{ORIGIN}/en/exhibitions/ties-of-perm/oxford" in addresses
    for part in places.values():
        for address, alternates in part:
            assert address in alternates.values() and set(alternates) <= set(LANGUAGES)
            answer = served.get(address.removeprefix(ORIGIN))
            assert answer.status == 200, address
            assert f'<link rel="canonical" href="{address}">' in answer.text, address


def test_without_a_public_address_there_is_no_sitemap(tmp_path):
    with hall.Hall(hall.demo(tmp_path)) as running:
        for address in ("/sitemap.xml", "/sitemaps/cities-1.xml", "/en/news.atom", "/en/events.ics"):
            assert running.get(address).status == 404, address


def test_every_page_tells_machines_what_it_is_in_words_of_schema_org(served, places):
    types = set()
    for part in places.values():
        for address, _ in part:
            page = served.get(address.removeprefix(ORIGIN)).text
            blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
            assert len(blocks) == 1 and not re.search("[<>&]", blocks[0]), address
            data = json.loads(blocks[0])
            # The library would fetch the context; the vocabulary is the same.
            assert data.pop("@context") == "https://schema.org"
            graph = rdflib.Graph().parse(
                data=json.dumps({"@context": {"@vocab": str(rdflib.SDO)}, **data}), format="json-ld")
            assert (rdflib.URIRef(address), rdflib.SDO.url, rdflib.Literal(address)) in graph
            for _, predicate, value in graph:
                if predicate == rdflib.RDF.type:
                    assert value in rdflib.SDO, f"{address}: {value} is no type of schema.org"
                    types.add(str(value).removeprefix(str(rdflib.SDO)))
                else:
                    assert predicate in rdflib.SDO, f"{address}: {predicate} is no term of schema.org"
            assert next(graph.objects(rdflib.URIRef(address), rdflib.SDO.name)).language
            assert f'<meta property="og:url" content="{address}">' in page
            title = re.search(r'<meta property="og:title" content="(.*?)">', page)
            assert html.unescape(title[1]) == str(next(graph.objects(rdflib.URIRef(address), rdflib.SDO.name)))
    assert {"Museum", "City", "NewsArticle", "Photograph", "Event", "Project", "DigitalDocument"} <= types


@pytest.mark.parametrize(("page", "picture"), [("about", "hall"), ("news", "hall"), ("countries/DE", "hall")])
def test_a_page_without_a_picture_is_shared_with_a_drawing(served, page, picture):
    text = served.get(f"/en/{page}").text
    address = re.search(r'<meta property="og:image" content="(.*?)">', text)[1]
    assert address == f"{ORIGIN}/share/{picture}.jpg"
    answer = served.get(address.removeprefix(ORIGIN))
    assert (answer.status, answer.header("content-type")) == (200, "image/jpeg")
    drawing = Image.open(io.BytesIO(answer.body))
    assert (drawing.format, drawing.size) == ("JPEG", (1200, 630))
