"""The headers on every answer, errors included, and what hostile requests get."""

import re

import pytest

from Browser.pages import EVERY_PAGE, LANGUAGES
from Outside import http

#: What an error page says in each language is up to the phrases; that it is in that language is not.
ALPHABET = {"ru": re.compile("[а-яё]{4}", re.I), "en": re.compile("[a-z]{4}", re.I)}


def policy(answer: http.Answer) -> dict[str, list[str]]:
    header = answer.header("content-security-policy") or ""
    return {part.split()[0]: part.split()[1:] for part in header.split(";") if part.strip()}


def complaints(answer: http.Answer) -> list[str]:
    """What is wrong with the headers of an answer, whatever the answer is."""
    bad = []

    def expect(name: str, form: str):
        value = answer.header(name)
        if value is None or not re.fullmatch(form, value.strip(), re.I):
            bad.append(f"{name}: {value}")

    expect("x-content-type-options", "nosniff")
    expect("referrer-policy", "no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin")
    expect("cross-origin-opener-policy", "same-origin")
    expect("cross-origin-resource-policy", "same-origin|same-site|cross-origin")
    expect("permissions-policy", r".*camera=\(\).*")
    rules = policy(answer)
    if not rules:
        bad.append("no content-security-policy")
    else:
        fallback = rules.get("default-src")
        if fallback not in (["'none'"], ["'self'"]):
            bad.append(f"default-src {fallback}")
        if rules.get("frame-ancestors") not in (["'none'"], ["'self'"]):
            bad.append(f"frame-ancestors {rules.get('frame-ancestors')}")
        for name in ("base-uri", "form-action"):
            if rules.get(name) not in (["'none'"], ["'self'"]):
                bad.append(f"{name} {rules.get(name)}")
        loose = [f"{name} {value}" for name, values in rules.items() for value in values
                 if value in ("'unsafe-inline'", "'unsafe-eval'", "*", "data:", "http:", "https:") and name != "img-src"]
        bad += [f"too much allowed: {item}" for item in loose]
    for leak in ("x-powered-by", "x-runtime"):
        if answer.header(leak):
            bad.append(f"{leak}: {answer.header(leak)}")
    if re.search(r"\d", answer.header("server") or ""):
        bad.append(f"server: {answer.header('server')}")
    return bad


#: Requests that must be answered with an error, and how: name → (method, target, headers, body, statuses).
ERRORS = {
    "not found": ("GET", "/ru/nothing-is-here", {}, None, {404}),
    "no such city": ("GET", "/ru/cities/atlantis", {}, None, {404}),
    "no such language": ("GET", "/xx/", {}, None, {404}),
    "no such picture": ("GET", "/p/0000000/640.jpg", {}, None, {404}),
    "no such record": ("GET", "/o/0000000", {}, None, {404}),
    "no such asset": ("GET", "/assets/nothing.css", {}, None, {404}),
    "wrong method": ("POST", "/ru/cities", {}, b"", {405}),
    "strange method": ("PROPFIND", "/ru/cities", {}, None, {405, 501}),
    "delete": ("DELETE", "/ru/", {}, None, {405}),
    "broken escape": ("GET", "/ru/cities/%ff%fe", {}, None, {400, 404}),
    "null byte": ("GET", "/ru/cities/a%00b", {}, None, {400, 404}),
    "up and out": ("GET", "/assets/../../etc/passwd", {}, None, {400, 404}),
    "up and out, escaped": ("GET", "/assets/%2e%2e/%2e%2e/etc/passwd", {}, None, {400, 404}),
    "up and out, folded": ("GET", "/assets/..%2f..%2fetc%2fpasswd", {}, None, {400, 404}),
    "long path": ("GET", "/ru/" + "a" * 9000, {}, None, {400, 404, 414}),
    "long query": ("GET", "/ru/search?q=" + "a" * 9000, {}, None, {400, 414}),
    "large body": ("POST", "/ru/settings", {"Content-Type": "application/x-www-form-urlencoded"}, b"a=" + b"b" * 2_000_000, {413}),
    "many headers": ("GET", "/ru/", {f"X-H{n}": "a" * 200 for n in range(300)}, None, {400, 431}),
}


