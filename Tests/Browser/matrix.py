"""Looks at every public page type in every language, colour scheme and size, and writes what it saw.

    python Tests/Browser/matrix.py [--jobs N] [--languages ru,en] [--pages home,cities] [--report FOLDER]

Each page is loaded once in each language and then put on every look; see `looks`. The report goes to
docs/accessibility/report.md and, for the accessibility statement, to Resources/Accessibility/report.json; a run over a part
writes it only where --report says so. Ends with 1 where anything was found.
"""

import argparse
import multiprocessing
import re
import sys
import tempfile
import time
from collections import defaultdict
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import sync_playwright  # noqa: E402

from Browser import languages, looks, probes, test_html  # noqa: E402
from Browser.axe import DECIDED, findings, visit  # noqa: E402
from Browser.conftest import CHROMIUM, FLAGS  # noqa: E402
from Browser.pages import EVERY_LANGUAGE, EVERY_PAGE, SCHEMES, STATES, Site, reading  # noqa: E402
from Browser.report import tools, written  # noqa: E402
from Browser.test_settings import lost_without_pictures  # noqa: E402
from Outside import hall, http  # noqa: E402
from Outside.program import ROOT  # noqa: E402

SIZES = ("usual", "huge", "largest")

#: What is asked of a page: id → what it means, in the report.
CHECKS = {
    "axe": "axe-core finds nothing, and leaves nothing undecided that is not in the list below",
    "html": "the Nu HTML checker finds no error",
    "reflow": "nothing is wider than the window, at 1280 px and at 320 px, also with the spacing of WCAG 1.4.12",
    "clipped": "no text is cut off by its box, in the same windows and spacings",
    "languages": "every text, also in attributes, is in the script of the language it is marked with",
    "targets": "everything that can be pressed is at least 44 by 44 px, at 1280 px and at 320 px",
    "images-off": "without pictures every word of the page is still there, and the texts of the pictures as well",
    "console": "the browser has nothing to complain of",
    "origin": "no request leaves the origin",
}


class Tally:
    """How often each check was made on one page, and what it found."""

    def __init__(self):
        self.looked: dict[str, int] = defaultdict(int)
        self.failed: dict[str, int] = defaultdict(int)
        self.findings: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))

    def add(self, check: str, look: str, problems: list[str]) -> None:
        self.looked[check] += 1
        self.failed[check] += bool(problems)
        for problem in problems:
            self.findings[check][problem].append(look)

    def plain(self) -> dict:
        return {
            "looked": dict(self.looked), "failed": dict(self.failed),
            "findings": {check: dict(found) for check, found in self.findings.items()}}


def look_at(page, without_pictures, url: str, status: int, language: str) -> dict:
    """Everything about one page in one language."""
    tally = Tally()
    looks.wear(page, "light", looks.WIDE)
    complaints = visit(page, url, status)
    foreign = [complaint for complaint in complaints if "another origin" in complaint]
    tally.add("origin", "", foreign)
    tally.add("console", "", [complaint for complaint in complaints if complaint not in foreign])
    wrong = [] if page.evaluate("() => document.documentElement.lang") == language else ["<html> has another lang"]
    tally.add("languages", "", wrong + languages.mismatches(page.evaluate(probes.TEXTS)))
    in_sizes(page, tally)
    in_colours(page, tally)
    looks.wear(page, "light", looks.WIDE, scheme="device", size="usual")
    without_pictures.goto(url)
    tally.add("images-off", "", lost_without_pictures(page, without_pictures))
    # Last, because it opens what is folded away.
    page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
    for window in (looks.WIDE, looks.NARROW):
        looks.wear(page, window=window)
        tally.add("targets", f"{window['width']} px", page.evaluate(probes.TARGETS))
    return tally.plain()


def in_sizes(page, tally: Tally) -> None:
    """Where things stand depends on the size and the window alone."""
    for size in SIZES:
        for window in (looks.WIDE, looks.NARROW):
            look = f"{window['width']} px, {size}"
            looks.wear(page, "light", window, scheme="device", size=size)
            tally.add("reflow", look, looks.overflow(page))
            tally.add("clipped", look, looks.clipped(page))
            with looks.Spaced(page):
                tally.add("reflow", look + ", spacing of 1.4.12", looks.overflow(page))
                tally.add("clipped", look + ", spacing of 1.4.12", looks.clipped(page))


