"""A page that is loaded once and then looked at in every colour, size and window.

The server writes the reading settings as attributes of <html> and as what is chosen in the form; nothing else of a page
depends on them, pictures aside. So one page can put on each look in turn: `test_matrix` holds that it is then the page that
the server would have sent, element by element.
"""

from Browser import probes
from Browser.axe import AXE, findings
from Browser.pages import CONTROLS, SCHEMES

WIDE = {"width": 1280, "height": 1024}
NARROW = {"width": 320, "height": 640}

#: The device decides between light and dark, so that scheme is two.
COLOURS = [("device", "light"), ("device", "dark"), *((scheme, "light") for scheme in SCHEMES[1:])]

#: The rules of axe that ask for colours; no other rule does (`Rules` of axe-core 4.12 that need `color`).
COLOUR_RULES = ("color-contrast", "link-in-text-block")

WEAR = """chosen => { for (const [name, value] of Object.entries(chosen)) {
  document.documentElement.dataset[name] = value;
  for (const e of document.querySelectorAll(`form.settings [name="${name}"]`))
    if (e.type === 'radio') e.checked = e.value === value; else e.value = value;
} }"""


def wear(page, device: str | None = None, window: dict | None = None, **chosen: str) -> None:
    """Puts reading settings, the device's wish for light or dark, and a window on a page that is there."""
    for name, value in chosen.items():
        assert value in CONTROLS[name], f"{name}={value}"
    if device:
        page.emulate_media(color_scheme=device, reduced_motion="reduce")
    if window and page.viewport_size != window:
        page.set_viewport_size(window)
    page.evaluate(WEAR, chosen)


def colour_findings(page) -> list[str]:
    """What axe finds in the colours that are on now; axe is in the page already."""
    return findings(page, rules=COLOUR_RULES)


def overflow(page) -> list[str]:
    return page.evaluate(probes.OVERFLOW)


def clipped(page) -> list[str]:
    return page.evaluate(probes.CLIPPED)


class Spaced:
    """The spacing of WCAG 1.4.12, for as long as it is needed."""

    def __init__(self, page):
        self._page = page

    def __enter__(self):
        self._sheet = self._page.add_style_tag(content=probes.TEXT_SPACING)

    def __exit__(self, *_):
        self._sheet.evaluate("e => e.remove()")


#: Windows and settings in which nothing may be lost, as wide and as narrow as there are.
REFLOWS = [
    ("1280 px", WIDE, {"size": "usual"}),
    ("1280 px, the largest", WIDE, {"size": "largest"}),
    ("320 px", NARROW, {"size": "usual"}),
    ("320 px, the largest, widest", NARROW, {"size": "largest", "spacing": "wider", "line": "widest"}),
]


def reflows(page) -> list[str]:
    """What is too wide or cut off in any of these, with and without the spacing of WCAG 1.4.12."""
    bad = []
    for look, window, chosen in REFLOWS:
        wear(page, window=window, **{"spacing": "normal", "line": "normal", **chosen})
        bad += [f"{look}: {problem}" for problem in overflow(page) + clipped(page)]
        with Spaced(page):
            bad += [f"{look}, with the spacing of 1.4.12: {problem}" for problem in overflow(page) + clipped(page)]
    wear(page, window=WIDE, size="usual", spacing="normal", line="normal")
    return bad
