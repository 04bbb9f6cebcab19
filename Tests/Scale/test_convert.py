"""The rules of the converters on small rows made by hand, and the whole data where they are at hand."""

import json
import re
import struct
import zlib
from collections import Counter
from pathlib import Path

import pytest

from Outside import packages, program
from Scale import collection, hall, twinnings, wikidata
from Scale.countries import CODES
from Scale.dates import BROKEN, MISSING, OUTSIDE, UNREAD, dated
from Scale.package import DATA, Codes, Package, Report, Slugs, slug
from Scale.twinnings import End, Row

needs_data = pytest.mark.skipif(not (DATA / twinnings.TABLE).exists(), reason="the shared data are not here")

SLUG = re.compile(r"(?!\d{4}$)[a-z0-9]+(-[a-z0-9]+)*$")
#: The forms of EDTF that the converters write.
EDTF = re.compile(r"\d{4}(-\d\d){0,2}~?(/\d{4}(-\d\d){0,2}~?)?$")
REQUIRED = {
    "city": ("slug", "name", "country"), "partnership": ("title", "first", "second"),
    "photo": ("slug", "title", "image", "nature", "alt", "credit", "people"),
    "hall": ("name", "homeCity", "address", "languages")}


def end(label: str, country: str = "France", place: str = "48.0 2.0", population: str = "") -> End:
    latitude, _, longitude = place.partition(" ")
    return End(label, country, latitude, longitude, population)


def rows(*pairs: tuple[End, End]) -> list[Row]:
    return [Row(line, first, second) for line, (first, second) in enumerate(pairs, start=2)]


def convert(*pairs: tuple[End, End]) -> twinnings.Twinnings:
    return twinnings.convert(rows(*pairs))


def slugs(found: twinnings.Twinnings) -> list[str]:
    return [city.slug for city in found.cities]


OXFORD = end("Oxford", "United Kingdom", "51.75 -1.25", "150000")
BONN = end("Bonn", "Germany", "50.73 7.1")
PERM = end("Perm", "Russia", "58.01 56.25")


# Twinnings


def test_a_pair_from_both_sides_is_one_partnership_and_reported():
    found = convert((OXFORD, BONN), (BONN, OXFORD), (OXFORD, PERM))
    assert slugs(found) == ["oxford-gb", "bonn-de", "perm-ru"]
    assert [(tie.first.slug, tie.second.slug) for tie in found.ties] == [
        ("oxford-gb", "bonn-de"), ("oxford-gb", "perm-ru")]
    assert found.report.lists["pairs from both sides"] == [
        {"first": "oxford-gb", "second": "bonn-de", "lines": [2, 3]}]
    assert found.report.counts["rows that repeat a pair"] == 1


def test_a_pair_twice_from_one_side_is_one_partnership_and_reported():
    found = convert((OXFORD, BONN), (OXFORD, BONN))
    assert len(found.ties) == 1
    assert found.report.lists["pairs from one side several times"][0]["lines"] == [2, 3]
    assert found.report.lists["pairs from both sides"] == []


def test_a_side_calls_itself_a_twin_only_where_its_entry_does():
    both, outside = convert((OXFORD, BONN), (BONN, OXFORD), (OXFORD, PERM)).ties
    silent, _ = convert((OXFORD, BONN), (BONN, PERM)).ties
    body = twinnings.tie_record(both)["record"]
    assert "types" in body["first"] and "types" in body["second"] and "note" not in body
    body = twinnings.tie_record(silent)["record"]
    assert "types" in body["first"] and "types" not in body["second"]
    assert body["note"] == {"en": "Named by one side; the entry of Bonn does not name it."}
    assert twinnings.tie_record(outside)["record"]["note"] == {
        "en": "Named by one side; the entry of Perm is not in the data."}


def test_a_tie_that_the_other_entry_does_not_confirm_is_reported():
    found = convert((OXFORD, BONN), (BONN, PERM))
    assert found.report.lists["pairs that the other entry does not confirm"] == [
        {"first": "oxford-gb", "second": "bonn-de", "lines": [2]}]


