"""Makes a content package of a Hall of any size: cities, and for each the same number of ties, gifts, photos and news.

    python Tests/Bench/halls.py COUNT FOLDER

Of every hundred records one is a city and the others are what a city has; they are dealt out so that each city has as
many as any other, whatever the size. So a page of one city shows as much in a small Hall as in a large one, while what
it shows lies further apart. The same count gives the same package. Records are written as they are made, one a file as
the format wants it; all photos name one tiny picture.
"""

import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from Bench.generate import COUNTRIES, day, said, source  # noqa: E402
from Outside.packages import ALPHABET, envelope, picture  # noqa: E402

#: Of a hundred records, in the order in which they stand.
SHARES = {
    "city": 1, "partnership": 1, "gift": 8, "photo": 40, "article": 30, "event": 4, "organisation": 4, "person": 2,
    "document": 4, "visit": 2, "exchange": 1, "project": 2, "recognition": 1}
KINDS = [kind for kind, share in SHARES.items() for _ in range(share)]
FIRST = {kind: KINDS.index(kind) for kind in SHARES}
AREAS = ("culture", "sports", "economy", "education", "management")
#: Prime, and greater than any step between neighbours: what belongs together is written far apart.
STRIDE = 7919
FACTOR = 21_234_789_623
PICTURE = "media/tiny.png"
#: Stands in three records of every Hall of a thousand or more, and nowhere else.
RARE = "heliotrope"
RARE_AT = frozenset(100 * block + FIRST["article"] for block in (2, 5, 8))
#: Stands in about a third of all records.
COMMON = "delegation"
#: A record of each kind that every Hall has; its city is a partner, not the home city.
SAMPLE_BLOCK = 3


def of(number: int) -> str:
    """The code of a record. Not a hash: of a million in seven characters, a dozen would be the same.

    An odd factor gives every number another code, and scatters them as if they were drawn.
    """
    scattered = (number + 1) * FACTOR % 32**7
    return "".join(ALPHABET[scattered >> 5 * place & 31] for place in reversed(range(7)))


def slug(kind: str, block: int = SAMPLE_BLOCK, place: int = 0) -> str:
    return f"{kind}-{100 * block + FIRST[kind] + place}"


