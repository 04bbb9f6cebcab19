"""The real program sends links to real mail servers, over real TLS; and says what it sees of those that are none."""

import re
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from urllib.parse import urlencode

import pytest

from Outside import hall, http, post, program
from Outside.desk import PASSWORD, Clerk, add

#: What letters lead to. Not https, for the tests themselves speak plain HTTP.
PUBLIC = "http://hall.example"
FROM, TO = "hall@city.example", "boris@mail.city.example"
CHOSEN = "another sentence that is long"


def settings(server: str, *more: str) -> list[str]:
    return ["--public-url", PUBLIC, "--mail-server", server, "--mail-from", FROM, *more]


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return post.Authority(tmp_path_factory.mktemp("authority") / "own")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A Hall without records, and its administrator. Only one program at a time holds it."""
    return staffed(tmp_path_factory.mktemp("mail") / "data")


def staffed(data):
    program.must("init", "--data", data)
    add(data, "clara", "administrator")
    return data


def link_for(clerk: Clerk, place: str, **fields: str) -> str:
    """Makes a link at a place of the Desk; returns the page that shows it."""
    token = re.search(r'name="csrf" value="([^"]*)"', clerk.ask(place).body)[1]
    said = clerk.ask(place, {"csrf": token, "action": "link", **fields})
    assert said.status == 200, sent(said.body) if "desk-notice" in said.body else said.status
    return said.body


def me(clerk: Clerk) -> str:
    """The place of the administrator's own account."""
    return re.search(r"/desk(/people/[0-9A-Z]{10})", clerk.ask("/people").body)[1]


def shown(page: str) -> str:
    """The path of the link on the page."""
    return re.search(re.escape(PUBLIC) + r'(/[^"<]*)', page)[1]


def sent(page: str) -> str:
    """What the page says of the letter, as words."""
    found = re.search(r'<div class="desk-notice" role="status">(.*?)</div>', page, re.S)[1]
    return re.sub(r"<[^>]*>|\s+", " ", found)


def test_an_invitation_comes_by_mail_and_its_link_sets_a_password(tmp_path, authority):
    received, place = post.Received(), "localhost"
    data = hall.bilingual(tmp_path)
    add(data, "clara", "administrator")
    options = {"authenticator": post.only("hall", "the server’s password"), "auth_required": True}
    with post.real(received, authority.context(place), **options) as server:
        more = ["--mail-login", "hall", "--mail-authority", str(authority.file)]
        # A proxy of the environment would keep the letter from its server.
        proxies = dict.fromkeys(("ALL_PROXY", "all_proxy", "SMTPS_PROXY", "smtps_proxy"), "http://127.0.0.1:9")
        secret = {"TWINHALL_MAIL_PASSWORD": "the server’s password", **proxies}
        address = f"smtps://{place}:{server.port}"
        with hall.Hall(data, *settings(address, *more), faults=secret) as running:
            clerk = Clerk(running.port, "clara").sign_in()
            page = link_for(
                clerk, "/people/new", name="Борис", login="boris", role="curator", mail=TO, **{"mail-language": "ru"})
            assert f"The mail server took the letter to {TO}." in sent(page)
            letter, envelope = received.letter(), received.envelopes[0]
            assert envelope.mail_from == FROM and envelope.rcpt_tos == [TO]
            held(letter, envelope.content)
            path = re.search(re.escape(PUBLIC) + r"(/\S+)", letter.get_content())[1]
            assert path == shown(page) and path.startswith("/ru/desk/welcome?token=")
            assert running.get(path).status == 200
            given = urlencode({"token": path.split("=")[1], "password": CHOSEN}).encode()
            kind = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
            done = http.request(running.origin, "/ru/desk/welcome", "POST", kind, given)
            assert done.status == 303
            entered = Clerk(running.port, "boris").ask("/sign-in", {"login": "boris", "password": CHOSEN})
            assert entered.status == 303 and "sign-in" not in entered.place
            again = http.request(running.origin, "/ru/desk/welcome", "POST", kind, given)
            assert again.status == 422, "it works once"
            log = running.log.read_text()
        assert "mail taken" in log
        for secret_word in (TO, path.split("=")[1], "server’s password", "Борис"):
            assert secret_word not in log
        for file in data.rglob("*"):
            assert not file.is_file() or TO.encode() not in file.read_bytes(), f"{file.name} holds the address"


