"""The reading settings: reached and worked with the keyboard alone, without scripts, and also without cookies."""

import json
import re
from collections import Counter
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from Browser import probes
from Browser.conftest import CHROMIUM, FLAGS
from Browser.pages import CONTROLS, EVERY_PAGE, IN_TURN, LANGUAGES, reading
from Outside import http

#: One value for each control, none of them the default.
CHOSEN = {
    "size": "largest", "scheme": "white-on-black", "images": "greyscale", "spacing": "wide", "line": "double",
    "typeface": "serif", "motion": "off"}
DEFAULTS = {name: values[0] for name, values in CONTROLS.items()}

ACTIVE = """() => { const e = document.activeElement; return {
  tag: e.tagName, type: e.type || '', name: e.name || '', value: e.value || '', href: e.getAttribute('href') || '',
  checked: !!e.checked, form: e.form ? e.form.getAttribute('action') : '' }; }"""


def carried(page) -> dict[str, str]:
    values = page.evaluate(probes.CARRIED)
    return {name: values.get(name) for name in CONTROLS}


def tab(page) -> dict:
    page.keyboard.press("Tab")
    return page.evaluate(ACTIVE)


def reach_settings(page) -> dict:
    """Two stops after the skip link at most: a link to the settings, or the disclosure that holds them."""
    first = tab(page)
    assert first["tag"] == "A" and first["href"].startswith("#"), f"the first stop is not a skip link: {first}"
    stops = [tab(page), tab(page)]
    for back, stop in ((True, stops[0]), (False, stops[1])):
        if stop["tag"] == "SUMMARY" or "/settings" in stop["href"]:
            if back:
                page.keyboard.press("Shift+Tab")
            return stop
    raise AssertionError(f"no way to the settings within two stops after the skip link: {stops}")


def choose(page, wanted: dict[str, str]) -> None:
    """Walks through the form with Tab and arrows until every control says what is wanted."""
    left = dict(wanted)
    for _ in range(60):
        stop = tab(page)
        name = stop["name"]
        if name == "action" and not left:
            return
        if name not in left:
            continue
        for _ in range(len(CONTROLS[name])):
            stop = page.evaluate(ACTIVE)
            if stop["value"] == left[name] and (stop["type"] != "radio" or stop["checked"]):
                break
            if stop["type"] == "radio" and not stop["checked"]:
                page.keyboard.press("Space")
            else:
                page.keyboard.press("ArrowDown")
        stop = page.evaluate(ACTIVE)
        assert stop["value"] == left[name], f"{name} cannot be set to {left[name]} by keyboard: {stop}"
        del left[name]
    raise AssertionError(f"not reached with Tab: {left or 'the button that applies'}")


def press(page, action: str) -> None:
    """Presses the button with the keyboard; the focus stands in the form's row of buttons or before it."""
    for _ in range(12):
        if page.evaluate(ACTIVE)["value"] == action:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the button “{action}” is not reached with Tab")


def open_form(page) -> None:
    stop = reach_settings(page)
    if stop["tag"] == "SUMMARY":
        page.keyboard.press("Enter")
    else:
        with page.expect_navigation():
            page.keyboard.press("Enter")


def place(url: str) -> str:
    """Path and query, without what carries settings where cookies are refused."""
    parts = urlsplit(url)
    query = {key: value for key, value in parse_qs(parts.query).items() if key != "view"}
    return parts.path + (f"?{urlencode(query, doseq=True)}" if query else "")


