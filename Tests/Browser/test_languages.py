"""Every page in the languages that the rest of the suite leaves out: on a telephone and on a desk, also with the largest
letters and the spacing of WCAG 1.4.12, every text in its language, and nothing that axe finds, each page in one scheme."""

import pytest

from Browser import languages, looks, probes, report
from Browser.axe import findings
from Browser.pages import EVERY_LANGUAGE, EVERY_PAGE, LANGUAGES, SCHEMES

PAGES = [
    pytest.param(kind, language, SCHEMES[(number + place) % len(SCHEMES)], id=f"{kind}-{language}")
    for number, kind in enumerate(EVERY_PAGE)
    for place, language in enumerate(EVERY_LANGUAGE) if language not in LANGUAGES]


@pytest.mark.parametrize(("kind", "language", "scheme"), PAGES)
def test_a_page_keeps_the_rules_in_its_language(site, readers, origin, kind, language, scheme):
    url, page = origin + site.address(kind, language), readers.page(bypass_csp=True)
    looks.wear(page, window=looks.WIDE)
    page.goto(url)
    looks.wear(page, scheme=scheme)
    assert page.evaluate("() => document.documentElement.lang") == language
    foreign, rules = languages.mismatches(page.evaluate(probes.TEXTS)), findings(page)
    report.looked("languages", kind, language, scheme, wrong=foreign)
    report.looked("axe", kind, language, scheme, wrong=rules)
    wide = looks.reflows(page)
    report.looked("reflow", kind, language, scheme, "largest", wrong=wide)
    bad = foreign + rules + wide
    assert not bad, f"{url}\n" + "\n".join(bad)
