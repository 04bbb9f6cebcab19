"""A photo looked at closely, a guided look and two photos of one view: by keyboard, by touch, and without a script."""

import gzip
import json
import re
import shutil
import time

import pytest
from playwright.sync_api import expect

from Browser import looks, probes
from Browser.axe import findings
from Browser.pages import reading
from Browser.test_desk import add, open_page, send, sign_in
from Outside import hall, packages, program

PHOTO = "photos/drawing-of-perm"
WORDS = {
    "en": {"open": "Look closely", "all": "The whole picture", "nearer": "Zoom in", "right": "To the right",
           "corner": "Zoom 200%, upper left part", "middle": "Zoom 150%, middle", "turned": "turned by 90°",
           "begin": "Begin the guided look", "after": "Next look", "before": "Previous look", "first": "Look 1 of 4",
           "show": "Show in the picture"},
    "ru": {"open": "Рассмотреть вблизи", "all": "Изображение целиком", "nearer": "Увеличить", "right": "Вправо",
           "corner": "Масштаб 200 %, левая верхняя часть", "middle": "Масштаб 150 %, середина",
           "turned": "поворот на 90°", "begin": "Начать экскурсию", "after": "Следующая деталь",
           "before": "Предыдущая деталь", "first": "Деталь 1 из 4", "show": "Показать на снимке"},
}
#: The looks in which everything is seen: the usual one, and the largest letters in white on black.
DRESSES = [("usual", {}), ("white on black, the largest", {"scheme": "white-on-black", "size": "largest"})]
FOCUS = "() => { const e = document.activeElement; return e.getAttribute('aria-label') || e.textContent; }"
#: What is painted, as a number: equal for equal pictures.
PAINTED = """() => { const c = document.querySelector('.viewer canvas'), d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
  let sum = 0; for (let i = 0; i < d.length; i += 97) sum = (sum * 31 + d[i]) % 1000003; return sum; }"""
NEXT_FRAME = "() => new Promise(go => requestAnimationFrame(() => requestAnimationFrame(() => go())))"
SCRIPTS = ("viewer.js", "then-now.js")
MOST_BYTES = 30_000


@pytest.fixture
def photo(readers, origin):
    """Opens the photo of a reader; what the browser complains of fails the test."""
    opened = []

    def of(language="en", view=None, path=PHOTO, at=None, **options):
        page = readers.fresh(view, **options)
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda message: message.type == "error" and page.complaints.append(message.text))
        opened.append(page)
        page.goto(f"{at or origin}/{language}/{path}")
        return page

    yield of
    for page in opened:
        assert not page.complaints
        page.context.close()


def state(page):
    return page.locator(".viewer-state")


def says(page, words):
    """What the live region says once all is at rest; its blanks may not be broken."""
    expect(state(page)).to_have_text(re.compile("^" + re.escape(words).replace(r"\ ", r"\s").replace(" ", r"\s") + "$"))


def look_closely(page, language="en"):
    page.get_by_role("button", name=WORDS[language]["open"]).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".viewer-stage")).to_be_focused()


def test_the_scripts_are_small():
    files = [program.ROOT / "Resources" / "assets" / name for name in SCRIPTS]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < MOST_BYTES


# Without a script


def test_without_a_script_the_picture_has_its_sizes_and_the_looks_are_a_story(photo):
    page = photo(java_script_enabled=False)
    picture = page.locator(".photo-picture > img")
    assert picture.get_attribute("srcset").count("/p/") > 1 and picture.get_attribute("sizes")
    alone = page.locator(".picture-alone a")
    answer = page.request.get(page.url.split("/en/")[0] + alone.get_attribute("href"))
    assert answer.headers["content-type"] == "image/jpeg" and "1,600 × 1,067" in alone.inner_text()
    steps = page.locator("ol.look-list > li")
    assert steps.count() == 4 and page.locator(".viewer, .viewer-offer, .looks-begin").count() == 0
    for step in steps.all():
        cut, title = step.locator("img"), step.locator("h3").inner_text()
        assert cut.get_attribute("alt") == title and len(step.locator(".prose").inner_text()) > 20
        answer = page.request.get(page.url.split("/en/")[0] + cut.get_attribute("src"))
        assert answer.ok and answer.headers["content-type"] == "image/jpeg"
        canonical = re.search(r'<([^>]*)>;\s*rel="canonical"', answer.headers["link"])[1]
        assert canonical.endswith(cut.get_attribute("src")), "it is asked for by its one address"


