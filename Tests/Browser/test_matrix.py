"""That a page which puts on a look is the page that the server sends for it, and that the looks find what is wrong.

`script/check --all` looks at every page in every look by this; see `matrix`.
"""

import re

import pytest

from Browser import looks, matrix, probes
from Browser.axe import findings
from Browser.pages import CONTROLS, EVERY_PAGE, SCHEMES, reading
from Outside import http

#: A sample in which every part of the style sheet has something to do.
SAMPLE = ("home", "partner city", "settings", "people to people", "search with hits", "room")
LOOKS = [
    ("dark", looks.WIDE, {"scheme": "device", "size": "huge"}),
    ("light", looks.WIDE, {"scheme": "white-on-black", "size": "largest"}),
    ("light", looks.NARROW, {"scheme": "brown-on-beige", "size": "largest"}),
    ("light", looks.NARROW, {"scheme": "green-on-brown", "size": "usual"}),
]
#: A picture of another width of the same file may differ by a pixel in height, and all below it with it.
MOST_APART = 2.0

#: What the settings may change in the bytes of a page: attributes of <html>, what is chosen in the form, and the hint of the
#: colour scheme, which the style sheet says again; and the number of a request is another each time.
SETTINGS = re.compile(
    r' data-(?:' + "|".join(CONTROLS) + r')="[^"]*"| (?:checked|selected)(?=[ >])|\b[0-9a-f]{16,32}\b'
    r'|<meta name="color-scheme" content="[a-z ]+">')


def apart(worn: list, sent: list) -> list[str]:
    """The elements that stand elsewhere or look different."""
    assert len(worn) == len(sent)
    return [
        f"{one[0]}: {one[1:]} instead of {other[1:]}" for one, other in zip(worn, sent)
        if one[0] != other[0] or one[5] != other[5] or any(abs(a - b) > MOST_APART for a, b in zip(one[1:5], other[1:5]))]


@pytest.mark.parametrize("kind", SAMPLE)
def test_a_page_that_puts_on_a_look_is_the_one_the_server_sends(site, readers, origin, kind):
    url, bad = origin + site.address(kind, "ru"), []
    page = readers.fresh(None, bypass_csp=True)
    page.goto(url)
    for device, window, chosen in LOOKS:
        looks.wear(page, device, window, **chosen)
        sent = readers.page(reading(**chosen), color_scheme=device, viewport=window)
        sent.goto(url)
        bad += [f"{chosen}: {problem}" for problem in apart(page.evaluate(probes.STANDING), sent.evaluate(probes.STANDING))]
    page.context.close()
    assert not bad, f"{url}\n" + "\n".join(bad[:10])


@pytest.mark.parametrize("kind", EVERY_PAGE)
def test_settings_change_attributes_and_nothing_else(site, origin, kind):
    target = site.address(kind, "ru")

    def sent(**chosen: str) -> str:
        page = http.request(origin, target, headers={"Cookie": f"reading={reading(**chosen)}"}).text
        # A form for visitors tells when it was given out.
        return re.sub(r"\b\d{10,13}\.[\w-]{43}", "", SETTINGS.sub("", page))

    usual = sent()
    for name in ("scheme", "size", "spacing", "line", "typeface"):
        for value in CONTROLS[name][1:]:
            assert sent(**{name: value}) == usual, f"{target} with {name}={value}"


def test_pale_words_of_one_scheme_are_found(readers):
    """A page that is pale in one scheme and too wide in one size fails there and nowhere else."""
    page = readers.fresh(None, bypass_csp=True)
    page.set_content("""<!doctype html><html lang=en><title>Pale</title><style>
      body { background: #fff; color: #000; font-size: 100%; overflow-wrap: anywhere }
      [data-scheme=yellow-on-black] p { color: #ccc } [data-size=largest] p { inline-size: 3000px }
      </style><main><h1>Pale</h1><p>Words that are pale in one scheme.</p></main>""")
    tally = matrix.Tally()
    matrix.in_sizes(page, tally)
    matrix.in_colours(page, tally)
    page.context.close()
    found = tally.plain()
    assert found["looked"] == {"reflow": 12, "clipped": 12, "axe": 3 * (len(SCHEMES) + 1)}
    [(problem, where)] = found["findings"]["axe"].items()
    assert "color-contrast" in problem
    assert where == ["yellow-on-black, usual", "yellow-on-black, huge", "yellow-on-black, largest"]
    assert all("largest" in look for places in found["findings"]["reflow"].values() for look in places)
    assert found["failed"]["reflow"] == 4 and found["failed"]["axe"] == 3


def test_only_the_rules_of_colours_ask_for_colours(site, readers, origin):
    """What the whole of axe finds in a scheme is what its rules of colours find there."""
    page = readers.fresh(None, bypass_csp=True)
    page.goto(origin + site.address("city", "en"))
    page.add_style_tag(content="[data-scheme=yellow-on-black] :is(p, a) { color: #333 !important }")
    looks.wear(page, scheme="device")
    before = set(findings(page))
    looks.wear(page, scheme="yellow-on-black")
    whole, colours = set(findings(page)), set(looks.colour_findings(page))
    page.context.close()
    assert colours and whole - before == colours
