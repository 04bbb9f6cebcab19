"""Content packages made by the tests: real in form, small, and the same again for the same seed."""

import hashlib
import json
import random
import shutil
import struct
import zlib
from pathlib import Path

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def code(*seed) -> str:
    """A record's code: seven characters that follow from the seed."""
    number = int.from_bytes(hashlib.sha256(repr(seed).encode()).digest()[:8])
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(7))


def picture(*seed, width: int = 64, height: int = 48) -> bytes:
    """A small PNG; another seed gives other bytes."""
    dice = random.Random(repr(seed))
    shade = dice.randbytes(3)
    rows = b"".join(b"\x00" + bytes(shade[(x * y) % 3] ^ (x & 0x1F) for x in range(3 * width)) for y in range(height))

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    note = b"Comment\x00" + repr(seed).encode("ascii", "replace")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"tEXt", note) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def article(seed, number: int, text: str = "", published: bool = True, about: list[str] = ()) -> dict:
    name = f"news-{seed}-{number}"
    record = {
        "slug": name,
        "title": {"en": f"News item {seed}.{number}", "ru": f"Новость {seed}.{number}"},
        "date": "2019-06-12",
        "time": "14:01",
        "text": {"en": text or f"The text of the item {number} of the package {seed}.", "ru": "Текст новости."},
    }
    if about:
        record["about"] = list(about)
    return envelope("article", code("article", seed, number), record, published)


def photo(seed, number: int, published: bool = True) -> dict:
    name = f"photo-{seed}-{number}"
    return envelope("photo", code("photo", seed, number), {
        "slug": name,
        "title": {"en": f"Photo {seed}.{number}", "ru": f"Фотография {seed}.{number}"},
        "image": {"file": f"media/{name}.png"},
        "nature": "drawing",
        "alt": {"en": "Stripes", "ru": "Полосы"},
        "credit": {"en": "Drawn for a test", "ru": "Нарисовано для проверки"},
        "people": {"covered": "nobody"},
    }, published)


def change(package: Path, slug: str, **fields) -> dict:
    """Writes fields of a photo of a package anew; the whole file."""
    file = package / "records" / "photo" / f"{slug}.json"
    told = json.loads(file.read_text())
    told["record"].update(fields)
    file.write_text(json.dumps(told, ensure_ascii=False))
    return told


def name_people(package: Path, slug: str) -> list[dict]:
    """Names people whom there are not in a photo of a package: one in her office, one by consent, one without a place."""
    allowed = envelope("consent", code("consent", slug), {
        "name": {"en": "A consent"}, "purpose": "For a test", "channels": ["site"], "given": "paper", "from": "2019"}, False)
    folder = package / "records" / "consent"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "named.json").write_text(json.dumps(allowed))
    people = [
        {"part": "pct:10,20,12.5,25", "name": {"en": "Ada Example", "ru": "Ада Примерова"},
         "office": {"en": "Mayor of Example", "ru": "Мэр Примерска"}},
        {"part": "pct:60,25,10,20", "name": {"ar": "\u0639\u0644\u064a \u0645\u062b\u0627\u0644"}, "coveredBy": allowed["code"]},
        {"name": {"en": "Boris Sample", "ru": "Борис Образцов"}, "office": {"de": "Vorsitzender des Probenausschusses"}}]
    change(package, slug, named=people)
    return people


def envelope(kind: str, of: str, record: dict, published: bool = True) -> dict:
    return {"kind": kind, "version": 1, "code": of, "published": published, "record": record}


def write(folder: Path, records: list[dict], media: dict[str, bytes] | None = None) -> Path:
    """Writes a package; a photo whose picture is not given gets one of its own."""
    if folder.exists():
        shutil.rmtree(folder)
    given = dict(media or {})
    for number, record in enumerate(records):
        kind = record.get("kind", "none")
        (folder / "records" / kind).mkdir(parents=True, exist_ok=True)
        name = record["record"].get("slug") or record["code"]
        (folder / "records" / kind / f"{number:06}-{name}.json").write_text(
            json.dumps(record, ensure_ascii=False, indent=1))
        file = record["record"].get("image", {}).get("file")
        if file and file not in given:
            given[file] = picture(file)
    for name, data in given.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def contents(folder: Path) -> dict[str, dict]:
    """What a package says, by code, however it is laid out: media stand as hashes of their bytes."""

    def settled(value):
        if isinstance(value, dict):
            if set(value) == {"file"}:
                return {"sha256": hashlib.sha256((folder / value["file"]).read_bytes()).hexdigest()}
            return {name: settled(item) for name, item in value.items()}
        return [settled(item) for item in value] if isinstance(value, list) else value

    found = {}
    for file in (folder / "records").rglob("*.json"):
        record = json.loads(file.read_text())
        assert record["code"] not in found, f"the code {record['code']} stands twice"
        found[record["code"]] = settled(record)
    return found


def difference(expected: dict[str, dict], found: dict[str, dict]) -> list[str]:
    """How two packages differ, record by record; empty when they say the same."""
    lines = [f"{of} is missing" for of in expected.keys() - found.keys()]
    lines += [f"{of} should not be there" for of in found.keys() - expected.keys()]
    for of in expected.keys() & found.keys():
        if expected[of] != found[of]:
            lines.append(f"{of} differs:\n  {json.dumps(expected[of], ensure_ascii=False)}\n  {json.dumps(found[of], ensure_ascii=False)}")
    return lines
