"""Takes pictures of every page type for human eyes, and puts them on contact sheets.

    python Tests/Browser/screens.py [--into docs/screens] [--full FOLDER]

Widths 320, 768 and 1280; light, dark, and white on black at the largest size; Russian and English. --full keeps the
single pictures too.
"""

import argparse
import io
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PIL import Image, ImageDraw, ImageFont  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from Browser.conftest import CHROMIUM, FLAGS  # noqa: E402
from Browser.pages import EVERY_PAGE, LANGUAGES, Site, reading  # noqa: E402
from Outside import hall  # noqa: E402
from Outside.program import ROOT  # noqa: E402

LOOKS = {
    "light": (None, "light"),
    "dark": (None, "dark"),
    "white-on-black-largest": (reading(scheme="white-on-black", size="largest"), "light"),
}
#: Window width → (height shown, width on the sheet), in pixels.
WIDTHS = {320: (1280, 128), 768: (1280, 240), 1280: (1280, 340)}
COLUMNS = 3
MARGIN, LABEL = 10, 18
MOST_BYTES = 6_000_000
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"

#: Pictures that are fetched only when they come into view would be grey on a picture of the whole page.
FETCH_ALL = """async () => {
  for (const picture of document.images) picture.loading = 'eager';
  await Promise.all([...document.images].map(e => e.decode().catch(() => {})));
}"""


def shots(site: Site, browser, look: str, language: str) -> dict[str, list[Image.Image]]:
    """For each page type its pictures at the three widths."""
    view, device = LOOKS[look]
    taken: dict[str, list[Image.Image]] = {}
    for width, (height, _) in WIDTHS.items():
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=device, reduced_motion="reduce", bypass_csp=True)
        if view:
            context.add_cookies([{"name": "reading", "value": view, "url": site.origin}])
        page = context.new_page()
        for kind in EVERY_PAGE:
            page.goto(site.origin + site.address(kind, language))
            page.evaluate(FETCH_ALL)
            if "largest" in look and kind != "home":
                # At this size the head fills the window; it is seen once, then what is below it.
                page.evaluate("() => document.querySelector('main').scrollIntoView()")
            taken.setdefault(kind, []).append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
        context.close()
    return taken


def sheet(taken: dict[str, list[Image.Image]], title: str, widths: dict[int, tuple[int, int]]) -> Image.Image:
    """One contact sheet: a cell for each page type, in it the widths side by side, cut to one height."""
    tall = 360
    font = ImageFont.truetype(FONT, 12)
    cell_width = sum(width for _, width in widths.values()) + MARGIN * (len(widths) + 1)
    rows = -(-len(taken) // COLUMNS)
    whole = Image.new("RGB", (cell_width * COLUMNS, LABEL + rows * (tall + LABEL + MARGIN)), "#808080")
    draw = ImageDraw.Draw(whole)
    draw.text((MARGIN, 2), title, fill="white", font=font)
    for number, (kind, pictures) in enumerate(taken.items()):
        left, top = number % COLUMNS * cell_width + MARGIN, LABEL + number // COLUMNS * (tall + LABEL + MARGIN)
        draw.text((left, top), kind, fill="white", font=font)
        for picture, (_, width) in zip(pictures, widths.values()):
            small = picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)
            whole.paste(small.crop((0, 0, width, min(tall, small.height))), (left, top + LABEL))
            left += width + MARGIN
    return whole


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("--full", type=Path)
    parser.add_argument("--origin", help="a Hall that runs already, instead of the demo")
    options = parser.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        running = None if options.origin else hall.Hall(hall.demo(Path(folder))).start()
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            site = Site(options.origin or running.origin).crawl()
            total = 0
            for look in LOOKS:
                for language in LANGUAGES:
                    taken = shots(site, browser, look, language)
                    if options.full:
                        options.full.mkdir(parents=True, exist_ok=True)
                        for kind, pictures in taken.items():
                            for picture, width in zip(pictures, WIDTHS):
                                picture.save(options.full / f"{look}-{language}-{kind.replace(' ', '-')}-{width}.png")
                    target = options.into / f"{look}-{language}.webp"
                    sheet(taken, f"{look}, {language}: 320, 768 and 1280 px", WIDTHS).save(target, quality=52, method=6)
                    total += target.stat().st_size
                    print(f"{target.name}: {target.stat().st_size // 1024} KiB", flush=True)
            browser.close()
        finally:
            if running:
                running.stop()
    if total > MOST_BYTES:
        print(f"the sheets have {total} bytes, more than {MOST_BYTES}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
