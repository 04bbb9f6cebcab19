"""A day at the office, in both languages, with the keyboard only and without a script: a visit is written, two gifts are
registered, ten photos are brought in and described, all is translated, looked at by a second person, published; a mistake
is found, looked up, and put right."""

import pytest

from Browser.pages import LANGUAGES
from Browser.test_desk import add, open_page, send, sign_in
from Outside import hall, packages

#: The visit of June 2018, by field; what the sources do not say is not written.
VISIT = {
    "slug": "agrigento-in-perm-june-2018", "direction": "incoming", "cities.0": "Agrigento",
    "dates.0.value": "2018-06",
}
TITLES = {"en": "Agrigento at Perm's 295th anniversary", "ru": "Агридженто на 295-летии Перми"}
GIFTS = [
    ("received", {"en": "Sicilian ceramics of that day", "ru": "Сицилийская керамика того дня"}),
    ("given", {"en": "A panorama of that day", "ru": "Панорама того дня"}),
]
CITY = {"en": "Agrigento", "ru": "Агридженто"}
PHOTOS = 10
CREDITS = {"en": "The office", "ru": "Отдел"}
#: What can be seen on the photos, one after another.
SEEN = {"en": "Stripes of the day, {}", "ru": "Полосы того дня, {}"}
#: What the pages say, in the language of the one who works.
WORDS = {
    "en": {
        "saved": "Saved.", "given": "Given to review", "approved": "Approved", "published": "Published:",
        "came": "10 drafts were made."},
    "ru": {
        "saved": "Сохранено.", "given": "Отдано на проверку", "approved": "Одобрено", "published": "Опубликовано:",
        "came": "Создано 10 черновиков."},
}
TABS = 400


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    data = hall.bilingual(tmp_path_factory.mktemp("office-day"))
    for login, role in [("boris", "editor"), ("anna", "curator"), ("vera", "publisher")]:
        add(data, login, role)
    with hall.Hall(data) as running:
        yield running


def reach(page, selector):
    """Goes to a control with the Tab key alone, forwards, from where the focus is."""
    for _ in range(TABS):
        if page.evaluate("s => !!document.activeElement && document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{page.url}: {selector} was not reached by {TABS} times Tab")


def write(page, name, words):
    """Types into the control of a name; a list of choices is moved through by its letters."""
    reach(page, f'[name="{name}"]')
    if page.evaluate("document.activeElement.tagName") == "SELECT":
        for _ in range(20):
            if page.evaluate("document.activeElement.value") == words:
                return
            page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} has no choice {words}")
    page.keyboard.press("Control+a")
    page.keyboard.type(words)


def press(page, selector):
    reach(page, selector)
    send(page)


def told(page):
    return page.inner_text("[role=status]")


class Worker:
    """Somebody at their own browser."""

    def __init__(self, chromium, running, login, language):
        self.page, self.running, self.language = open_page(chromium, running, scripts=False), running, language
        sign_in(self.page, running, language, login)

    def go(self, place):
        self.page.goto(f"{self.running.origin}/{self.language}/desk{place}")

    def add_row(self, field):
        press(self.page, f'button[value="add {field}"]')

    def save(self):
        press(self.page, 'button[name="action"][value="save"]:not(.desk-default)')
        assert WORDS[self.language]["saved"] in told(self.page)
        return self.page.url.split("/record/")[1].split("?")[0]

    def choose(self, selector, files):
        """Opens the browser's own list of files with a key, and takes some: what that list is like is the browser's."""
        reach(self.page, selector)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(files)

    def step(self, code, step, said, words=""):
        self.go(f"/record/{code}")
        if words:
            write(self.page, "words", words)
        press(self.page, f'button[value="{step}"]')
        assert WORDS[self.language][said] in told(self.page)


@pytest.fixture
def pictures(tmp_path, language):
    """Ten files as a camera calls them."""
    files = [tmp_path / f"IMG_{number:04}.png" for number in range(PHOTOS)]
    for number, file in enumerate(files):
        file.write_bytes(packages.picture("office day", language, number))
    return files


