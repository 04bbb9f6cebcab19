"""Makes a content package of real twinnings: cities and partnerships of the European Union and the United Kingdom.

    python Tests/Scale/twinnings.py [--data DIR] [--report FILE] INTO
    python Tests/Scale/twinnings.py [--data DIR] [--report FILE] --wikidata

The table has a row for each time that the entry of a city names a twin, so most pairs stand in it twice, and a city
whose entry gives two populations multiplies its rows. A city is a label in a country; labels of one country that lie
more than 30 km apart are different cities. Nothing is merged without a word: the report lists what was joined, what
was kept apart and what was left out. The same table gives the same package.

With --wikidata there is no package, only the report on the links of 2016 (see wikidata.py).
"""

import argparse
import math
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from Outside.packages import envelope  # noqa: E402
from Scale.countries import CODES  # noqa: E402
from Scale.package import DATA, Codes, Package, Report, Slugs, deliver, english  # noqa: E402

TABLE = Path("twinnings") / "eu-uk-2017.tsv"
SOURCE = {
    "title": english("Wikidata (CC0), through the sistercities data of 2017"),
    "url": "https://github.com/rogorido/sistercities"}
#: Two places of one label further apart than this are two cities. In the table the gap lies between 24 and 45 km.
FAR_KM = 30.0

#: Latitude and longitude.
Place = tuple[float, float]


@dataclass(frozen=True)
class End:
    """One end of a row, as the table gives it."""

    label: str
    country: str
    latitude: str
    longitude: str
    population: str


@dataclass(frozen=True)
class Row:
    line: int
    first: End
    second: End


@dataclass
class City:
    """One real city, with all that the table says of it in the order it says it."""

    label: str
    country: str
    slug: str = ""
    code: str = ""
    places: list[Place] = field(default_factory=list)
    populations: list[int] = field(default_factory=list)
    #: Whether its own entry is in the table: only then could it have named a twin.
    has_entry: bool = False

    def learn(self, place: Place | None, population: int | None) -> None:
        if place is not None and place not in self.places:
            self.places.append(place)
        if population is not None and population not in self.populations:
            self.populations.append(population)


@dataclass
class Tie:
    """One unordered pair; `lines` are the rows in which the one and the other side names it."""

    first: City
    second: City
    code: str = ""
    lines: tuple[list[int], list[int]] = field(default_factory=lambda: ([], []))


@dataclass
class Twinnings:
    cities: list[City]
    ties: list[Tie]
    report: Report


def read(file: Path) -> list[Row]:
    """The rows of the table, by the names in its head."""
    lines = file.read_text(encoding="utf-8").splitlines()
    head = lines[0].split("\t")
    rows = []
    for line, text in enumerate(lines[1:], start=2):
        of = dict(zip(head, text.split("\t"), strict=True))
        rows.append(Row(
            line,
            End(of["origincityLabel"], of["origincountry"], of["originlat"], of["originlong"], of["originpopulation"]),
            End(of["sistercityLabel"], of["destination_countryLabel"], of["destinationlat"], of["destinationlong"],
                of["destinationpopulation"])))
    return rows


def distance(one: Place, other: Place) -> float:
    """Kilometres on a round Earth."""
    here, there = math.radians(one[0]), math.radians(other[0])
    east = math.radians(other[1] - one[1])
    part = math.sin((there - here) / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(east / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(part)))


def nearest(one: Iterable[Place], other: Iterable[Place]) -> float:
    """The least distance between two sets of places; infinite where one is empty."""
    return min((distance(a, b) for a in one for b in other), default=math.inf)


def neighbours(places: list[Place]) -> list[list[Place]]:
    """Places in groups, each within reach of another of its group; both in the order of their first place."""
    groups: list[list[Place]] = []
    for place in places:
        near = [group for group in groups if nearest([place], group) <= FAR_KM]
        if not near:
            groups.append([place])
            continue
        near[0].append(place)
        for group in near[1:]:
            near[0].extend(group)
            groups.remove(group)
    return groups


def clean(label: str) -> str:
    """A label without what cannot be seen, such as a left-to-right mark, and without blanks around it."""
    return "".join(letter for letter in label if unicodedata.category(letter) not in ("Cf", "Cc")).strip()


def place_of(end: End) -> Place | None:
    """Where an end lies; `None` where that is missing or not on Earth."""
    try:
        place = (float(end.latitude), float(end.longitude))
    except ValueError:
        return None
    return place if abs(place[0]) <= 90 and abs(place[1]) <= 180 else None


def population_of(end: End) -> int | None:
    """The population; `None` where it is missing, or no whole number ("22.764" may be a thousand times as many)."""
    return int(end.population) if end.population.isascii() and end.population.isdigit() else None


