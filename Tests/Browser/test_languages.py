"""Every page in the languages that the rest of the suite leaves out: on a telephone, also with the largest letters, every
text in its language, and nothing that axe finds, each page in one scheme."""

import pytest

from Browser import languages, probes, report
from Browser.pages import EVERY_LANGUAGE, EVERY_PAGE, LANGUAGES, SCHEMES, reading
from Browser.test_axe import findings
from Browser.test_layout import NARROW

PAGES = [
    pytest.param(kind, language, SCHEMES[(number + place) % len(SCHEMES)], id=f"{kind}-{language}")
    for number, kind in enumerate(EVERY_PAGE)
    for place, language in enumerate(EVERY_LANGUAGE) if language not in LANGUAGES]


@pytest.mark.parametrize(("kind", "language", "scheme"), PAGES)
def test_a_page_keeps_the_rules_in_its_language(site, readers, origin, kind, language, scheme):
    url, bad = origin + site.address(kind, language), []
    largest = reading(scheme=scheme, size="largest", spacing="wider", line="widest")
    for look, size in ((reading(scheme=scheme), "usual"), (largest, "largest")):
        page = readers.page(look, viewport=NARROW, bypass_csp=True)
        page.goto(url)
        wide, clipped = page.evaluate(probes.OVERFLOW), page.evaluate(probes.CLIPPED)
        report.looked("reflow", kind, language, scheme, size, wrong=wide)
        report.looked("clipped", kind, language, scheme, size, wrong=clipped)
        bad += [f"320 px, {look}: {problem}" for problem in wide + clipped]
    page = readers.page(reading(scheme=scheme), bypass_csp=True)
    page.goto(url)
    assert page.evaluate("() => document.documentElement.lang") == language
    foreign, rules = languages.mismatches(page.evaluate(probes.TEXTS)), findings(page)
    report.looked("languages", kind, language, scheme, wrong=foreign)
    report.looked("axe", kind, language, scheme, wrong=rules)
    bad += foreign + rules
    assert not bad, f"{url}\n" + "\n".join(bad)