@dataclass(frozen=True)
class Deal:
    """Who belongs to whom in a Hall of so many records."""

    count: int

    @property
    def cities(self) -> int:
        return -(-self.count // 100)

    def city(self, number: int) -> str:
        """The city of a record: each has the same number of every kind where the count is a multiple of a hundred."""
        block, place = divmod(number, 100)
        return of(100 * ((block * STRIDE + place) % self.cities))

    def near(self, number: int, kind: str) -> list[str]:
        """A record of a kind in the same hundred, or none where the package ends before it."""
        at = number - number % 100 + FIRST[kind] + number % SHARES[kind]
        return [of(at)] if at < self.count else []


def hall() -> dict:
    return {
        "name": {"en": "Hall of twin cities", "ru": "Зал городов-побратимов"}, "homeCity": of(0),
        "address": {"en": "1 River Street", "ru": "Речная улица, 1"}, "languages": ["ru", "en"],
        "fallbacks": ["en", "ru"]}


def city(dice: random.Random, number: int) -> dict:
    name = number // 100
    place = [round(dice.uniform(-50, 65), 4), round(dice.uniform(-120, 150), 4)]
    return {
        "name": {"en": f"Northport {name}", "ru": f"Северный {name}"},
        "country": COUNTRIES[name % len(COUNTRIES)], "introduction": said(dice, 30, 25), "order": name,
        "coordinates": [{"value": place, "sources": source(dice)}]}


def partnership(dice: random.Random, number: int) -> dict:
    """The tie of the home city with the city of the same hundred."""
    def side(whose: str) -> dict:
        return {
            "city": whose, "types": [{"value": "twin-city", "sources": source(dice)}],
            "statuses": [{"status": "active", "date": day(dice), "text": said(dice, 6, 6), "sources": source(dice)}]}

    twin = number // 100
    return {
        "title": {"en": f"Northport 0 and Northport {twin}", "ru": f"Северный 0 и Северный {twin}"},
        "first": side(of(0)), "second": side(of(number - number % 100)),
        "acts": [
            {"type": kind, "rail": "both", "text": said(dice, 8, 7),
             "dates": [{"value": day(dice), "sources": source(dice)}]}
            for kind in ("letter-of-intent", "agreement")]}


def shown(dice: random.Random, number: int, kind: str, deal: Deal) -> dict:
    """What stands on the walls: photos, gifts, documents."""
    near, photos = deal.city(number), deal.near(number, "photo")
    match kind:
        case "photo":
            return {
                "image": {"file": PICTURE}, "nature": "photograph", "alt": said(dice, 8, 7),
                "caption": said(dice, 12, 10), "date": day(dice), "photographer": said(dice, 2, 2),
                "credit": said(dice, 2, 2), "shows": [near], "people": {"covered": "nobody"}}
        case "gift":
            return {
                "direction": dice.choice(("received", "given")), "city": near, "giver": said(dice, 3, 3),
                "presented": [{"value": day(dice), "sources": source(dice)}], "text": said(dice, 16, 12),
                "materials": said(dice, 2, 2), "accession": f"A {number}", "photos": photos}
        case _:
            return {
                "type": dice.choice(("agreement", "letter", "report")), "cities": [near], "text": said(dice, 18, 14),
                "dates": [{"value": day(dice), "sources": source(dice)}], "sources": source(dice)}


def told(dice: random.Random, number: int, kind: str, deal: Deal) -> dict:
    """What happened, and who took part."""
    near = deal.city(number)
    text, sources = said(dice, 22, 17), source(dice)
    when = [{"value": day(dice), "sources": source(dice)}]
    match kind:
        case "article":
            photo = deal.near(number, "photo") if number % 3 == 0 else []
            # Every tenth is about the home city too, so that much points at one record in a large Hall.
            about = list(dict.fromkeys([near, of(0)] if number % 10 == 0 else [near]))
            return {
                "date": day(dice), "time": f"{dice.randrange(24):02}:{dice.randrange(60):02}", "text": text,
                "about": about, "sources": sources, **({"photo": photo[0]} if photo else {})}
        case "event":
            return {"date": day(dice), "place": said(dice, 2, 2), "text": text, "about": [near], "sources": sources}
        case "visit":
            return {"direction": dice.choice(("incoming", "outgoing")), "cities": [near], "dates": when, "text": text,
                    "sources": sources}
        case "recognition":
            return {"awarded": when, "awardedBy": said(dice, 3, 3), "text": text, "cities": [near]}
        case "organisation":
            return {"city": near, "text": text, "sources": sources}
        case "person":
            return {"basis": "office", "office": said(dice, 4, 4), "city": near, "text": text, "sources": sources}
        case _:
            return {"area": dice.choice(AREAS), "cities": [near], "period": when, "text": text, "sources": sources}


def record(number: int, deal: Deal) -> dict:
    kind = KINDS[number % 100]
    dice = random.Random(number)
    # The first hundred begins with the home city, which has no tie with itself: there the Hall's own record stands.
    if number == FIRST["partnership"]:
        return envelope("hall", of(number), hall())
    if kind == "partnership":
        return envelope(kind, of(number), partnership(dice, number))
    if kind == "city":
        return envelope(kind, of(number), {"slug": f"city-{number}", **city(dice, number)})
    make = shown if kind in ("photo", "gift", "document") else told
    body = make(dice, number, kind, deal)
    if number in RARE_AT:
        body["text"]["en"] += f" The {RARE} bloomed."
    name = "name" if kind in ("organisation", "person") else "title"
    return envelope(kind, of(number), {"slug": f"{kind}-{number}", name: said(dice, 5, 5), **body})


#: Makes the record with a number.
Make = Callable[[int, Deal], dict]


def records(count: int, numbers: Sequence[int], make: Make = record) -> Iterator[dict]:
    deal = Deal(count)
    return (make(number, deal) for number in numbers)


def parts(count: int, limit: int) -> Iterator[Sequence[int]]:
    """The numbers of the records in packages of at most so many, each pointing only at what came before."""
    cities = [number for number in range(count) if KINDS[number % 100] == "city"]
    if count <= limit:
        yield range(count)
        return
    yield cities
    for start in range(0, count, limit):
        yield [number for number in range(start, min(start + limit, count)) if KINDS[number % 100] != "city"]


def generate(count: int, folder: Path, numbers: Sequence[int] | None = None, make: Make = record) -> Path:
    """Writes the package, or the part with these numbers, as it is made: a million take no more memory than one."""
    (folder / "media").mkdir(parents=True)
    (folder / PICTURE).write_bytes(picture("tiny", width=16, height=12))
    numbers = range(count) if numbers is None else numbers
    for number, made in zip(numbers, records(count, numbers, make)):
        # A thousand files a folder: some file systems slow down with more.
        place = folder / "records" / f"{number // 1000:04}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:07}.json").write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")))
    return folder


if __name__ == "__main__":
    generate(int(sys.argv[1]), Path(sys.argv[2]))
