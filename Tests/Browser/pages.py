"""What the browser suite looks at: the page types, the reading settings, and the addresses a crawl finds."""

import re
from collections import deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import cycle, product
from urllib.parse import quote, urljoin, urlsplit

import pytest

from Outside import http

#: Those of the demo.
EVERY_LANGUAGE = ("ru", "en", "de", "fr", "it", "zh-Hans")
#: Those in which everything is looked at; in the others every page is, in the ways in which languages differ.
LANGUAGES = ("ru", "en")

#: Every control of the reading settings with its values, the default first, in the order of the digits.
CONTROLS = {
    "size": ("usual", "large", "very-large", "huge", "largest"),
    "scheme": (
        "device", "black-on-white", "white-on-black", "blue-on-light-blue", "brown-on-beige",
        "green-on-brown", "yellow-on-black"),
    "images": ("on", "greyscale", "off"),
    "spacing": ("normal", "wide", "wider"),
    "line": ("normal", "double", "widest"),
    "typeface": ("sans", "serif"),
    "motion": ("on", "off"),
}
SCHEMES = CONTROLS["scheme"]


def reading(**chosen: str) -> str:
    """The settings as seven digits: `reading(size="largest")` is "4000000"."""
    return "".join(
        str(values.index(chosen.pop(name, values[0]))) for name, values in CONTROLS.items()
    ) + _nothing_left(chosen)


def _nothing_left(chosen: dict[str, str]) -> str:
    if chosen:
        raise KeyError(f"unknown reading settings: {chosen}")
    return ""


#: Page types by the form of their address behind the language. A crawled page that fits none fails the suite.
PAGE_TYPES = {
    "home": r"/",
    "cities": r"/cities",
    "city": r"/cities/[^/]+",
    "gifts": r"/gifts",
    "gift": r"/gifts/[^/]+",
    "photos": r"/photos",
    "photo": r"/photos/[^/]+",
    "recognitions": r"/recognitions",
    "recognition": r"/recognitions/[^/]+",
    "news": r"/news",
    "news of a year": r"/news/\d{4}",
    "news of a month": r"/news/\d{4}/\d{2}",
    "article": r"/news/(?!\d{4}(?:/|$))[^/]+",
    "exhibitions": r"/exhibitions",
    "exhibition": r"/exhibitions/[^/]+",
    "room": r"/exhibitions/[^/]+/[^/]+",
    "map": r"/map",
    "country": r"/countries/[A-Z]{2}",
    "people to people": r"/people-to-people",
    "people to people of an area": r"/people-to-people/[a-z]+",
    "people to people of a year": r"/people-to-people/\d{4}",
    "visits": r"/visits",
    "visit of a delegation": r"/visits/[^/]+",
    "exchanges": r"/exchanges",
    "exchange": r"/exchanges/[^/]+",
    "projects": r"/projects",
    "project": r"/projects/[^/]+",
    "documents": r"/documents",
    "document": r"/documents/[^/]+",
    "organisations": r"/organisations",
    "organisation": r"/organisations/[^/]+",
    "people": r"/people",
    "person": r"/people/[^/]+",
    "events": r"/events",
    "event": r"/events/[^/]+",
    "page": r"/pages/[^/]+",
    "visit": r"/visit",
    "about": r"/about",
    "accessibility": r"/accessibility",
    "message": r"/accessibility/message",
    "search": r"/search",
    "settings": r"/settings",
}

#: Pages that no link leads to, or that stand for a state of a page: name → (address behind the language, status).
#: What is searched for is in the reader's language, because the page repeats it.
STATES = {
    # The richest city page may be the home city's, which has no tie with itself.
    "partner city": ("/cities/qingdao", 200),
    "search with hits": ("/search?q={known}", 200),
    "search without a hit": ("/search?q={unknown}", 200),
    "not found": ("/nothing-is-here", 404),
    "message sent": ("/accessibility/message/0123456789", 200),
}
SEARCHED = {
    "ru": {"known": quote("Оксфорд"), "unknown": quote("ыыъъыы")},
    "en": {"known": "Oxford", "unknown": "zzyzx"},
    "de": {"known": "Oxford", "unknown": "zzyzx"},
    "fr": {"known": "Oxford", "unknown": "zzyzx"},
    "it": {"known": "Oxford", "unknown": "zzyzx"},
    "zh-Hans": {"known": quote("牛津"), "unknown": quote("龘龘龘")},
    "ar": {"known": "Oxford", "unknown": "zzyzx"},
}


def state(kind: str, language: str) -> str:
    """The address of a page of `STATES`."""
    return f"/{language}" + STATES[kind][0].format(**SEARCHED[language])


