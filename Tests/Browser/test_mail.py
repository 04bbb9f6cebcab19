"""A link is sent by mail in a real browser; the pages that tell of it keep the rules of the Hall."""

import re

import pytest

from Browser import probes
from Browser.axe import findings
from Browser.pages import LANGUAGES, reading
from Browser.test_desk import LOOKS, add, open_page, send, sign_in
from Browser.test_html import check
from Outside import hall, post, program
from Outside.desk import Clerk, Form

PUBLIC = "http://hall.example"
WORDS = {
    "en": {"taken": "The mail server took the letter to", "not": "The letter was not sent.", "wrong": "Write one mail address"},
    "ru": {"taken": "Почтовый сервер принял письмо для", "not": "Письмо не отправлено.", "wrong": "Укажите один адрес"},
}
#: Each sends few enough letters an hour.
SENDERS = {"en": "clara", "ru": "vera"}


@pytest.fixture(scope="module")
def server():
    with post.real(post.Received()) as server:
        yield server


@pytest.fixture(scope="module")
def office(tmp_path_factory, server):
    data = hall.bilingual(tmp_path_factory.mktemp("mail"))
    for login in SENDERS.values():
        add(data, login, "administrator")
    mail = ["--mail-server", f"smtp://127.0.0.1:{server.port}", "--mail-from", "hall@city.example"]
    with hall.Hall(data, "--public-url", PUBLIC, *mail) as running:
        yield running


@pytest.fixture(scope="module")
def places(office):
    """A person, and a draft that somebody may be asked about."""
    clerk = Clerk(office.port, "clara").sign_in()
    form = Form(clerk.ask("/new/article").body).values
    words = {"slug": "a-trial", "title.en": "A trial", "date": "2026-11-25", "text.en": "Words."}
    draft = re.search(r"/record/(\w+)", clerk.ask("/new/article", {**form, **words, "action": "save"}).place)[1]
    listed = program.must("user", "list", "--data", office.data).stdout.splitlines()
    return [f"/people/{listed[0].split(chr(9))[3]}", f"/approvals/{draft}"]


def test_an_invitation_is_sent_by_keyboard_without_a_script(chromium, office, server):
    received = post.Received()
    server.protocol = server.real(received)
    page = open_page(chromium, office, scripts=False)
    sign_in(page, office, login="clara")
    page.goto(f"{office.origin}/en/desk/people/new")
    for field, words in [("name", "Boris"), ("login", "boris"), ("mail", "boris@city.example, eve@city.example")]:
        page.focus(f"#{field}")
        page.keyboard.type(words)
    page.focus("#role-reader")
    page.keyboard.press("Space")
    page.focus("#mail")
    send(page)
    assert WORDS["en"]["wrong"] in page.inner_text("#e-mail") and page.get_attribute("#mail", "aria-invalid") == "true"
    assert page.input_value("#mail") == "boris@city.example, eve@city.example" and page.input_value("#name") == "Boris"
    page.fill("#mail", "boris@city.example")
    page.focus("#mail-language")
    page.keyboard.press("Home")
    page.focus("#mail")
    send(page)
    assert WORDS["en"]["taken"] in page.inner_text("[role=status]")
    letter = received.letter()
    assert letter["content-language"] == "ru"
    link = re.search(re.escape(PUBLIC) + r"(/ru/desk/welcome\S+)", letter.get_content())
    assert link[0] == page.input_value("#link")
    page.goto(office.origin + link[1])
    assert page.locator("#password").count() == 1
    page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_keep_the_rules_whatever_became_of_the_letter(chromium, office, server, places, language, tmp_path):
    bad, words = [], WORDS[language]
    received = post.Received()
    outcomes = {
        "taken": (server.real(received), "anna@city.example"), "not": (lambda: post.Scripted(b""), "anna@city.example"),
        "wrong": (server.real(received), "a" * 70 + "@city.example")}
    for look in LOOKS:
        page = open_page(
            chromium, office, reading(scheme=look, size="largest"), viewport={"width": 320, "height": 640}, bypass_csp=True)
        sign_in(page, office, language, SENDERS[language])
        for place in places:
            for outcome, (protocol, address) in outcomes.items():
                server.protocol = protocol
                page.goto(f"{office.origin}/{language}/desk{place}")
                if page.locator("#person").count():
                    page.fill("#person", "The mayor")
                page.fill("#mail", address)
                page.focus("#mail")
                send(page)
                assert words[outcome] in page.inner_text("main"), f"{place}, {outcome}"
                name = f"{place.split('/')[1]}-{outcome}-{look}"
                bad += [f"{name}: {finding}" for finding in findings(page)]
                for probe in (probes.OVERFLOW, probes.CLIPPED, probes.TARGETS):
                    bad += [f"{name}: {problem}" for problem in page.evaluate(probe)]
                (tmp_path / f"{name}.html").write_text(page.content())
        page.context.close()
    for file, lines in check(tmp_path).items():
        bad += [f"{file}: {line}" for line in lines[:3]]
    assert not bad, "\n".join(dict.fromkeys(bad))
