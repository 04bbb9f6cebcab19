"""The Desk in a real browser: signed in, found, written, published, looked back and restored, with the keyboard and
without a script; and every page of it held to the rules of the Hall."""

import base64
import hashlib
import hmac
import json
import os
import re
import struct
import time
from pathlib import Path

import pytest

from Browser import probes
from Browser.axe import findings
from Browser.pages import LANGUAGES, SCHEMES, reading
from Browser.test_html import check
from Outside import hall, packages, program

PASSWORD = "a sentence that is long enough"
LOOKS = [SCHEMES[0], SCHEMES[2], SCHEMES[-1]]
#: What differs between the languages of the interface.
WORDS = {
    "en": {"saved": "Saved.", "published": "Published:", "restored": "older version is in place again", "door": "Sign in"},
    "ru": {"saved": "Сохранено.", "published": "Опубликовано:", "restored": "Прежняя версия", "door": "Вход"},
}


def add(data, login, role):
    program.must(
        "user", "add", "--data", data, "--login", login, "--name", login.title(), "--role", role, "--password-stdin",
        given=PASSWORD + "\n")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A Hall with one person who may publish, and one who may do everything."""
    data = hall.bilingual(tmp_path_factory.mktemp("desk"))
    for login, role in [("anna", "publisher"), ("clara", "administrator")]:
        add(data, login, role)
    # Nobody listens there, but the fields for an address are in their places.
    mail = ["--public-url", "http://hall.example", "--mail-server", "smtp://127.0.0.1:9", "--mail-from", "hall@city.example"]
    with hall.Hall(data, "--review", "optional", *mail) as running:
        yield running


def open_page(chromium, office, view=None, **options):
    context = chromium.new_context(java_script_enabled=options.pop("scripts", True), reduced_motion="reduce", **options)
    if view:
        context.add_cookies([{"name": "reading", "value": view, "url": office.origin}])
    page = context.new_page()
    page.set_default_timeout(20_000)
    return page


def send(page, key="Enter"):
    """Presses a key that sends a form, and waits for what comes."""
    with page.expect_navigation():
        page.keyboard.press(key)


def sign_in(page, office, language="en", login="anna"):
    page.goto(f"{office.origin}/{language}/desk")
    assert page.url.endswith("/desk/sign-in") and WORDS[language]["door"] in page.inner_text("h1")
    page.focus("#login")
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    send(page)
    assert page.url.endswith("/desk")


@pytest.fixture(scope="module")
def gift(office):
    records = (program.DEMO / "records" / "gift").glob("*.json")
    return json.loads(sorted(records)[0].read_text())["code"]


@pytest.fixture(scope="module")
def photo(office):
    records = (program.DEMO / "records" / "photo").glob("*.json")
    return json.loads(sorted(records)[0].read_text())["code"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_is_written_published_and_restored_by_keyboard_without_a_script(chromium, office, gift, language):
    page, words = open_page(chromium, office, scripts=False), WORDS[language]
    sign_in(page, office, language)
    page.goto(f"{office.origin}/{language}/desk/record/{gift}")
    field = page.locator(f'[name="title.{language}"]')
    before = field.input_value()
    field.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" *")
    page.focus("#note")
    page.keyboard.type("a trial")
    send(page)
    assert words["saved"] in page.inner_text("[role=status]")
    assert office.get(f"/{language}/gifts").text.count(before + " *") == 0, "nothing is public before it is published"
    page.focus("button[value=publish]")
    send(page)
    assert words["published"] in page.inner_text("[role=status]")
    assert before + " *" in office.get(f"/{language}/gifts").text
    page.goto(f"{office.origin}/{language}/desk/history/{gift}")
    first = page.inner_text(".desk-history > li:nth-child(2)")
    assert "Anna" in first and "a trial" in first and before + " *" in first
    page.locator("form:has([name=restore]) button").first.focus()
    send(page)
    assert words["restored"] in page.inner_text("[role=status]")
    assert page.locator(f'[name="title.{language}"]').input_value().strip() == before.strip()
    page.focus("button[value=publish]")
    send(page)
    assert before + " *" not in office.get(f"/{language}/gifts").text
    page.context.close()


def test_a_text_goes_by_a_second_person_to_the_public_by_keyboard_without_a_script(chromium, tmp_path):
    with hall.Hall(hall.bilingual(tmp_path)) as running:
        for login, role in [("anna", "curator"), ("boris", "editor"), ("vera", "publisher")]:
            add(running.data, login, role)
        pages = {login: open_page(chromium, running, scripts=False) for login in ("anna", "boris", "vera")}
        for login, page in pages.items():
            sign_in(page, running, login=login)
        boris, anna, vera = pages["boris"], pages["anna"], pages["vera"]
        boris.goto(f"{running.origin}/en/desk/new/article")
        for name, words in [("slug", "a-trial"), ("title.en", "A trial"), ("date", "2026-11-25"), ("text.en", "Words.")]:
            boris.focus(f'[name="{name}"]')
            boris.keyboard.type(words)
        boris.locator('button[value="save"]').last.focus()
        send(boris)
        assert boris.locator("button[value=publish], button[value=approve]").count() == 0, "nobody judges their own text"
        boris.focus("#words")
        boris.keyboard.type("Please look at the date")
        boris.focus("button[value=submit]")
        send(boris)
        assert "Given to review" in boris.inner_text("[role=status]")
        anna.goto(f"{running.origin}/en/desk")
        anna.locator(".desk-work a", has_text="A trial").first.focus()
        send(anna)
        assert "Please look at the date" in anna.inner_text(".desk-remarks")
        anna.focus("button[value=approve]")
        send(anna)
        assert "A trial" not in running.get("/en/news").text, "approved is not yet public"
        vera.goto(f"{running.origin}/en/desk/waiting/approved")
        vera.locator("main a", has_text="A trial").focus()
        send(vera)
        vera.focus("button[value=publish]")
        send(vera)
        assert "A trial" in running.get("/en/news").text
        for page in pages.values():
            page.context.close()


def test_rows_come_and_move_by_buttons_and_nothing_typed_is_lost(chromium, office):
    page = open_page(chromium, office, scripts=False)
    sign_in(page, office)
    page.goto(f"{office.origin}/en/desk/new/document")
    page.fill('[name="title.en"]', "A deed")
    for number, date in enumerate(["2001", "not a date"]):
        page.locator('button[value="add dates"]').click()
        page.fill(f'[name="dates.{number}.value"]', date)
    page.locator('button[value="up dates 1"]').click()
    assert page.input_value('[name="dates.0.value"]') == "not a date"
    assert page.input_value('[name="dates.1.value"]') == "2001" and page.input_value('[name="title.en"]') == "A deed"
    page.locator('button[value="save"]').last.click()
    problems = page.locator("#problems a").all()
    assert len(problems) >= 2, "the missing address and the date"
    assert page.input_value('[name="dates.0.value"]') == "not a date"
    for problem in problems:
        assert page.locator(f'[id="{problem.get_attribute("href")[1:]}"]').count() == 1
    page.context.close()


@pytest.fixture(scope="module")
def clara(office):
    listed = program.must("user", "list", "--data", office.data).stdout.splitlines()
    return next(line.split("\t")[3] for line in listed if line.startswith("clara\t"))


@pytest.fixture(scope="module")
def places(gift, photo, clara):
    return {
        "home": "", "list": "/records/gift", "new": "/new/visit", "any link": "/new/article", "form": f"/record/{gift}",
        "history": f"/history/{gift}", "what waits": "/waiting/translate-en", "search": "/search?q=Agrigento",
        "me": "/me", "second factor": "/me/second-factor", "people": "/people", "new person": "/people/new",
        "person": f"/people/{clara}", "field": f"/history/{gift}?field=title", "compare": f"/compare/{gift}",
        "delete": f"/delete/{gift}", "deleted": "/deleted", "preview": f"/preview/{gift}", "journal": "/journal",
        "check": "/check", "messages": "/messages", "approvals": f"/approvals/{gift}", "approval": "/approval?token=x", "erase": "/erase",
        "upload": "/upload", "photo": "/new/photo", "consent": "/new/consent", "a photo": f"/record/{photo}",
        "gaps": "/waiting/pictures", "blur": f"/blur/{photo}",
        "translations": "/translations", "stale translations": "/translations?state=open&language=ru",
        "a file of translations": "/translations/file"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_keeps_the_rules(chromium, office, places, language, tmp_path):
    bad, number = [], 0
    for look in LOOKS:
        page = open_page(
            chromium, office, reading(scheme=look), viewport={"width": 1280, "height": 1024}, bypass_csp=True)
        page.goto(f"{office.origin}/{language}/desk/sign-in")
        bad += [f"sign-in, {look}: {finding}" for finding in findings(page)]
        (tmp_path / f"sign-in-{look}.html").write_text(page.request.get(page.url).text())
        sign_in(page, office, language, "clara")
        for name, place in places.items():
            page.goto(f"{office.origin}/{language}/desk{place}")
            bad += [f"{name}, {look}: {finding}" for finding in findings(page)]
            (tmp_path / f"{name}-{look}.html").write_text(page.request.get(page.url).text())
            number += 1
        page.context.close()
    assert number == len(LOOKS) * len(places)
    for file, lines in check(tmp_path).items():
        bad += [f"{file}: {line}" for line in lines[:3]]
    assert not bad, "\n".join(dict.fromkeys(bad))


@pytest.mark.parametrize("size", ["usual", "largest"])
def test_every_page_fits_a_telephone(chromium, office, places, size):
    page, bad = open_page(
        chromium, office, reading(size=size), viewport={"width": 320, "height": 640}, bypass_csp=True), []
    sign_in(page, office, login="clara")
    for name, place in places.items():
        page.goto(f"{office.origin}/ru/desk{place}")
        bad += [f"{name}: {problem}" for problem in page.evaluate(probes.OVERFLOW)]
    page.context.close()
    assert not bad, "\n".join(bad)


#: Somebody of the demo: a person with a record of their own, named in texts as well.
FORGOTTEN = ["Игорь Шубин", "Igor Shubin"]
ERASE = {
    "en": {"look": "Where the name stands", "done": "The name was erased.", "nothing": "No record and no file"},
    "ru": {"look": "Где стоит имя", "done": "Имя удалено.", "nothing": "Имени нет ни в одной записи"},
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_preview_of_an_erasure_keeps_the_rules(chromium, office, language, tmp_path):
    bad = []
    for look in LOOKS:
        page = open_page(
            chromium, office, reading(scheme=look, size="largest"), viewport={"width": 320, "height": 640},
            bypass_csp=True)
        sign_in(page, office, language, "clara")
        page.goto(f"{office.origin}/{language}/desk/erase")
        page.fill("#names", "\n".join(FORGOTTEN))
        page.fill("#reason", "request 7")
        page.focus("button[value=look]")
        send(page)
        assert page.inner_text("h2").strip() == ERASE[language]["look"] and page.locator("mark").count() > 1
        bad += [f"{look}: {finding}" for finding in findings(page)]
        bad += [f"{look}: {problem}" for problem in page.evaluate(probes.OVERFLOW)]
        (tmp_path / f"preview-{look}.html").write_text(page.content())
        page.context.close()
    for file, lines in check(tmp_path).items():
        bad += [f"{file}: {line}" for line in lines[:3]]
    assert not bad, "\n".join(dict.fromkeys(bad))


def test_somebody_is_erased_by_keyboard_without_a_script(chromium, tmp_path_factory):
    data = hall.bilingual(tmp_path_factory.mktemp("erase"))
    add(data, "anna", "administrator")
    with hall.Hall(data) as running:
        page, words = open_page(chromium, running, scripts=False), ERASE["ru"]
        sign_in(page, running, "ru")
        page.goto(f"{running.origin}/ru/desk/erase")
        page.focus("#names")
        page.keyboard.type("\n".join(FORGOTTEN))
        page.keyboard.press("Tab")
        page.keyboard.type("request 7")
        page.focus("button[value=look]")
        send(page)
        assert page.locator("mark").count() > 1
        page.focus("button[value=erase]")
        send(page)
        assert words["done"] in page.inner_text("main")
        page.goto(f"{running.origin}/ru/desk/erase")
        page.fill("#names", "\n".join(FORGOTTEN))
        page.fill("#reason", "request 7")
        page.focus("button[value=look]")
        send(page)
        assert words["nothing"] in page.inner_text("main")
        page.context.close()
    assert program.must("check", "--data", data).returncode == 0
    for file in data.rglob("*"):
        if file.is_file():
            text = file.read_bytes()
            for form in ["Шубин", "Shubin", "shubin"]:
                for encoding in ["utf-8", "utf-16-le", "utf-16-be"]:
                    assert form.encode(encoding) not in text, f"{form} in {file}"


def test_the_session_and_the_one_time_link(chromium, office):
    page = open_page(chromium, office, scripts=False)
    data = office.data
    invited = program.must("user", "add", "--data", data, "--login", "boris", "--name", "Boris", "--role", "reader")
    link = re.search(r"/en/desk/welcome\?token=\S+", invited.stdout)[0]
    page.goto(office.origin + link)
    page.fill("#password", "short")
    send(page)
    assert "too short" in page.inner_text("[role=alert]")
    page.fill("#password", "another long sentence")
    send(page)
    assert page.url.endswith("/desk/sign-in")
    page.goto(office.origin + link)
    page.fill("#password", "another long sentence")
    send(page)
    assert "used already" in page.inner_text("[role=alert]"), "a link works once"
    page.goto(f"{office.origin}/en/desk/sign-in")
    page.fill("#login", "boris")
    page.fill("#password", "another long sentence")
    send(page)
    assert page.locator("button[value=save]").count() == 0
    cookie = next(cookie for cookie in page.context.cookies() if cookie["name"] == "desk")
    assert cookie["httpOnly"] and cookie["sameSite"] == "Lax"
    page.locator(".desk-person button").click()
    assert page.url.endswith("/desk/sign-in")
    page.context.add_cookies([cookie])
    page.goto(f"{office.origin}/en/desk")
    assert page.url.endswith("/desk/sign-in"), "a session that was left does not come back"
    page.context.close()


def test_a_second_factor_is_set_up_and_asked_for(chromium, office):
    page, origin = open_page(chromium, office, scripts=False), office.origin
    program.must("user", "role", "boris", "editor", "--data", office.data)
    page.goto(f"{origin}/en/desk/me/second-factor")
    page.fill("#login", "boris")
    page.fill("#password", "another long sentence")
    send(page)
    assert page.url.endswith("/me/second-factor"), "one comes to where one wanted to go"
    assert page.locator("svg.desk-square").bounding_box()["width"] > 150
    secret = "".join(page.inner_text(".desk-secret").split())
    page.fill("#code", authenticator(secret, -1))
    send(page)
    papers = page.locator(".desk-codes li").all_inner_texts()
    assert len(set(papers)) == 10
    page.context.close()

    page = open_page(chromium, office, scripts=False)
    page.goto(f"{origin}/en/desk/sign-in")
    page.fill("#login", "boris")
    page.fill("#password", "another long sentence")
    send(page)
    assert page.url.endswith("/sign-in/code") and page.evaluate("document.cookie") == ""
    assert [cookie["name"] for cookie in page.context.cookies()] == ["desk-door"]
    page.fill("#code", papers[0].lower())
    send(page)
    assert page.url.endswith("/desk")
    assert [cookie["name"] for cookie in page.context.cookies()] == ["desk"]
    page.goto(f"{origin}/en/desk/me")
    assert "9 codes on paper" in page.inner_text("main")
    program.must("user", "second-factor", "boris", "--remove", "--data", office.data)
    page.reload()
    assert page.locator("main a[href$='/me/second-factor']").count() == 1
    page.context.close()


def authenticator(secret, shift=0):
    """The code of RFC 6238 as an app makes it, `shift` steps from now."""
    step = struct.pack(">Q", int(time.time()) // 30 + shift)
    mac = hmac.new(base64.b32decode(secret), step, hashlib.sha1).digest()
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def test_the_first_administrator_comes_in_by_the_link_that_is_printed(chromium, tmp_path):
    with hall.Hall(hall.bilingual(tmp_path)) as running:
        link = next(line for line in running.log.read_text().splitlines() if line.startswith("/en/desk/first?token="))
        page = open_page(chromium, running, scripts=False)
        page.goto(running.origin + link)
        page.fill("#name", "Dora")
        page.fill("#login", "d")
        page.fill("#password", "short")
        send(page)
        assert page.locator(".desk-error").count() == 2 and page.input_value("#name") == "Dora"
        page.fill("#login", "dora")
        page.fill("#password", PASSWORD)
        send(page)
        sign_in(page, running, login="dora")
        assert page.locator("nav a[href$='/people']").count() == 1
        page.goto(running.origin + link)
        assert page.url.endswith("/desk/sign-in"), "it works once"
        page.context.close()


METADATA = Path(os.environ.get("PHOTOS", "data/photos/metadata"))


@pytest.fixture(scope="module")
def photographs(tmp_path_factory):
    """Ten photographs of as many cameras where they are at hand, or ten small pictures; and one file that lies."""
    folder = tmp_path_factory.mktemp("photographs")
    files = sorted(METADATA.glob("*.jpg"))[:10] if METADATA.is_dir() else []
    for number in range(len(files), 10):
        file = folder / f"Picture_{number}.png"
        file.write_bytes(packages.picture("desk", number))
        files.append(file)
    liar = folder / "page.jpg"
    liar.write_text("<html>hello</html>")
    return [*files[:5], liar, *files[5:]]


@pytest.mark.parametrize("scripts", [False, True])
def test_ten_photographs_come_in_by_keyboard(chromium, office, photographs, scripts):
    page = open_page(chromium, office, scripts=scripts)
    sign_in(page, office)
    page.goto(f"{office.origin}/en/desk/records/photo")
    page.get_by_role("link", name="Bring in photos").focus()
    send(page)
    page.locator("#pictures").set_input_files(photographs)
    page.focus("#credit")
    page.keyboard.type("The office")
    if scripts:
        page.focus("form#upload button[type=submit]")
        page.keyboard.press("Enter")
        page.locator("#upload-status", has_text="11 of 11").wait_for()
        assert page.evaluate("document.activeElement.id") == "uploaded"
    else:
        send(page)
        assert "10 drafts were made. 1 file was not taken." in page.inner_text("[role=alert]")
    lines = page.locator("#upload-results > li")
    assert lines.count() == 11
    assert "“page.jpg” is not a picture" in lines.nth(5).inner_text(), "each in its place"
    links = page.locator("#upload-results a")
    assert links.count() == 10
    links.first.focus()
    send(page)
    picture = page.locator(".desk-file-shown img")
    assert picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)") > 0
    assert page.locator('[name="credit.en"]').input_value().strip() == "The office"
    taken = page.locator('[name="date"]').input_value()
    assert taken == "" or re.fullmatch(r"\d{4}-\d\d-\d\d", taken)
    page.context.close()


def test_what_is_left_is_cancelled(chromium, office, photographs):
    page = open_page(chromium, office)
    sign_in(page, office)
    page.goto(f"{office.origin}/en/desk/upload")
    # The first file stays on its way until the rest is cancelled.
    page.route("**/desk/upload", lambda route: None if route.request.method == "POST" else route.continue_())
    page.locator("#pictures").set_input_files(photographs[:3])
    page.locator("form#upload button[type=submit]").click()
    page.get_by_role("button", name="Cancel the rest").click()
    page.locator("#upload-status", has_text="3 of 3").wait_for()
    assert [line for line in page.locator("#upload-results > li").all_inner_texts() if "cancelled" not in line] == []
    page.context.close()


def test_a_photo_is_published_when_it_says_how_its_people_are_covered(chromium, office, photographs):
    page = open_page(chromium, office, scripts=False)
    sign_in(page, office)
    page.goto(f"{office.origin}/en/desk/new/photo")
    page.locator('[id="f-image"]').set_input_files(photographs[0])
    page.fill('[name="title.en"]', "A handshake")
    page.locator('button[value="save"]').last.click()
    assert photographs[0].name in page.inner_text(".desk-file-shown"), "the file is not lost with the mistake"
    page.fill('[name="slug"]', "a-handshake")
    page.select_option('[name="nature"]', "photograph")
    page.locator('button[value="save"]').last.click()
    assert "Saved." in page.inner_text("[role=status]")
    page.locator("button[value=publish]").click()
    assert "Nothing was published" in page.inner_text("[role=alert] >> nth=0")
    for problem in page.locator("#problems a").all():
        assert page.locator(f'[id="{problem.get_attribute("href")[1:]}"]').count() == 1
    for field, words in {"alt.en": "Two hands", "alt.ru": "Две руки", "credit.en": "The office"}.items():
        page.fill(f'[name="{field}"]', words)
    page.select_option('[name="people.covered"]', "event")
    page.fill('[name="people.occasion"]', "City Day")
    page.locator('button[value="save"]').last.click()
    page.locator("button[value=publish]").click()
    assert "Published" in page.inner_text("[role=status]")
    assert office.get("/en/photos/a-handshake").status == 200
    assert "City Day" not in office.get("/en/photos/a-handshake").text
    page.context.close()