EVERY_PAGE = (*PAGE_TYPES, *STATES)
#: Each page type in the languages in which everything is looked at, and in one of the others, which take turns.
IN_TURN = [
    pytest.param(kind, language, id=f"{kind}-{language}")
    for kind, language in [
        *product(EVERY_PAGE, LANGUAGES),
        *zip(EVERY_PAGE, cycle(language for language in EVERY_LANGUAGE if language not in LANGUAGES))]]

#: What the issue promises by name; each must answer whatever the crawl finds.
PROMISED = (
    "/", "/cities", "/cities/amneville", "/cities/louisville", "/cities/oxford", "/cities/qingdao",
    "/cities/duisburg", "/cities/agrigento", "/gifts", "/photos", "/recognitions", "/news", "/news/2019/06",
    "/visit", "/about", "/accessibility", "/accessibility/message", "/search", "/search?q=", "/settings")

MOST_PAGES = 3000


class Links(HTMLParser):
    """The addresses in a page, its ids, and what its head says."""

    def __init__(self, body: str):
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.resources: list[str] = []
        self.ids: list[str] = []
        self.root: dict[str, str] = {}
        self.alternates: dict[str, str] = {}
        self.canonical: str | None = None
        self.title = ""
        self.headings = 0
        self._in_title = False
        self.feed(body)

    def handle_starttag(self, tag, attributes):
        values = {name: value or "" for name, value in attributes}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "html":
            self.root = values
        elif tag in ("a", "area") and "href" in values:
            self.links.append(values["href"])
        elif tag == "link" and "alternate" in values.get("rel", "").split() and "hreflang" in values:
            self.alternates[values["hreflang"]] = values["href"]
        elif tag == "link" and values.get("rel") == "canonical":
            self.canonical = values.get("href")
        elif tag in ("link", "use", "image") and "href" in values:
            self.resources.append(values["href"])
        elif tag in ("img", "script", "source") and "src" in values:
            self.resources.append(values["src"])
        elif tag == "h1":
            self.headings += 1
        elif tag == "title":
            # An SVG has titles too; the first is the page's.
            self._in_title = not self.title
        if "srcset" in values:
            self.resources += [part.split()[0] for part in values["srcset"].split(",") if part.strip()]

    def handle_endtag(self, tag):
        if tag == "title":
            self._in_title = False

    def handle_data(self, data):
        if self._in_title:
            self.title += data


@dataclass
class Site:
    """A Hall as a crawler that starts at its first pages sees it."""

    origin: str
    languages: tuple[str, ...] = EVERY_LANGUAGE
    answers: dict[str, http.Answer] = field(default_factory=dict)
    pages: dict[str, Links] = field(default_factory=dict)
    came_from: dict[str, str] = field(default_factory=dict)
    foreign: dict[str, str] = field(default_factory=dict)

    def crawl(self) -> "Site":
        starts = [f"/{language}{path}" for language in self.languages for path in PROMISED]
        queue = deque(starts)
        self.came_from = {start: "the issue's list" for start in starts}
        while queue:
            target = queue.popleft()
            answer = self.answers[target] = http.request(self.origin, target)
            if not answer.is_html or answer.status != 200:
                continue
            page = self.pages[target] = Links(answer.text)
            self._follow(target, page, queue)
            assert len(self.pages) < MOST_PAGES, "the crawl does not end: does some link grow without bound?"
        return self

    def _follow(self, target: str, page: Links, queue: deque) -> None:
        for link in [*page.links, *page.resources, *page.alternates.values()]:
            place = urlsplit(urljoin(self.origin + target, link))
            if place.scheme not in ("http", "https"):
                continue
            if f"{place.scheme}://{place.netloc}" != self.origin:
                self.foreign.setdefault(link, target)
                continue
            # What only brings a reader back (?back=) or carries settings (?view=) is the same page again.
            query = "&".join(
                part for part in place.query.split("&") if part and part.split("=")[0] not in ("back", "view"))
            found = place.path + (f"?{query}" if query else "")
            if found not in self.came_from:
                self.came_from[found] = target
                queue.append(found)

    def type_of(self, target: str) -> str | None:
        path = urlsplit(target).path
        for language in self.languages:
            if path == f"/{language}/" or path.startswith(f"/{language}/"):
                rest = path[len(language) + 1:]
                return next((name for name, form in PAGE_TYPES.items() if re.fullmatch(form, rest)), None)
        return None

    def address(self, kind: str, language: str) -> str:
        """The address that stands for a page type: of several the one with most in it."""
        if kind in STATES:
            return state(kind, language)
        fitting = [
            target for target in self.pages
            if target.startswith(f"/{language}/") and self.type_of(target) == kind and "?" not in target]
        assert fitting, f"no page of the type “{kind}” in {language}: the demo has none, or nothing links to it"
        return max(fitting, key=lambda target: (len(self.answers[target].body), target))

    def all_pages(self) -> list[str]:
        return list(self.pages)
