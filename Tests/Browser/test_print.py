"""On paper stands what is written: black on white in every scheme, nothing to press, nothing cut off, and where it is from."""

import pytest

from Browser import report
from Browser.pages import SCHEMES, reading

#: A page of each sort that somebody takes along: name in the report → address behind the language.
TAKEN = {
    "city": "/cities/oxford", "people to people": "/people-to-people", "article": None, "map": "/map", "visit": "/visit",
    "accessibility": "/accessibility", "document": None, "room": "/exhibitions/ties-of-perm/oxford"}
#: An A4 page between its margins, in CSS pixels.
PAPER = {"width": 673, "height": 986}

LOOK = """() => {
  const seen = selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility()).map(e => e.className || e.tagName);
  const style = getComputedStyle(document.documentElement), wide = [];
  for (const e of document.querySelectorAll('main *')) {
    const r = e.getBoundingClientRect();
    if (r.width > 1 && r.height > 1 && !e.closest('svg') && e.checkVisibility() && r.right > innerWidth + 1) wide.push(e.className || e.tagName);
  }
  return {
    pressed: seen('nav, .skip, .bar, .search, form.settings, main .button, main button, .listen'),
    colours: [getComputedStyle(document.body).color, style.backgroundColor, getComputedStyle(document.querySelector('.foot')).backgroundColor],
    cut: [...document.querySelectorAll('.table-frame')].filter(e => getComputedStyle(e).overflowX !== 'visible').length,
    wide: wide.slice(0, 5), points: parseFloat(getComputedStyle(document.body).fontSize) * 0.75,
    smallest: Math.min(...[...document.querySelectorAll('main *')].filter(e => e.checkVisibility() && !e.closest('svg, .tongue') && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
      .map(e => parseFloat(getComputedStyle(e).fontSize) * 0.75)),
    foot: document.querySelector('.foot-page').checkVisibility() ? document.querySelector('.foot-page').textContent : '',
    whole: [...document.querySelectorAll('.card, .issue, .act, .panel')].every(e => getComputedStyle(e).breakInside === 'avoid'),
  };
}"""


@pytest.fixture(scope="module")
def paper(readers, origin):
    def of(path, view=None, **options):
        page = readers.page(view, viewport=PAPER, **options)
        page.emulate_media(media="print")
        page.goto(origin + path)
        return page

    return of


@pytest.mark.parametrize("language", ["ru", "zh-Hans"])
@pytest.mark.parametrize("kind", TAKEN)
def test_reads_well_on_paper(site, paper, kind, language):
    path = f"/{language}{TAKEN[kind]}" if TAKEN[kind] else site.address(kind, language)
    found = paper(path).evaluate(LOOK)
    bad = [name for name in ("pressed", "cut", "wide") if found[name]]
    if found["colours"] != ["rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgb(255, 255, 255)"]:
        bad.append("colours")
    if not found["whole"]:
        bad.append("broken cards")
    if not found["foot"].endswith(path):
        bad.append("the foot does not say where it is from")
    report.looked("print", kind, language, wrong=bad)
    assert not bad, found
    assert found["points"] == 12


@pytest.mark.parametrize("scheme", SCHEMES[1:])
def test_black_on_white_whatever_the_scheme(paper, scheme):
    found = paper("/en/cities/oxford", reading(scheme=scheme), color_scheme="dark").evaluate(LOOK)
    assert found["colours"] == ["rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgb(255, 255, 255)"]


@pytest.mark.parametrize(("size", "points"), [("large", 15), ("very-large", 18), ("huge", 24), ("largest", 30)])
def test_large_print(paper, size, points):
    found = paper("/en/accessibility", reading(size=size)).evaluate(LOOK)
    assert found["points"] == points and not found["wide"] and not found["pressed"]
    if points >= 18:
        assert found["smallest"] >= 18, "all of large print is large, captions and sources too"


def test_addresses_of_links_are_written_out(paper):
    page = paper("/en/cities/oxford")
    after = page.evaluate("""() => [...document.querySelectorAll('.sources a[href^="http"]')]
      .map(e => getComputedStyle(e, '::after').content)""")
    assert after and all("http" in words for words in after)


def test_a_page_becomes_a_document(paper, tmp_path):
    """The browser's own printer takes it: a PDF with text in it, of no more sheets than it has words for."""
    data = paper("/zh-Hans/accessibility").pdf(format="A4")
    assert data.startswith(b"%PDF") and b"/ToUnicode" in data
    assert 1 <= data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") <= 8