def test_without_images_no_word_is_lost_and_no_viewer_offered(photo):
    page = photo(view=reading(images="off"))
    assert page.locator(".viewer-offer, .looks-begin").count() == 0
    titles = page.locator(".look h3").all_inner_texts()
    assert page.locator(".look .no-picture").all_inner_texts() == titles and len(titles) == 4


# By keyboard


@pytest.mark.parametrize("language", ["en", "ru"])
def test_everything_is_done_by_keys_and_told_in_the_language_of_the_page(photo, language):
    page, words = photo(language), WORDS[language]
    look_closely(page, language)
    says(page, words["all"])
    page.keyboard.press("+")
    says(page, words["middle"])
    page.keyboard.press("+")
    for key in ["ArrowLeft", "ArrowUp"] * 4:
        page.keyboard.press(key)
    says(page, words["corner"])
    page.keyboard.press("r")
    expect(state(page)).to_contain_text(words["turned"])
    page.keyboard.press("Home")
    says(page, words["all"])
    page.keyboard.press("-")
    page.keyboard.press("0")
    says(page, words["all"])
    page.keyboard.press("Escape")
    assert page.locator(".viewer").count() == 0 and page.evaluate(FOCUS) == words["open"]
    assert page.locator(".photo-picture > img").is_visible()


def test_letters_are_keys_where_the_keyboard_writes_no_latin(photo):
    page = photo("ru")
    look_closely(page, "ru")
    page.evaluate("""() => document.activeElement.dispatchEvent(
      new KeyboardEvent("keydown", { key: "к", code: "KeyR", bubbles: true, cancelable: true }))""")
    expect(state(page)).to_contain_text(WORDS["ru"]["turned"])


def test_only_the_state_at_rest_is_told(photo):
    page = photo()
    look_closely(page)
    says(page, "The whole picture")
    page.evaluate("""() => { window.told = [];
      new MutationObserver(() => told.push(document.querySelector('.viewer-state').textContent))
        .observe(document.querySelector('.viewer-state'), { childList: true }); }""")
    for key in ["+", "+", "+", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"]:
        page.keyboard.press(key)
    says(page, "Zoom 300%, right part")
    assert page.evaluate("told") == ["Zoom 300%, right part"]


def test_buttons_are_buttons_and_keep_the_focus_at_the_ends(photo):
    page = photo()
    look_closely(page)
    buttons = page.locator(".viewer button")
    assert page.locator(".viewer [onclick], .viewer div[role=button]").count() == 0
    for made in buttons.all():
        box = made.bounding_box()
        assert box["width"] >= 43.99 and box["height"] >= 43.99
        assert made.get_attribute("aria-label") or made.inner_text().strip()
    nearer = page.get_by_role("button", name="Zoom in")
    nearer.focus()
    for _ in range(12):
        page.keyboard.press("Enter")
    assert nearer.get_attribute("aria-disabled") == "true" and page.evaluate(FOCUS) == "Zoom in"
    expect(state(page)).to_have_text(re.compile("^Zoom 4[0-9]{2}%, middle$"))
    right = page.get_by_role("button", name="To the right", exact=True)
    for _ in range(20):
        right.click()
    expect(state(page)).to_have_text(re.compile("right part$"))
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUS) == "Look closely"


def test_tab_leads_through_the_viewer_and_out_of_it(photo):
    page = photo()
    look_closely(page)
    inside = "() => document.activeElement === document.body ? 'body' : !!document.activeElement.closest('.viewer')"
    # After the stage come the two buttons of the looks, before it the tools.
    for key, buttons in (("Tab", 2), ("Shift+Tab", page.locator(".viewer-tools button").count())):
        page.locator(".viewer-stage").focus()
        seen = []
        for _ in range(buttons + 1):
            page.keyboard.press(key)
            seen.append(page.evaluate(inside))
        assert seen == [True] * buttons + [False], f"{key} goes through the buttons and out"