def held(letter, content: bytes) -> None:
    """A letter as RFC 5322 and its companions want it, read by Python's own reader."""
    assert not letter.defects and not any(value.defects for value in letter.values())
    lines = content.split(b"\r\n")
    assert all(len(line) <= 76 for line in lines) and not any(b"\n" in line or b"\r" in line for line in lines)
    assert content.isascii()
    assert len(letter["from"].addresses) == 1 and letter["from"].addresses[0].addr_spec == FROM
    # `display_name` has a blank between two encoded words (Python 3.11, email/_header_value_parser.py); this has none.
    sender = str(make_header(decode_header(message_from_bytes(content)["from"])))
    name = sender.removesuffix(f" <{FROM}>")
    assert name and name != sender and letter["subject"] == f"{name}: приглашение"
    assert [address.addr_spec for address in letter["to"].addresses] == [TO]
    assert parsedate_to_datetime(letter["date"]).tzinfo is not None
    assert re.fullmatch(r"<[0-9a-f-]{36}@hall\.example>", letter["message-id"])
    assert letter["auto-submitted"] == "auto-generated" and letter["content-language"] == "ru"
    assert letter.get_content_type() == "text/plain" and letter.get_content_charset() == "utf-8"
    assert sorted(set(letter.keys())) == sorted(letter.keys()), "each header once"
    text = letter.get_content()
    for words in ("Clara приглашает вас", name, "Ссылка сработает один раз, до", "обратитесь к отправителю: Clara"):
        assert words in text, text


def test_starttls_is_demanded_and_used(data, authority):
    received = post.Received()
    context = authority.context("mail.localhost")
    with post.real(received, tls_context=context, require_starttls=True) as server:
        options = settings(f"smtp://mail.localhost:{server.port}", "--mail-authority", str(authority.file))
        with hall.Hall(data, *options) as running:
            clerk = Clerk(running.port, "clara").sign_in()
            assert "took the letter" in sent(link_for(clerk, me(clerk), mail=TO))
            assert received.letter()["subject"].endswith(": a new password")
            # The same server without TLS, as somebody on the way would show it.
            server.protocol = server.real(received)
            page = link_for(clerk, me(clerk), mail=TO)
            assert "offers no encryption that will do" in sent(page) and shown(page)
            assert len(received.envelopes) == 1


@pytest.mark.parametrize("wrong, words", [
    ("another name", "could not prove by its certificate"), ("an unknown authority", "could not prove by its certificate"),
    ("no TLS at all", "offers no encryption that will do")])
def test_a_server_that_cannot_prove_who_it_is_gets_no_letter(data, authority, tmp_path, wrong, words):
    received = post.Received()
    believed = post.Authority(tmp_path / "other") if wrong == "an unknown authority" else authority
    context = None if wrong == "no TLS at all" else authority.context(
        "elsewhere.example" if wrong == "another name" else "localhost")
    with post.real(received, context) as server:
        options = settings(f"smtps://localhost:{server.port}", "--mail-authority", str(believed.file))
        with hall.Hall(data, *options) as running:
            clerk = Clerk(running.port, "clara").sign_in()
            page = link_for(clerk, me(clerk), mail=TO)
            assert words in sent(page) and "Hand the link over yourself" in sent(page)
            assert running.get(shown(page)).status == 200
    assert not received.envelopes


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """A Hall whose mail server stands on its own machine, and is whatever a test makes of it."""
    data = staffed(tmp_path_factory.mktemp("plain") / "data")
    with post.real(post.Received()) as server:
        with hall.Hall(data, *settings(f"smtp://127.0.0.1:{server.port}")) as running:
            clerk = Clerk(running.port, "clara").sign_in()
            yield server, clerk, running


