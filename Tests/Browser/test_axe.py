"""axe-core on every page type, in both languages, in every scheme: no violation, and nothing left undecided.

The same visits watch the console and where requests go.
"""

from pathlib import Path

import axe_playwright_python
import pytest

from Browser import report
from Browser.pages import EVERY_PAGE, LANGUAGES, SCHEMES, STATES, reading

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()

#: `target-size` runs only with wcag22aa.
RUN = """() => axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations', 'incomplete'], elementRef: false,
}).then(r => ['violations', 'incomplete'].flatMap(sort => r[sort].flatMap(rule => rule.nodes.map(node => ({
  sort, rule: rule.id, where: node.target.flat().join(' '),
  why: [...node.any, ...node.all, ...node.none].map(c => c.message).join('; ').slice(0, 300),
})))))"""

#: What axe leaves undecided and a person has decided: (rule, part of its message) → why it is right.
DECIDED: dict[tuple[str, str], str] = {}

#: The device decides between light and dark, so that scheme is two.
LOOKS = [("device", "light"), ("device", "dark"), *((scheme, "light") for scheme in SCHEMES[1:])]


def visit(page, url: str, expected_status: int) -> list[str]:
    """Goes to a page and returns what the browser complained of on the way."""
    origin = "/".join(url.split("/")[:3])
    complaints: list[str] = []

    def on_console(message):
        own_status = expected_status >= 400 and message.location.get("url") == url and "status of" in message.text
        if message.type in ("error", "warning") and not own_status:
            complaints.append(f"console {message.type}: {message.text}")

    def on_request(request):
        if not request.url.startswith((origin + "/", "data:")):
            complaints.append(f"a request to another origin: {request.url}")

    listeners = {
        "console": on_console, "request": on_request,
        "pageerror": lambda error: complaints.append(f"script error: {error}"),
        "requestfailed": lambda request: complaints.append(f"request failed: {request.url} {request.failure}"),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    try:
        answer = page.goto(url, wait_until="load")
        if answer.status != expected_status:
            complaints.append(f"answers {answer.status} instead of {expected_status}")
    finally:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)
    return complaints


def findings(page) -> list[str]:
    page.evaluate(AXE)
    found = []
    for item in page.evaluate(RUN):
        decided = item["sort"] == "incomplete" and any(
            item["rule"] == rule and part in item["why"] for rule, part in DECIDED)
        if not decided:
            found.append(f"{item['sort']}: {item['rule']} at {item['where']}: {item['why']}")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", EVERY_PAGE)
def test_nothing_found_in_any_scheme(site, readers, origin, kind, language):
    url = origin + site.address(kind, language)
    status = STATES.get(kind, ("", 200))[1]
    found: dict[str, list[str]] = {}
    for scheme, device in LOOKS:
        page = readers.page(reading(scheme=scheme), color_scheme=device)
        complaints, rules = visit(page, url, status), findings(page)
        foreign = [complaint for complaint in complaints if "another origin" in complaint]
        report.looked("axe", kind, language, scheme, wrong=rules)
        report.looked("origin", kind, language, scheme, wrong=foreign)
        report.looked("console", kind, language, scheme, wrong=len(complaints) > len(foreign))
        for finding in [*complaints, *rules]:
            found.setdefault(finding, []).append(scheme if scheme != "device" else f"device, {device}")
    assert not found, f"{url}\n" + "\n".join(f"  {what}\n    in: {'; '.join(where)}" for what, where in found.items())


def test_axe_finds_what_is_wrong(readers):
    """A page with a picture without text, pale words, and a language that is none."""
    page = readers.fresh()
    page.set_content("""<!doctype html><html lang="nonsense"><title>x</title><main><h1>x</h1><img src="data:,">
      <p style="color:#ccc;background:#fff">pale words</p></main>""")
    found = "\n".join(findings(page))
    page.context.close()
    assert all(rule in found for rule in ("image-alt", "color-contrast", "html-lang-valid")), found