def test_left_is_left_on_a_page_from_right_to_left(photo):
    page = photo()
    page.evaluate("document.documentElement.dir = 'rtl'")
    look_closely(page)
    for key in ["+", "+", *["ArrowLeft"] * 6]:
        page.keyboard.press(key)
    says(page, "Zoom 200%, left part")
    boxes = [page.get_by_role("button", name=name, exact=True).bounding_box()["x"] for name in ("To the left", "To the right")]
    assert boxes[0] < boxes[1]


def test_full_screen_keeps_the_focus(photo):
    page = photo()
    look_closely(page)
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement?.className === 'viewer'")
    assert page.get_by_role("button", name="Full screen").get_attribute("aria-pressed") == "true"
    page.keyboard.press("f")
    page.wait_for_function("() => !document.fullscreenElement")
    expect(page.locator(".viewer-stage")).to_be_focused()


# Wheel and fingers


def test_the_wheel_zooms_with_the_focus_or_control_and_else_scrolls(photo):
    page = photo(viewport={"width": 1280, "height": 700})
    look_closely(page)
    says(page, "The whole picture")
    page.get_by_role("button", name="Zoom in").focus()
    page.locator(".viewer-stage").hover()
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 120)
    page.wait_for_function("was => scrollY > was", arg=before)
    page.locator(".viewer-stage").hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -250)
    page.keyboard.up("Control")
    expect(state(page)).to_have_text(re.compile("^Zoom 200%"))
    page.locator(".viewer-stage").focus()
    page.locator(".viewer-stage").hover()
    page.mouse.wheel(0, 250)
    says(page, "The whole picture")
    # Nothing is left to zoom out of: the page moves on.
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 120)
    page.wait_for_function("was => scrollY > was", arg=before)


class Fingers:
    """Fingers on the stage, by the events of the browser itself; places are shares of its sides."""

    def __init__(self, page):
        self._cdp, self._page, self._moment = page.context.new_cdp_session(page), page, time.time()

    def touch(self, kind, *places):
        box = self._page.locator(".viewer-stage").bounding_box()
        # A twentieth of a second after the one before, however long it takes to send it.
        self._moment += 0.05
        self._cdp.send("Input.dispatchTouchEvent", {"type": kind, "timestamp": self._moment, "touchPoints": [
            {"x": box["x"] + box["width"] * x, "y": box["y"] + box["height"] * y, "id": number}
            for number, (x, y) in enumerate(places)]})


def test_two_fingers_zoom_one_moves_and_two_taps_come_nearer(photo):
    page = photo(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    page.get_by_role("button", name="Look closely").tap()
    says(page, "The whole picture")
    fingers = Fingers(page)
    fingers.touch("touchStart", (0.4, 0.5), (0.6, 0.5))
    for reach in (0.15, 0.2, 0.25, 0.3):
        fingers.touch("touchMove", (0.5 - reach, 0.5), (0.5 + reach, 0.5))
    fingers.touch("touchEnd")
    expect(state(page)).to_have_text(re.compile("^Zoom (29|30|31)[0-9]%, middle$"))
    fingers.touch("touchStart", (0.2, 0.2))
    for way in (0.4, 0.6, 0.8, 0.95):
        fingers.touch("touchMove", (way, way))
    fingers.touch("touchEnd")
    expect(state(page)).to_have_text(re.compile("upper left part$"))
    page.get_by_role("button", name="The whole picture").tap()
    says(page, "The whole picture")
    for _ in range(2):
        fingers.touch("touchStart", (0.5, 0.5))
        fingers.touch("touchEnd")
    says(page, "Zoom 200%, middle")
    assert page.evaluate("visualViewport.scale") == 1, "the page itself was not zoomed"


def test_a_mouse_drags_the_picture(photo):
    page = photo()
    look_closely(page)
    page.keyboard.press("+")
    page.keyboard.press("+")
    box = page.locator(".viewer-stage").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] + 30, box["y"] + 300, steps=5)
    page.mouse.move(box["x"] - 600, box["y"] + 300, steps=5)
    page.mouse.up()
    says(page, "Zoom 200%, right part")


