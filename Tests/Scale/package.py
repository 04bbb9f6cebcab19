"""What the converters share: codes, slugs, the folder of a package, and the report of what was found."""

import json
import os
import sys
import unicodedata
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from Outside.packages import code  # noqa: E402
from Outside.program import ROOT  # noqa: E402

#: Where the data lie when nobody says otherwise.
DATA = Path(os.path.normpath(ROOT / ".." / "shared" / "data"))
#: The longest slug that the Hall takes.
LONGEST_SLUG = 80
#: Letters that no decomposition of Unicode turns into Latin ones without marks.
_LETTERS = str.maketrans({
    "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "æ": "ae", "Æ": "ae", "œ": "oe",
    "Œ": "oe", "þ": "th", "Þ": "th", "ħ": "h", "Ħ": "h", "ı": "i", "ə": "e", "'": "", "’": "", "`": ""})


class Codes:
    """Codes that follow from a seed, each given once: 35 bits are few enough for two of 90,000 seeds to meet."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, *seed) -> str:
        """The code of the seed; where another seed has it, the next one, so that the order of asking decides."""
        found, again = code(*seed), 0
        while found in self._taken:
            again += 1
            found = code(*seed, "again", again)
        self._taken.add(found)
        return found


class Slugs:
    """Slugs of one kind, each given once; the second of a name gets a number."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, name: str, suffix: str = "") -> str:
        number = 1
        while True:
            tail = "-".join(part for part in (suffix, str(number) if number > 1 else "") if part)
            found = slug(name, tail)
            if found not in self._taken:
                self._taken.add(found)
                return found
            number += 1


def slug(name: str, tail: str = "") -> str:
    """A name in small Latin letters, digits and single hyphens; the tail is never cut off."""
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).lower()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    kept = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in plain)
    base = "-".join(kept.split()) or "place"
    room = LONGEST_SLUG - len(tail) - 1 if tail else LONGEST_SLUG
    whole = "-".join(part for part in (base[:room].strip("-"), tail) if part)
    # Four digits alone are a year in the addresses of the Hall.
    return f"no-{whole}" if len(whole) == 4 and whole.isdigit() else whole


def english(text: str) -> dict[str, str]:
    return {"en": text}


class Package:
    """A package that is written record by record: 90,000 records need not be in memory at once."""

    #: Some file systems slow down with more files in a folder.
    FOLDER = 1000

    def __init__(self, folder: Path) -> None:
        if folder.exists() and any(folder.iterdir()):
            raise SystemExit(f"{folder} is not empty: a package is written into a new folder")
        self.folder = folder
        self.counts: Counter[str] = Counter()

    def add(self, record: dict) -> None:
        kind = record["kind"]
        number = self.counts[kind]
        place = self.folder / "records" / kind / f"{number // self.FOLDER:04}"
        if number % self.FOLDER == 0:
            place.mkdir(parents=True, exist_ok=True)
        name = record["record"].get("slug") or record["code"]
        (place / f"{name}.json").write_text(
            json.dumps(record, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        self.counts[kind] += 1

    def add_medium(self, name: str, data: bytes) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_bytes(data)


class Report:
    """What a converter found: numbers, and for each sort of finding the whole list, so that nothing is silent."""

    #: How many findings of a list are shown on a screen; the file holds all.
    SHOWN = 3

    def __init__(self, title: str) -> None:
        self.title = title
        self.counts: dict[str, int] = {}
        self.lists: dict[str, list] = {}

    def expect(self, *names: str) -> None:
        """Names the lists beforehand: one that stays empty is a finding too."""
        for name in names:
            self.lists.setdefault(name, [])

    def add(self, name: str, entry) -> None:
        self.lists.setdefault(name, []).append(entry)

    def told(self) -> str:
        lines = [self.title] + [f"  {name}: {count:,}" for name, count in self.counts.items()]
        for name, entries in self.lists.items():
            lines.append(f"  {name}: {len(entries):,}")
            lines += [f"    {_short(entry)}" for entry in entries[:self.SHOWN]]
            if len(entries) > self.SHOWN:
                lines.append("    ...")
        return "\n".join(lines)

    def write(self, file: Path) -> None:
        lengths = {name: len(entries) for name, entries in self.lists.items()}
        whole = {"title": self.title, "counts": {**self.counts, **lengths}, "lists": self.lists}
        file.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _short(entry) -> str:
    text = json.dumps(entry, ensure_ascii=False)
    return text if len(text) <= 160 else text[:157] + "..."


def deliver(report: Report, file: Path | None) -> None:
    """Prints a report, and writes it where a file is named."""
    print(report.told())
    if file:
        report.write(file)
