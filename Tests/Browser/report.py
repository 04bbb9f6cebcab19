"""What the browser suite looked at, as the file of which the accessibility statement is made.

Tests say what they looked at and whether something was wrong (`looked`); at the end of a run that was given
`TWINHALL_REPORT=FILE` the counts are written there, or of each process to FILEgw0 and so on. Several files become one:

    python -m Browser.report PART.json … --to ../Resources/Accessibility/report.json
"""

import argparse
import datetime
import json
import subprocess
from collections import Counter
from pathlib import Path

from Browser.pages import CONTROLS, EVERY_LANGUAGE, EVERY_PAGE

#: Every check there is, in the order of the statement, which has words for each.
CHECKS = (
    "axe", "html", "reflow", "clipped", "targets", "focus", "languages", "forced-colours", "images-off", "print", "console",
    "origin")
#: The lists of a report, and the order in which each stands.
ORDER = {
    "pages": EVERY_PAGE, "languages": EVERY_LANGUAGE, "schemes": CONTROLS["scheme"], "sizes": CONTROLS["size"]}
MEMBERS = ("date", "tools", *ORDER, "checks")


class Report:
    """Counts by check, and the values of every list that was seen."""

    def __init__(self, date: str | None = None, tools: dict[str, str] | None = None):
        self.date = date or datetime.date.today().isoformat()
        self.tools = dict(tools or {})
        self.seen: dict[str, set[str]] = {name: set() for name in ORDER}
        self.counts: dict[str, Counter] = {}

    def looked(self, check: str, page: str, language: str, scheme: str = "device", size: str = "usual", *, wrong) -> None:
        """Counts one look; `wrong` is true, or a list that is not empty, where something was found."""
        self._note(check, {"pages": [page], "languages": [language], "schemes": [scheme], "sizes": [size]})
        self.counts[check].update(looked=1, failed=1 if wrong else 0)

    def _note(self, check: str, lists: dict[str, list[str]]) -> None:
        if check not in CHECKS:
            raise ValueError(f"{check!r} is no check that the statement has words for: {', '.join(CHECKS)}")
        for name, values in lists.items():
            if strangers := set(values) - set(ORDER[name]):
                raise ValueError(f"{name}: {', '.join(sorted(strangers))} is not known")
            self.seen[name].update(values)
        self.counts.setdefault(check, Counter(looked=0, failed=0))

    def add(self, part: dict, of: str = "a part") -> None:
        """Adds the counts of another report, of whatever its file says only once."""
        if set(part) != set(MEMBERS):
            raise ValueError(f"{of}: the members {', '.join(MEMBERS)} were expected")
        for tool, version in part["tools"].items():
            if self.tools.setdefault(tool, version) != version:
                raise ValueError(f"{of}: {tool} {version}, where another part has {self.tools[tool]}")
        self.date = max(self.date, part["date"])
        for check in part["checks"]:
            self._note(check["id"], {name: part[name] for name in ORDER})
            self.counts[check["id"]].update(looked=check["looked"], failed=check["failed"])

    def json(self) -> dict:
        return {
            "date": self.date, "tools": dict(sorted(self.tools.items())),
            **{name: [value for value in order if value in self.seen[name]] for name, order in ORDER.items()},
            "checks": [
                {"id": check, "looked": self.counts[check]["looked"], "failed": self.counts[check]["failed"]}
                for check in CHECKS if check in self.counts],
        }

    def write(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(written(self.json()))


def written(report: dict) -> str:
    """The text of a report: a line for each check, so that two runs are compared line by line."""
    lines = [f"  {json.dumps(name)}: {json.dumps(report[name], ensure_ascii=False)}" for name in MEMBERS if name != "checks"]
    checks = ",\n".join(f"    {json.dumps(check)}" for check in report["checks"])
    return "{\n" + ",\n".join([*lines, f'  "checks": [\n{checks}\n  ]']) + "\n}\n"


def merged(parts: list[tuple[str, dict]]) -> Report:
    """One report of several; the date is the latest of them."""
    whole = Report(date="0000-00-00")
    for name, part in parts:
        whole.add(part, name)
    return whole


def tools(browser_version: str) -> dict[str, str]:
    """The programs that look, with their versions."""
    from Browser.axe import AXE
    from Browser.test_html import VNU

    nu = subprocess.run(["java", "-jar", str(VNU), "--version"], capture_output=True, text=True, timeout=60)
    return {
        "axe-core": AXE.split("axe v", 1)[1].split()[0], "Chromium": browser_version,
        "Nu Html Checker": (nu.stdout or nu.stderr).strip()}


#: Of this run.
RUN = Report()
looked = RUN.looked


def main() -> None:
    options = argparse.ArgumentParser(description="Makes one report of several.")
    options.add_argument("parts", nargs="+", type=Path)
    options.add_argument("--to", type=Path, required=True)
    given = options.parse_args()
    merged([(str(file), json.loads(file.read_text())) for file in given.parts]).write(given.to)


if __name__ == "__main__":
    main()