# What is fetched


class Tiles:
    """The addresses of the tiles that a page asks for from now on, and of those that came."""

    def __init__(self, page):
        self.page = page
        self.asked, self.came, self.given_up = [], [], []
        for event, urls in (("request", self.asked), ("requestfinished", self.came), ("requestfailed", self.given_up)):
            page.on(event, lambda request, urls=urls: self._note(request, urls))

    def _note(self, request, urls: list[str]) -> None:
        if "/iiif/" in request.url and request.resource_type == "fetch":
            urls.append(request.url)

    def all_ended(self) -> None:
        """Waits until each of them came or was given up, and was painted."""
        waiting = True
        while waiting:
            waiting = len(self.came) + len(self.given_up) < len(self.asked)
            self.page.evaluate(NEXT_FRAME)


def test_tiles_are_those_that_are_seen_on_their_grid(photo):
    page = photo()
    tiles = Tiles(page)
    look_closely(page)
    says(page, "The whole picture")
    assert tiles.asked == [], "the picture of the page is sharp enough"
    for key in ["+", "+", "+", *["ArrowLeft", "ArrowUp"] * 6]:
        page.keyboard.press(key)
    says(page, "Zoom 300%, upper left part")
    regions = [[int(n) for n in re.search(r"/(\d+,\d+,\d+,\d+)/max/0/default.jpg$", url)[1].split(",")] for url in tiles.asked]
    assert regions and all(x % 512 == 0 and y % 512 == 0 and w <= 512 and h <= 512 for x, y, w, h in regions)
    assert [0, 0, 512, 512] in regions and [1536, 1024, 64, 43] not in regions, "the other end is not seen"


def test_a_tile_that_came_is_not_asked_for_again(photo):
    page = photo()
    tiles = Tiles(page)
    look_closely(page)
    for _ in range(3):
        page.keyboard.press("+")
    says(page, "Zoom 300%, middle")
    tiles.all_ended()
    asked, middle = len(tiles.asked), set(tiles.came)
    # There and back: what is given up on the way, because it was seen for a moment only, may be asked for again.
    for key in [*["ArrowLeft"] * 6, *["ArrowRight"] * 12, *["ArrowLeft"] * 6]:
        page.keyboard.press(key)
    says(page, "Zoom 300%, middle")
    assert middle and middle.isdisjoint(tiles.asked[asked:])


def test_what_does_not_come_is_told_and_the_coarse_picture_stays(photo):
    page = photo()
    page.route("**/iiif/**/max/0/default.jpg", lambda route: route.fulfill(status=500))
    look_closely(page)
    for _ in range(3):
        page.keyboard.press("+")
    expect(state(page)).to_contain_text("A part of the picture did not load")
    assert page.evaluate(PAINTED) != 0
    page.complaints = [told for told in page.complaints if "500" not in told]


def test_what_is_not_seen_any_more_is_not_waited_for(photo):
    page = photo()
    failed = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.route("**/iiif/**/max/0/default.jpg", lambda route: None)
    look_closely(page)
    for _ in range(3):
        page.keyboard.press("+")
    says(page, "Zoom 300%, middle")
    with page.expect_event("requestfailed"):
        page.keyboard.press("Escape")
    assert failed and all("/iiif/" in url for url in failed)


# Settings


def test_grey_pictures_are_grey_in_the_viewer_too(photo):
    page = photo(view=reading(images="greyscale"))
    look_closely(page)
    assert page.locator(".viewer canvas").evaluate("e => getComputedStyle(e).filter") == "grayscale(1)"


@pytest.mark.parametrize("view, motion, jumps", [
    (None, "no-preference", False), (None, "reduce", True), (reading(motion="off"), "no-preference", True)])
