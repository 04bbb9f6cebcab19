"""Import and rebuild beside raw SQLite."""

import json
import shutil
import sqlite3
import time
from pathlib import Path

from Bench.generate import generate, record
from Bench.report import Report
from Outside import program

SCHEMA = """
    CREATE TABLE record (id INTEGER PRIMARY KEY, code TEXT, kind TEXT, slug TEXT, date TEXT, body BLOB);
    CREATE VIRTUAL TABLE search USING fts5(ru, en);
"""
INDEXES = """
    CREATE UNIQUE INDEX by_code ON record (code);
    CREATE INDEX by_slug ON record (kind, slug);
    CREATE INDEX by_date ON record (kind, date);
"""


def raw(count: int, folder: Path) -> float:
    """Rows a second of raw SQLite with a full-text index and three indexes, for the same bytes, in one transaction."""
    rows = []
    for number in range(count):
        item = record(number)
        body, fields = item["record"], []
        for language in ("ru", "en"):
            fields.append(" ".join(
                value[language] for value in body.values() if isinstance(value, dict) and language in value))
        rows.append((
            (number, item["code"], item["kind"], body["slug"], str(body.get("date", "")),
             json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()), (number, *fields)))
    connection = sqlite3.connect(folder / "raw.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.executescript(SCHEMA)
    began = time.monotonic()
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", (row for row, _ in rows))
    connection.executemany("INSERT INTO search (rowid, ru, en) VALUES (?, ?, ?)", (text for _, text in rows))
    for statement in INDEXES.strip().splitlines():
        connection.execute(statement)
    connection.execute("COMMIT")
    took = time.monotonic() - began
    connection.close()
    return count / took


def timed(*arguments) -> float:
    began = time.monotonic()
    program.must(*arguments, patience=3600)
    return time.monotonic() - began


def imports(report: Report, count: int, folder: Path, rounds: int) -> None:
    """Raw SQLite, an import and a rebuild in turn; the verdict is on the median of the rounds' ratios."""
    package = generate(count, folder / "package")
    ratios: dict[str, list[tuple[float, float, float]]] = {"Import": [], "Rebuild": []}
    for number in range(rounds):
        place = folder / f"round-{number}"
        place.mkdir()
        data = place / "data"
        program.must("init", "--data", data)
        # The rows of raw SQLite lie in memory; a machine that gives its file cache back would measure its disk here.
        for file in package.rglob("*.json"):
            file.read_bytes()
        base = raw(count, place)
        imported = count / timed("import", package, "--data", data)
        rebuilt = count / timed("rebuild", "--data", data)
        ratios["Import"].append((imported / base, imported, base))
        ratios["Rebuild"].append((rebuilt / base, rebuilt, base))
        report.keep(f"{count} records, round {number + 1}",
                    f"raw SQLite {base:.0f} rows/s, import {imported:.0f}, rebuild {rebuilt:.0f} records/s")
        shutil.rmtree(place)
    for work, goal in (("Import", "0.6"), ("Rebuild", "0.8")):
        ratio, ours, base = sorted(ratios[work])[(rounds - 1) // 2]
        report.row(f"{work} of {count:,} records", f"{ratio:.2f} of raw SQLite ({ours:,.0f} of {base:,.0f} a second)",
                   "0.25", goal, ratio >= 0.25)
