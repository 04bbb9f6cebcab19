"""The journal as its format is written down (docs/reference/journal-format.md), read by somebody else's SQLite."""

import json
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

#: The action of a revision that holds a whole record.
SAVE = 1


@dataclass(frozen=True)
class Step:
    number: int
    record: str
    action: int
    author: str
    body: dict | None
    note: str | None


def steps(data: Path) -> list[Step]:
    """All of it, in order. Of a Hall that does not run: what is read is a copy, so that nothing is recovered or tidied."""
    with tempfile.TemporaryDirectory(prefix="twinhall-journal-") as folder:
        for file in data.glob("ledger.sqlite*"):
            if not file.name.endswith("-shm"):
                shutil.copy(file, folder)
        db = sqlite3.connect(Path(folder) / "ledger.sqlite")
        rows = db.execute(
            'SELECT number, record, "action", author, body, note FROM revision JOIN payload USING (number) '
            "ORDER BY number").fetchall()
        db.close()
    return [
        Step(number, record, action, author, json.loads(body) if body else None, note.decode() if note else None)
        for number, record, action, author, body, note in rows]