def test_a_label_of_two_countries_is_two_cities():
    found = convert((OXFORD, end("Valencia", "Spain", "39.5 -0.4")), (OXFORD, end("Valencia", "Venezuela", "10.2 -68")))
    assert slugs(found) == ["oxford-gb", "valencia-es", "valencia-ve"]
    assert found.report.lists["labels in several countries"] == [
        {"label": "Valencia", "cities": ["valencia-es", "valencia-ve"], "at one place": False}]


def test_one_place_in_two_countries_is_told():
    place = "23.7 -15.9"
    found = convert((OXFORD, end("Dakhla", "Morocco", place)), (OXFORD, end("Dakhla", "Western Sahara", place)))
    assert [entry["at one place"] for entry in found.report.lists["labels in several countries"]] == [True]


def test_a_label_at_two_far_places_is_two_cities():
    here, there = end("Felsberg", "Germany", "49.29 6.71"), end("Felsberg", "Germany", "51.13 9.42")
    found = convert((here, there), (OXFORD, there))
    assert slugs(found) == ["felsberg-de", "felsberg-de-2", "oxford-gb"]
    assert [(tie.first.slug, tie.second.slug) for tie in found.ties] == [
        ("felsberg-de", "felsberg-de-2"), ("oxford-gb", "felsberg-de-2")]
    assert found.report.lists["labels at several places in one country"][0]["label"] == "Felsberg"
    assert found.report.lists["rows that join a city with itself"] == []


def test_a_label_at_near_places_is_one_city_with_both():
    found = convert((OXFORD, end("Corfu", "Greece", "39.62 19.92")), (OXFORD, end("Corfu", "Greece", "39.62 19.82")))
    assert slugs(found) == ["oxford-gb", "corfu-gr"]
    assert [claim["value"] for claim in twinnings.city_record(found.cities[1])["record"]["coordinates"]] == [
        [39.62, 19.92], [39.62, 19.82]]
    assert found.report.lists["cities with several places nearby"][0]["kilometres"] == 8.6


def test_places_are_joined_by_what_lies_between():
    west, east, middle = (50.0, 5.0), (50.0, 5.7), (50.0, 5.35)
    assert twinnings.neighbours([west, east]) == [[west], [east]]
    assert twinnings.neighbours([west, east, middle]) == [[west, middle, east]]


def test_a_city_twinned_with_itself_is_left_out_and_reported():
    found = convert((OXFORD, OXFORD), (OXFORD, BONN))
    assert len(found.ties) == 1
    assert [entry["line"] for entry in found.report.lists["rows that join a city with itself"]] == [2]


def test_populations_stand_side_by_side():
    found = convert((OXFORD, BONN), (end("Oxford", "United Kingdom", "51.75 -1.25", "159994"), BONN), (OXFORD, BONN))
    claims = twinnings.city_record(found.cities[0])["record"]["population"]
    assert [claim["value"] for claim in claims] == [150000, 159994]
    assert found.report.lists["cities with several populations"] == [
        {"city": "oxford-gb", "populations": [150000, 159994]}]
    assert "population" not in twinnings.city_record(found.cities[1])["record"]


def test_a_population_that_is_no_whole_number_is_not_guessed():
    found = convert((OXFORD, end("Demre", "Turkey", "36.2 30.0", "15.762")))
    assert found.cities[1].populations == []
    assert found.report.lists["populations that are no whole number"] == [
        {"label": "Demre", "country": "Turkey", "given": "15.762"}]


def test_an_unknown_country_is_left_out_with_its_twinnings_counted():
    blaj = end("Blaj", "Austria-Hungary", "46.17 23.92")
    found = convert((OXFORD, blaj), (BONN, blaj), (BONN, end("Blaj", "Romania", "46.17 23.92")))
    assert slugs(found) == ["oxford-gb", "bonn-de", "blaj-ro"], "a city stays, although its only row is left out"
    assert found.report.lists["unknown countries"] == [
        {"label": "Blaj", "country": "Austria-Hungary", "twinnings": 2, "also": ["blaj-ro"]}]
    assert [entry["line"] for entry in found.report.lists["rows left out"]] == [2, 3]


