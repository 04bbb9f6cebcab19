"""Takes the pictures of the guides while it follows them, and contact sheets of every page of the Desk.

    python Tests/Browser/desk_screens.py [--pictures FOLDER] [--into docs/screens] [--full FOLDER]

The pictures stand where the guides name them. The sheets show the Desk as it is when both guides were followed: light,
dark, and white on black at the largest size; Russian and English; widths 320 and 1280. --full keeps the single pictures.
"""

import argparse
import io
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PIL import Image  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from Browser import guides  # noqa: E402
from Browser.conftest import CHROMIUM, FLAGS  # noqa: E402
from Browser.pages import LANGUAGES, reading  # noqa: E402
from Browser.screens import sheet  # noqa: E402
from Browser.test_desk import PASSWORD  # noqa: E402
from Outside import hall, program  # noqa: E402
from Outside.desk import Clerk  # noqa: E402
from Outside.program import ROOT  # noqa: E402

LOOKS = {
    "light": (None, "light"),
    "dark": (None, "dark"),
    "white-on-black-largest": (reading(scheme="white-on-black", size="largest"), "light"),
}
#: Window width → (height shown, width on the sheet), in pixels.
WIDTHS = {320: (900, 128), 1280: (1280, 340)}
COLUMNS, TALL = 3, 360
MOST_SHEET_BYTES, MOST_PICTURE_BYTES, MOST_PICTURES_BYTES = 2_000_000, 60_000, 1_500_000
#: How wide a picture of a guide is, in pixels.
PICTURE_WIDTH = 800

TO_FIRST = "(element) => element?.isConnected && element.scrollIntoView({ block: 'center' })"


def take(into: Path) -> Callable[[guides.Follower, guides.Picture], None]:
    """Takes a picture of what somebody sees who follows a guide."""

    def shoot(follower: guides.Follower, picture: guides.Picture) -> None:
        page = follower.page
        if follower.first:
            follower.first.evaluate(TO_FIRST)
        page.evaluate("() => Promise.all([...document.images].map((image) => image.decode().catch(() => {})))")
        shown = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        height = round(shown.height * PICTURE_WIDTH / shown.width)
        target = into / picture.file
        target.parent.mkdir(parents=True, exist_ok=True)
        shown.resize((PICTURE_WIDTH, height), Image.Resampling.LANCZOS).save(target, quality=60, method=6)
        print(f"{picture.file}: {target.stat().st_size // 1024} KiB", flush=True)

    return shoot


def places(running: hall.Hall) -> dict[str, str]:
    """Every page of the Desk by a name: its address behind `/{lang}/desk`."""
    def code(kind: str, slug: str) -> str:
        found = re.search(rf'/desk/record/(\w+)"[^>]*>{slug}', desk.ask(f"/records/{kind}").body)
        assert found, f"the guides leave no {kind} “{slug}”"
        return found[1]

    desk = Clerk(running.port, "administrator").sign_in()
    listed = program.must("user", "list", "--data", running.data).stdout.splitlines()
    somebody = next(line.split("\t")[3] for line in listed if line.startswith("curator\t"))
    visit, gift = code("visit", "A trial: Agrigento"), code("gift", "A trial gift")
    walk, photo = code("exhibition", "A trial walk"), code("photo", "A trial: a drawing")
    return {
        "home": "", "what waits": "/waiting/review", "texts that are missing": "/waiting/translate-en",
        "photos that lack something": "/waiting/pictures", "search": "/search?q=Agrigento",
        "nothing found": "/search?q=zzyzx", "list": "/records/gift", "empty form": "/new/visit",
        "visit": f"/record/{visit}", "gift": f"/record/{gift}", "photo": f"/record/{photo}",
        "exhibition": f"/record/{walk}", "the way to the public": f"/record/{visit}#review",
        "upload": "/upload", "consent": "/new/consent", "preview": f"/preview/{visit}", "history": f"/history/{gift}",
        "who changed a field": f"/history/{gift}?field=case.outcome", "compare": f"/compare/{gift}",
        "delete": f"/delete/{gift}", "deleted": "/deleted", "approval links": f"/approvals/{visit}",
        "a link that does not work": "/approval?token=x", "journal": "/journal", "check": "/check",
        "who works here": "/people", "new person": "/people/new", "person": f"/people/{somebody}", "my account": "/me",
        "second factor": "/me/second-factor", "erase": "/erase", "not found": "/record/0000000"}


def shots(running: hall.Hall, browser, look: str, language: str, cookies: list) -> dict[str, list[Image.Image]]:
    """For each page its pictures at the two widths."""
    view, device = LOOKS[look]
    taken: dict[str, list[Image.Image]] = {}
    for width, (height, _) in WIDTHS.items():
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=device, reduced_motion="reduce", bypass_csp=True)
        context.add_cookies(cookies)
        if view:
            context.add_cookies([{"name": "reading", "value": view, "url": running.origin}])
        page = context.new_page()
        for name, place in {"sign in": "/sign-in", **places(running)}.items():
            page.goto(f"{running.origin}/{language}/desk{place}")
            if "#" not in place and name != "home":
                # The head of the Desk is seen once, then what is below it.
                page.evaluate("() => document.querySelector('main').scrollIntoView()")
            taken.setdefault(name, []).append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
        context.close()
    return taken


def sheets(running: hall.Hall, browser, into: Path, full: Path | None) -> int:
    """Makes all contact sheets; returns how many bytes they have."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{running.origin}/en/desk")
    page.fill("#login", "administrator")
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk")
    cookies = context.cookies()
    total = 0
    for look in LOOKS:
        for language in LANGUAGES:
            taken = shots(running, browser, look, language, cookies)
            if full:
                full.mkdir(parents=True, exist_ok=True)
                for name, pictures in taken.items():
                    for picture, width in zip(pictures, WIDTHS):
                        picture.save(full / f"{look}-{language}-{name.replace(' ', '-')}-{width}.png")
            target = into / f"desk-{look}-{language}.webp"
            widths = [shown for _, shown in WIDTHS.values()]
            made = sheet(taken, f"{look}, {language}: 320 and 1280 px", widths, COLUMNS, TALL)
            made.save(target, quality=42, method=6)
            total += target.stat().st_size
            print(f"{target.name}: {target.stat().st_size // 1024} KiB", flush=True)
    context.close()
    return total


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=Path, default=guides.FOLDER)
    parser.add_argument("--into", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("--full", type=Path)
    options = parser.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with hall.Hall(hall.bilingual(Path(folder))) as running:
            trial = guides.Trial(running, browser, take(options.pictures)).prepare(guides.NAMES)
            for name in guides.NAMES:
                trial.follow_guide(name)
            trial.close()
            total = sheets(running, browser, options.into, options.full)
        browser.close()
    sizes = [(options.pictures / picture.file).stat().st_size for name in guides.NAMES for picture in guides.pictures(name)]
    problems = []
    if total > MOST_SHEET_BYTES:
        problems.append(f"the sheets have {total} bytes, more than {MOST_SHEET_BYTES}")
    if max(sizes) > MOST_PICTURE_BYTES or sum(sizes) > MOST_PICTURES_BYTES:
        problems.append(f"the pictures have {sum(sizes)} bytes, the largest {max(sizes)}")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
