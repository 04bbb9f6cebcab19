"""Makes one package as large as a Hall may become: 12,600 real cities, 24,000 partnerships and 59,000 photos.

    python Tests/Scale/hall.py [--data DIR] [--photos N] [--partnerships N] [--home SLUG] [--report FILE] INTO

Cities and partnerships are those of twinnings.py, photos those of collection.py. The table's 24,926 rows are fewer
pairs, for most are named from both sides: what lacks of the partnerships is drawn between its cities, always alike, and
each of these says in its note that it is. Nobody knows which of the cities a photo could show, so that `shows` is an
assumption as well: cities with many partners have hundreds of photos, most have a few and some have none.
"""

import argparse
import hashlib
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from Outside.packages import envelope  # noqa: E402
from Scale import collection, twinnings  # noqa: E402
from Scale.package import DATA, Codes, Package, Report, deliver, english  # noqa: E402
from Scale.twinnings import City, Twinnings  # noqa: E402

PHOTOS = 59_000
PARTNERSHIPS = 24_000
#: The larger, the more photos the first cities have: with 59,000 photos and 12,600 cities the first has about 1,350,
#: and some fifteen have more than a hundred.
STEEPNESS = 2.5


def by_partners(found: Twinnings) -> list[City]:
    """The cities, those with the most partnerships first."""
    partners = Counter(city.slug for tie in found.ties for city in (tie.first, tie.second))
    return sorted(found.cities, key=lambda city: (-partners[city.slug], city.slug))


def shown(slug: str, cities: list[City]) -> City:
    """The city that a photo is said to show: it follows from the photo's slug."""
    drawn = int.from_bytes(hashlib.sha256(f"shows {slug}".encode()).digest()[:6]) / 2 ** 48
    return cities[int(len(cities) * drawn ** STEEPNESS)]


def drawn_ties(found: Twinnings, count: int, codes: Codes) -> list[dict]:
    """Partnerships that the data do not hold, until there are `count`; for measuring only."""
    known = {frozenset((tie.first.slug, tie.second.slug)) for tie in found.ties}
    cities, records, number = found.cities, [], 0
    while len(found.ties) + len(records) < count:
        drawn = int.from_bytes(hashlib.sha256(f"tie {number}".encode()).digest()[:8])
        number += 1
        first, second = cities[drawn % len(cities)], cities[drawn // len(cities) % len(cities)]
        pair = frozenset((first.slug, second.slug))
        if len(pair) == 1 or pair in known:
            continue
        known.add(pair)
        records.append(envelope("partnership", codes.take("drawn", first.slug, second.slug), {
            "title": english(f"{first.label} and {second.label}"),
            "first": {"city": first.code}, "second": {"city": second.code},
            "note": english("Drawn for measuring: no source knows of this partnership.")}))
    return records


def hall_record(home: City, codes: Codes) -> dict:
    return envelope("hall", codes.take("large hall"), {
        "name": english("Hall of twin cities"), "homeCity": home.code,
        "introduction": english(f"A Hall of real data, as large as they are, seen from {home.label}."),
        "address": english("No address: this Hall is made for measuring"), "languages": ["en"],
        "sources": [twinnings.SOURCE]})


def write(data: Path, into: Path, count: int = PHOTOS, ties: int = 0, home: str | None = None) -> Report:
    """Writes the package of so many photos and at least so many partnerships.

    The home city is the one with the most partnerships unless another is named.
    """
    codes = Codes()
    found = twinnings.convert(twinnings.read(data / twinnings.TABLE), codes)
    photos = collection.convert(collection.read(data / collection.ARCHIVE))
    cities = by_partners(found)
    at_home = next((city for city in cities if home in (None, city.slug)), None)
    if at_home is None:
        raise SystemExit(f"there is no city with the slug {home}")
    package = Package(into)
    package.add(hall_record(at_home, codes))
    twinnings.write(found, package)
    drawn = drawn_ties(found, ties, codes)
    for record in drawn:
        package.add(record)
    shows: Counter[str] = Counter()
    for photo in collection.copies(photos, codes, count):
        city = shown(photo["record"]["slug"], cities)
        shows[city.slug] += 1
        photo["record"]["shows"] = [city.code]
        package.add(photo)
    for name, content in collection.media().items():
        package.add_medium(name, content)
    report = Report("A large Hall")
    report.counts.update(package.counts)
    report.counts["records"] = package.counts.total()
    report.counts["partnerships that are drawn, not known"] = len(drawn)
    report.counts["cities with a hundred photos or more"] = sum(number >= 100 for number in shows.values())
    report.counts["cities without a photo"] = len(cities) - len(shows)
    report.lists["home city"] = [at_home.slug]
    report.lists["cities with the most photos"] = [
        {"city": slug, "photos": number} for slug, number in shows.most_common(10)]
    partners = Counter(city.slug for tie in found.ties for city in (tie.first, tie.second))
    report.lists["cities with the most partnerships"] = [
        {"city": slug, "partnerships": number} for slug, number in partners.most_common(10)]
    return report


def main() -> None:
    options = argparse.ArgumentParser(description="Makes one package as large as a Hall may become.")
    options.add_argument("into", metavar="INTO", type=Path, help="the new folder of the package")
    options.add_argument("--data", type=Path, default=DATA, help="the folder with the data")
    options.add_argument("--photos", type=int, default=PHOTOS, help="how many photos")
    options.add_argument(
        "--partnerships", type=int, default=PARTNERSHIPS, help="how many partnerships; those that are known at least")
    options.add_argument("--home", metavar="SLUG", help="the home city (the one with the most partnerships)")
    options.add_argument("--report", type=Path, help="a file for the report, in JSON")
    given = options.parse_args()
    deliver(write(given.data, given.into, given.photos, given.partnerships, given.home), given.report)


if __name__ == "__main__":
    main()