class Atlas:
    """All cities of the table, found by what a row says of them."""

    def __init__(self, rows: list[Row], codes: Codes, report: Report) -> None:
        self._report = report
        self._cities: dict[tuple[str, str], list[City]] = {}
        self.unknown: dict[tuple[str, str], list[End]] = defaultdict(list)
        self._name_cities(rows, codes)
        for row in rows:
            for end in (row.first, row.second):
                if (city := self.find(end)) is not None:
                    city.learn(place_of(end), population_of(end))
                elif not self.is_known(end):
                    self.unknown[clean(end.label), end.country].append(end)
            if (origin := self.find(row.first)) is not None:
                origin.has_entry = True

    @staticmethod
    def is_known(end: End) -> bool:
        return end.country in CODES

    @property
    def cities(self) -> list[City]:
        return [city for cities in self._cities.values() for city in cities]

    def labels(self) -> dict[str, list[City]]:
        """The cities of each label."""
        found = defaultdict(list)
        for city in self.cities:
            found[city.label].append(city)
        return found

    def find(self, end: End) -> City | None:
        """The city that is meant. Without a place it can only be told where the label is that of one city."""
        cities = self._cities.get((clean(end.label), CODES.get(end.country, "")), [])
        place = place_of(end)
        if place is None:
            return cities[0] if len(cities) == 1 else None
        return next((city for city in cities if place in city.places), None)

    def _name_cities(self, rows: list[Row], codes: Codes) -> None:
        places: dict[tuple[str, str], list[Place]] = {}
        for row in rows:
            for end in (row.first, row.second):
                if not self.is_known(end):
                    continue
                here = places.setdefault((clean(end.label), CODES[end.country]), [])
                place = place_of(end)
                if place is not None and place not in here:
                    here.append(place)
        slugs = Slugs()
        for (label, country), here in places.items():
            self._cities[label, country] = [
                City(
                    label, country, slugs.take(label, country.lower()),
                    codes.take("twinned city", label, country, part), places=list(group))
                for part, group in enumerate(neighbours(here) or [[]])]


def convert(rows: list[Row], codes: Codes | None = None) -> Twinnings:
    """Cities, ties and the report on the rows."""
    codes = codes or Codes()
    report = Report("Twinnings of the European Union and the United Kingdom, 2017")
    report.counts["rows"] = len(rows)
    report.expect(
        "pairs from both sides", "pairs from one side several times", "pairs that the other entry does not confirm",
        "labels in several countries", "labels at several places in one country", "cities with several places nearby",
        "places with several labels", "rows without a valid place", "cities with several populations",
        "populations that are no whole number", "populations of nobody", "rows that join a city with itself",
        "unknown countries", "codes of several country names", "labels with unseen characters",
        "labels that are a number of Wikidata", "rows left out")
    atlas = Atlas(rows, codes, report)
    ties = tie(rows, atlas, codes, report)
    report.counts["cities"] = len(atlas.cities)
    report.counts["partnerships"] = len(ties)
    report.counts["rows that repeat a pair"] = sum(len(a) + len(b) - 1 for a, b in (item.lines for item in ties))
    tell_ends(rows, report)
    tell_countries(rows, atlas, report)
    tell_cities(atlas, report)
    tell_ties(ties, report)
    report.counts["labels in several countries, at one place"] = sum(
        entry["at one place"] for entry in report.lists["labels in several countries"])
    return Twinnings(atlas.cities, ties, report)


def tie(rows: list[Row], atlas: Atlas, codes: Codes, report: Report) -> list[Tie]:
    """One tie for each unordered pair, in the order of its first row."""
    ties: dict[frozenset[str], Tie] = {}
    for row in rows:
        first, second = atlas.find(row.first), atlas.find(row.second)
        if first is None or second is None:
            report.add("rows left out", told_row(row))
        elif first is second:
            report.add("rows that join a city with itself", told_row(row))
        else:
            found = ties.setdefault(frozenset((first.slug, second.slug)), Tie(first, second))
            found.lines[0 if first is found.first else 1].append(row.line)
    for item in ties.values():
        item.code = codes.take("twinning", *sorted((item.first.code, item.second.code)))
    return list(ties.values())


def told_row(row: Row) -> dict:
    return {
        "line": row.line, "first": f"{row.first.label}, {row.first.country}",
        "second": f"{row.second.label}, {row.second.country}"}


def tell_ends(rows: list[Row], report: Report) -> None:
    """Reports what is wrong with single values; each once, although a city's values stand in many rows."""
    told = set()

    def once(name: str, **entry) -> None:
        if (name, *entry.items()) not in told:
            told.add((name, *entry.items()))
            report.add(name, entry)

    for row in rows:
        for end in (row.first, row.second):
            if place_of(end) is None:
                report.add("rows without a valid place", {
                    "line": row.line, "label": end.label, "place": f"{end.latitude} {end.longitude}"})
            if end.population and population_of(end) is None:
                once("populations that are no whole number", label=end.label, country=end.country, given=end.population)
            if population_of(end) == 0:
                once("populations of nobody", label=end.label, country=end.country)
            if clean(end.label) != end.label:
                once("labels with unseen characters", label=ascii(end.label), country=end.country)
            if end.label[:1] == "Q" and end.label[1:].isdigit():
                once("labels that are a number of Wikidata", label=end.label, country=end.country)