@pytest.mark.parametrize("name", ERRORS)
def test_errors_are_answered_safely(origin, name):
    method, target, headers, body, statuses = ERRORS[name]
    try:
        answer = http.request(origin, target, method, headers, body)
    except OSError:
        # A server may refuse such a request by closing; it must live on.
        assert name in ("many headers", "large body")
        assert http.request(origin, "/healthz").status == 200
        return
    assert answer.status in statuses, f"{answer.status}: {answer.body[:300]!r}"
    if name == "many headers" and not answer.headers:
        return
    assert not complaints(answer), complaints(answer)
    leaks = re.search(rb"Swift|GRDB|sqlite|fatal|/home/|\.swift|HTTPError", answer.body)
    assert not leaks, f"the answer tells of the insides: {leaks}"
    if answer.status == 405:
        assert answer.header("allow"), "405 without Allow"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("method", "path"), [("GET", "/nothing-is-here"), ("POST", "/cities"), ("GET", "/gifts/x%00")])
def test_errors_are_pages_in_the_readers_language(origin, language, method, path):
    answer = http.request(origin, f"/{language}{path}", method)
    assert answer.status in (400, 404, 405) and answer.is_html, answer.status
    body = answer.text
    assert f'<html lang="{language}"' in body
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", body, re.S)
    assert heading and ALPHABET[language].search(heading.group(1)), heading and heading.group(1)
    if language == "en":
        assert not re.search("[а-яё]{3}", heading.group(1), re.I)


def test_an_error_without_a_language_in_the_address_is_negotiated(origin):
    for language in LANGUAGES:
        answer = http.request(origin, "/nothing-is-here", headers={"Accept-Language": language})
        assert answer.status == 404 and f'<html lang="{language}"' in answer.text


@pytest.mark.parametrize("kind", EVERY_PAGE)
def test_headers_of_every_page_type(site, origin, kind):
    for language in LANGUAGES:
        answer = http.request(origin, site.address(kind, language))
        bad = complaints(answer)
        if (answer.header("content-type") or "").replace(" ", "").lower() != "text/html;charset=utf-8":
            bad.append(f"content-type: {answer.header('content-type')}")
        caching = answer.header("cache-control") or ""
        if "no-cache" not in caching and "no-store" not in caching or "public" in caching:
            bad.append(f"cache-control: {caching}")
        varies = {part.strip().lower() for part in (answer.header("vary") or "").split(",")}
        if not {"cookie", "accept-encoding"} <= varies:
            bad.append(f"vary: {varies}")
        assert not bad, f"{kind} in {language}: {bad}"


def test_headers_of_everything_the_crawl_found(site):
    bad = [f"{target}: {problem}" for target, answer in site.answers.items() for problem in complaints(answer)]
    assert not bad, "\n".join(bad[:30])


@pytest.mark.parametrize("target", ["/healthz", "/readyz", "/", "/robots.txt", "/favicon.ico", "/sitemap.xml"])
def test_headers_of_what_no_page_links_to(origin, target):
    answer = http.request(origin, target)
    assert answer.status in (200, 204, 301, 302, 303, 307, 404)
    assert not complaints(answer), complaints(answer)


def test_no_link_leads_to_a_foreign_resource(site):
    bad = {link: target for link, target in site.foreign.items() if not link.startswith(("http://", "https://"))}
    assert not bad, bad
    resources = [f"{target}: {link}" for target, page in site.pages.items() for link in page.resources
                 if re.match(r"(?:https?:)?//", link) and not link.startswith(site.origin)]
    assert not resources, resources


