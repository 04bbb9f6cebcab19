"""Takes pictures of the ten main pages for human eyes, and puts them on contact sheets.

    python Tests/Browser/screens.py [--into docs/screens] [--full FOLDER] [--origin ADDRESS]

Every language; light, dark, and white on black; the largest letters at 320 px and the usual ones at 1280. --full keeps
the single pictures too, each of a whole page.
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
from Browser.pages import EVERY_LANGUAGE, Site, reading  # noqa: E402
from Outside import hall  # noqa: E402
from Outside.program import ROOT  # noqa: E402

#: What a visitor of the Hall comes to see. A partnership has no page of its own: it stands on the partner city's.
MAIN = (
    "home", "cities", "partner city", "map", "gifts", "gift", "photos", "photo", "news", "search with hits")
#: Name → (the scheme that is set, the one of the device).
SCHEMES = {"light": ("device", "light"), "dark": ("device", "dark"), "white-on-black": ("white-on-black", "light")}
#: Window width → (size of the letters, height shown, width on the sheet), in pixels.
SIZES = {320: ("largest", 1000, 180), 1280: ("usual", 1280, 560)}
COLUMNS, TALL, QUALITY = 2, 560, 45
MARGIN, LABEL = 10, 18
MOST_BYTES = 5_000_000
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"

#: Pictures that are fetched only when they come into view would be grey on a picture of the whole page.
FETCH_ALL = """async () => {
  for (const picture of document.images) picture.loading = 'eager';
  await Promise.all([...document.images].map(e => e.decode().catch(() => {})));
}"""


def shots(site: Site, browser, scheme: str, language: str, full: Path | None) -> dict[str, list[Image.Image]]:
    """For each main page what the sheet shows of it in both sizes; the whole of it goes to `full`."""
    chosen, device = SCHEMES[scheme]
    taken: dict[str, list[Image.Image]] = {}
    for width, (size, height, _) in SIZES.items():
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=device, reduced_motion="reduce", bypass_csp=True)
        context.add_cookies([{"name": "reading", "value": reading(scheme=chosen, size=size), "url": site.origin}])
        page = context.new_page()
        for kind in MAIN:
            page.goto(site.origin + site.address(kind, language))
            page.evaluate(FETCH_ALL)
            whole = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
            if full:
                whole.save(full / f"{scheme}-{language}-{kind.replace(' ', '-')}-{width}.png")
            # In the largest letters the head fills the window; it is seen once, then what is below it.
            below = size == "largest" and kind != "home"
            top = page.evaluate("() => document.querySelector('main').offsetTop") if below else 0
            taken.setdefault(kind, []).append(whole.crop((0, top, width, min(top + height, whole.height))))
        context.close()
    return taken


def sheet(taken: dict[str, list[Image.Image]], title: str, widths: list[int], columns: int, tall: int) -> Image.Image:
    """One contact sheet: a cell for each page, in it its pictures side by side, so wide, and cut to one height."""
    font = ImageFont.truetype(FONT, 12)
    cell_width = sum(widths) + MARGIN * (len(widths) + 1)
    rows = -(-len(taken) // columns)
    whole = Image.new("RGB", (cell_width * columns, LABEL + rows * (tall + LABEL + MARGIN)), "#808080")
    draw = ImageDraw.Draw(whole)
    draw.text((MARGIN, 2), title, fill="white", font=font)
    for number, (kind, pictures) in enumerate(taken.items()):
        left, top = number % columns * cell_width + MARGIN, LABEL + number // columns * (tall + LABEL + MARGIN)
        draw.text((left, top), kind, fill="white", font=font)
        for picture, width in zip(pictures, widths):
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
    for folder in filter(None, (options.into, options.full)):
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        running = None if options.origin else hall.Hall(hall.demo(Path(folder))).start()
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            site = Site(options.origin or running.origin).crawl()
            total = 0
            widths = [shown for _, _, shown in SIZES.values()]
            for scheme in SCHEMES:
                for language in EVERY_LANGUAGE:
                    taken = shots(site, browser, scheme, language, options.full)
                    target = options.into / f"{scheme}-{language}.webp"
                    title = f"{scheme}, {language}: 320 px in the largest letters, 1280 px in the usual ones"
                    sheet(taken, title, widths, COLUMNS, TALL).save(target, quality=QUALITY, method=6)
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