def tell_countries(rows: list[Row], atlas: Atlas, report: Report) -> None:
    """Reports what has no code, whether the same city stands elsewhere with one, and names that share a code."""
    labels = atlas.labels()
    for (label, country), ends in atlas.unknown.items():
        places = [place for end in ends if (place := place_of(end)) is not None]
        also = [city.slug for city in labels.get(label, []) if nearest(places, city.places) <= FAR_KM]
        report.add("unknown countries", {"label": label, "country": country, "twinnings": len(ends), "also": also})
    names: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for end in (row.first, row.second):
            if end.country in CODES:
                names[CODES[end.country]].add(end.country)
    for code, same in sorted(names.items()):
        if len(same) > 1:
            report.add("codes of several country names", {"code": code, "names": sorted(same)})


def tell_cities(atlas: Atlas, report: Report) -> None:
    """Reports what cities share and where they contradict themselves."""
    for label, cities in atlas.labels().items():
        countries = defaultdict(list)
        for city in cities:
            countries[city.country].append(city)
        if len(countries) > 1:
            near = any(
                one.country < other.country and nearest(one.places, other.places) <= FAR_KM
                for one in cities for other in cities)
            report.add("labels in several countries", {
                "label": label, "cities": [city.slug for city in cities], "at one place": near})
        for country, same in countries.items():
            if len(same) > 1:
                report.add("labels at several places in one country", {
                    "label": label, "country": country, "cities": {city.slug: city.places for city in same}})
    at: dict[tuple[str, Place], list[str]] = defaultdict(list)
    for city in atlas.cities:
        if len(city.places) > 1:
            report.add("cities with several places nearby", {
                "city": city.slug, "places": city.places,
                "kilometres": round(max(distance(a, b) for a in city.places for b in city.places), 1)})
        if len(city.populations) > 1:
            report.add("cities with several populations", {"city": city.slug, "populations": city.populations})
        for place in city.places:
            at[city.country, place].append(city.slug)
    for (_, place), cities in at.items():
        if len(cities) > 1:
            report.add("places with several labels", {"place": place, "cities": cities})


def tell_ties(ties: list[Tie], report: Report) -> None:
    """Reports pairs that were given more than once, and those that only one of two entries names."""
    for item in ties:
        entry = {"first": item.first.slug, "second": item.second.slug, "lines": item.lines[0] + item.lines[1]}
        if all(item.lines):
            report.add("pairs from both sides", entry)
        else:
            if len(entry["lines"]) > 1:
                report.add("pairs from one side several times", entry)
            if item.first.has_entry and item.second.has_entry:
                report.add("pairs that the other entry does not confirm", entry)


def city_record(city: City) -> dict:
    """The record of a city; competing values stand side by side in the order of the table."""
    record = {
        "slug": city.slug, "name": english(city.label), "country": city.country,
        "coordinates": [{"value": list(place), "sources": [SOURCE]} for place in city.places],
        "population": [{"value": population, "sources": [SOURCE]} for population in city.populations],
        "sources": [SOURCE]}
    if city.label[:1] == "Q" and city.label[1:].isdigit():
        record["wikidata"] = city.label
    return envelope("city", city.code, {name: value for name, value in record.items() if value})


def tie_record(item: Tie) -> dict:
    """The record of a partnership: a side says "twin city" where its entry names the other; dates are not known."""
    sides = []
    for city, lines in zip((item.first, item.second), item.lines, strict=True):
        side: dict = {"city": city.code}
        if lines:
            side["types"] = [{"value": "twin-city", "sources": [SOURCE]}]
        sides.append(side)
    record = {"title": english(f"{item.first.label} and {item.second.label}"), "first": sides[0], "second": sides[1]}
    if not all(item.lines):
        silent = item.second if item.lines[0] else item.first
        said = "does not name it" if silent.has_entry else "is not in the data"
        record["note"] = english(f"Named by one side; the entry of {silent.label} {said}.")
    return envelope("partnership", item.code, record)


def write(found: Twinnings, into: Package) -> None:
    for city in found.cities:
        into.add(city_record(city))
    for item in found.ties:
        into.add(tie_record(item))


def main() -> None:
    options = argparse.ArgumentParser(description="Makes a content package of real twinnings.")
    options.add_argument("into", metavar="INTO", type=Path, nargs="?", help="the new folder of the package")
    options.add_argument("--data", type=Path, default=DATA, help="the folder with the data")
    options.add_argument("--report", type=Path, help="a file for the whole report, in JSON")
    options.add_argument("--wikidata", action="store_true", help="only report on the links of 2016, no package")
    given = options.parse_args()
    found = convert(read(given.data / TABLE))
    if given.wikidata:
        from Scale import wikidata

        deliver(wikidata.check(given.data, found), given.report)
        return
    if given.into is None:
        options.error("name the folder of the package")
    write(found, Package(given.into))
    deliver(found.report, given.report)


if __name__ == "__main__":
    main()
