"""axe-core in the browser, and what the browser itself complains of."""

from pathlib import Path

import axe_playwright_python

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()

#: `target-size` runs only with wcag22aa.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """runOnly => axe.run(document, {
  runOnly,
  resultTypes: ['violations', 'incomplete'], elementRef: false,
}).then(r => ['violations', 'incomplete'].flatMap(sort => r[sort].flatMap(rule => rule.nodes.map(node => ({
  sort, rule: rule.id, where: node.target.flat().join(' '),
  why: [...node.any, ...node.all, ...node.none].map(c => c.message).join('; ').slice(0, 300),
})))))"""

#: What axe leaves undecided and a person has decided: (rule, part of its message, part of the selector) → why it is right.
DECIDED: dict[tuple[str, str, str], str] = {
    ("color-contrast", "partially overlaps other elements", "article > .facts > div > dt"):
        "With large letters the land of a city’s map, which is cut off at its frame, would end between two lines of the text "
        "below; nothing of it is painted there. Looked at in the usual colours.",
    ("color-contrast", "partially overlaps other elements", "td:nth-child(3) > .sources > ul > li > a"):
        "The lines of one link in a table stand over cells that have no background of their own; the ground is the page’s. "
        "Looked at in the usual colours.",
}


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


def findings(page, rules: tuple[str, ...] | None = None) -> list[str]:
    """What axe finds on a page by all tags, or by some rules alone."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found = []
    for item in page.evaluate(RUN, {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}):
        decided = item["sort"] == "incomplete" and any(
            item["rule"] == rule and part in item["why"] and place in item["where"] for rule, part, place in DECIDED)
        if not decided:
            found.append(f"{item['sort']}: {item['rule']} at {item['where']}: {item['why']}")
    return found
