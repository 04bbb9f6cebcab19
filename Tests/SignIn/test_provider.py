"""Signing in by a real provider of OpenID Connect, with the real program."""

import pytest

from Outside import desk, hall, program, provider
from Outside.provider import NAME, SECRET, Browser

#: Those of the provider's own libraries.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def issuer():
    with provider.serving() as address:
        yield address


@pytest.fixture(scope="module")
def office(tmp_path_factory, issuer):
    data = tmp_path_factory.mktemp("sign-in") / "data"
    program.must("init", "--data", data)
    for login, role in [("anna", "editor"), ("clara", "administrator")]:
        desk.add(data, login, role)
    with provider.hall_with(data, issuer, "--second-factor", "none") as running:
        yield running


def test_an_account_is_bound_and_its_owner_signs_in_by_the_provider(office, issuer):
    anna = Browser(office.origin)
    assert f"Sign in with {NAME}" in anna.get("/en/desk/sign-in").text
    assert anna.sign_in("anna").status_code == 303
    bound = anna.bind("anna-at-the-city")
    assert bound.status_code == 303 and bound.headers["location"] == "/en/desk/me?done=bound"
    left = anna.post("/sign-out", csrf=anna.token())
    assert left.status_code == 303
    assert anna.get("/en/desk").status_code == 303
    entered = anna.through("anna-at-the-city")
    assert entered.status_code == 303 and entered.headers["location"] == "/en/desk"
    assert "My account: Anna" in anna.get("/en/desk").text
    assert issuer in program.must("user", "list", "--data", office.data).stdout
    # Who is bound to nobody comes no further, also not under the login of somebody.
    for stranger in ["anna", "somebody"]:
        browser = Browser(office.origin)
        refused = browser.through(stranger)
        assert refused.status_code == 403 and "does not know you yet" in refused.text
        assert browser.get("/en/desk").status_code == 303


def test_a_link_binds_whom_it_was_made_for(office):
    made = program.must(
        "user", "add", "--data", office.data, "--login", "boris", "--name", "Boris", "--role", "reader").stdout
    token = next(line for line in made.splitlines() if "token=" in line).split("token=")[1]
    boris = Browser(office.origin)
    entered = boris.go(boris.post("/welcome", action="provider", token=token), "boris-at-the-city")
    assert entered.status_code == 303 and entered.headers["location"] == "/en/desk"
    assert "My account: Boris" in boris.get("/en/desk").text
    assert Browser(office.origin).through("boris-at-the-city").status_code == 303


def test_who_turns_back_at_the_provider_is_told_so(office):
    refused = Browser(office.origin).through(None)
    assert refused.status_code == 403 and "you turned back" in refused.text


def test_a_way_back_works_once_and_in_one_browser(office):
    one, other = Browser(office.origin), Browser(office.origin)
    back = one.through("somebody").request.url
    assert one.get(str(back)).status_code == 410
    assert other.get(str(back)).status_code == 410


def test_the_log_tells_nothing_of_anybody(office):
    log = office.log.read_text()
    assert "signed in by the provider" in log
    for word in [SECRET, "at-the-city", "code=", "state=", "Anna"]:
        assert word not in log, word


def test_a_provider_that_is_down_keeps_neither_the_hall_nor_passwords_from_working(tmp_path):
    data = tmp_path / "data"
    program.must("init", "--data", data)
    desk.add(data, "anna", "editor")
    gone = f"http://localhost:{hall.free_port()}"
    with provider.hall_with(data, gone) as running:
        anna = Browser(running.origin)
        page = anna.post("/sign-in", action="provider")
        assert page.status_code == 503 and f"{NAME} does not answer" in page.text
        assert anna.sign_in("anna").status_code == 303
        assert anna.get("/en/desk").status_code == 200
        assert "problem=unreachable" in running.log.read_text()


def test_a_provider_that_calls_itself_otherwise_is_not_believed(tmp_path, issuer):
    data = tmp_path / "data"
    program.must("init", "--data", data)
    with provider.hall_with(data, issuer + "/") as running:
        page = Browser(running.origin).post("/sign-in", action="provider")
        assert page.status_code == 503 and "not set up for each other" in page.text
        assert "calls itself otherwise than openid-issuer says" in running.log.read_text()


@pytest.mark.parametrize(("options", "setting"), [
    (["--openid-client", "x"], "openid-issuer"),
    (["--openid-issuer", "https://id.example"], "openid-client"),
    (["--openid-issuer", "https://id.example", "--openid-client", "x"], "public-url"),
    (["--openid-issuer", "https://id.example", "--openid-client", "x", "--public-url", "http://hall.example"], "public-url"),
    (["--openid-issuer", "http://id.example", "--openid-client", "x"], "openid-issuer"),
    (["--openid-issuer", "https://id.example?a=b", "--openid-client", "x"], "openid-issuer"),
    (["--openid-issuer", "id.example", "--openid-client", "x"], "openid-issuer"),
    (["--openid-issuer", "https://id.example", "--openid-client", "x", "--public-url", "https://hall.example",
      "--openid-name", "x" * 61], "openid-name"),
])
def test_settings_that_do_not_fit_are_named_at_the_start(tmp_path, options, setting):
    data = tmp_path / "data"
    program.must("init", "--data", data)
    done = program.run("serve", "--data", data, "--port", "0", *options, faults={"TWINHALL_OPENID_SECRET": SECRET})
    assert done.returncode == 2 and setting in done.stderr, program.told(done)
    assert SECRET not in done.stdout + done.stderr


def test_the_secret_has_no_flag(tmp_path):
    done = program.run("serve", "--data", tmp_path, "--openid-secret", SECRET)
    assert done.returncode == 64