def test_a_row_without_a_place_is_told_by_its_label_where_that_is_one_city():
    oxford, nowhere = end("Oxford", "United Kingdom", "", "7"), end("Nowhere", place="95 0")
    found = convert((OXFORD, BONN), (oxford, PERM), (OXFORD, nowhere))
    assert slugs(found) == ["oxford-gb", "bonn-de", "perm-ru", "nowhere-fr"]
    assert found.cities[0].populations == [150000, 7] and found.cities[3].places == []
    assert [entry["line"] for entry in found.report.lists["rows without a valid place"]] == [3, 4]
    here, there = end("Ennery", place="49.2 6.2"), end("Ennery", place="49.1 2.1")
    two = convert((here, there), (OXFORD, end("Ennery", place=" ")))
    assert [entry["line"] for entry in two.report.lists["rows left out"]] == [3], "two cities could be meant"


def test_what_is_not_seen_in_a_label_is_taken_away_and_reported():
    found = convert((OXFORD, end("Granada\u200e", "Spain")), (OXFORD, end("Granada", "Spain")))
    assert slugs(found) == ["oxford-gb", "granada-es"] and found.cities[1].label == "Granada"
    assert found.report.lists["labels with unseen characters"] == [{"label": "'Granada\\u200e'", "country": "Spain"}]


def test_several_names_of_a_country_are_reported():
    found = convert((OXFORD, end("Halhul", "Palestine")), (OXFORD, end("Halhul", "Palestinian territories")))
    assert slugs(found) == ["oxford-gb", "halhul-ps"]
    assert found.report.lists["codes of several country names"] == [
        {"code": "PS", "names": ["Palestine", "Palestinian territories"]}]


def test_a_number_of_wikidata_in_place_of_a_label_is_kept_as_one():
    found = convert((OXFORD, end("Q1030610", "Hungary")))
    assert twinnings.city_record(found.cities[1])["record"]["wikidata"] == "Q1030610"
    assert len(found.report.lists["labels that are a number of Wikidata"]) == 1


def test_a_table_with_a_short_row_is_refused(tmp_path):
    head = "origincityLabel\torigincountry"
    (tmp_path / "table.tsv").write_text(f"{head}\nOxford\n")
    with pytest.raises(ValueError):
        twinnings.read(tmp_path / "table.tsv")


# Links of Wikidata


def test_one_sided_links_are_told_apart():
    links = [
        ("Q1", "Q2"), ("Q2", "Q1"), ("Q1", "Q3"), ("Q2", "Q3"), ("Q3", "Q2"), ("Q1", "Q4"), ("Q1", "Q4"), ("Q4", "Q4")]
    report = wikidata.examine(wikidata.Links({"Q1": "Oxford", "Q2": "Bonn", "Q3": "Perm", "Q9": "Perm"}, links))
    assert [(entry["first"], entry["second"], entry["the other names somebody"])
            for entry in report.lists["one-sided links"]] == [
        ("Oxford Q1", "Perm Q3", True), ("Oxford Q1", "? Q4", True)]
    assert report.counts["pairs"] == 4
    assert report.lists["numbers without a name"] == ["Q4"] and report.lists["unused names"] == ["Q9"]
    assert report.lists["repeated links"] == [{"first": "Oxford Q1", "second": "? Q4", "times": 2}]
    assert len(report.lists["links of a city with itself"]) == 1
    assert report.lists["names of several numbers"] == [{"name": "Perm", "numbers": ["Q3", "Q9"]}]