@pytest.mark.parametrize(("kind", "language"), IN_TURN)
def test_two_stops_and_back_again_by_keyboard_without_scripts(site, readers, origin, kind, language):
    target = site.address(kind, language)
    page = readers.fresh(None, java_script_enabled=False)
    try:
        page.goto(origin + target)
        open_form(page)
        choose(page, {"scheme": "yellow-on-black"})
        press(page, "apply")
        assert place(page.url) == place(origin + target), f"came from {target}, is at {page.url}"
        assert carried(page) == {**DEFAULTS, "scheme": "yellow-on-black"}
        # The page's own status survives the journey too: a page not found is still not found.
        assert page.locator("h1").count() == 1
    finally:
        page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_control_works_and_the_form_shows_it(site, readers, origin, language):
    target = site.address("city", language)
    page = readers.fresh(None, java_script_enabled=False)
    try:
        page.goto(origin + target)
        open_form(page)
        choose(page, CHOSEN)
        press(page, "apply")
        assert place(page.url) == target
        assert carried(page) == CHOSEN
        page.goto(f"{origin}/{language}/settings")
        shown = page.evaluate("""() => Object.fromEntries([...document.querySelector('main').querySelectorAll(
            'input:checked, select')].map(e => [e.name, e.value]))""")
        assert {name: shown.get(name) for name in CONTROLS} == CHOSEN, "the form shows what is chosen"
    finally:
        page.context.close()


@pytest.mark.parametrize("action", ["reset", "normal"])
def test_the_way_back_to_the_usual(site, readers, origin, action):
    page = readers.fresh(reading(**CHOSEN), java_script_enabled=False)
    try:
        page.goto(origin + "/ru/visit")
        assert carried(page) == CHOSEN
        open_form(page)
        for _ in range(60):
            if tab(page)["name"] == "action":
                break
        press(page, action)
        assert carried(page) == DEFAULTS
        page.goto(origin + "/ru/about")
        assert carried(page) == DEFAULTS
    finally:
        page.context.close()


def survives(page, origin: str) -> None:
    """Language change, search, a page not found, and the way home keep the settings."""
    kept = carried(page)
    assert kept == CHOSEN

    def still(where: str):
        assert carried(page) == kept, f"lost at {where} ({page.url})"

    page.locator("header a[hreflang=en]").first.click()
    still("the change of language")
    assert "/en/" in page.url
    search = page.locator("input[name=q]").first
    search.fill("Oxford")
    search.press("Enter")
    page.wait_for_url(re.compile("/search"))
    still("the search")
    page.locator("header a[href]:not([href^='#'])").first.click()
    still("a link of the header")
    view = parse_qs(urlsplit(page.url).query).get("view")
    page.goto(f"{origin}/en/nothing-is-here" + (f"?view={view[0]}" if view else ""))
    still("a page not found")


def test_settings_survive(site, readers, origin):
    page = readers.fresh(reading(**CHOSEN), java_script_enabled=False)
    try:
        page.goto(f"{origin}/ru/cities")
        survives(page, origin)
    finally:
        page.context.close()


def test_settings_survive_where_cookies_are_refused(playwright, origin, tmp_path):
    profile = tmp_path / "Default"
    profile.mkdir()
    refused = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (profile / "Preferences").write_text(json.dumps(refused))
    context = playwright.chromium.launch_persistent_context(
        tmp_path, executable_path=CHROMIUM, args=FLAGS, java_script_enabled=False,
        viewport={"width": 1280, "height": 1024})
    try:
        page = context.new_page()
        page.goto(f"{origin}/ru/cities")
        open_form(page)
        choose(page, CHOSEN)
        press(page, "apply")
        assert context.cookies() == [], "the browser of this test was to refuse cookies"
        assert urlsplit(page.url).path == "/ru/cities"
        survives(page, origin)
        open_form(page)
        for _ in range(60):
            if tab(page)["name"] == "action":
                break
        press(page, "normal")
        assert carried(page) == DEFAULTS
    finally:
        context.close()


def apply(origin: str, **form: str) -> http.Answer:
    fields = {**DEFAULTS, "action": "apply", "back": "/ru/cities", **form}
    return http.request(
        origin, "/ru/settings", "POST", {"Content-Type": "application/x-www-form-urlencoded"},
        urlencode(fields).encode())


