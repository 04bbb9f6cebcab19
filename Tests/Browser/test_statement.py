"""The accessibility statement and its twin say the same; a barrier is reported without a script, by the keyboard."""

import json
from email.utils import parsedate_to_datetime

import pytest

from Browser import probes
from Browser.axe import findings
from Browser.pages import EVERY_LANGUAGE
from Outside import http
from Outside.program import ROOT

#: Nobody reads the page and writes a sentence faster: what comes back sooner was sent by a program.
LEAST_SECONDS = 3


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_the_twin_says_what_the_files_say(origin, language):
    report = json.loads((ROOT / "Resources/Accessibility/report.json").read_text())
    issues = json.loads((ROOT / "Resources/Accessibility/issues.json").read_text())
    twin = json.loads(http.request(origin, f"/{language}/accessibility.json").text)
    for name in ("date", "tools", "pages", "languages", "schemes", "sizes", "checks"):
        assert twin[name] == report[name], name
    assert [issue["what"] for issue in twin["issues"]] == [issue["what"][language] for issue in issues["issues"]]
    page = http.request(origin, f"/{language}/accessibility").text
    assert all(issue["way"][language].split("“")[0].split("«")[0][:20] in page for issue in issues["issues"])


def test_every_page_leads_there(site):
    lacking = [target for target, page in site.pages.items()
               if not {f"/{target.split('/')[1]}/accessibility", f"/{target.split('/')[1]}/accessibility/message"} <= set(page.links)]
    assert not lacking


def clock(origin: str) -> float:
    """What time the Hall has, in seconds."""
    return parsedate_to_datetime(http.request(origin, "/readyz").header("date")).timestamp()


@pytest.mark.parametrize("view", [None, "4200000"])
def test_a_barrier_is_reported_without_a_script(readers, origin, view):
    page = readers.fresh(view, java_script_enabled=False)
    page.goto(origin + "/en/map")
    page.get_by_role("contentinfo").get_by_role("link", name="Report a barrier").click()
    assert page.input_value("#page") == "/en/map"
    page.fill("#words", "The map has no names")
    page.fill("#answer", "tel. 1")
    page.focus("#answer")
    # Sent by Enter, within a moment: the form comes back with all that was typed, and says why.
    page.keyboard.press("Enter")
    assert "The message was not sent." in page.inner_text("[role=alert]")
    assert page.input_value("#words") == "The map has no names" and page.input_value("#answer") == "tel. 1"
    # The one thing in the Hall that asks for time: that of its own clock, which each answer tells in whole seconds.
    refused = clock(origin)
    while clock(origin) <= refused + LEAST_SECONDS:
        pass
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Send the message").click()
    assert page.inner_text("h1") == "Thank you for the message"
    assert page.url.split("?")[0].endswith(page.inner_text("main code"))
    page.context.close()


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 1024}, {"width": 320, "height": 640}])
def test_a_refused_message_keeps_the_rules(readers, origin, viewport):
    page = readers.fresh("0200000", viewport=viewport, bypass_csp=True)
    page.goto(origin + "/en/accessibility/message")
    page.evaluate("""() => {
      document.querySelector('.message-form').noValidate = true;
      document.getElementById('page').maxLength = 9999;
    }""")
    page.fill("#page", "x" * 501)
    page.get_by_role("button", name="Send the message").click()
    links = page.locator("[role=alert] a")
    assert links.count() == 2
    for link in links.all():
        field = page.locator(link.get_attribute("href"))
        assert field.get_attribute("aria-invalid") == "true"
        assert link.inner_text() in page.inner_text("#" + field.get_attribute("aria-describedby").split()[0])
    bad = page.evaluate(probes.OVERFLOW) + page.evaluate(probes.TARGETS)
    # What lies behind the rooms that are moved sideways on a telephone, axe cannot tell.
    page.set_viewport_size({"width": 1280, "height": 1024})
    assert not bad + findings(page)
    page.context.close()
