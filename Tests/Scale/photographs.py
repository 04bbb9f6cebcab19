"""Makes a content package of real photographs: the rare ones of S. M. Prokudin-Gorskii, a test suite of colour, and what cameras write.

    python Tests/Scale/photographs.py [--data DIR] [--report FILE] INTO

Of each nothing is said but what its series says of all (data/README.md) and what the camera wrote: a title made of the
file's name, the years, the photographer, whom to name, the rights. The same input gives the same package.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from Outside.packages import envelope  # noqa: E402
from Scale.package import DATA, Codes, Package, Report, Slugs, deliver, english  # noqa: E402

#: Where EXIF notes when a picture was taken (EXIF 2.3, tags 34665 and 36867).
EXIF, TAKEN = 0x8769, 0x9003


@dataclass(frozen=True)
class Series:
    """Pictures of which the same is to be said."""

    folder: str
    #: What the names of the files begin with.
    prefix: str
    collection: str
    credit: str
    #: Why the people on them may be shown.
    covered: str
    photographer: str = ""
    rights: str = ""
    #: In EDTF; empty where each picture has its own.
    date: str = ""


SERIES = (
    Series(
        "historical", "prokudin-gorskii-", "Photographs of the Russian Empire by S. M. Prokudin-Gorskii",
        "S. M. Prokudin-Gorskii, Library of Congress", "historical", "S. M. Prokudin-Gorskii",
        "https://creativecommons.org/publicdomain/mark/1.0/", "1909/1915"),
    Series("colour", "kodak-", "Kodak test suite", "Kodak, unrestricted use", "event"),
    Series(
        "metadata", "jpg_", "exif-samples", "exif-samples", "event",
        rights="https://creativecommons.org/licenses/by-sa/4.0/"))


@dataclass(frozen=True)
class Photograph:
    series: Series
    #: As the file is called.
    name: str
    data: bytes

    @property
    def title(self) -> str:
        words = re.sub(r"[^A-Za-z0-9]+", " ", Path(self.name).stem.removeprefix(self.series.prefix)).strip()
        return words[:1].upper() + words[1:]

    @property
    def taken(self) -> str:
        """The day that the camera wrote; empty where it wrote none."""
        try:
            exif = Image.open(io.BytesIO(self.data)).getexif().get_ifd(EXIF)
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
            return ""
        found = re.match(r"(\d{4}):(0[1-9]|1[0-2]):(0[1-9]|[12]\d|3[01]) ", str(exif.get(TAKEN, "")))
        return "-".join(found.groups()) if found and found[1] > "1826" else ""

    def record(self, slug: str) -> dict:
        series = self.series
        record = {
            "slug": slug, "title": english(self.title), "image": {"file": f"media/{self.name}"}, "nature": "photograph",
            "alt": english(f"A photograph, {self.title}"), "date": series.date or self.taken,
            "photographer": english(series.photographer) if series.photographer else None, "credit": english(series.credit),
            "rights": series.rights, "collection": english(series.collection),
            "people": {"covered": series.covered, "occasion": "Published with the collection"}}
        return {name: value for name, value in record.items() if value}


def photographs(data: Path) -> Iterator[Photograph]:
    for series in SERIES:
        for file in sorted((data / "photos" / series.folder).iterdir()):
            yield Photograph(series, file.name, file.read_bytes())


def write(package: Package, found: list[Photograph]) -> Report:
    report, codes, slugs = Report("Photographs"), Codes(), Slugs()
    report.expect("photographs without a date")
    for photograph in found:
        record = photograph.record(slugs.take(photograph.title))
        if "date" not in record:
            report.add("photographs without a date", photograph.name)
        package.add(envelope("photo", codes.take("photograph", photograph.name), record))
        package.add_medium(f"media/{photograph.name}", photograph.data)
    for series in SERIES:
        report.counts[series.folder] = sum(one.series == series for one in found)
    return report


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("into", type=Path, metavar="INTO", help="a folder that is new or empty")
    parser.add_argument("--data", type=Path, default=DATA, help=f"default: {DATA}")
    parser.add_argument("--report", type=Path, help="where the whole report goes, as JSON")
    options = parser.parse_args()
    deliver(write(Package(options.into), list(photographs(options.data))), options.report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
