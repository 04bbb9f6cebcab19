"""Every place of the Desk that the router knows is looked at, in three schemes and both languages; so are its doors, where
nobody is signed in yet, and what comes back when something went wrong."""

import os
import re

import pytest

from Browser import probes
from Browser.axe import findings
from Browser.pages import LANGUAGES, reading
from Browser.test_desk import LOOKS, PASSWORD, add, authenticator, clara, gift, office, open_page, photo, places, send, sign_in
from Browser.test_html import check
from Outside import hall, packages, program, routes

__all__ = ["clara", "gift", "office", "photo", "places"]

#: What the Desk answers with something else than a page, or with a page of another place.
NOT_PAGES = {
    "signOut": "leads to the door",
    "find": "data for a script, see test_writing",
    "date": "data for a script, see test_writing",
    "picture": "a picture, see test_desk",
    "kept": "a picture, see test_desk",
    "blurSource": "a picture, see test_blur",
    "previewPicture": "a picture, see DeskPreviewTests",
    "approvalPicture": "a picture, see DeskPreviewTests",
}
#: Whether everything is looked at in each scheme, which takes a quarter of an hour more.
EVERY_LOOK = bool(os.environ.get("EVERY_LOOK"))
DESK, TELEPHONE = {"width": 1280, "height": 1024}, {"width": 320, "height": 640}
#: Where nobody is signed in yet; see `doors`.
DOORS = {"signIn", "code", "welcome", "first", "approval"}


def test_every_place_of_the_desk_is_looked_at(places):
    known = routes.desk_places()
    missing = [
        name for name, form in known.items()
        if name not in NOT_PAGES and name not in DOORS and not any(form.fullmatch(place) for place in places.values())]
    assert not missing, f"places of the Desk that the browser suite does not look at: {missing}"
    gone = [name for name in {*NOT_PAGES, *DOORS} if name not in known]
    assert not gone, f"places that the Desk does not have any more: {gone}"
    strangers = [place for place in places.values() if not any(form.fullmatch(place) for form in known.values())]
    assert not strangers, f"no places of the Desk: {strangers}"


class Looks:
    """Pages as they are looked at, each in one scheme, and what is wrong with them."""

    def __init__(self, folder, language: str, look: str):
        self.folder, self.language, self.look = folder, language, look
        self.bad: list[str] = []
        self.names: set[str] = set()

    def see(self, page, name: str) -> None:
        title = f"{name}, {self.look}, {self.language}"
        self.names.add(name)
        self.bad += [f"{title}: {finding}" for finding in findings(page)]
        page.set_viewport_size(TELEPHONE)
        self.bad += [f"{title}: {problem}" for problem in page.evaluate(probes.OVERFLOW)]
        page.set_viewport_size(DESK)
        (self.folder / f"{title}.html").write_text(page.content())

    def conclude(self, names: set[str]) -> None:
        assert self.names == names, f"not looked at: {names - self.names}"
        for file, lines in check(self.folder).items():
            self.bad += [f"{file}: {line}" for line in lines[:3]]
        assert not self.bad, "\n".join(dict.fromkeys(self.bad))


@pytest.fixture(params=LOOKS)
def look(request):
    return request.param


@pytest.mark.parametrize("kind", routes.kinds())
def test_the_form_of_every_kind_keeps_the_rules(chromium, office, kind, tmp_path):
    """With one row in each list, in the language that has the longer words; one scheme a kind unless all are asked for."""
    bad = []
    number = routes.kinds().index(kind)
    for scheme in LOOKS if EVERY_LOOK else [LOOKS[number % len(LOOKS)]]:
        looks = Looks(tmp_path, "ru", scheme)
        page = open_page(chromium, office, reading(scheme=scheme), viewport=DESK, bypass_csp=True)
        sign_in(page, office, "ru", "clara")
        page.goto(f"{office.origin}/ru/desk/new/{kind}")
        for row in page.eval_on_selector_all("main button[value^='add ']", "all => all.map(one => one.value)"):
            button = page.locator(f'button[value="{row}"]')
            if button.count():
                button.click()
        looks.see(page, f"a new {kind}")
        bad += looks.bad
        page.context.close()
    for file, lines in check(tmp_path).items():
        bad += [f"{file}: {line}" for line in lines[:3]]
    assert not bad, "\n".join(dict.fromkeys(bad))


# The doors.

@pytest.fixture(scope="module")
def doors(chromium, tmp_path_factory):
    """A Hall with somebody who has a second factor, somebody who is invited, and a link for an approval."""
    data = hall.bilingual(tmp_path_factory.mktemp("doors"))
    add(data, "anna", "editor")
    invited = program.must("user", "add", "--data", data, "--login", "boris", "--name", "Boris", "--role", "reader")
    with hall.Hall(data) as running:
        running.welcome = re.search(r"/en/desk(/welcome\?token=\S+)", invited.stdout)[1]
        page = open_page(chromium, running, scripts=False)
        sign_in(page, running)
        page.goto(f"{running.origin}/en/desk/new/article")
        for name, words in [("slug", "a-trial"), ("title.en", "A trial"), ("date", "2026-11-25"), ("text.en", "Words.")]:
            page.fill(f'[name="{name}"]', words)
        page.locator('button[value="save"]').last.click()
        page.goto(page.url.split("?")[0].replace("/record/", "/approvals/"))
        page.fill("#person", "The mayor")
        page.locator("button[value=make]").click()
        running.approval = re.search(r"/desk(/approval\?token=\S+)", page.inner_text("[role=status]"))[1]
        page.goto(f"{running.origin}/en/desk/me/second-factor")
        page.fill("#code", authenticator("".join(page.inner_text(".desk-secret").split()), -1))
        page.focus("#code")
        send(page)
        page.context.close()
        yield running