def bring_in(worker, pictures, visit):
    """Brings photos in at once, and describes each in both languages; gives their codes."""
    language, page = worker.language, worker.page
    other = next(one for one in LANGUAGES if one != language)
    worker.go("/records/photo")
    press(page, "main a[href$='/desk/upload']")
    write(page, "credit", CREDITS[language])
    worker.choose("#pictures", pictures)
    press(page, "form#upload button[type=submit]")
    assert WORDS[language]["came"] in told(page)
    links = page.eval_on_selector_all("#upload-results a", "all => all.map(one => one.getAttribute('href'))")
    codes = [link.split("/record/")[1] for link in links]
    for number, code in enumerate(codes):
        worker.go(f"/record/{code}")
        assert page.locator(".desk-file-shown").inner_text().startswith(f"IMG_{number:04}.png")
        write(page, f"title.{other}", f"IMG {number:04}")
        for one in LANGUAGES:
            write(page, f"alt.{one}", SEEN[one].format(number))
        write(page, f"credit.{other}", CREDITS[other])
        worker.add_row("shows")
        write(page, "shows.0", f"{TITLES[language]} · {visit}")
        write(page, "people.covered", "nobody")
        worker.save()
    return codes


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_office_day(chromium, office, language, pictures):
    boris, anna, vera = (Worker(chromium, office, login, language) for login in ("boris", "anna", "vera"))
    other = next(one for one in LANGUAGES if one != language)
    suffix = f"-{language}"

    boris.go("/new/visit")
    boris.add_row("cities")
    boris.add_row("dates")
    for name, words in VISIT.items():
        words = words + suffix if name == "slug" else CITY[language] if name == "cities.0" else words
        write(boris.page, name, words)
        if name == "slug":
            write(boris.page, f"title.{language}", TITLES[language])
    visit = boris.save()

    gifts = []
    for number, (direction, title) in enumerate(GIFTS):
        boris.go("/new/gift")
        write(boris.page, "slug", f"gift-{number}-of-june-2018{suffix}")
        write(boris.page, f"title.{language}", title[language])
        write(boris.page, "direction", direction)
        write(boris.page, "city", CITY[language])
        write(boris.page, "visit", f"{TITLES[language]} · {visit}")
        gifts.append(boris.save())

    # The other language.
    boris.go(f"/record/{visit}")
    write(boris.page, f"title.{other}", TITLES[other])
    boris.save()
    for code, (_, title) in zip(gifts, GIFTS):
        boris.go(f"/record/{code}")
        write(boris.page, f"title.{other}", title[other])
        boris.save()

    photos = bring_in(boris, pictures, visit)
    assert len(set(photos)) == PHOTOS

    for code in [visit, *gifts, *photos]:
        boris.step(code, "submit", "given", "2018")
        anna.step(code, "approve", "approved")
        vera.step(code, "publish", "published")
    for one in LANGUAGES:
        shown = office.get(f"/{one}/visits/{VISIT['slug']}{suffix}")
        assert shown.status == 200 and TITLES[one] in shown.text.replace("&#39;", "'")
        assert all(title[one] in shown.text for _, title in GIFTS), "the visit shows its gifts"
        for number, code in enumerate(photos):
            behind = office.get(f"/o/{code}").header("location").split("/photos/")[1]
            page = office.get(f"/{one}/photos/{behind}")
            assert page.status == 200 and SEEN[one].format(number) in page.text and CREDITS[one] in page.text
            picture = office.get(f"/p/{code}/64.jpg")
            assert picture.status == 200 and picture.header("content-type") == "image/jpeg"

    # A mistake becomes public, is found, looked up, and put right.
    boris.go(f"/record/{gifts[0]}")
    write(boris.page, f"title.{language}", "Mistake")
    boris.save()
    vera.step(gifts[0], "publish", "published")
    assert "Mistake" in office.get(f"/{language}/gifts").text
    boris.go(f"/history/{gifts[0]}")
    assert "Mistake" in boris.page.inner_text(".desk-history") and "Boris" in boris.page.inner_text(".desk-history")
    press(boris.page, "form:has([name=restore]) button")
    vera.step(gifts[0], "publish", "published")
    shown = office.get(f"/{language}/gifts").text
    assert "Mistake" not in shown and GIFTS[0][1][language] in shown
    for worker in (boris, anna, vera):
        worker.page.context.close()
