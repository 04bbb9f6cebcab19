"""Hostile words typed into every text of a form, saved, published and looked at in a real browser: no script runs, no
element or attribute is made of them, and what stands in the controls is what was typed."""

import json
import re

import pytest

from Browser.test_desk import add, open_page, sign_in
from Outside import hall, program
from Outside.desk import Form

#: `U+0600` and `U+0301` hide a sign from whoever counts letters instead of bytes.
HOSTILE = [
    "\"><zqel onzq=alert(1)><script>window.zqran=1</script><img src=x onerror=window.zqran=1>", "' zqattr='1", "\"\u0301 zqattr=\"1",
    "\u0600<zqel \u0600>", "</textarea></title></script><svg onload=window.zqran=1>", "&lt;zqel&gt;&#60;zqel&#62;",
    "<!--<zqel-->]]><zqel>", "javascript:window.zqran=1", "{{zq}}"]
KINDS = ["article", "gift", "city", "partnership", "visit", "exhibition", "event", "page", "photo", "document", "organisation"]

#: What of a page cannot have come from us.
FOUND = """() => {
  const bad = [];
  if (window.zqran) bad.push('a script ran');
  for (const e of document.querySelectorAll('*')) {
    const name = e.tagName.toLowerCase();
    if (/zq/.test(name) || ['img', 'script', 'svg'].includes(name) && /zq|^x$/.test(e.getAttribute('src') || '')) bad.push(name);
    for (const a of e.attributes)
      if (/^on|zq/.test(a.name) || ['style', 'srcdoc'].includes(a.name)
        || ['href', 'src', 'action', 'formaction'].includes(a.name) && /^\\s*(javascript|data|vbscript):/i.test(a.value))
        bad.push(`<${name} ${a.name}>`);
  }
  return bad;
}"""

#: Puts words into every text of the form; gives the names of those controls.
TYPE = """(words) => [...document.querySelectorAll('main textarea[name], main input[type=text][name]')]
  .filter(e => !e.readOnly && e.closest('form').querySelector('[name=base]') && !/^(words)$/.test(e.name))
  .filter(e => e.tagName === 'TEXTAREA' || e.name === 'note' || !e.hasAttribute('list') && !e.hasAttribute('inputmode')
    && !/ · [0-9A-Z]{7}$/.test(e.value) && !/slug|date|value|year|made|documented|period|coordinates|awarded|taken|deadline|country|due|until|opens/i.test(e.name))
  .filter(e => e.value.trim() || e.name === 'note').map(e => { e.value = words; return e.name; })"""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    data = hall.demo(tmp_path_factory.mktemp("hostile"))
    add(data, "anna", "publisher")
    with hall.Hall(data, "--review", "optional") as running:
        yield running


def codes(kind: str) -> tuple[str, str]:
    """The code and the address of the first record of a kind in the demo."""
    file = sorted((program.DEMO / "records" / kind).glob("*.json"))[0]
    record = json.loads(file.read_text())
    return record["code"], record["record"].get("slug", "")


def look(page, bad: list[str]) -> None:
    bad += [f"{re.sub('^https?://[^/]*', '', page.url)[:80]}: {finding}" for finding in page.evaluate(FOUND)]


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_words_stay_words(chromium, attacked, kind):
    if not (program.DEMO / "records" / kind).is_dir():
        pytest.skip(f"the demo has no {kind}")
    code, _ = codes(kind)
    page, bad = open_page(chromium, attacked), []
    page.on("dialog", lambda dialog: (bad.append(f"a dialog: {dialog.message}"), dialog.dismiss()))
    sign_in(page, attacked)
    page.goto(f"{attacked.origin}/en/desk/record/{code}")
    words = " ".join(HOSTILE)
    names = page.evaluate(TYPE, words)
    assert names, f"nothing of a {kind} can be typed"
    before = Form(page.request.get(page.url).text()).values
    for _ in range(4):
        page.locator('button[value="save"]').last.click()
        look(page, bad)
        refused = page.evaluate("() => [...document.querySelectorAll('[id^=\"e-\"]')].map(e => e.id.slice(2))")
        if not refused:
            break
        for name in refused:
            # What a rule of the kind refuses is as it was, and the rest tried again.
            control = page.locator(f'[name="{name}"]')
            if control.count() == 1 and control.evaluate("e => e.tagName === 'INPUT' || e.tagName === 'TEXTAREA'"):
                control.fill(before.get(name, ""))
    assert "done=saved" in page.url, f"{kind}: {page.locator('#problems').all_inner_texts()}"
    typed = page.evaluate("""(words) => [...document.querySelectorAll('main textarea[name]')]
      .filter(e => e.value.replace(/\\n$/, '') === words).length""", words)
    assert typed, "what was typed does not stand in the form"
    page.goto(f"{attacked.origin}/en/desk/history/{code}")
    look(page, bad)
    page.goto(f"{attacked.origin}/en/desk/record/{code}")
    publish = page.locator("button[value=publish]")
    if publish.count():
        publish.click()
    for place in (f"/o/{code}", f"/en/desk/records/{kind}", "/en/desk/search?q=zqel", "/en/search?q=zqel"):
        page.goto(attacked.origin + place)
        look(page, bad)
    page.context.close()
    assert not bad, "\n".join(dict.fromkeys(bad))


def test_every_public_page_shows_hostile_words_as_words(chromium, attacked):
    """After the others: what they published, on every page that links lead to."""
    page, bad, waiting, seen = open_page(chromium, attacked), [], ["/en/"], set()
    while waiting and len(seen) < 60:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        page.goto(attacked.origin + place)
        look(page, bad)
        waiting += page.evaluate("""() => [...document.querySelectorAll('a[href^="/en/"]')]
          .map(a => a.getAttribute('href').split('#')[0]).filter(h => !/[?]|settings|desk|feed|[.](ics|xml)/.test(h))""")
    page.context.close()
    assert len(seen) > 20 and not bad, "\n".join(dict.fromkeys(bad))