GARBAGE = b"\x00\xff\xfe\x80<html>\r\nno server of mail\r\n" * 2_000
GREETING, HELLO = b"220 mail.test\r\n", b"250-mail.test\r\n250 8BITMIME\r\n"


@pytest.mark.parametrize("answers, words", [
    ([GARBAGE], "hung up, or answered as no mail server does"),
    ([b""], "hung up, or answered as no mail server does"),
    ([b"HTTP/1.1 400 Bad Request\r\n\r\n"], "hung up, or answered as no mail server does"),
    ([GREETING, b""], "hung up, or answered as no mail server does"),
    ([GREETING, HELLO, b"250 sender\r\n", b""], "hung up, or answered as no mail server does"),
    ([GREETING, HELLO, b"250 sender\r\n", b"250 recipient\r\n", b"354 go on\r\n", b""],
     "hung up, or answered as no mail server does"),
    ([b"554 <boris@mail.city.example> go away\r\n"], "refuses the letter or its address (answer 554)"),
    ([GREETING, HELLO, b"250 sender\r\n", b"550 no <b>such</b> user boris@mail.city.example\r\n"],
     "refuses the letter or its address (answer 550)"),
    ([GREETING, HELLO, b"250 sender\r\n", b"451 come later\r\n"], "does not take the letter for now (answer 451)"),
], ids=["garbage", "hangs up at once", "speaks HTTP", "hangs up after hello", "hangs up at the recipient",
        "hangs up in the letter", "sends away", "knows nobody", "not now"])
def test_a_server_that_misbehaves_is_told_of_in_words(plain, answers, words):
    server, clerk, running = plain
    server.protocol = lambda: post.Scripted(*answers)
    page = link_for(clerk, me(clerk), mail=TO)
    assert words in sent(page) and "Hand the link over yourself" in sent(page)
    assert "such" not in sent(page), "the server's own words are not ours"
    assert running.get(shown(page)).status == 200
    assert TO not in running.log.read_text()


def test_a_server_that_never_answers_keeps_nobody_waiting_for_long(plain):
    server, clerk, running = plain
    server.protocol = post.Silent
    page = link_for(clerk, me(clerk), mail=TO)
    assert "did not answer in time" in sent(page)
    assert running.get(shown(page)).status == 200


def test_an_international_address_goes_where_the_server_takes_it(plain):
    server, clerk, _ = plain
    received = post.Received()
    server.protocol = server.real(received, enable_SMTPUTF8=True)
    page = link_for(clerk, me(clerk), mail="почта@пример.рф")
    assert "took the letter" in sent(page)
    assert received.envelopes[0].rcpt_tos == ["почта@xn--e1afmkfd.xn--p1ai"]
    assert "SMTPUTF8" in received.envelopes[0].mail_options
    assert "почта@xn--e1afmkfd.xn--p1ai" in received.envelopes[0].content.decode()


def test_an_international_address_is_not_sent_where_the_server_cannot_take_it(plain):
    server, clerk, _ = plain
    received = post.Received()
    server.protocol = server.real(received)
    assert "takes only Latin letters before the @" in sent(link_for(clerk, me(clerk), mail="почта@пример.рф"))
    assert not received.envelopes
    # A domain of any letters needs nothing of the server.
    assert "took the letter" in sent(link_for(clerk, me(clerk), mail="anna@пример.рф"))
    assert received.envelopes[0].rcpt_tos == ["anna@xn--e1afmkfd.xn--p1ai"]
    assert received.envelopes[0].content.isascii()


def test_a_wrong_login_is_told(data, authority):
    received = post.Received()
    options = {"authenticator": post.only("hall", "right"), "auth_required": True}
    with post.real(received, authority.context("localhost"), **options) as server:
        more = ["--mail-login", "hall", "--mail-authority", str(authority.file)]
        wrong = {"TWINHALL_MAIL_PASSWORD": "a wrong one"}
        with hall.Hall(data, *settings(f"smtps://localhost:{server.port}", *more), faults=wrong) as running:
            clerk = Clerk(running.port, "clara").sign_in()
            assert "does not accept the Hall’s login" in sent(link_for(clerk, me(clerk), mail=TO))
            assert "a wrong one" not in running.log.read_text()
    assert not received.envelopes