def test_links_are_compared_only_where_names_are_of_one_city():
    names = {"Q1": "Oxford", "Q2": "Bonn", "Q3": "Perm", "Q4": "Valencia", "Q5": "Bonn"}
    valencias = end("Valencia", "Spain"), end("Valencia", "Venezuela")
    table = convert((OXFORD, BONN), (OXFORD, PERM), (valencias[0], PERM), (valencias[1], PERM))
    assert wikidata.matches(names, table) == {"Q1": "oxford-gb", "Q3": "perm-ru"}
    report = Report("links")
    wikidata.compare(wikidata.Links(names, [("Q1", "Q3"), ("Q3", "Q4"), ("Q1", "Q2")]), table, report)
    assert report.counts["pairs of such cities in both data"] == 1
    assert report.counts["of these, from one side in the table"] == 1
    assert report.lists["pairs only here"] == report.lists["pairs only in the table"] == []


# Dates


@pytest.mark.parametrize(("text", "edtf"), [
    ("1941", "1941"),
    ("November 1951", "1951-11"),
    ("September  1958", "1958-09"),
    ("September 6, 1958", "1958-09-06"),
    ("1958-09-06", "1958-09-06"),
    ("c. 1945", "1945~"),
    ("c.1956", "1956~"),
    ("circa May 1946", "1946-05~"),
    ("1945-1950", "1945/1950"),
    ("1945 \u2013 1950", "1945/1950"),
    ("c. 1930-1950", "1930~/1950~"),
    ("October - November 1951", "1951-10/1951-11"),
    ("July-August 1955", "1955-07/1955-08"),
    ("December 1945 - January 1946", "1945-12/1946-01"),
    ("June 10-12, 1954", "1954-06-10/1954-06-12"),
    ("May 26 - 28,1969", "1969-05-26/1969-05-28"),
    ("May 30 - June 2, 1954", "1954-05-30/1954-06-02"),
])
def test_dates_are_read(text, edtf):
    found = dated(text, None, None)
    assert (found.edtf, found.words, found.problem) == (edtf, "", "")


@pytest.mark.parametrize("text", [
    "unknown", "before the war", "February 30, 1950", "1950-1940", "1904-06", "1950s", "12-10-1950", "Smarch 1950",
    "November", "December - January 1946", "0000", "1950-1960-1970", "about"])
def test_what_cannot_be_read_stays_as_text(text):
    found = dated(text, None, None)
    assert found.edtf == "" and text in found.words and found.problem == UNREAD


def test_limits_stand_in_for_what_cannot_be_read():
    found = dated("summer, perhaps", "1950-06-01", "1950-08-31")
    assert found.edtf == "1950-06-01/1950-08-31" and found.problem == UNREAD
    assert found.words == "Date in the catalogue: summer, perhaps (1950-06-01 to 1950-08-31)."
    assert dated(None, "1950-06-01", "1950-06-01").edtf == "1950-06-01"
    assert dated(None, None, None).problem == MISSING


def test_limits_that_say_more_are_kept_in_words():
    found = dated("c. 1946", "1941-01-01", "1951-01-01")
    assert found.words == "Date in the catalogue: c. 1946 (1941-01-01 to 1951-01-01)."
    assert dated("1945-1950", "1945-01-01", "1950-01-01").words == ""
    assert dated("November 1951", "1951-11-01", "1951-11-30").words == ""
    assert dated("March 1964", "1964-03-01", "1964-03-21").words != ""


def test_a_date_outside_of_its_limits_is_reported():
    found = dated("May 26 - 28,1969", "1959-05-26", "1959-05-28")
    assert (found.edtf, found.problem) == ("1969-05-26/1969-05-28", OUTSIDE)
    assert dated("1950", "1951-02-30", "1952-01-01").problem == BROKEN
    assert dated("1950", "1952-01-01", "1950-01-01").problem == BROKEN


# Photos


ITEM = {
    "title": "Group portrait", "creation_date": "c. 1946", "creation_date_earliest": "1941-01-01",
    "creation_date_latest": "1951-01-01", "medium": "black and white: Kodak Safety Film",
    "accession_number": "2001.35.1", "id": "things/1", "credit_line": "Heinz Family Fund",
    "date_acquired": "2001-10-04", "web_url": "http://archive.example/1", "classification": "Photographic Negative",
    "creator": [{"full_name": 'Charles "Teenie" Harris'}]}


