"""How well the search finds what is asked: recall and rank over the committed queries, beside plain FTS5.

    python -m Search.quality            the two thirds that the search may be tuned by
    python -m Search.quality --held     the third that is looked at when the tuning is over
    python -m Search.quality --more     those that were written later, to tune by as well
    python -m Search.quality --missed   each query that did not find all at once, too
"""

import json
import re
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from Outside import hall, program

LANGUAGES = ("ru", "en", "de", "fr", "it", "zh-Hans")
QUERIES = Path(__file__).parent / "queries"

#: How many records a visitor sees before they turn away.
FIRST = 10

#: The words of a question in, the places of what was found out, best first.
Search = Callable[[str, str], list[str]]


@dataclass(frozen=True)
class Query:
    language: str
    words: str
    expected: tuple[str, ...]
    about: str


@dataclass(frozen=True)
class Judged:
    query: Query
    found: list[str]

    @property
    def recall(self) -> float:
        """The part of the expected pages that is among the first ones."""
        expected = self.query.expected
        return sum(code in self.found[:FIRST] for code in expected) / min(len(expected), FIRST)

    @property
    def reciprocal_rank(self) -> float:
        """1 where the first record found was expected, 1/2 where it was the second; 0 where none was."""
        return next((1 / place for place, code in enumerate(self.found, 1) if code in self.query.expected), 0)


def queries(places: dict[str, str], folder: Path = QUERIES) -> list[Query]:
    """The queries, each expected record as the place where it is shown: a partnership has no page but its city's."""
    return [
        Query(language, read["words"], tuple(dict.fromkeys(places[code] for code in read["expected"])), read["about"])
        for language in LANGUAGES if (file := folder / f"{language}.json").exists()
        for read in json.loads(file.read_text())]


def judge(search: Search, asked: list[Query]) -> list[Judged]:
    return [Judged(query, search(query.language, query.words)) for query in asked]


def means(judged: list[Judged]) -> tuple[float, float]:
    """Mean recall among the first ten, and mean reciprocal rank."""
    return (sum(one.recall for one in judged) / len(judged), sum(one.reciprocal_rank for one in judged) / len(judged))


class Records:
    """The records of the demo: their public texts and addresses."""

    def __init__(self):
        self.texts: dict[str, tuple[str, str]] = {}
        for file in sorted(program.DEMO.glob("records/*/*.json")):
            read = json.loads(file.read_text())
            if read.get("published"):
                record = read["record"]
                title = record.get("title") or record.get("name") or {}
                self.texts[read["code"]] = (" ".join(title.values()), " ".join(_texts(record)))


def _texts(value) -> Iterator[str]:
    """Every text of a value; notes for the office alone are left out."""
    match value:
        case str(): yield value
        case list():
            for one in value:
                yield from _texts(one)
        case dict():
            for name, one in value.items():
                if name != "internalNote":
                    yield from _texts(one)


def places(running: hall.Hall, records: Records) -> dict[str, str]:
    """Where each record is shown: `cities/duisburg`."""
    found = {}
    for code in records.texts:
        if place := running.get(f"/o/{code}").header("location"):
            # The Hall's own record stands at home; the search leads to its page for visitors.
            found[code] = place.split("/", 2)[2] or "visit"
    return found


def through(running: hall.Hall) -> Search:
    """The Hall's own search, asked as a browser asks."""

    def search(language: str, words: str) -> list[str]:
        page = running.get(f"/{language}/search?q={quote(words)}").text
        return re.findall(r'<li class="hit.*?<a href="/[^/]+/([^"?#]*)', page, re.DOTALL)

    return search


def plain(records: Records, shown: dict[str, str], tokenizer: str) -> Search:
    """FTS5 as it comes, with a tokenizer: all words, by bm25."""
    store = sqlite3.connect(":memory:")
    store.execute(f"CREATE VIRTUAL TABLE search USING fts5 (code UNINDEXED, title, body, tokenize = '{tokenizer}')")
    store.executemany(
        "INSERT INTO search VALUES (?, ?, ?)", [(code, *texts) for code, texts in records.texts.items()])

    def search(_: str, words: str) -> list[str]:
        terms = " AND ".join(f'"{word}"' for word in re.findall(r"\w+", words))
        found = store.execute("SELECT code FROM search WHERE search MATCH ? ORDER BY bm25(search, 0, 8, 1)", [terms])
        return list(dict.fromkeys(shown[code] for [code] in found if code in shown))

    return search


def table(rows: dict[str, list[Judged]]) -> str:
    lines = ["| | " + " | ".join(LANGUAGES) + " | all |", "|---|" + "---|" * (len(LANGUAGES) + 1)]
    for name, judged in rows.items():
        cells = []
        for language in (*LANGUAGES, None):
            of = [one for one in judged if language in (None, one.query.language)]
            cells.append("{:.3f} / {:.3f}".format(*means(of)) if of else "")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    part = next((part for part in ("held", "more") if f"--{part}" in sys.argv), "")
    records = Records()
    with tempfile.TemporaryDirectory() as folder, hall.Hall(hall.demo(Path(folder))) as running:
        shown = places(running, records)
        asked = queries(shown, QUERIES / part)
        ours = judge(through(running), asked)
    print(f"{len(asked)} queries; recall among the first {FIRST} / mean reciprocal rank\n")
    print(table({
        "Twinhall": ours, "FTS5 unicode61": judge(plain(records, shown, "unicode61 remove_diacritics 2"), asked),
        "FTS5 trigram": judge(plain(records, shown, "trigram"), asked)}))
    if "--missed" in sys.argv and part != "held":
        for one in ours:
            if one.recall < 1 or one.reciprocal_rank < 1:
                query = one.query
                print(f"{query.language:7} {query.about:8} {query.words!r}  {one.recall:.2f} {one.reciprocal_rank:.2f}")
                ranks = {place: one.found.index(place) + 1 if place in one.found else "-" for place in query.expected}
                print("        wanted", " ".join(f"{place}@{rank}" for place, rank in ranks.items()))
                print("        found ", " ".join(one.found[:FIRST]))


if __name__ == "__main__":
    main()
