"""What a reader's device asks for is honoured while they have chosen nothing, and what they chose wins over it."""

import pytest

from Browser.pages import SCHEMES, reading

COLOURS = """() => { const s = getComputedStyle(document.documentElement);
  return [s.getPropertyValue('--ground').trim().toLowerCase(), s.getPropertyValue('--ink').trim().toLowerCase(),
    s.getPropertyValue('--link').trim().toLowerCase(), s.colorScheme]; }"""
PLACE = "/en/cities/oxford"


@pytest.fixture(scope="module")
def look(readers, origin):
    def of(view=None, **asked):
        page = readers.page(view, **asked)
        page.goto(origin + PLACE)
        return page

    return of


def test_light_and_dark(look):
    light, dark = look(color_scheme="light").evaluate(COLOURS), look(color_scheme="dark").evaluate(COLOURS)
    assert (light[3], dark[3]) == ("light", "dark")
    assert all(one != other for one, other in zip(light, dark))


@pytest.mark.parametrize(("scheme", "ground", "ink"), [("light", "#ffffff", "#000000"), ("dark", "#000000", "#ffffff")])
def test_more_contrast(look, scheme, ground, ink):
    asked = look(color_scheme=scheme, contrast="more").evaluate(COLOURS)
    usual = look(color_scheme=scheme).evaluate(COLOURS)
    assert asked[:2] == [ground, ink] and usual[:2] != [ground, ink]


@pytest.mark.parametrize("scheme", SCHEMES[1:])
def test_a_chosen_scheme_wins_over_the_device(look, scheme):
    view = reading(scheme=scheme)
    chosen = look(view).evaluate(COLOURS)
    assert chosen == look(view, color_scheme="dark", contrast="more").evaluate(COLOURS)


def test_less_motion(chromium, origin):
    """A movement that somebody adds stands still for who asks for it."""
    durations = {}
    for asked in ("reduce", "no-preference"):
        context = chromium.new_context(reduced_motion=asked, bypass_csp=True)
        page = context.new_page()
        page.goto(origin + PLACE)
        page.add_style_tag(content="main { transition: color 5s; animation: x 5s; scroll-behavior: smooth } @keyframes x {}")
        durations[asked] = page.evaluate("""() => { const s = getComputedStyle(document.querySelector('main'));
          return [s.transitionDuration, s.animationName, s.scrollBehavior]; }""")
        context.close()
    assert durations == {"reduce": ["0s", "none", "auto"], "no-preference": ["5s", "x", "smooth"]}


def test_forced_colours(look):
    page = look(forced_colors="active")
    found = page.evaluate("""() => {
      const probe = document.createElement('p');
      probe.style.color = 'CanvasText';
      document.body.append(probe);
      const canvasText = getComputedStyle(probe).color, stroke = e => getComputedStyle(e).stroke;
      return [[...document.querySelectorAll('.bow, .dot, .sign-arc')].filter(e => stroke(e) !== canvasText).length,
        document.querySelectorAll('.bow, .dot, .sign-arc').length];
    }""")
    assert found[0] == 0 and found[1] > 0, "drawings take the colours of the device"