def test_a_photo_says_what_the_archive_says():
    photos = collection.convert([ITEM])
    [made] = collection.copies(photos, Codes(), 1)
    assert made["kind"] == "photo" and made["record"] == {
        "slug": "photo-2001-35-1", "title": {"en": "Group portrait"}, "image": {"file": "media/stand-in-1.png"},
        "nature": "photograph", "alt": {"en": "Group portrait"}, "date": "1946~",
        "photographer": {"en": 'Charles "Teenie" Harris'}, "credit": {"en": "Heinz Family Fund"},
        "collection": {"en": collection.COLLECTION},
        "sources": [{
            "title": {"en": "Collection data of the Carnegie Museum of Art (CC0). Accession number 2001.35.1. Black "
                            "and white: Kodak Safety Film. Photographic Negative. Date in the catalogue: c. 1946 "
                            "(1941-01-01 to 1951-01-01). Acquired on 2001-10-04."},
            "url": "http://archive.example/1"}],
        "people": {"covered": "nobody"}}


def test_a_date_that_cannot_be_read_is_a_caption_and_reported():
    photos = collection.convert([{**ITEM, "creation_date": "long ago", "creation_date_earliest": None}])
    assert photos.records[0][1]["caption"] == {"en": "Date in the catalogue: long ago."}
    assert "date" not in photos.records[0][1]
    assert [entry["date"] for entry in photos.report.lists[UNREAD]] == ["long ago"]


def test_a_record_without_what_the_hall_requires_is_left_out_and_reported():
    photos = collection.convert([{**ITEM, "credit_line": None}, {**ITEM, "creator": []}, {**ITEM, "title": " "}])
    assert len(photos.records) == 1 and "photographer" not in photos.records[0][1]
    assert len(photos.report.lists["records left out, without a title or a credit line"]) == 2


def test_copies_have_names_of_their_own_and_are_always_alike():
    photos = collection.convert([ITEM, {**ITEM, "accession_number": "2001.35.2"}])
    made = list(collection.copies(photos, Codes(), 5))
    assert [record["record"]["slug"] for record in made] == [
        "photo-2001-35-1", "photo-2001-35-2", "photo-2001-35-1-copy-2", "photo-2001-35-2-copy-2",
        "photo-2001-35-1-copy-3"]
    titles = [record["record"]["title"]["en"] for record in made]
    assert titles == ["Group portrait"] * 2 + ["Group portrait (copy 2)"] * 2 + ["Group portrait (copy 3)"]
    assert len({record["code"] for record in made}) == 5
    assert made == list(collection.copies(photos, Codes(), 5))


def test_stand_ins_are_small_grey_pngs():
    assert len(set(collection.media().values())) == len(collection.media()) == collection.STAND_INS
    for data in collection.media().values():
        assert data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) < 2_000
        assert struct.unpack(">IIBB", data[16:26]) == (320, 240, 8, 0)
        length = struct.unpack(">I", data[33:37])[0]
        assert len(zlib.decompress(data[41:41 + length])) == 240 * 321


# Packages


def test_slugs_are_taken_once_and_valid():
    made = Slugs()
    names = ["'s-Hertogenbosch", "Škofja Loka", "Łódź", "Großenkneten", "上海", "2019", "a" * 200, "Trois\u2010Rivières"]
    found = [made.take(name) for name in names] + [made.take("Łódź"), made.take("Lodz"), made.take("a" * 200, "copy-2")]
    assert found[:6] == ["s-hertogenbosch", "skofja-loka", "lodz", "grossenkneten", "place", "no-2019"]
    assert found[7:10] == ["trois-rivieres", "lodz-2", "lodz-3"] and found[10].endswith("a-copy-2")
    assert all(SLUG.match(name) and len(name) <= 80 for name in found)
    assert slug("x" * 72 + " yz", "fr") == "x" * 72 + "-yz-fr"


