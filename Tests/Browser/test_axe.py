"""axe-core on every page type, in both languages, in every scheme: no violation, and nothing left undecided.

The same visits watch the console and where requests go. A page is loaded once and then puts on each scheme, see `looks`;
in every size and in all languages `script/check --all` does the same.
"""

import pytest

from Browser import looks, report
from Browser.axe import findings, visit
from Browser.pages import EVERY_PAGE, LANGUAGES, SCHEMES, STATES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", EVERY_PAGE)
def test_nothing_found_in_any_scheme(site, readers, origin, kind, language):
    url = origin + site.address(kind, language)
    page = readers.page()
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found: dict[str, list[str]] = {}
    complaints, rules = visit(page, url, STATES.get(kind, ("", 200))[1]), findings(page)
    foreign = [complaint for complaint in complaints if "another origin" in complaint]
    report.looked("axe", kind, language, SCHEMES[0], wrong=rules)
    report.looked("origin", kind, language, SCHEMES[0], wrong=foreign)
    report.looked("console", kind, language, SCHEMES[0], wrong=len(complaints) > len(foreign))
    for finding in [*complaints, *rules]:
        found.setdefault(finding, []).append("device, light")
    for scheme, device in looks.COLOURS[1:]:
        looks.wear(page, device, scheme=scheme)
        rules = looks.colour_findings(page)
        report.looked("axe", kind, language, scheme, wrong=rules)
        for finding in rules:
            found.setdefault(finding, []).append(scheme if scheme != "device" else f"device, {device}")
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    assert not found, f"{url}\n" + "\n".join(f"  {what}\n    in: {'; '.join(where)}" for what, where in found.items())


def test_axe_finds_what_is_wrong(readers):
    """A page with a picture without text, pale words, and a language that is none."""
    page = readers.fresh()
    page.set_content("""<!doctype html><html lang="nonsense"><title>x</title><main><h1>x</h1><img src="data:,">
      <p style="color:#ccc;background:#fff">pale words</p></main>""")
    found = "\n".join(findings(page))
    page.context.close()
    assert all(rule in found for rule in ("image-alt", "color-contrast", "html-lang-valid")), found
