"""Makes a content package of many records that look like a Hall's: mixed kinds, two languages, about 0.8 KB each.

    python Tests/Bench/generate.py COUNT FOLDER

The same count gives the same package.
"""

import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from Outside.packages import code, envelope  # noqa: E402

EN = (
    "the city council delegation signed agreement school orchestra museum river bridge visited students exchange "
    "friendship certificate exhibition hospital university choir theatre mayor programme autumn spring festival "
    "partners archive photograph letter meeting hall gallery library youth sports veterans doctors gardeners "
    "opened celebrated received presented welcomed continued renewed planned returned").split()
RU = (
    "город делегация подписала соглашение школа оркестр музей река мост посетила студенты обмен дружба сертификат "
    "выставка больница университет хор театр мэр программа осень весна фестиваль партнёры архив фотография письмо "
    "встреча зал галерея библиотека молодёжь спорт ветераны врачи открыли отметили получили вручили приветствовали "
    "продолжили возобновили запланировали вернулись ёлка").split()
COUNTRIES = ("FR", "US", "GB", "CN", "DE", "IT", "JP", "PL", "BG", "FI")
#: Of a hundred records.
SHARES = {"article": 60, "event": 12, "gift": 10, "organisation": 10, "recognition": 5, "person": 3}
CITIES = 40


def words(dice: random.Random, of: list[str], count: int) -> str:
    return " ".join(dice.choices(of, k=count)).capitalize() + "."


def said(dice: random.Random, english: int, russian: int) -> dict[str, str]:
    return {"en": words(dice, EN, english), "ru": words(dice, RU, russian)}


def day(dice: random.Random) -> str:
    return f"{dice.randint(1958, 2024)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"


def source(dice: random.Random) -> list[dict]:
    return [{"title": {"en": words(dice, EN, 3)}, "url": f"https://archive.example/{dice.randrange(10**9)}", "seen": "2024"}]


def city(number: int) -> dict:
    dice = random.Random(f"city {number}")
    return envelope("city", code("bench city", number), {
        "slug": f"city-{number}", "name": {"en": f"Northport {number}", "ru": f"Северный {number}"},
        "country": COUNTRIES[number % len(COUNTRIES)], "introduction": said(dice, 30, 25), "order": number})


def hall() -> dict:
    return envelope("hall", code("bench hall"), {
        "name": {"en": "Hall of twin cities", "ru": "Зал городов-побратимов"}, "homeCity": code("bench city", 0),
        "address": {"en": "1 River Street", "ru": "Речная улица, 1"}, "languages": ["ru", "en"], "fallbacks": ["en", "ru"]})


def record(number: int) -> dict:
    dice = random.Random(number)
    kind = dice.choices(list(SHARES), list(SHARES.values()))[0]
    of = code("bench", number)
    near = code("bench city", dice.randrange(CITIES))
    common = {"slug": f"{kind}-{number}"}
    match kind:
        case "article":
            body = {**common, "title": said(dice, 5, 5), "date": day(dice), "time": f"{dice.randrange(24):02}:{dice.randrange(60):02}",
                    "text": said(dice, 22, 17), "about": [near], "sources": source(dice)}
        case "event":
            body = {**common, "title": said(dice, 5, 4), "date": day(dice), "place": said(dice, 2, 2),
                    "text": said(dice, 20, 15), "about": [near], "sources": source(dice)}
        case "gift":
            body = {**common, "title": said(dice, 4, 4), "direction": dice.choice(("received", "given")), "city": near,
                    "giver": said(dice, 3, 3), "presented": [{"value": day(dice), "sources": source(dice)}],
                    "text": said(dice, 16, 12), "materials": said(dice, 2, 2), "accession": f"A {number}"}
        case "organisation":
            body = {**common, "name": said(dice, 4, 4), "city": near, "text": said(dice, 26, 21),
                    "url": f"https://organisation-{number}.example/", "sources": source(dice)}
        case "recognition":
            body = {**common, "title": said(dice, 5, 5), "awarded": [{"value": day(dice), "sources": source(dice)}],
                    "place": said(dice, 1, 1), "awardedBy": said(dice, 3, 3), "text": said(dice, 16, 13), "cities": [near]}
        case _:
            body = {**common, "name": said(dice, 2, 2), "basis": "office", "office": said(dice, 4, 4), "city": near,
                    "text": said(dice, 22, 19), "sources": source(dice)}
    return envelope(kind, of, body)


def generate(count: int, folder: Path) -> Path:
    """Writes the package; `count` includes the cities and the Hall itself."""
    made = [hall(), *(city(number) for number in range(CITIES))]
    for number in range(count):
        item = made[number] if number < len(made) else record(number)
        # A thousand files a folder: some file systems slow down with more.
        place = folder / "records" / f"{number // 1000:04}"
        if number % 1000 == 0:
            place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:07}.json").write_text(json.dumps(item, ensure_ascii=False, separators=(",", ":")))
    return folder


if __name__ == "__main__":
    generate(int(sys.argv[1]), Path(sys.argv[2]))