def test_codes_are_given_once(monkeypatch):
    monkeypatch.setattr("Scale.package.code", lambda *seed: "AAAAAAA" if len(seed) == 1 else packages.code(*seed))
    codes = Codes()
    first, second = codes.take("one"), codes.take("two")
    assert first == "AAAAAAA" and second == packages.code("two", "again", 1)


def test_a_package_is_written_into_a_new_folder(tmp_path):
    (tmp_path / "other").write_text("")
    with pytest.raises(SystemExit):
        Package(tmp_path)


def test_a_report_holds_every_finding(tmp_path, capsys):
    report = Report("A report")
    report.expect("nothing")
    for number in range(9):
        report.add("findings", {"number": number})
    report.write(tmp_path / "report.json")
    written = json.loads((tmp_path / "report.json").read_text())
    assert written["counts"] == {"nothing": 0, "findings": 9} and len(written["lists"]["findings"]) == 9
    assert "nothing: 0" in report.told() and "..." in report.told()


# The whole data


@pytest.fixture(scope="module")
def whole() -> twinnings.Twinnings:
    return twinnings.convert(twinnings.read(DATA / twinnings.TABLE))


@pytest.fixture(scope="module")
def photos() -> collection.Photos:
    return collection.convert(collection.read(DATA / collection.ARCHIVE))


def sound(records: list[dict]) -> Counter:
    """Checks records as the Hall would, as far as that can be told from outside; returns how many of each kind."""
    codes = {record["code"]: record["kind"] for record in records}
    assert len(codes) == len(records), "a code stands twice"
    addresses = Counter((record["kind"], record["record"]["slug"]) for record in records if "slug" in record["record"])
    assert max(addresses.values()) == 1, "a slug stands twice"
    for record in records:
        kind, body = record["kind"], record["record"]
        assert all(body.get(name) for name in REQUIRED[kind]), record
        assert kind in ("partnership", "hall") or SLUG.match(body["slug"]) and len(body["slug"]) <= 80, record
        assert EDTF.match(body.get("date", "1900")), record
        assert kind != "city" or re.match("[A-Z]{2}$", body["country"]), record
        named = [body[side]["city"] for side in ("first", "second") if side in body] + body.get("shows", [])
        assert all(codes[code] == "city" for code in named) and len(set(named)) == len(named), record
    return Counter(codes.values())


@needs_data
def test_every_row_of_the_table_is_accounted_for(whole):
    report = whole.report
    lines = sum(len(tie.lines[0]) + len(tie.lines[1]) for tie in whole.ties)
    assert lines + len(report.lists["rows left out"]) + len(report.lists["rows that join a city with itself"]) == 24_926
    assert report.counts["rows"] == 24_926
    assert report.counts["rows that repeat a pair"] == lines - len(whole.ties)


@needs_data
def test_the_table_gives_the_cities_and_ties_that_it_holds(whole):
    found = sound([*map(twinnings.city_record, whole.cities), *map(twinnings.tie_record, whole.ties)])
    assert found == {"city": 12_605, "partnership": 15_943}
    lengths = {name: len(entries) for name, entries in whole.report.lists.items()}
    assert lengths["pairs from both sides"] == 8_501
    assert lengths["pairs from one side several times"] == 153
    assert lengths["pairs that the other entry does not confirm"] == 592
    assert lengths["labels in several countries"] == 384
    assert lengths["labels at several places in one country"] == 59
    assert lengths["cities with several places nearby"] == 189
    assert lengths["cities with several populations"] == 50
    assert lengths["unknown countries"] == 11
    assert lengths["rows that join a city with itself"] == lengths["rows without a valid place"] == 0


@needs_data
def test_no_city_is_wider_than_its_rule(whole):
    widest = max(entry["kilometres"] for entry in whole.report.lists["cities with several places nearby"])
    assert widest < twinnings.FAR_KM, "no chain of places joined what lies far apart"


