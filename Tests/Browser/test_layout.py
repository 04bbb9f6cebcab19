"""Reflow, text spacing, targets, focus and languages, on every page type in both languages."""

import pytest

from Browser import languages, looks, probes, report
from Browser.looks import NARROW
from Browser.pages import EVERY_PAGE, LANGUAGES, reading

PAGES = [pytest.param(kind, language, id=f"{kind}-{language}") for kind in EVERY_PAGE for language in LANGUAGES]

#: More stops than any page of the demo should have.
MOST_STOPS = 400


@pytest.mark.parametrize(("kind", "language"), PAGES)
def test_reflows_without_loss(site, readers, origin, kind, language):
    url, page = origin + site.address(kind, language), readers.page(bypass_csp=True)
    looks.wear(page, window=looks.WIDE)
    page.goto(url)
    bad = looks.reflows(page)
    report.looked("reflow", kind, language, size="largest", wrong=bad)
    assert not bad, f"{url}\n" + "\n".join(bad)


@pytest.mark.parametrize(("kind", "language"), PAGES)
def test_targets_are_large_enough(site, readers, origin, kind, language):
    url, bad = origin + site.address(kind, language), []
    for look, viewport in (("1280 px", {"width": 1280, "height": 1024}), ("320 px", NARROW)):
        page = readers.page(None, viewport=viewport, bypass_csp=True)
        page.goto(url)
        # What is folded away counts too.
        page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
        small = page.evaluate(probes.TARGETS)
        report.looked("targets", kind, language, wrong=small)
        bad += [f"{look}: {problem}" for problem in small]
    assert not bad, f"{url}\n" + "\n".join(sorted(set(bad)))


def walked(page) -> list[str]:
    """What is wrong with the focus on the way through a page by Tab."""
    bad, seen = [], set()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(probes.FOCUSED)
        if stop is None or stop["key"] in seen:
            break
        seen.add(stop["key"])
        if not stop["shown"]:
            bad.append(f"no focus ring of 2 px: {stop['name']}")
        if stop["covered"]:
            bad.append(f"covered while it has the focus: {stop['name']}")
        if not stop["inside"]:
            bad.append(f"outside the window while it has the focus: {stop['name']}")
    else:
        bad.append(f"more than {MOST_STOPS} stops: a trap?")
    if len(seen) < 5:
        bad.append(f"only {len(seen)} stops")
    return bad


@pytest.mark.parametrize(("kind", "language"), PAGES)
def test_focus_is_seen_and_never_covered(site, readers, origin, kind, language):
    url, page = origin + site.address(kind, language), readers.page()
    page.goto(url)
    bad = walked(page)
    report.looked("focus", kind, language, wrong=bad)
    assert not bad, f"{url}\n" + "\n".join(bad)


@pytest.mark.parametrize("kind", ["home", "map", "settings", "search with hits"])
def test_focus_is_seen_on_a_telephone_with_the_largest_letters(site, readers, origin, kind):
    url, page = origin + site.address(kind, "ru"), readers.page(reading(size="largest"), viewport=NARROW)
    page.goto(url)
    bad = walked(page)
    assert not bad, f"{url}\n" + "\n".join(bad)


@pytest.mark.parametrize(("kind", "language"), PAGES)
def test_every_text_is_in_the_language_it_says(site, readers, origin, kind, language):
    url = origin + site.address(kind, language)
    page = readers.page()
    page.goto(url)
    bad = languages.mismatches(page.evaluate(probes.TEXTS))
    report.looked("languages", kind, language, wrong=bad)
    assert not bad, f"{url}\n" + "\n".join(bad)


@pytest.mark.parametrize(("kind", "language"), PAGES)
def test_works_with_forced_colours_and_more_contrast(site, readers, origin, kind, language):
    url, bad = origin + site.address(kind, language), []
    page = readers.page(None, forced_colors="active", contrast="more", color_scheme="dark")
    page.goto(url)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    for _ in range(8):
        page.keyboard.press("Tab")
        stop = page.evaluate(probes.FOCUSED)
        if stop and not stop["shown"]:
            bad.append(f"no focus ring in forced colours: {stop['name']}")
    # A button or a field that only its background marks disappears when the colours are forced.
    bad += page.evaluate("() => {" + probes.NAME + """
      return [...document.querySelectorAll('button, input:not([type=hidden]):not([type=radio]):not([type=checkbox]), select')]
        .filter(e => e.checkVisibility()).filter(e => {
          const s = getComputedStyle(e);
          return ['Top', 'Right', 'Bottom', 'Left'].every(k => s[`border${k}Style`] === 'none' || parseFloat(s[`border${k}Width`]) < 1);
        }).map(e => `no border in forced colours: ${name(e)}`);
    }""")
    report.looked("forced-colours", kind, language, wrong=bad)
    assert not bad, f"{url}\n" + "\n".join(bad)


def test_the_probes_find_what_is_wrong(readers):
    """Each probe is shown a page with the defect it looks for."""
    page = readers.fresh(None, viewport=NARROW)
    page.set_content("""<!doctype html><html lang=ru><title>x</title>
      <div style="width:500px">wide</div><div style="width:20px;height:9px;overflow:hidden">cut off text</div>
      <p><a href="/a" style="outline:none">A link alone</a></p><p>Слово <a href="/b">ссылка</a></p>
      <button style="outline:0;border:0">b</button>""")
    assert page.evaluate(probes.OVERFLOW)
    assert any("cut off" in problem for problem in page.evaluate(probes.CLIPPED))
    targets = page.evaluate(probes.TARGETS)
    assert len(targets) == 2 and "A link alone" in "".join(targets), targets
    page.keyboard.press("Tab")
    assert page.evaluate(probes.FOCUSED)["shown"] is False
    assert any("wide" in problem for problem in languages.mismatches(page.evaluate(probes.TEXTS)))
    page.context.close()
