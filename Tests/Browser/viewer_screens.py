"""Takes pictures of a photo that is looked at closely, for human eyes, and puts them on one contact sheet.

    python Tests/Browser/viewer_screens.py [--into docs/screens] [--full FOLDER] [--origin ADDRESS]

Russian, German and Chinese; the usual look at 1280 px, white on black in the largest letters at 320 px.
"""

import argparse
import io
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PIL import Image  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from Browser.conftest import CHROMIUM, FLAGS  # noqa: E402
from Browser.pages import reading  # noqa: E402
from Browser.screens import FETCH_ALL, QUALITY, sheet  # noqa: E402
from Outside import hall  # noqa: E402
from Outside.program import ROOT  # noqa: E402

LANGUAGES = ("ru", "de", "zh-Hans")
#: Window width → (reading settings, width on the sheet), in pixels.
SIZES = {1280: ({}, 420), 320: ({"scheme": "white-on-black", "size": "largest"}, 130)}
TALL, MOST_BYTES = 520, 600_000
NEXT_FRAME = "() => new Promise(go => requestAnimationFrame(() => requestAnimationFrame(() => go())))"
#: What is done before a picture is taken, and the element that stands at its upper edge.
STATES = {
    "the photo": (None, "main"), "zoomed": ("zoom", ".viewer"), "a look": ("look", ".viewer"), "the story": (None, ".looks"),
}


def shot(page, address: str, doing: str | None, edge: str) -> Image.Image:
    page.goto(address)
    page.evaluate(FETCH_ALL)
    if doing == "zoom":
        page.locator(".viewer-offer").click()
        for key in ("+", "+", "+", "ArrowLeft", "ArrowUp"):
            page.keyboard.press(key)
        page.wait_for_function("() => document.querySelector('.viewer-state').textContent.includes('300')")
    if doing == "look":
        page.locator(".looks-begin").click()
    page.wait_for_load_state("networkidle")
    page.evaluate(NEXT_FRAME)
    whole = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    top = round(page.locator(edge).first.evaluate("e => e.getBoundingClientRect().top + scrollY"))
    return whole.crop((0, max(0, top - 8), whole.width, whole.height))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("--full", type=Path)
    parser.add_argument("--origin", help="a Hall that runs already, instead of the demo")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        running = None if options.origin else hall.Hall(hall.demo(Path(folder))).start()
        origin = options.origin or running.origin
        taken: dict[str, list[Image.Image]] = {}
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for language in LANGUAGES:
                for width, (chosen, _) in SIZES.items():
                    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
                    context.add_cookies([{"name": "reading", "value": reading(**chosen), "url": origin}])
                    page = context.new_page()
                    for name, (doing, edge) in STATES.items():
                        picture = shot(page, f"{origin}/{language}/photos/drawing-of-perm", doing, edge)
                        taken.setdefault(f"{name}, {language}", []).append(picture)
                        if options.full:
                            options.full.mkdir(parents=True, exist_ok=True)
                            picture.save(options.full / f"{name.replace(' ', '-')}-{language}-{width}.png")
                    context.close()
            browser.close()
        finally:
            if running:
                running.stop()
    target = options.into / "viewer.webp"
    title = "A photo looked at closely: 1280 px in the usual look; 320 px, white on black, in the largest letters"
    sheet(taken, title, [shown for _, shown in SIZES.values()], len(STATES), TALL).save(target, quality=QUALITY, method=6)
    print(f"{target.name}: {target.stat().st_size // 1024} KiB")
    return int(target.stat().st_size > MOST_BYTES)


if __name__ == "__main__":
    sys.exit(main())
