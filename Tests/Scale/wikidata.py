"""Reports on the directed links of 2016: who names whom, who is not named back, and what the table of 2017 says of it.

The names have neither country nor place, so that no cities can be made of them. They are compared with the cities of
the table only where a name is that of one city in each: a name that fits does not prove that the same city is meant,
and names that are written in another language do not fit at all.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from Scale.package import Report
from Scale.twinnings import Twinnings

NAMES = Path("twinnings") / "wikidata-2016-names.tsv"
LINKS = Path("twinnings") / "wikidata-2016-relations.tsv"


@dataclass(frozen=True)
class Links:
    """Names by number, and links as they stand, repeated ones too."""

    names: dict[str, str]
    links: list[tuple[str, str]]


def columns(file: Path) -> list[tuple[str, str]]:
    """The two columns of a table without a head."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [(first, second) for first, second in (line.split("\t") for line in lines)]


def read(data: Path) -> Links:
    return Links(dict(columns(data / NAMES)), columns(data / LINKS))


def check(data: Path, table: Twinnings) -> Report:
    links = read(data)
    report = examine(links)
    compare(links, table, report)
    return report


def examine(given: Links) -> Report:
    """What the links say among themselves."""
    report = Report("Links of Wikidata, 2016")
    report.expect(
        "repeated links", "links of a city with itself", "one-sided links", "numbers without a name", "unused names",
        "names of several numbers")
    links = dict.fromkeys(given.links)
    naming = {first for first, _ in links}
    ends = dict.fromkeys(end for link in links for end in link)
    report.counts["names"] = len(given.names)
    report.counts["links"] = len(given.links)
    report.counts["links, each once"] = len(links)
    report.counts["pairs"] = len({frozenset(link) for link in links if link[0] != link[1]})
    for link, times in Counter(given.links).items():
        if times > 1:
            report.add("repeated links", {**told(link, given.names), "times": times})
        if link[0] == link[1]:
            report.add("links of a city with itself", told(link, given.names))
    for first, second in links:
        if first != second and (second, first) not in links:
            report.add("one-sided links", {
                **told((first, second), given.names), "the other names somebody": second in naming})
    one_sided = report.lists["one-sided links"]
    report.counts["one-sided links to a city that names others"] = sum(
        entry["the other names somebody"] for entry in one_sided)
    report.counts["one-sided links to a city that names nobody"] = sum(
        not entry["the other names somebody"] for entry in one_sided)
    report.counts["links with an end without a name"] = sum(
        first not in given.names or second not in given.names for first, second in links)
    for end in ends:
        if end not in given.names:
            report.add("numbers without a name", end)
    for number in given.names:
        if number not in ends:
            report.add("unused names", number)
    for name, numbers in by_name(given.names).items():
        if len(numbers) > 1:
            report.add("names of several numbers", {"name": name, "numbers": numbers})
    return report


def told(link: tuple[str, str], names: dict[str, str]) -> dict:
    return {"first": f"{names.get(link[0], '?')} {link[0]}", "second": f"{names.get(link[1], '?')} {link[1]}"}


def by_name(names: dict[str, str]) -> dict[str, list[str]]:
    found = defaultdict(list)
    for number, name in names.items():
        found[name].append(number)
    return found


def matches(names: dict[str, str], table: Twinnings) -> dict[str, str]:
    """Number to slug, where the name is that of one number and of one city."""
    cities = defaultdict(list)
    for city in table.cities:
        cities[city.label].append(city.slug)
    return {
        numbers[0]: cities[name][0] for name, numbers in by_name(names).items()
        if len(numbers) == 1 and len(cities.get(name, [])) == 1}


def compare(given: Links, table: Twinnings, report: Report) -> None:
    """Counts the pairs of matched cities in both data, only here and only there."""
    matched = matches(given.names, table)
    known = set(matched.values())
    sides = {frozenset((tie.first.slug, tie.second.slug)): all(tie.lines) for tie in table.ties}
    there = {pair for pair in sides if pair <= known}
    links = set(given.links)
    here = {
        frozenset((matched[first], matched[second])) for first, second in links
        if first != second and first in matched and second in matched}
    inside = {city.slug for city in table.cities if city.has_entry}
    report.counts["names of one city in both data"] = len(matched)
    report.counts["pairs of such cities in both data"] = len(here & there)
    report.counts["pairs of such cities only here"] = len(here - there)
    report.counts["of these, with a city whose entry is in the table"] = sum(
        bool(pair & inside) for pair in here - there)
    report.counts["pairs of such cities only in the table"] = len(there - here)
    one_sided = {
        frozenset((matched[first], matched[second])) for first, second in links
        if first != second and (second, first) not in links and first in matched and second in matched}
    report.counts["one-sided pairs of such cities"] = len(one_sided)
    report.counts["of these, from both sides in the table"] = sum(sides.get(pair, False) for pair in one_sided)
    report.counts["of these, from one side in the table"] = sum(not sides.get(pair, True) for pair in one_sided)
    report.expect("pairs only here", "pairs only in the table")
    for name, pairs in (("pairs only here", here - there), ("pairs only in the table", there - here)):
        for pair in sorted(sorted(pair) for pair in pairs):
            report.add(name, pair)