def in_colours(page, tally: Tally) -> None:
    """axe with all its rules in each size, and with those that ask for colours in each scheme.

    Colours do not depend on the size, and letters only grow, so that a contrast which is enough for the usual size is enough
    for the others; both are looked at in every combination, and where they should not hold axe is asked there as well.
    """
    looks.wear(page, "light", looks.WIDE, scheme="device", size="usual")
    letters = page.evaluate(probes.LETTERS)
    grown = {}
    for size in SIZES:
        looks.wear(page, size=size)
        grown[size] = all(now >= was for now, was in zip(page.evaluate(probes.LETTERS), letters))
        tally.add("axe", f"{name_of('device', 'light')}, {size}", findings(page))
    for scheme, device in looks.COLOURS[1:]:
        looks.wear(page, device, scheme=scheme, size="usual")
        painted, found = page.evaluate(probes.COLOURS), looks.colour_findings(page)
        tally.add("axe", f"{name_of(scheme, device)}, usual", found)
        for size in SIZES[1:]:
            looks.wear(page, size=size)
            is_same = grown[size] and page.evaluate(probes.COLOURS) == painted
            tally.add("axe", f"{name_of(scheme, device)}, {size}", found if is_same else looks.colour_findings(page))


def name_of(scheme: str, device: str) -> str:
    return f"device, {device}" if scheme == "device" else scheme


