"""Searches among a million records in six languages, beside raw FTS5 with the same texts, records and questions.

Twinhall answers with a page: the best records, how many there are, and facets. Raw SQLite, asked in the same minutes on
this side of the connection, gives the twenty best by `bm25`, the count, and the facets by join. It knows no word forms,
no synonyms and no other names, and so mostly finds less, which makes it faster: the raw output holds how many either
finds.
"""

import http.client
import math
import random
import re
import shutil
import sqlite3
import statistics
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from Bench import growth, halls, tongues
from Bench.report import Report
from Bench.servers import Quiet, resident

COUNT, QUESTIONS, ROUNDS = 1_000_000, 200, 3
BAR, GOAL = 1.0, 100
#: Where the commoner words of a language end: a word of each class stands in about ten times as many as one of the next.
CLASSES = (0, 30, 300, 3_000, tongues.WORDS)
#: Shorter ones mostly join others, and nobody looks for them.
SHORTEST = 4
PERCENTILES = {"p50": 0.5, "p90": 0.9, "p99": 0.99, "most": 1.0}
SCHEMA = """
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
    CREATE TABLE record (id INTEGER PRIMARY KEY, kind INTEGER, city INTEGER);
    CREATE VIRTUAL TABLE search USING fts5 (title, body, content = '');
"""
FACET = """
    SELECT {0}, count(*) FROM search JOIN record ON id = search.rowid WHERE search MATCH ?
    GROUP BY {0} ORDER BY 2 DESC LIMIT 20
"""
STATEMENTS = {
    "best": "SELECT rowid FROM search WHERE search MATCH ? ORDER BY bm25(search) LIMIT 20",
    "count": "SELECT count(*) FROM search WHERE search MATCH ?", "kinds": FACET.format("kind"),
    "cities": FACET.format("city")}
#: The rows of the table, each the sum of what was measured under these names.
SUMS = {
    "Twinhall: the page with best, count and facets": ("page",), "raw, the 20 best by bm25": ("best",),
    "raw, count": ("count",), "raw, facets by kind and city": ("kinds", "cities"), "raw, together": tuple(STATEMENTS)}
OURS, THEIRS = list(SUMS)[0], list(SUMS)[-1]


class Raw:
    """The same texts in FTS5's own index, and of each record its kind and city as numbers."""

    def __init__(self, path: Path):
        self.path = path
        self._numbers: dict[str, int] = {}
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(SCHEMA)
        # As much as each connection of Twinhall's catalogue has.
        self._db.execute("PRAGMA cache_size = -16384")
        self._db.execute("BEGIN")

    def make(self, number: int, deal: halls.Deal) -> dict:
        """A record for a package, which is kept here as well."""
        made = tongues.record(number, deal)
        body = dict(made["record"])
        title = body.pop("title", None) or body.pop("name")
        self._db.execute(
            "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", (number + 1, words(title), words(body)))
        self._db.execute(
            "INSERT INTO record VALUES (?, ?, ?)", (number + 1, self._number(made["kind"]), self._number(place(made))))
        return made

    def _number(self, name: str) -> int:
        return self._numbers.setdefault(name, len(self._numbers))

    def finish(self) -> None:
        self._db.execute("INSERT INTO search (search) VALUES ('optimize')")
        self._db.execute("COMMIT")

    def ask(self, statement: str, expression: str) -> tuple[float, list[tuple]]:
        """Milliseconds to the last row, and the rows."""
        began = time.perf_counter()
        rows = self._db.execute(STATEMENTS[statement], (expression,)).fetchall()
        return (time.perf_counter() - began) * 1000, rows

    def close(self) -> None:
        self._db.close()


def words(value) -> str:
    """What a full-text index is given; Chinese, which has no blanks, as each two characters that follow one another."""
    return " ".join(
        " ".join(tongues.pieces(text, language)) if language == tongues.HAN else text
        for language, text in tongues.texts(value))


def place(made: dict) -> str:
    """The city of a record: the first that it names, or itself."""
    body = made["record"]
    near = [body.get("city"), *(body.get("cities") or body.get("shows") or body.get("about") or ())]
    return next(filter(None, near), body.get("second", {}).get("city") or made["code"])


@dataclass
class Question:
    """One or two words of a language, and what was found out about them."""

    language: str
    words: tuple[str, ...]
    #: Milliseconds of each round, of the page and of each statement.
    times: dict[str, list[float]] = field(default_factory=dict)
    #: How many records the page says that it found.
    found: int = 0
    #: How many raw SQLite finds.
    hits: int = 0

    @property
    def path(self) -> str:
        return f"/{self.language}/search?q={quote(' '.join(self.words))}"

    @property
    def expression(self) -> str:
        return " ".join(f'"{word}"' for word in self.words)

    def took(self, names: tuple[str, ...]) -> float:
        return sum(statistics.median(self.times[name]) for name in names)

    @property
    def finds_more(self) -> bool:
        """Whether the page says more than twice as many as raw SQLite finds."""
        return self.found > 2 * self.hits

    @property
    def finds_less(self) -> bool:
        """Whether it says less than half as many."""
        return 2 * self.found < self.hits

    def __str__(self) -> str:
        took = " ".join(f"{self.took((name,)):.2f}" for name in ("page", *STATEMENTS))
        return f"{self.language} {' '.join(self.words)}: {self.found} {self.hits}; {took}"