@pytest.fixture(scope="module")
def new_hall(tmp_path_factory):
    """A Hall in which nobody has an account."""
    with hall.Hall(hall.bilingual(tmp_path_factory.mktemp("new"))) as running:
        running.first = next(
            line.removeprefix("/en/desk") for line in running.log.read_text().splitlines()
            if line.startswith("/en/desk/first?token="))
        yield running


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_door_keeps_the_rules(chromium, doors, new_hall, language, look, tmp_path):
    looks = Looks(tmp_path, language, look)
    page = open_page(chromium, doors, reading(scheme=look), viewport=DESK, bypass_csp=True)

    def go(running, place, name):
        page.goto(f"{running.origin}/{language}/desk{place}")
        looks.see(page, name)

    def answer(fields, name):
        for control, words in fields.items():
            page.fill(control, words)
        page.focus(list(fields)[-1])
        send(page)
        looks.see(page, name)

    go(doors, "/sign-in", "sign in")
    # One who is not there for each look, so that nobody has to wait.
    answer({"#login": f"nobody-{language}-{look}", "#password": "a wrong sentence"}, "a wrong password")
    answer({"#login": "anna", "#password": PASSWORD}, "a code")
    answer({"#code": "000000"}, "a wrong code")
    go(doors, doors.welcome, "welcome")
    answer({"#password": "short"}, "a short password")
    go(doors, "/welcome?token=x", "no welcome")
    go(doors, doors.approval, "an approval")
    go(doors, "/approval?token=x", "no approval")
    page.context.add_cookies([{"name": "reading", "value": reading(scheme=look), "url": new_hall.origin}])
    go(new_hall, new_hall.first, "the first account")
    answer({"#name": "Dora", "#login": "d", "#password": "short"}, "no first account")
    page.context.close()
    looks.conclude({
        "sign in", "a wrong password", "a code", "a wrong code", "welcome", "a short password", "no welcome", "an approval",
        "no approval", "the first account", "no first account"})


# What comes back.

#: Each language in one scheme unless all are asked for: the form of a gift is long.
PAIRS = [
    (language, look) for number, language in enumerate(LANGUAGES) for place, look in enumerate(LOOKS)
    if EVERY_LOOK or place == number % len(LOOKS)]


@pytest.mark.parametrize("language, look", PAIRS)
def test_what_comes_back_keeps_the_rules(chromium, office, gift, language, look, tmp_path):
    looks = Looks(tmp_path, language, look)
    page = open_page(chromium, office, reading(scheme=look), viewport=DESK, bypass_csp=True)
    # Without our scripts; axe needs those of the browser.
    page.context.route(re.compile(r"\.js$"), lambda route: route.abort())
    # What is refused is kept as a draft, which the next one would be asked about.
    person = f"{language}-{look}"
    add(office.data, person, "administrator")
    sign_in(page, office, language, person)
    desk = f"{office.origin}/{language}/desk"

    page.goto(f"{desk}/new/document")
    page.locator('button[value="add dates"]').click()
    page.locator('button[value="add cities"]').click()
    for name, words in {"slug": "Not A Slug", "dates.0.value": "yesterday", "cities.0": "Atlantis"}.items():
        page.fill(f'[name="{name}"]', words)
    page.locator('button[value="save"]').last.click()
    looks.see(page, "problems")

    second = page.context.new_page()
    for one in (page, second):
        one.goto(f"{desk}/record/{gift}")
    for one in (page, second):
        title = one.locator(f'[name="title.{language}"]')
        title.fill(f"{title.input_value()} {'second' if one is second else 'first'}")
        one.locator('button[value="save"]').last.click()
    looks.see(page, "saved")
    looks.see(second, "a conflict")
    second.goto(f"{desk}/record/{gift}")
    assert second.locator('button[value="discard"]').count() == 1
    looks.see(second, "an offered draft")
    page.goto(f"{desk}/history/{gift}")
    page.locator("form:has([name=restore]) button").first.click()
    looks.see(page, "restored")

    page.goto(f"{desk}/upload")
    good, liar = tmp_path / "good.png", tmp_path / "page.jpg"
    good.write_bytes(packages.picture(language, look))
    liar.write_text("hello")
    page.locator("#pictures").set_input_files([good, liar])
    page.locator("form#upload button[type=submit]").click()
    looks.see(page, "pictures")
    page.goto(f"{desk}/nothing")
    looks.see(page, "no place")
    page.context.close()
    looks.conclude({"problems", "saved", "a conflict", "an offered draft", "restored", "pictures", "no place"})
