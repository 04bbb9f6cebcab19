"""Every address there is answers, belongs to a page type that the suite looks at, and says what it is."""

import re

import pytest

from Browser.pages import EVERY_LANGUAGE, EVERY_PAGE, PAGE_TYPES, PROMISED, STATES
from Outside import routes

#: The cases of `Route` that are not pages of their own, and what looks at them instead.
NOT_PAGES = {
    "desk": "for who is signed in, see test_desk",
    "signInReturn": "answers who comes from the provider, see test_provider",
    "entrance": "redirects, see test_entrance",
    "short": "redirects, followed by the crawl",
    "picture": "a picture, fetched by the crawl",
    "asset": "a file, fetched by the crawl",
    "imageService": "for programs, see Tests/IIIF",
    "imageInformation": "JSON, see Tests/IIIF",
    "image": "a picture, see Tests/IIIF",
    "manifest": "JSON, see Tests/IIIF",
    "canvas": "redirects, see Tests/IIIF",
    "manifests": "JSON, see Tests/IIIF",
    "sharePicture": "a picture, see Tests/Feeds; its drawing: SharePictureTests, DrawingTests",
    "feed": "no page, see Tests/Feeds",
    "accessibilityData": "JSON, see test_statement",
    "suggestions": "JSON, see test_suggestions",
    "messageTaken": "the state “message sent”",
    "sitemap": "no page, see Tests/Feeds",
    "sitemapPart": "no page, see Tests/Feeds",
}
#: Routes of which several page types are made.
SEVERAL = {
    "list": "one type a section", "record": "one type a section", "newsOf": "of a year and of a month",
    "people": "people to people", "peopleOf": "of an area and of a year"}


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_promised_addresses_open(site, language):
    bad = {path: site.answers[f"/{language}{path}"].status for path in PROMISED
           if site.answers[f"/{language}{path}"].status != 200}
    assert not bad, f"promised addresses that do not answer 200 in {language}: {bad}"


def test_every_link_leads_somewhere(site):
    bad = []
    for target, answer in site.answers.items():
        status = answer.status
        if status in (301, 302, 303, 307, 308):
            where = answer.header("location") or ""
            status = site.answers[where].status if where in site.answers else 0
            if status != 200:
                bad.append(f"{target} → {where!r}, which no page links to or which does not answer 200")
        elif status != 200:
            bad.append(f"{target} answers {status}; linked from {site.came_from[target]}")
    assert not bad, "\n".join(bad)


def test_every_crawled_page_has_a_type_that_is_looked_at(site):
    unknown = [target for target in site.pages if site.type_of(target) is None]
    assert not unknown, f"pages of no known type; add them to PAGE_TYPES: {unknown}"


@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_every_type_has_a_page_in_the_demo(site, kind):
    for language in EVERY_LANGUAGE:
        site.address(kind, language)


def test_every_route_of_the_program_is_looked_at():
    known = {*PAGE_TYPES, *NOT_PAGES, *SEVERAL}
    missing = [case for case in routes.cases() if case not in known]
    assert not missing, f"routes that the browser suite does not know: {missing}"
    for section in routes.sections():
        for address in [f"/{section}/x", *([f"/{section}"] if section != "pages" else [])]:
            assert any(re.fullmatch(form, address) for form in PAGE_TYPES.values()), address


def test_anchors_exist(site):
    bad = []
    for target, page in site.pages.items():
        bad += [f"{target}: {link}" for link in page.links
                if link.startswith("#") and len(link) > 1 and link[1:] not in page.ids]
        repeated = {name for name in page.ids if page.ids.count(name) > 1}
        bad += [f"{target}: the id {name} stands twice" for name in repeated]
    assert not bad, "\n".join(bad)


def test_titles_headings_and_languages(site):
    bad, titles = [], {}
    for target, page in site.pages.items():
        language = target.split("/")[1]
        if page.root.get("lang") != language:
            bad.append(f"{target}: <html lang={page.root.get('lang')!r}>")
        if page.headings != 1:
            bad.append(f"{target}: {page.headings} h1")
        if not page.title.strip():
            bad.append(f"{target}: no title")
        # A search for nothing is the page that asks.
        first = titles.setdefault(page.title.strip(), target.removesuffix("?q="))
        if first != target.removesuffix("?q="):
            bad.append(f"{target}: the same title as {first}: {page.title.strip()!r}")
    assert not bad, "\n".join(bad)


def test_alternates_are_reciprocal(site):
    bad = []
    for target, page in site.pages.items():
        for language, address in page.alternates.items():
            path = re.sub(r"^https?://[^/]+", "", address)
            other = site.pages.get(path)
            if language == "x-default":
                continue
            if other is None:
                bad.append(f"{target}: the {language} version {address} is not there")
            elif target not in [re.sub(r"^https?://[^/]+", "", a) for a in other.alternates.values()]:
                bad.append(f"{target} names {path}, which does not name it")
    assert not bad, "\n".join(bad)


@pytest.mark.parametrize(("wanted", "given"), [
    ("ru", "ru"), ("en", "en"), ("en-US,en;q=0.9", "en"), ("be;q=0.9, ru;q=0.8, en;q=0.1", "ru"), ("*", None),
    ("", None), ("xx", None), ("en;q=0, ru", "ru")])
def test_entrance_negotiates(origin, wanted, given):
    from Outside import http

    answer = http.request(origin, "/", headers={"Accept-Language": wanted} if wanted else {})
    assert answer.status in (302, 303, 307), answer.status
    where = answer.header("location")
    assert where in ([f"/{given}/"] if given else [f"/{language}/" for language in EVERY_LANGUAGE]), where
    assert "accept-language" in (answer.header("vary") or "").lower(), "the entrance varies by Accept-Language"


def test_states_answer_as_they_should(site, origin):
    from Outside import http

    for kind, (_, status) in STATES.items():
        for language in EVERY_LANGUAGE:
            answer = http.request(origin, site.address(kind, language))
            assert answer.status == status, f"{kind} in {language}: {answer.status}"
    assert set(EVERY_PAGE) == set(PAGE_TYPES) | set(STATES)