def test_the_answer_is_one_cookie_and_a_way_back(origin):
    answer = apply(origin, size="largest", scheme="white-on-black")
    assert answer.status == 303
    assert answer.header("location") == f"/ru/cities?view={reading(size='largest', scheme='white-on-black')}"
    [cookie] = answer.cookies()
    name, *attributes = [part.strip() for part in cookie.split(";")]
    said = {part.split("=")[0].lower(): part.partition("=")[2] for part in attributes}
    assert name == f"reading={reading(size='largest', scheme='white-on-black')}"
    assert "domain" not in said and said.get("path") == "/" and "httponly" in said, cookie
    assert said.get("samesite", "").lower() == "lax", cookie
    assert 360 * 86400 <= int(said["max-age"]) <= 367 * 86400, cookie


def test_a_cookie_that_came_back_takes_the_view_out_of_the_address(origin):
    view = reading(scheme="yellow-on-black")
    answer = http.request(origin, f"/ru/cities?view={view}", headers={"Cookie": f"reading={view}"})
    assert (answer.status, answer.header("location")) == (303, "/ru/cities")
    answer = http.request(origin, f"/ru/search?q=Oxford&view={view}", headers={"Cookie": f"reading={view}"})
    assert (answer.status, answer.header("location")) == (303, "/ru/search?q=Oxford")


@pytest.mark.parametrize("back", [
    "//evil.example/", "https://evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
    "/ru/\r\nSet-Cookie: a=b", "/%5cevil.example", "\t//evil.example", "", "ru/cities", "/ru/cities\x00"])
def test_the_way_back_leads_nowhere_else(origin, back):
    answer = apply(origin, back=back)
    where = answer.header("location") or ""
    assert answer.status in (303, 400), answer.status
    if answer.status == 303:
        assert re.match(r"^/(?![/\\])", where) and not re.search(r"[\x00-\x20]", where), where
    assert all("a=b" not in cookie for cookie in answer.cookies())


@pytest.mark.parametrize("value", [
    "", "9999999", "abcdefg", "420000", "42000000", "４２０００００", "4200000; reading=1000000", "x" * 3000])
def test_a_strange_cookie_is_the_usual_page(origin, value):
    answer = http.request(origin, "/ru/visit", headers={"Cookie": f"reading={value}".encode("utf-8").decode("latin-1")})
    assert answer.status == 200
    sizes = re.search(r'data-size="([^"]*)"', answer.text)
    assert sizes and sizes.group(1) in CONTROLS["size"]


def test_unknown_values_change_nothing_they_should_not(origin):
    answer = apply(origin, scheme='"><script>alert(1)</script>', size="enormous")
    assert answer.status in (303, 400)
    assert "<script>alert" not in answer.text
    assert all(re.fullmatch(r"reading=(\d{7})?;.*", cookie) for cookie in answer.cookies())


VIEWING = "() => [...document.querySelectorAll('.viewer-offer, .looks-begin')].map(e => e.innerText).join(' ')"


def lost_without_pictures(usual, off) -> list[str]:
    """What a page without pictures lacks of the usual one, both being open."""
    before, after = usual.evaluate(probes.WORDS), off.evaluate(probes.WORDS)
    seen = after["seen"]
    bad = [f"the text of a picture is not shown: “{alt}”" for alt in before["alts"] if alt not in seen]
    # The number of a request, which a page not found shows, is another each time, and in Chinese a part of what is before it.
    shown, there = (re.sub(r"\b[0-9a-f]{16,32}\b", "", words).split() for words in (before["seen"], seen))
    counted = Counter(shown)
    # Buttons of the viewer, which is not offered where there is nothing to look at.
    counted.subtract(usual.evaluate(VIEWING).split())
    bad += [f"lost: “{word}”" for word, times in counted.items() if there.count(word) < times]
    pictures = off.evaluate("() => [...document.querySelectorAll('img')].filter(e => e.checkVisibility()).length")
    if pictures:
        bad.append(f"{pictures} pictures are shown all the same")
    return bad


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", EVERY_PAGE)
def test_images_off_loses_no_text(site, readers, origin, kind, language):
    url = origin + site.address(kind, language)
    usual, off = readers.page(), readers.page(reading(images="off"))
    usual.goto(url)
    off.goto(url)
    bad = lost_without_pictures(usual, off)
    assert not bad, f"{url}\n" + "\n".join(bad[:20])
