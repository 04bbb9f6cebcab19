"""The first frame a reader sees is the frame at rest: nothing flashes, nothing moves.

The browser's own screencast gives the frames as they were painted. The first that shows anything is compared,
pixel for pixel, with the page at rest; the boxes of pictures are left out, since pictures may arrive later.
"""

import base64
import io

import pytest
from PIL import Image, ImageChops, ImageDraw

from Browser.pages import CONTROLS, IN_TURN, SCHEMES, reading

WINDOW = {"width": 800, "height": 600}

#: Whole views besides the schemes: all other controls at once.
STRONGEST = reading(size="largest", scheme="white-on-black", spacing="wider", line="widest", typeface="serif")

SHIFTS = """() => { window.__shifts = []; new PerformanceObserver(list => {
  for (const e of list.getEntries()) window.__shifts.push(e.value);
}).observe({type: 'layout-shift', buffered: true}); }"""

PICTURES = """() => [...document.querySelectorAll('img, video, iframe')].map(e => e.getBoundingClientRect())
  .map(r => [r.left - 2, r.top - 2, r.right + 2, r.bottom + 2])"""


#: Pictures and fonts are there, and two frames of the browser's own clock have passed: what was to come has come.
AT_REST = """async () => {
  await Promise.all([...document.images].filter(e => e.loading !== 'lazy').map(e => e.decode().catch(() => {})));
  await document.fonts.ready;
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""

#: A software renderer on a busy machine may show a frame whose tiles are not all there; a flash is there every time.
ATTEMPTS = 8


class Film:
    """The frames that the browser paints from one moment on."""

    def __init__(self, page):
        self.frames: list[bytes] = []
        self._page = page
        self._session = page.context.new_cdp_session(page)
        self._session.on("Page.screencastFrame", self._keep)

    def _keep(self, event):
        self.frames.append(base64.b64decode(event["data"]))
        self._session.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    def take(self, url: str) -> list[Image.Image]:
        """Goes to a page and returns the frames painted on the way that show something, in order."""
        self._page.goto("about:blank")
        self.frames.clear()
        self._session.send("Page.startScreencast", {
            "format": "png", "everyNthFrame": 1, "maxWidth": WINDOW["width"], "maxHeight": WINDOW["height"]})
        try:
            self._page.goto(url, wait_until="load")
            self._page.evaluate(AT_REST)
            # A busy machine hands the frames over late.
            for _ in range(100):
                if shown := self._shown():
                    return shown
                self._page.wait_for_timeout(20)
            return []
        finally:
            self._session.send("Page.stopScreencast")

    def _shown(self) -> list[Image.Image]:
        images = [Image.open(io.BytesIO(frame)).convert("RGB") for frame in self.frames]
        # One colour alone is the empty window before the page.
        return [image for image in images if len(image.getcolors(2) or [0, 0]) > 1]


def difference(first: Image.Image, rest: Image.Image, without: list[list[float]]):
    """The box in which two frames differ, and by how much; None where they are the same."""
    first, rest = first.copy(), rest.copy()
    for image in (first, rest):
        draw = ImageDraw.Draw(image)
        for box in without:
            draw.rectangle(box, fill="black")
    apart = ImageChops.difference(first, rest).convert("L").point(lambda value: 255 if value > 8 else 0)
    return apart.getbbox()


def picture(page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot(animations="allow", caret="initial"))).convert("RGB")


def flash(film: Film, page, url: str) -> str | None:
    """What the first frame and the page at rest do not share."""
    frames = film.take(url)
    if not frames:
        return "no frame was seen"
    page.evaluate(SHIFTS)
    box = difference(frames[0], picture(page), page.evaluate(PICTURES))
    if box:
        return f"the first frame differs from the page at rest in {box}"
    shifts = page.evaluate("() => window.__shifts")
    return f"the layout moved by {sum(shifts):.3f}" if shifts else None


@pytest.fixture(scope="module")
def films(readers):
    made = {}

    def film(view: str) -> Film:
        if view not in made:
            made[view] = Film(readers.page(view, viewport=WINDOW))
        return made[view]

    return film


@pytest.mark.parametrize(("kind", "language"), IN_TURN)
def test_first_frame_is_the_frame_at_rest(site, readers, films, origin, kind, language):
    url, bad = origin + site.address(kind, language), []
    for name, view in [*((scheme, reading(scheme=scheme)) for scheme in SCHEMES), ("the strongest", STRONGEST)]:
        page = readers.page(view, viewport=WINDOW)
        for _ in range(ATTEMPTS):
            found = flash(films(view), page, url)
            if found is None:
                break
        else:
            bad.append(f"{name}: {found}")
    assert not bad, f"{url}\n" + "\n".join(bad)


def test_a_flash_is_seen(readers):
    """A page that changes its colours after it was painted fails."""
    page = readers.fresh(None, viewport=WINDOW)
    page.route("http://flash.example/", lambda route: route.fulfill(content_type="text/html", body="""
      <!doctype html><title>x</title><h1>Flash</h1><script>
      requestAnimationFrame(() => setTimeout(() => { document.body.style.background = 'black' }, 150))</script>"""))
    film = Film(page)
    frames = film.take("http://flash.example/")
    page.wait_for_function("() => document.body.style.background === 'black'")
    assert frames and difference(frames[0], picture(page), []) is not None
    page.context.close()


def test_the_server_writes_what_the_page_shows(site, origin):
    """Every value of every control stands in the bytes of the page, before any style or script has run."""
    from Outside import http

    for name, values in CONTROLS.items():
        for value in values:
            answer = http.request(origin, "/ru/", headers={"Cookie": f"reading={reading(**{name: value})}"})
            root = answer.text.split("<head", 1)[0]
            assert f'data-{name}="{value}"' in root, f"{name}={value}: {root[-400:]}"