@needs_data
def test_distances_are_those_of_the_table():
    lines = (DATA / twinnings.TABLE).read_text(encoding="utf-8").splitlines()[1:]
    cells = [line.split("\t") for line in lines]
    wrong = [row for row in cells if abs(
        twinnings.distance((float(row[2]), float(row[3])), (float(row[6]), float(row[7]))) - float(row[10])) > 30]
    assert len(wrong) <= 4, "the table itself has a few distances that do not fit its places"


@needs_data
def test_every_country_of_the_table_that_has_a_code_gets_it():
    names = {name for row in twinnings.read(DATA / twinnings.TABLE) for name in (row.first.country, row.second.country)}
    assert set(CODES) <= names, "the table of countries holds nothing that does not occur"
    assert sorted(name for name in names - set(CODES) if not re.match(r"t\d+$", name)) == [
        "Austria-Hungary", "Austrian Empire", "Kingdom of Hungary", "Luhansk People's Republic", "Prussia",
        "Somaliland", "Transnistria"]


@needs_data
def test_the_links_have_the_one_sided_ones_that_are_known(whole):
    report = wikidata.check(DATA, whole)
    assert (report.counts["names"], report.counts["links"], report.counts["pairs"]) == (10_055, 34_182, 17_401)
    assert len(report.lists["one-sided links"]) == 624
    assert report.counts["one-sided links to a city that names others"] == 400
    assert report.lists["numbers without a name"] == []
    assert report.counts["pairs of such cities in both data"] == 7_774


@needs_data
def test_the_archive_gives_a_record_for_each_of_its_own(photos):
    assert sound(list(collection.copies(photos, Codes(), 4_000))) == {"photo": 4_000}
    assert photos.report.counts["dates: none"] == 0 and len(photos.report.lists[UNREAD]) == 0
    assert len(photos.report.lists[OUTSIDE]) == 7


@needs_data
def test_a_large_hall_is_whole(tmp_path):
    report = hall.write(DATA, tmp_path / "hall", count=3_000)
    records = [json.loads(file.read_text()) for file in sorted((tmp_path / "hall" / "records").rglob("*.json"))]
    assert sound(records) == {"hall": 1, "city": 12_605, "partnership": 15_943, "photo": 3_000}
    named = {record["record"]["image"]["file"] for record in records if record["kind"] == "photo"}
    assert named == {f"media/{file.name}" for file in (tmp_path / "hall" / "media").iterdir()}
    assert report.lists["home city"] == ["vilnius-lt"]
    assert report.lists["cities with the most photos"][0]["photos"] > 50


@needs_data
def test_partnerships_that_are_drawn_say_so_and_repeat_none(tmp_path):
    report = hall.write(DATA, tmp_path / "hall", count=1, ties=16_000)
    records = [json.loads(file.read_text()) for file in sorted((tmp_path / "hall" / "records").rglob("*.json"))]
    assert sound(records) == {"hall": 1, "city": 12_605, "partnership": 16_000, "photo": 1}
    assert report.counts["partnerships that are drawn, not known"] == 57
    ties = [record["record"] for record in records if record["kind"] == "partnership"]
    assert len({frozenset((tie["first"]["city"], tie["second"]["city"])) for tie in ties}) == 16_000
    assert sum(tie.get("note", {}).get("en", "").startswith("Drawn for measuring") for tie in ties) == 57


@needs_data
def test_the_home_city_can_be_named_and_must_be_there(tmp_path):
    with pytest.raises(SystemExit):
        hall.write(DATA, tmp_path / "hall", count=1, home="atlantis")


@pytest.mark.slow
@needs_data
def test_the_program_takes_all_of_it(tmp_path):
    try:
        program.twinhall()
    except FileNotFoundError:
        pytest.skip("the program is not built")
    folder: Path = tmp_path / "hall"
    hall.write(DATA, folder, count=2_000)
    program.must("init", "--data", tmp_path / "data")
    done = program.must("import", folder, "--dry-run", "--data", tmp_path / "data")
    assert "30549 new" in done.stdout, program.told(done)
