"""The city's own sign-in in a real browser: bound and used with the keyboard and without a script, and its pages held to
the rules of the Hall."""

import re

import pytest

from Browser import probes
from Browser.axe import findings
from Browser.pages import LANGUAGES, SCHEMES, reading
from Browser.test_desk import LOOKS, PASSWORD, add, open_page, send, sign_in
from Browser.test_html import check
from Outside import hall, program, provider

#: Those of the provider's own libraries.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")



@pytest.fixture(scope="module")
def issuer():
    with provider.serving() as address:
        yield address


@pytest.fixture(scope="module")
def office(tmp_path_factory, issuer):
    data = hall.bilingual(tmp_path_factory.mktemp("provider"))
    for login, role in [("anna", "publisher"), ("clara", "administrator"), ("vera", "editor")]:
        add(data, login, role)
    with provider.hall_with(data, issuer) as running:
        yield running


def vouch(page, issuer, subject):
    """At the provider; its own look comes from another host, and is left out."""
    page.route(re.compile(r"https://.*"), lambda route: route.abort())
    page.wait_for_url(issuer + "/**")
    page.fill("input[name=sub]", subject)
    send(page)


@pytest.mark.parametrize("scripts", [False, True])
def test_an_account_is_bound_and_used_by_keyboard(chromium, office, issuer, scripts):
    login, subject = ("anna", "anna-1") if scripts else ("vera", "vera-1")
    page = open_page(chromium, office, scripts=scripts)
    sign_in(page, office, login=login)
    page.goto(f"{office.origin}/en/desk/me")
    page.focus("#bind-password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    vouch(page, issuer, subject)
    assert page.url.endswith("/en/desk/me?done=bound") and "Bound." in page.inner_text("[role=status]")
    page.locator(".desk-person button").focus()
    send(page)
    page.locator("button[value=provider]").focus()
    page.keyboard.press("Enter")
    vouch(page, issuer, subject)
    assert page.url.endswith("/en/desk") and login.title() in page.inner_text(".desk-person")
    page.goto(f"{office.origin}/en/desk/me")
    page.locator("button[value=unbind]").focus()
    send(page)
    assert "Unbound" in page.inner_text("[role=status]")
    page.context.close()


def shown(page, office, language):
    """Every page that this brought or changed: what it is called, after the browser went there."""
    link = re.search(
        r"token=\S+", program.must("user", "reset", "--data", office.data, "vera").stdout)[0]
    origin = f"{office.origin}/{language}/desk"
    page.goto(f"{origin}/sign-in")
    yield "door"
    page.goto(f"{origin}/welcome?{link}")
    yield "welcome"
    page.goto(f"{office.origin}/desk/return?code=x&state=y")
    yield "stale"
    page.goto(f"{origin}/sign-in")
    # The way onward is looked at, and not gone.
    page.route("**/oauth2/authorize**", lambda route: route.fulfill(status=204))
    page.locator("button[value=provider]").click()
    page.wait_for_selector("main a.button[rel]")
    yield "onward"
    page.unroute("**/oauth2/authorize**")
    sign_in(page, office, language, "clara")
    page.goto(f"{origin}/me")
    yield "unbound"
    page.fill("#bind-password", "not this one")
    page.locator("button[value=bind]").click()
    page.wait_for_selector("#e-bind-password")
    yield "wrong password"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_keeps_the_rules(chromium, office, language, tmp_path):
    bad, number = [], 0
    for look in LOOKS:
        page = open_page(
            chromium, office, reading(scheme=look), viewport={"width": 1280, "height": 1024}, bypass_csp=True,
            locale=language)
        for name in shown(page, office, language):
            bad += [f"{name}, {look}: {finding}" for finding in findings(page)]
            (tmp_path / f"{number:03}-{name}.html").write_text(page.content())
            number += 1
        page.context.close()
    assert number == len(LOOKS) * 6
    for file, lines in check(tmp_path).items():
        bad += [f"{file}: {line}" for line in lines[:3]]
    assert not bad, "\n".join(dict.fromkeys(bad))


@pytest.mark.parametrize("size", ["usual", "largest"])
def test_every_page_fits_a_telephone(chromium, office, size):
    page, bad = open_page(
        chromium, office, reading(size=size), viewport={"width": 320, "height": 640}, bypass_csp=True,
        locale="ru"), []
    for name in shown(page, office, "ru"):
        bad += [f"{name}: {problem}" for probe in (probes.OVERFLOW, probes.TARGETS) for problem in page.evaluate(probe)]
    page.context.close()
    assert not bad, "\n".join(bad)
