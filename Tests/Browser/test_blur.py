"""People on a photo made unrecognisable in a real browser: by numbers without a script and by keyboard alone, and by mouse and
keys on the picture; and the page in every state held to the rules of the Hall."""

import json
import re

import pytest
from playwright.sync_api import expect

from Browser import probes
from Browser.axe import findings
from Browser.pages import LANGUAGES, SCHEMES, reading
from Browser.test_desk import add, open_page, send, sign_in
from Browser.test_html import check
from Outside import hall, program

LOOKS = [SCHEMES[0], SCHEMES[2], SCHEMES[-1]]
WORDS = {
    "en": {"add": "Add an area", "show": "Show how it will look", "make": "Make this picture", "link": "Make people unrecognisable",
           "made": "unrecognisable people", "area": "Area 1"},
    "ru": {"add": "Добавить область", "show": "Показать, как", "make": "Сделать изображение", "link": "Сделать людей неузнаваемыми",
           "made": "людей не узнать", "area": "Область 1"},
}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A Hall with one person who may publish."""
    data = hall.bilingual(tmp_path_factory.mktemp("blur"))
    add(data, "anna", "publisher")
    with hall.Hall(data, "--review", "optional") as running:
        yield running


@pytest.fixture(scope="module")
def photos():
    """Codes of photos of the demo, one for each test that changes one."""
    records = sorted((program.DEMO / "records" / "photo").glob("*.json"))
    return [json.loads(record.read_text())["code"] for record in records]


def press(page, words):
    """Moves the focus to a button and presses it, as somebody without a mouse does."""
    page.locator("#blur button:visible", has_text=words).first.focus()
    send(page)


def shown(page, name):
    """Whether a picture of the page is loaded, not broken."""
    return page.locator(name).evaluate("img => img.decode().then(() => img.naturalWidth > 0, () => false)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_done_by_keyboard_without_a_script(chromium, office, photos, language):
    page, words = open_page(chromium, office, scripts=False), WORDS[language]
    code = photos[LANGUAGES.index(language)]
    sign_in(page, office, language)
    before = office.get(f"/p/{code}/640.jpg")
    page.goto(f"{office.origin}/{language}/desk/record/{code}")
    page.get_by_role("link", name=words["link"]).focus()
    send(page)
    assert page.locator("#blur-help").is_hidden(), "what only a script can do is not offered"
    press(page, words["add"])
    for name, value in [("left", "12,5"), ("top", "30"), ("width", "20"), ("height", "25.5")]:
        page.focus(f'[name="areas.0.{name}"]')
        page.keyboard.press("Control+A")
        page.keyboard.type(value)
    send(page)
    assert page.input_value('[name="areas.0.left"]') == "12,5" and shown(page, ".blur-result img"), "Enter shows it"
    assert page.locator("#blur-marks rect").count() == 1
    press(page, words["make"])
    assert words["made"] in page.inner_text("[role=status]")
    assert office.get(f"/p/{code}/640.jpg").body == before.body, "not public before it is published"
    page.focus("button[value=publish]")
    send(page)
    after = office.get(f"/p/{code}/640.jpg")
    assert after.status == 200 and after.body != before.body
    page.context.close()


def test_what_is_wrong_stands_at_its_field(chromium, office, photos):
    page = open_page(chromium, office, scripts=False)
    sign_in(page, office)
    page.goto(f"{office.origin}/en/desk/blur/{photos[2]}")
    press(page, "Make this picture")
    assert "this must be filled in" in page.inner_text("#problems")
    press(page, "Add an area")
    page.fill('[name="areas.0.width"]', "nan")
    press(page, "Show how it will look")
    link = page.locator("#problems a")
    assert page.locator(f'[id="{link.get_attribute("href")[1:]}"]').input_value() == "nan"
    page.context.close()


def value(page, row=0):
    return [float(page.input_value(f'[name="areas.{row}.{side}"]')) for side in ("left", "top", "width", "height")]


def test_areas_are_drawn_moved_and_taken_away_with_mouse_and_keys(chromium, office, photos):
    page = open_page(chromium, office, viewport={"width": 1280, "height": 1024})
    sign_in(page, office)
    page.goto(f"{office.origin}/en/desk/blur/{photos[3]}")
    assert shown(page, "#blur-stage img")
    page.locator("#blur-stage").scroll_into_view_if_needed()
    box = page.locator("#blur-stage img").bounding_box()

    def at(across, down):
        return box["x"] + box["width"] * across / 100, box["y"] + box["height"] * down / 100

    page.mouse.move(*at(10, 10))
    page.mouse.down()
    page.mouse.move(*at(40, 50), steps=4)
    page.mouse.up()
    assert value(page) == pytest.approx([10, 10, 30, 40], abs=0.5)
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Area 1"
    before = value(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowLeft")
    assert value(page) == pytest.approx([before[0] + 1, before[1] + 2, before[2] - 1, before[3]], abs=0.011)
    expect(page.locator("#blur-status")).to_contain_text("Area 1:")
    # By its middle it is moved, by its corner sized; neither leaves the picture.
    left, top, width, height = value(page)
    page.mouse.move(*at(left + width / 2, top + height / 2))
    page.mouse.down()
    page.mouse.move(*at(300, 20), steps=4)
    page.mouse.up()
    left, top, width, height = value(page)
    assert left + width == pytest.approx(100, abs=0.011) and 0 <= top
    page.mouse.move(*at(left + width, top + height))
    page.mouse.down()
    page.mouse.move(*at(left + 10, top + 12), steps=4)
    page.mouse.up()
    assert value(page)[2:] == pytest.approx([10, 12], abs=0.5)
    # A new one in the middle, by its button; the numbers lead as well.
    page.locator("#blur-add").focus()
    page.keyboard.press("Enter")
    assert value(page, 1) == [40, 40, 20, 20]
    page.fill('[name="areas.1.left"]', "5")
    region = page.locator(".area-region").nth(1).bounding_box()
    assert region["x"] == pytest.approx(at(5, 40)[0], abs=2)
    page.locator(".area-handle").first.focus()
    page.keyboard.press("Delete")
    assert page.locator(".blur-row").count() == 1 and value(page)[0] == 5
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Area 1"
    press(page, "Show how it will look")
    assert shown(page, ".blur-result img") and value(page) == [5, 40, 20, 20]
    page.context.close()


def test_no_area_leaves_the_picture_by_keys_and_there_are_never_too_many(chromium, office, photos):
    page = open_page(chromium, office, viewport={"width": 1280, "height": 1024})
    sign_in(page, office)
    page.goto(f"{office.origin}/en/desk/blur/{photos[3]}")
    page.locator("#blur-add").click()
    for key in ["ArrowRight", "ArrowDown", "Shift+ArrowRight", "Shift+ArrowUp"]:
        for _ in range(70):
            page.keyboard.press(key)
    assert value(page) == [80, 80, 20, 1]
    page.evaluate("for (let i = 0; i < 120; i++) document.getElementById('blur-add').click()")
    assert page.locator(".blur-row").count() == 100
    expect(page.locator("#blur-status")).to_contain_text("no more areas")
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with a script", "without"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_keeps_the_rules_in_every_state(chromium, office, photos, language, scripts, tmp_path):
    bad, words = [], WORDS[language]
    for look in LOOKS:
        for size, width in [("usual", 1280), ("largest", 320)]:
            page = open_page(
                chromium, office, reading(scheme=look, size=size), viewport={"width": width, "height": 800}, bypass_csp=True,
                scripts=True)
            sign_in(page, office, language)
            if not scripts:
                page.route("**/desk-blur-*.js", lambda route: route.abort())
            page.goto(f"{office.origin}/{language}/desk/blur/{photos[4]}")
            page.locator("#blur-add").click()
            page.locator("#blur-rows .blur-row").first.wait_for()
            page.fill('[name="areas.0.left"]', "10")
            page.fill('[name="areas.0.top"]', "no number")
            press(page, words["show"])
            bad += [f"wrong, {look}, {size}: {finding}" for finding in findings(page)]
            page.fill('[name="areas.0.top"]', "60")
            press(page, words["show"])
            assert shown(page, ".blur-result img")
            name = f"{look}, {size}"
            bad += [f"{name}: {finding}" for finding in findings(page)]
            bad += [f"{name}: {problem}" for problem in page.evaluate(probes.OVERFLOW)]
            # Of the page's own controls; what Enter does is a button that nobody sees.
            bad += [
                f"{name}: {problem}" for problem in page.evaluate(probes.TARGETS)
                if re.search("px: (button|input)", problem) and "desk-default" not in problem]
            if not scripts:
                (tmp_path / f"{look}-{size}.html").write_text(page.content())
            page.context.close()
    for file, lines in check(tmp_path).items():
        bad += [f"{file}: {line}" for line in lines[:3]]
    assert not bad, "\n".join(dict.fromkeys(bad))