def fitting(text: dict[str, int], classes: list[int], dice: random.Random) -> tuple[str, ...]:
    """A word of each class out of a text's words with their ranks, no word twice; none where one lacks."""
    chosen: list[str] = []
    for one in classes:
        found = [
            word for word, rank in text.items()
            if CLASSES[one] <= rank < CLASSES[one + 1] and word not in chosen]
        if not found:
            return ()
        chosen.append(dice.choice(found))
    return tuple(chosen)


def questions(count: int) -> list[Question]:
    """One and two words in turn, each out of one record, so that something answers; records at equal distances."""
    deal, dice = halls.Deal(count), random.Random("questions")
    asked: dict[tuple[str, ...], Question] = {}
    for number in range(QUESTIONS):
        language = dice.choice(list(tongues.LANGUAGES))
        classes = [dice.randrange(len(CLASSES) - 1) for _ in range(1 + number % 2)]
        ranks = tongues.tongue(language).rank
        for step in range(count):
            made = tongues.record((number * count // QUESTIONS + step) % count, deal)
            found = (word for _, text in tongues.texts(made, language) for word in tongues.pieces(text, language))
            text = {
                word: ranks[word] for word in found
                if word in ranks and (language == tongues.HAN or len(word) >= SHORTEST)}
            chosen = fitting(text, classes, dice)
            # A name is a word of several languages, and asked once.
            if chosen and chosen not in asked:
                asked[chosen] = Question(language, chosen)
                break
    assert len(asked) == QUESTIONS, f"{count:,} records hold only {len(asked)} questions"
    return list(asked.values())


def counted(page: bytes) -> int:
    """How many records a page says that it found."""
    said = re.search(r'class="found"[^>]*>([^<]*)', page.decode())
    return int("".join(filter(str.isdigit, said[1]))) if said else 0


def compare(asked: list[Question], line: http.client.HTTPConnection, raw: Raw) -> None:
    for _ in range(ROUNDS):
        for question in asked:
            took, page = growth.ask(line, "search", question.path)
            question.times.setdefault("page", []).append(took)
            question.found = counted(page)
            for name in STATEMENTS:
                took, rows = raw.ask(name, question.expression)
                question.times.setdefault(name, []).append(took)
                if name == "count":
                    question.hits = rows[0][0]


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[math.ceil(share * len(values)) - 1]


def percentiles(asked: list[Question]) -> dict[str, dict[str, float]]:
    """Milliseconds by row and percentile, over the questions' medians."""
    reached = {}
    for row, names in SUMS.items():
        took = [question.took(names) for question in asked]
        reached[row] = {name: percentile(took, share) for name, share in PERCENTILES.items()}
    return reached


def table(reached: dict[str, dict[str, float]]) -> str:
    rows = [["ms", *PERCENTILES], ["---", *("---:" for _ in PERCENTILES)]]
    rows += [[row, *(f"{value:.2f}" for value in values.values())] for row, values in reached.items()]
    ratios = (reached[OURS][name] / reached[THEIRS][name] for name in PERCENTILES)
    rows.append(["Twinhall to raw, together", *(f"{ratio:.2f}" for ratio in ratios)])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def answered(asked: list[Question]) -> str:
    """How many records answer, and how often the two sides disagree about that."""
    hits = sorted(question.hits for question in asked)
    more, less = sum(question.finds_more for question in asked), sum(question.finds_less for question in asked)
    return (
        f"Raw SQLite finds {hits[0]:,} to {hits[-1]:,} records, {hits[len(hits) // 2]:,} in the middle; Twinhall more than "
        f"twice as many with {more} questions, and less than half as many with {less}.")


def megabytes(files) -> float:
    return sum(file.stat().st_size for file in files) / 1e6


def measure(report: Report, count: int, folder: Path) -> None:
    folder.mkdir()
    asked = questions(count)
    with closing(Raw(folder / "raw.sqlite")) as raw:
        size = growth.imported(count, folder, raw.make)
        raw.finish()
        with Quiet(size.data, "--render-cache", "0") as running:
            with closing(http.client.HTTPConnection("127.0.0.1", running.port, timeout=120)) as line:
                compare(asked, line, raw)
            size.serving = resident(running.pid)["server"]
    files = {
        "journal": size.data.glob("ledger.sqlite*"), "catalogue": size.data.glob("catalogue.sqlite*"),
        "raw SQLite": [raw.path]}
    sizes = ", ".join(f"{name} {megabytes(of):,.0f} MB" for name, of in files.items())
    shutil.rmtree(folder)
    reached = percentiles(asked)
    report.tables.append(
        f"Search among {count:,} records in {len(tongues.LANGUAGES)} languages: {QUESTIONS} questions of one and two words, "
        f"the render cache off, one connection, medians of {ROUNDS} rounds in turn. {answered(asked)} Imported in "
        f"{size.took:.0f} s; {sizes}; the server's memory afterwards {size.serving:.0f} MB.\n\n{table(reached)}")
    print(report.tables[-1], flush=True)
    ours, theirs = reached[OURS]["p99"], reached[THEIRS]["p99"]
    report.row(
        f"Search, {count:,} records, {QUESTIONS} questions, p99",
        f"{ours / theirs:.2f}× raw FTS5 ({ours:.1f} ms to {theirs:.1f} ms)", f"{BAR}×", f"{GOAL} ms", ours / theirs <= BAR)
    report.keep(
        "search: records found by Twinhall and by raw SQLite; ms, medians: page, " + ", ".join(STATEMENTS),
        "\n".join(map(str, asked)))