def test_a_netrc_of_the_operator_is_not_read(data, authority, tmp_path):
    (tmp_path / ".netrc").write_text("machine localhost login hall password right\n")
    (tmp_path / ".netrc").chmod(0o600)
    received = post.Received()
    options = {"authenticator": post.only("hall", "right"), "auth_required": True}
    with post.real(received, authority.context("localhost"), **options) as server:
        address = settings(f"smtps://localhost:{server.port}", "--mail-authority", str(authority.file))
        with hall.Hall(data, *address, faults={"HOME": str(tmp_path)}) as running:
            clerk = Clerk(running.port, "clara").sign_in()
            assert "(answer 530)" in sent(link_for(clerk, me(clerk), mail=TO))
    assert not received.envelopes


def test_without_a_public_address_no_mail_is_offered_and_the_start_says_so(data):
    with hall.Hall(data, "--mail-server", "smtp://127.0.0.1:9", "--mail-from", FROM) as running:
        assert "Links are not sent by mail: set public-url" in running.log.read_text()
        clerk = Clerk(running.port, "clara").sign_in()
        assert 'name="mail"' not in clerk.ask("/people/new").body
        assert "/desk/welcome?token=" in link_for(clerk, me(clerk), mail=TO)


@pytest.mark.parametrize("flags, environment, name", [
    (["--mail-server", "http://mail.test", "--mail-from", FROM], {}, "mail-server"),
    (["--mail-server", "smtps://hall:secret-word@mail.test", "--mail-from", FROM], {}, "mail-server"),
    (["--mail-server", "smtps://mail.test"], {}, "mail-from"),
    (["--mail-server", "smtps://mail.test", "--mail-from", "a@b.example\r\nBcc: c@d.example"], {}, "mail-from"),
    (["--mail-server", "smtps://mail.test", "--mail-from", FROM, "--mail-login", "hall"], {}, "mail-password"),
    (["--mail-server", "smtps://mail.test", "--mail-from", FROM], {"TWINHALL_MAIL_PASSWORD": "secret-word"}, "mail-login"),
    (["--mail-server", "smtps://mail.test", "--mail-from", FROM, "--mail-authority", "/nowhere"], {}, "mail-authority"),
    (["--mail-from", FROM], {}, "mail-from"),
    ([], {"TWINHALL_MAIL_PASSWORD": "secret-word"}, "mail-password"),
])
def test_a_wrong_setting_keeps_the_hall_closed_and_is_named(data, flags, environment, name):
    done = program.run("serve", "--data", data, "--port", "0", *flags, faults=environment, patience=60)
    assert done.returncode == 2 and name in done.stderr, program.told(done)
    assert "secret-word" not in done.stderr + done.stdout


def test_the_password_may_stand_in_the_settings_file_and_is_no_flag(data, tmp_path):
    received = post.Received()
    authority = post.Authority(tmp_path / "authority")
    options = {"authenticator": post.only("hall", "from the file"), "auth_required": True}
    with post.real(received, authority.context("localhost"), **options) as server:
        file = tmp_path / "settings.json"
        file.write_text(
            f'{{"public-url": "{PUBLIC}", "mail-server": "smtps://localhost:{server.port}", "mail-from": "{FROM}", '
            f'"mail-login": "hall", "mail-password": "from the file", "mail-authority": "{authority.file}"}}')
        with hall.Hall(data, "--config", str(file)) as running:
            clerk = Clerk(running.port, "clara").sign_in()
            assert "took the letter" in sent(link_for(clerk, me(clerk), mail=TO))
    assert len(received.envelopes) == 1
    assert "mail-password" not in program.run("serve", "--help").stdout
