"""A list of the Desk and a save with many records, beside the statements alone that SQLite needs for them.

The statements run in another process of the same minutes, on copies of the Hall's own files: for a list the rows of one
page and the count, for a save the revision with its payload, really synced (`FULL`), and the record's row, which the Hall does not
sync either.
"""

import shutil
import sqlite3
import statistics
import time
from pathlib import Path

from Bench.generate import code, generate
from Bench.report import Report
from Bench.servers import Quiet
from Outside import program
from Outside.desk import Clerk, add

ROUNDS, WARMING, BAR = 40, 5, 5.0
KIND, SHOWN = "article", 50
REVISION = 'INSERT INTO revision SELECT ?, record, kind, version, "action", target, at, author, payload_hash, redactions, chain ' \
    "FROM revision WHERE number = ?"
PAYLOAD = "INSERT INTO payload (number, salt, body, note, redacted_by) SELECT ?, salt, body, note, NULL FROM payload WHERE number = ?"


def milliseconds(work) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


class Bare:
    """The statements alone."""

    def __init__(self, data: Path, folder: Path):
        folder.mkdir()
        for name in ("ledger", "catalogue"):
            for file in data.glob(f"{name}.sqlite*"):
                if not file.name.endswith(("-shm", ".sha256")):
                    shutil.copy(file, folder)
        self.ledger = self._open(folder / "ledger.sqlite", "FULL")
        self.catalogue = self._open(folder / "catalogue.sqlite", "NORMAL")
        self.head = self.ledger.execute("SELECT max(number) FROM revision").fetchone()[0]

    @staticmethod
    def _open(path: Path, synchronous: str) -> sqlite3.Connection:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        return connection

    def list(self, page: int) -> None:
        rows = self.catalogue.execute(
            "SELECT * FROM record WHERE kind = ? AND isDeleted = 0 ORDER BY saved DESC LIMIT ? OFFSET ?",
            (KIND, SHOWN, (page - 1) * SHOWN)).fetchall()
        count = self.catalogue.execute("SELECT count(*) FROM record WHERE kind = ? AND isDeleted = 0", (KIND,)).fetchone()
        assert len(rows) == SHOWN and count[0] >= SHOWN

    def save(self, of: str) -> None:
        old = self.ledger.execute("SELECT max(number) FROM revision WHERE record = ? AND \"action\" = 1", (of,)).fetchone()[0]
        self.head += 1
        self.ledger.execute("BEGIN IMMEDIATE")
        self.ledger.execute(REVISION, (self.head, old))
        self.ledger.execute(PAYLOAD, (self.head, old))
        self.ledger.execute("COMMIT")
        self.catalogue.execute("BEGIN IMMEDIATE")
        self.catalogue.execute("UPDATE record SET saved = ? WHERE code = ?", (self.head, of))
        self.catalogue.execute("COMMIT")


def articles(package: Path) -> list[str]:
    """The codes of some records of the kind, far apart."""
    files = sorted((package / "records").rglob("*.json"))
    found = [file for file in files[:: max(1, len(files) // 400)] if f'"kind":"{KIND}"' in file.read_text()]
    assert found, f"the package has no {KIND}"
    return [code("bench", int(file.stem)) for file in found]


def measure(report: Report, count: int, folder: Path) -> None:
    folder.mkdir()
    package, data = generate(count, folder / "package"), folder / "data"
    program.must("init", "--data", data)
    program.must("import", package, "--data", data, patience=3600)
    add(data, "anna", "administrator")
    bare, codes = Bare(data, folder / "bare"), articles(package)
    times: dict[str, list[tuple[float, float]]] = {"list": [], "save": []}
    with Quiet(data, "--review", "optional") as running:
        anna = Clerk(running.port, "anna").sign_in()
        for number in range(WARMING + ROUNDS):
            page, of = 1 + number % 3, codes[number % len(codes)]

            def listed():
                said = anna.ask(f"/records/{KIND}?page={page}" if page > 1 else f"/records/{KIND}")
                assert said.status == 200, said.status

            form = anna.form(of) | {"text.en": f"Words of save {number}.", "action": "save"}

            def saved():
                said = anna.ask(f"/record/{of}", form)
                assert (said.status, said.done) == (303, "saved"), f"{said.status} {said.place}"

            both = {"list": (milliseconds(listed), milliseconds(lambda: bare.list(page))),
                    "save": (milliseconds(saved), milliseconds(lambda: bare.save(of)))}
            if number >= WARMING:
                for work, pair in both.items():
                    times[work].append(pair)
    for work, pairs in times.items():
        ours, theirs = (statistics.median(pair[at] for pair in pairs) for at in (0, 1))
        report.row(
            f"A {work} at the Desk, {count:,} records", f"{ours / theirs:.2f}× ({ours:.2f} ms to {theirs:.2f} ms)",
            f"{BAR:.0f}×", "", ours / theirs <= BAR)
        report.keep(f"the Desk, {count} records: {work}, ms, ours and the statements alone", "\n".join(
            f"{ours:.2f} {theirs:.2f}" for ours, theirs in pairs))