def test_nothing_moves_for_who_wants_no_motion(photo, view, motion, jumps):
    page = photo(view=view)
    page.emulate_media(reduced_motion=motion)
    look_closely(page)
    says(page, "The whole picture")
    page.route("**/iiif/**/max/0/default.jpg", lambda route: route.abort())
    page.evaluate("() => { window.frames_ = []; window.paint_ = " + PAINTED + """;
      const note = () => { frames_.push(paint_()); if (frames_.length < 60) requestAnimationFrame(note); };
      document.querySelector('.viewer-stage').dispatchEvent(new KeyboardEvent('keydown', { key: '+', bubbles: true }));
      requestAnimationFrame(note); }""")
    page.wait_for_function("() => frames_.length === 60")
    seen = list(dict.fromkeys(page.evaluate("frames_")))
    assert (len(seen) <= 2) == jumps
    page.complaints = []


# Guided looks


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_guided_look_is_walked_by_keyboard(photo, language):
    page, words = photo(language), WORDS[language]
    told = page.locator(".viewer-told")
    page.get_by_role("button", name=words["begin"]).focus()
    page.keyboard.press("Enter")
    expect(told).to_contain_text(words["first"])
    assert page.evaluate(FOCUS) == words["after"] and told.get_attribute("aria-live") == "polite"
    titles, seen, painted = page.locator(".look h3").all_inner_texts(), [], []
    for _ in titles:
        seen.append(told.locator(".card-title").inner_text())
        page.evaluate(NEXT_FRAME)
        painted.append(page.evaluate(PAINTED))
        page.keyboard.press("Enter")
    assert seen == titles and len(set(painted)) == len(titles), "each look shows another part"
    after = page.get_by_role("button", name=words["after"])
    assert after.get_attribute("aria-disabled") == "true" and page.evaluate(FOCUS) == words["after"]
    assert told.locator(".card-title").inner_text() == titles[-1] and state(page).inner_text() == ""
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUS) == words["before"]
    page.keyboard.press("Enter")
    assert told.locator(".card-title").inner_text() == titles[-2]
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUS) == words["begin"]


def test_a_guided_look_is_walked_by_touch(photo):
    page = photo(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    page.get_by_role("button", name="Begin the guided look").tap()
    page.get_by_role("button", name="Next look").tap()
    expect(page.locator(".viewer-told")).to_contain_text("Look 2 of 4")


# Then and now


@pytest.fixture(scope="module")
def paired(tmp_path_factory):
    """The demo with one photo that names another as the earlier one; the two are no pair, and only stand for one. In the
    other one people are named."""
    folder = tmp_path_factory.mktemp("pair")
    package = shutil.copytree(program.DEMO, folder / "package")
    packages.name_people(package, "drawing-of-signing")
    packages.change(package, "drawing-of-hall", earlier=packages.change(package, "drawing-of-signing")["code"])
    data = hall.filled(folder / "data", folder / "package")
    add(data, "anna", "publisher")
    with hall.Hall(data, "--review", "optional") as running:
        yield running


def test_then_and_now_without_a_script(photo, paired):
    for width, abreast in ((1280, True), (320, False)):
        page = photo(at=paired.origin, path="photos/drawing-of-hall", java_script_enabled=False,
                     viewport={"width": width, "height": 900})
        then, now = [piece.bounding_box() for piece in page.locator(".pair-piece").all()]
        assert (abs(then["y"] - now["y"]) < 2) == abreast and page.locator("input[type=range]").count() == 0
        assert page.locator(".pair-piece .overline").all_inner_texts() == ["Then", "Now"]


@pytest.mark.parametrize("language, name, told", [
    ("en", "How much of the earlier picture is shown", "Then 55%, now 45%"),
    ("ru", "Какая часть прежнего снимка видна", "Тогда 55 %, теперь 45 %")])
def test_then_and_now_by_a_slider(photo, paired, language, name, told):
    page = photo(language, at=paired.origin, path="photos/drawing-of-hall")
    slider = page.get_by_role("slider", name=name)
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert re.sub(r"\s", " ", slider.get_attribute("aria-valuetext")) == told
    clip = "() => getComputedStyle(document.querySelectorAll('.pair-over img')[1]).clipPath"
    assert page.evaluate(clip) == "inset(0px 45% 0px 0px)"
    page.keyboard.press("End")
    assert page.evaluate(clip) in ("inset(0px)", "inset(0px 0% 0px 0px)")
    box = slider.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] / 2)
    assert 20 <= int(slider.input_value()) <= 30 and box["height"] >= 44


