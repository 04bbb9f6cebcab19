"""Makes a content package of a photo archive: 2,000 records of the Teenie Harris archive, once or many times over.

    python Tests/Scale/collection.py [--data DIR] [--times N] [--report FILE] INTO

The data hold no pictures. Each record names one of a few grey ones that are drawn here and stand in for the originals.
With --times the records come again, each copy with slugs and codes of its own and its number in the title: 29 times is
as much as the archive that every 29th record was taken from. The same input gives the same package.
"""

import argparse
import hashlib
import json
import struct
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from Outside.packages import envelope  # noqa: E402
from Scale.dates import PROBLEMS, Dated, dated  # noqa: E402
from Scale.package import DATA, Codes, Package, Report, Slugs, deliver, english  # noqa: E402

ARCHIVE = Path("collection") / "photo-archive-2000.ndjson"
COLLECTION = "Carnegie Museum of Art, Teenie Harris archive"
SOURCE = "Collection data of the Carnegie Museum of Art (CC0)"
STAND_INS = 6


@dataclass
class Photos:
    """What the archive says, in its order, and what was found on the way."""

    #: A name that slugs and codes follow from, and the record without a slug.
    records: list[tuple[str, dict]]
    report: Report


def read(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def stand_in(number: int, width: int = 320, height: int = 240) -> bytes:
    """A grey PNG in place of an original: a few upright bands, other ones for each number."""
    shades = hashlib.sha256(f"stand-in {number}".encode()).digest()[:4 + number % 3]
    row = bytes(64 + shades[x * len(shades) // width] // 2 for x in range(width))

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\x00" + row for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def stand_in_name(number: int) -> str:
    return f"media/stand-in-{number % STAND_INS + 1}.png"


def media() -> dict[str, bytes]:
    return {stand_in_name(number): stand_in(number) for number in range(STAND_INS)}


def sentence(text: str) -> str:
    """A text as a sentence of its own."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def entry(item: dict, date: Dated) -> str:
    """What the archive says and no field holds, as the title of the source that says it."""
    said = [
        f"{SOURCE}.", f"Accession number {item['accession_number']}." if item.get("accession_number") else "",
        sentence(item.get("medium") or ""), sentence(item.get("classification") or ""),
        "" if date.problem else date.words,
        f"Acquired on {item['date_acquired']}." if item.get("date_acquired") else "",
        f"Provenance: {item['provenance_text']}." if item.get("provenance_text") else ""]
    return " ".join(part for part in said if part)


def body(item: dict, date: Dated, number: int) -> dict:
    """The record of a photo, still without its slug; what is empty is left out."""
    makers = [maker["full_name"] for maker in item.get("creator") or [] if maker.get("full_name")]
    source = {"title": english(entry(item, date)), "url": item.get("web_url") or ""}
    record = {
        "title": english(item["title"]), "image": {"file": stand_in_name(number)}, "nature": "photograph",
        "alt": english(item["title"]),
        # Lists of the Hall show a caption instead of the title: only what a reader must not miss stands there.
        "caption": english(date.words) if date.problem and date.words else None,
        "date": date.edtf, "photographer": english(", ".join(makers)) if makers else None,
        "credit": english(item["credit_line"]), "collection": english(COLLECTION),
        "sources": [{name: value for name, value in source.items() if value}],
        # What stands in for the picture shows nobody.
        "people": {"covered": "nobody"}}
    return {name: value for name, value in record.items() if value}


def convert(items: list[dict]) -> Photos:
    """The records of the archive without slugs and codes, which are the business of a copy."""
    report = Report("Teenie Harris archive")
    report.expect(
        *PROBLEMS, "records without a photographer", "titles of several records",
        "records left out, without a title or a credit line")
    report.counts["records"] = len(items)
    records: list[tuple[str, dict]] = []
    titles: dict[str, list[str]] = {}
    for item in items:
        name = item.get("accession_number") or item["id"]
        if not (item.get("title") or "").strip() or not (item.get("credit_line") or "").strip():
            report.add("records left out, without a title or a credit line", name)
            continue
        limits = item.get("creation_date_earliest"), item.get("creation_date_latest")
        date = dated(item.get("creation_date"), *limits)
        if date.problem:
            report.add(date.problem, {
                "record": name, "date": item.get("creation_date"), "limits": limits, "written": date.edtf})
        record = body(item, date, len(records))
        if "photographer" not in record:
            report.add("records without a photographer", name)
        titles.setdefault(item["title"], []).append(name)
        records.append((name, record))
    for title, same in titles.items():
        if len(same) > 1:
            report.add("titles of several records", {"title": title, "records": same})
    tell_dates([record for _, record in records], report)
    return Photos(records, report)


def tell_dates(records: list[dict], report: Report) -> None:
    """Counts how exact the dates are."""
    dates = [record.get("date", "") for record in records]
    report.counts["dates: none"] = sum(not date for date in dates)
    report.counts["dates: about"] = sum("~" in date for date in dates)
    report.counts["dates: intervals"] = sum("/" in date for date in dates)
    for name, length in (("year", 4), ("month", 7), ("day", 10)):
        report.counts[f"dates: a {name}"] = sum(len(date.rstrip("~")) == length and "/" not in date for date in dates)
    report.counts["dates in a caption"] = sum("caption" in record for record in records)
    report.counts["dates in the words of a source"] = sum(
        "Date in the catalogue" in record["sources"][0]["title"]["en"] for record in records)


def copies(photos: Photos, codes: Codes, count: int) -> Iterator[dict]:
    """So many records, the archive over and over; from the second time on a title names its copy."""
    if not photos.records:
        return
    slugs = Slugs()
    for number in range(count):
        copy, position = divmod(number, len(photos.records))
        name, record = photos.records[position]
        slug = slugs.take(f"photo {name}", f"copy-{copy + 1}" if copy else "")
        title = record["title"]["en"] + (f" (copy {copy + 1})" if copy else "")
        code = codes.take("archive photo", name, position, copy)
        yield envelope("photo", code, {"slug": slug, **record, "title": english(title)})


def main() -> None:
    options = argparse.ArgumentParser(description="Makes a content package of a photo archive.")
    options.add_argument("into", metavar="INTO", type=Path, help="the new folder of the package")
    options.add_argument("--data", type=Path, default=DATA, help="the folder with the data")
    options.add_argument("--times", type=int, default=1, help="how often the records come (29: about 59,000)")
    options.add_argument("--report", type=Path, help="a file for the whole report, in JSON")
    given = options.parse_args()
    photos = convert(read(given.data / ARCHIVE))
    package = Package(given.into)
    for record in copies(photos, Codes(), given.times * len(photos.records)):
        package.add(record)
    for name, data in media().items():
        package.add_medium(name, data)
    photos.report.counts["records written"] = package.counts["photo"]
    deliver(photos.report, given.report)


if __name__ == "__main__":
    main()