@pytest.mark.parametrize("target", ["/ru/", "/en/cities", "/ru/cities/oxford"])
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_what_is_unchanged_is_not_sent_again(origin, target, encoding):
    asked = {"Accept-Encoding": encoding}
    first = http.request(origin, target, headers=asked)
    tag = first.header("etag")
    assert tag, "no ETag"
    assert (first.header("content-encoding") or "identity") == encoding
    for condition in (tag, f'"other", {tag}', f"W/{tag.removeprefix('W/')}", "*"):
        again = http.request(origin, target, headers={**asked, "If-None-Match": condition})
        assert again.status == 304 and not again.body, f"If-None-Match: {condition} → {again.status}"
        assert again.header("etag") == tag
        assert not complaints(again), complaints(again)
    other = http.request(origin, target, headers={**asked, "Cookie": "reading=4200000", "If-None-Match": tag})
    assert other.status == 200, "another setting is another page"
    assert http.request(origin, target, headers={**asked, "If-None-Match": '"other"'}).status == 200


@pytest.mark.parametrize("target", ["/ru/", "/en/cities/oxford", "/ru/nothing-is-here"])
def test_head_is_get_without_the_body(origin, target):
    get, head = http.request(origin, target), http.request(origin, target, "HEAD")
    assert head.status == get.status and head.body == b""
    for name in ("content-type", "content-length", "etag", "content-security-policy", "vary"):
        assert head.header(name) == get.header(name), name


def test_compressed_and_plain_are_the_same_page(origin):
    plain = http.request(origin, "/ru/", headers={"Accept-Encoding": "identity"})
    packed = http.request(origin, "/ru/", headers={"Accept-Encoding": "gzip"})
    assert packed.header("content-encoding") == "gzip" and packed.text == plain.text
    assert packed.header("etag") != plain.header("etag"), "two representations have two tags"
    refused = http.request(origin, "/ru/", headers={"Accept-Encoding": "gzip;q=0"})
    assert refused.header("content-encoding") in (None, "identity")


def test_the_host_of_a_request_is_never_believed(origin):
    answer = http.request(origin, "/ru/", headers={
        "Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https",
        "Forwarded": "host=evil.example"})
    assert b"evil.example" not in answer.body
    assert all("evil.example" not in value for _, value in answer.headers)


@pytest.mark.parametrize("query", [
    "<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "\u0600<img src=x onerror=alert(1) \u0600>",
    "\"\u0301 onmouseover=x", "\u202egnp.exe", "a\u0000b", "* OR NEAR(", '"', "'; DROP TABLE records;--", "-", "%", "a" * 400])
def test_a_hostile_search_is_text(origin, readers, query):
    from urllib.parse import quote

    answer = http.request(origin, "/en/search?q=" + quote(query))
    assert answer.status in (200, 400, 404), answer.status
    page = readers.page()
    alerts = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    page.goto(f"{origin}/en/search?q={quote(query)}")
    assert not alerts
    assert page.evaluate("() => document.querySelectorAll('[onerror],[onmouseover],main script,img[src=x]').length") == 0
    if answer.status == 200 and "\x00" not in query and len(query) < 100:
        # A control that turns the direction of what follows may be dropped.
        shown = page.locator("main input[name=q]").input_value()
        assert shown in (query, query.replace("\u202e", ""))


def test_pictures_carry_nothing_of_their_originals(site, origin):
    pictures = [target for target in site.answers if re.fullmatch(r"/p/[0-9A-Z]{7}/\d+\.jpg", target)]
    assert pictures, "the demo shows no pictures"
    for target in pictures:
        answer = site.answers[target]
        assert answer.header("content-type") == "image/jpeg" and answer.body[:2] == b"\xff\xd8", target
        assert b"Exif" not in answer.body[:4096] and b"http://ns.adobe.com" not in answer.body, target
        assert "immutable" not in (answer.header("cache-control") or ""), "a picture can be withdrawn"


def test_assets_are_for_ever(site):
    assets = [target for target in site.answers if target.startswith("/assets/")]
    assert assets
    for target in assets:
        assert "immutable" in (site.answers[target].header("cache-control") or ""), target


def test_a_request_that_is_none_does_no_harm(origin):
    for data in (b"\x00\x01\x02\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00\x01",
                 b"POST /ru/settings HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"):
        try:
            http.raw(origin, data)
        except OSError:
            pass
        assert http.request(origin, "/healthz").status == 200, f"after {data!r}"