def work(origin: str, tasks, done) -> None:
    """One browser that takes pages until there are none."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        options = {"viewport": looks.WIDE, "reduced_motion": "reduce", "bypass_csp": True}
        usual, bare = browser.new_context(**options), browser.new_context(**options)
        bare.add_cookies([{"name": "reading", "value": reading(images="off"), "url": origin}])
        page, without_pictures = usual.new_page(), bare.new_page()
        for task in iter(tasks.get, None):
            kind, language, target = task
            try:
                seen = look_at(page, without_pictures, origin + target, STATES.get(kind, ("", 200))[1], language)
            except Exception as error:  # A page that cannot be looked at is a finding, and the others are still looked at.
                seen = {"looked": {"console": 1}, "failed": {"console": 1}, "findings": {"console": {str(error)[:300]: [""]}}}
            done.put((kind, language, target, seen))
        browser.close()


def versions() -> dict[str, str]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        version = browser.version
        browser.close()
    return tools(version)


def markup(origin: str, tasks: list[tuple[str, str, str]]) -> dict[tuple[str, str, str], list[str]]:
    """What the Nu HTML checker says of each page; the looks differ in attributes of <html> alone, see test_matrix."""
    with tempfile.TemporaryDirectory() as folder:
        for number, (_, _, target) in enumerate(tasks):
            (Path(folder) / f"{number:05}.html").write_text(http.request(origin, target).text)
        found = test_html.check(Path(folder))
    return {task: found.get(f"{number:05}.html", []) for number, task in enumerate(tasks)}


def looked_at(origin: str, tasks: list[tuple[str, str, str]], jobs: int) -> dict[tuple[str, str, str], dict]:
    """What was seen of every page, by as many browsers as there are jobs."""
    waiting, done, seen = multiprocessing.Queue(), multiprocessing.Queue(), {}
    for task in [*tasks, *[None] * jobs]:
        waiting.put(task)
    workers = [multiprocessing.Process(target=work, args=(origin, waiting, done)) for _ in range(jobs)]
    for worker in workers:
        worker.start()
    began = time.monotonic()
    for number in range(1, len(tasks) + 1):
        kind, language, target, what = done.get(timeout=300)
        seen[kind, language, target] = what
        passed = time.monotonic() - began
        left = passed / number * (len(tasks) - number)
        worst = "; ".join(f"{check}: {list(found)[0][:80]}" for check, found in what["findings"].items())
        print(f"{number:4}/{len(tasks)}  {passed:5.0f} s, about {left:.0f} s left  {kind}, {language}  {worst}", flush=True)
    for worker in workers:
        worker.join()
    return seen


def summary(seen: dict, options, programs: dict[str, str]) -> dict:
    checks = [
        {"id": check, "looked": sum(what["looked"].get(check, 0) for what in seen.values()),
         "failed": sum(what["failed"].get(check, 0) for what in seen.values())} for check in CHECKS]
    return {
        "date": date.today().isoformat(), "tools": programs, "pages": list(options.pages),
        "languages": list(options.languages), "schemes": list(SCHEMES), "sizes": list(SIZES), "checks": checks}


def report(found: dict, seen: dict, seconds: float, jobs: int) -> str:
    """The report for people."""
    programs = ", ".join(f"{tool} {version}" for tool, version in found["tools"].items())
    lines = [
        "# What the checkers saw", "",
        f"Written by `script/check --all` on {found['date']} with {programs}, over the demo Hall of Perm, in "
        f"{seconds / 60:.0f} minutes with {jobs} browsers.", "",
        f"- {len(found['pages'])} page types: {', '.join(found['pages'])}",
        f"- {len(found['languages'])} languages: {', '.join(found['languages'])}",
        f"- {len(found['schemes'])} colour schemes: {', '.join(found['schemes'])} (`device` both light and dark)",
        f"- {len(found['sizes'])} sizes: {', '.join(found['sizes'])}", "",
        "| Check | What must hold | Looked | Failed |", "|---|---|---:|---:|"]
    lines += [f"| {check['id']} | {CHECKS[check['id']]} | {check['looked']} | {check['failed']} |" for check in found["checks"]]
    lines += [
        "", "`axe` is counted for each page, language, scheme and size; `reflow` and `clipped` for each page, language, size,",
        "window and spacing, because no scheme moves anything; the rest for each page and language. A page is loaded once in",
        "each language and then puts on its looks; `Tests/Browser/test_matrix.py` holds that it is then, element by element,",
        "the page that the server sends for that look.", "", "## Decided by people", ""]
    lines += [f"- {rule}, “{part}”, at `{place}`: {why}" for (rule, part, place), why in DECIDED.items()] or [
        "axe left nothing undecided, and nothing is excepted."]
    lines += ["", "## Findings", ""]
    listed = [
        f"- **{check}** {kind}, {language} (`{target}`): {problem} [{'; '.join(filter(None, where)) or 'always'}]"
        for (kind, language, target), what in sorted(seen.items())
        for check, problems in what["findings"].items() for problem, where in problems.items()]
    return "\n".join(lines + (listed or ["None."])) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    listed = lambda text: tuple(text.split(","))  # noqa: E731
    parser.add_argument("--jobs", type=int, default=multiprocessing.cpu_count())
    parser.add_argument("--languages", type=listed, default=EVERY_LANGUAGE)
    parser.add_argument("--pages", type=listed, default=EVERY_PAGE)
    parser.add_argument("--report", type=Path, help="a folder for report.md and report.json instead of their places")
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, hall.Hall(hall.demo(Path(folder))) as running:
        site = Site(running.origin).crawl()
        tasks = [(kind, language, site.address(kind, language)) for kind in options.pages for language in options.languages]
        print(f"{len(tasks)} pages in {len(looks.COLOURS)} colours and {len(SIZES)} sizes, {options.jobs} browsers", flush=True)
        seen = looked_at(running.origin, tasks, options.jobs)
        for task, problems in markup(running.origin, tasks).items():
            seen[task]["looked"]["html"], seen[task]["failed"]["html"] = 1, int(bool(problems))
            if problems:
                seen[task]["findings"]["html"] = {problem: [""] for problem in problems}
    found = summary(seen, options, versions())
    text = report(found, seen, time.monotonic() - began, options.jobs)
    is_whole = options.languages == EVERY_LANGUAGE and options.pages == EVERY_PAGE
    places = (options.report, options.report) if options.report else (
        (ROOT / "docs" / "accessibility", ROOT / "Resources" / "Accessibility") if is_whole else None)
    if places:
        for place in places:
            place.mkdir(parents=True, exist_ok=True)
        (places[0] / "report.md").write_text(text)
        (places[1] / "report.json").write_text(written(found))
    print("\n" + re.sub(r"^.*?\n\| Check", "| Check", text, flags=re.S))
    return int(any(check["failed"] for check in found["checks"]))


if __name__ == "__main__":
    sys.exit(main())