def test_the_later_photo_stands_at_the_earlier_one(photo, paired):
    page = photo(at=paired.origin, path="photos/drawing-of-signing")
    assert page.locator("main a[href='/en/photos/drawing-of-hall']").count() > 0


# Who is shown


SIGNING = "photos/drawing-of-signing"


def test_who_is_named_is_told_without_a_script_and_on_paper(photo, paired):
    page = photo(at=paired.origin, path=SIGNING, java_script_enabled=False)
    people = page.locator("ol.named-list > li")
    assert [name.split("\n")[0] for name in people.locator(".card-title").all_inner_texts()][::2] == ["Ada Example", "Boris Sample"]
    assert people.locator("bdi").nth(1).get_attribute("lang") == "ar" and "Mayor of Example" in people.nth(0).inner_text()
    for face in people.locator("img").all():
        answer = page.request.get(paired.origin + face.get_attribute("src"))
        assert answer.ok and answer.headers["content-type"] == "image/jpeg" and face.bounding_box()["width"] < 150
    assert people.locator("img").count() == 2 and people.locator("button").count() == 0
    page = photo(at=paired.origin, path=SIGNING)
    page.emulate_media(media="print")
    assert page.locator(".named-person img").nth(0).is_visible() and not page.locator(".named-person button").nth(0).is_visible()
    page = photo(at=paired.origin, path=SIGNING, view=reading(images="off"))
    assert page.locator(".named-person :is(img, button)").count() == 0 and page.locator(".named-person .no-picture").count() == 2


@pytest.mark.parametrize("language, name", [("en", "Ada Example"), ("ru", "Ада Примерова")])
def test_who_is_named_is_shown_in_the_picture_by_keyboard(photo, paired, language, name):
    page, words = photo(language, at=paired.origin, path=SIGNING), WORDS[language]
    assert page.locator(".named-person button").all_inner_texts() == [words["show"]] * 2, "for each who has a place"
    button, told = page.get_by_role("button", name=f"{words['show']}: {name}"), page.locator(".viewer-told")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".viewer-stage")).to_be_focused()
    expect(told).to_contain_text(name)
    assert told.get_attribute("aria-live") == "polite" and told.locator("button").count() == 0
    page.evaluate(NEXT_FRAME)
    first = page.evaluate(PAINTED)
    page.locator(".named-person button").nth(1).click()
    page.evaluate(NEXT_FRAME)
    assert page.evaluate(PAINTED) != first and told.locator("bdi").get_attribute("lang") == "ar"
    page.keyboard.press("Escape")
    assert page.locator(".viewer").count() == 0 and page.evaluate("document.activeElement.closest('li')?.dataset.part") == "60,25,10,20"
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".viewer-stage")).to_be_focused()
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUS) == f"{words['show']}: {name}"


# At the Desk


def desk(chromium, running, slug, **options):
    """The form of a photo, and the code of the photo."""
    code = json.loads((program.DEMO / "records" / "photo" / f"{slug}.json").read_text())["code"]
    page = open_page(chromium, running, viewport={"width": 1280, "height": 1024}, **options)
    sign_in(page, running)
    page.goto(f"{running.origin}/en/desk/record/{code}")
    return page


def test_a_look_is_written_by_keyboard_without_a_script(chromium, paired):
    page = desk(chromium, paired, "drawing-of-cup", scripts=False)
    page.locator("button[value='add looks']").focus()
    send(page)
    for name, typed in [("part", "90, 10, 20, 20"), ("title.en", "The rim"), ("text.en", "It is *round*.")]:
        page.focus(f'[name="looks.0.{name}"]')
        page.keyboard.type(typed)
    page.focus("#note")
    send(page)
    assert "an area on the picture" in page.locator('[id="e-looks.0.part"]').inner_text()
    page.fill('[name="looks.0.part"]', "12,5; 10; 20; 20")
    page.focus("#note")
    send(page)
    assert page.input_value('[name="looks.0.part"]') == "12.5,10,20,20"
    page.focus("button[value=publish]")
    send(page)
    told = paired.get("/en/photos/drawing-of-cup").text
    assert "<h3>The rim</h3>" in told and "<em>round</em>" in told and "/iiif/3/" in told
    page.context.close()


@pytest.mark.parametrize("rows, slug", [("looks", "drawing-of-star"), ("named", "drawing-of-hall")])
def test_a_part_is_drawn_with_the_mouse_and_moved_by_keys(chromium, paired, rows, slug):
    # What is typed and not saved is offered again, so each has a photo of its own.
    page = desk(chromium, paired, slug)
    page.locator(f"button[value='add {rows}']").focus()
    send(page)
    stage, field = page.locator(".area-stage"), page.locator(f'[name="{rows}.0.part"]')
    stage.scroll_into_view_if_needed()
    stage.locator("img").evaluate("e => e.decode()")
    box = stage.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.5, steps=4)
    page.mouse.up()

    def numbers():
        return [float(part) for part in field.input_value().split(",")]

    assert numbers() == pytest.approx([20, 20, 40, 30], abs=1)
    assert page.evaluate(FOCUS) == "Part of the picture"
    before = numbers()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    assert numbers() == pytest.approx([before[0] + 1, before[1], before[2], before[3] + 1], abs=0.011)
    expect(stage.locator("xpath=following-sibling::p[@role='status']")).to_contain_text("% from the left")
    field.fill("50, 50, 25, 25")
    region = stage.locator(".area-region").bounding_box()
    assert region["x"] == pytest.approx(box["x"] + box["width"] / 2, abs=3)
    handle = stage.locator(".area-handle").bounding_box()
    assert findings(page) == [] and min(handle["width"], handle["height"]) >= 44
    page.context.close()


# The rules of the house


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name, chosen", DRESSES, ids=[name for name, _ in DRESSES])
def test_the_page_keeps_the_rules_with_the_viewer_open(photo, paired, name, chosen, width):
    page = photo("ru", view=reading(**chosen), viewport={"width": width, "height": 900})
    bad = problems(page, "closed")
    look_closely(page, "ru")
    page.keyboard.press("+")
    says(page, WORDS["ru"]["middle"])
    bad += problems(page, "open")
    page.get_by_role("button", name=WORDS["ru"]["after"]).click()
    bad += problems(page, "a look")
    page = photo("ru", view=reading(**chosen), viewport={"width": width, "height": 900}, at=paired.origin,
                 path="photos/drawing-of-hall")
    bad += problems(page, "then and now")
    page = photo("ru", view=reading(**chosen), viewport={"width": width, "height": 900}, at=paired.origin, path=SIGNING)
    page.locator(".named-person button").nth(0).click()
    bad += problems(page, "who is shown")
    page.evaluate("document.documentElement.dir = 'rtl'")
    bad += [f"from right to left: {problem}" for problem in looks.overflow(page) + looks.clipped(page)]
    assert not bad, "\n".join(bad)


def problems(page, when):
    # In a narrow window links of the row of rooms stand beyond its edge, where their ground cannot be told.
    found = [one for one in findings(page) if page.viewport_size["width"] > 320 or "incomplete: color-contrast" not in one]
    found += looks.overflow(page) + looks.clipped(page) + page.evaluate(probes.TARGETS)
    return [f"{when}: {problem}" for problem in found]


def test_forced_colours_leave_the_tools_to_be_seen(photo):
    page = photo(forced_colors="active")
    look_closely(page)
    tool = page.get_by_role("button", name="Zoom in")
    stroke, text = tool.evaluate("e => [getComputedStyle(e.querySelector('svg')).stroke, getComputedStyle(e).color]")
    assert stroke == text
