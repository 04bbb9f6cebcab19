"""One changed bit anywhere in ledger, blobs or catalogue is found by `check`, and named."""

import os
import random
import shutil
import sqlite3
import tempfile

import pytest

from Outside import hall, packages, program

#: How many bits of each database; TWINHALL_FLIPS=5000 looks longer.
FLIPS = int(os.environ.get("TWINHALL_FLIPS", "60"))


def flip(file, offset: int, bit: int) -> None:
    with file.open("r+b") as opened:
        opened.seek(offset)
        byte = opened.read(1)[0]
        opened.seek(offset)
        opened.write(bytes([byte ^ 1 << bit]))


def places(file, seed: str) -> list[tuple[int, int]]:
    """Seeded places: some in the file's header, the others anywhere."""
    dice, size = random.Random(seed), file.stat().st_size
    some = [dice.randrange(100) for _ in range(FLIPS // 6)]
    some += [dice.randrange(size) for _ in range(FLIPS - len(some))]
    return [(offset, dice.randrange(8)) for offset in some]


def finds(data, name: str) -> str | None:
    """None when `check` finds the damage and names the file; else what went wrong."""
    done = program.run("check", "--data", data)
    if done.returncode == 0:
        return "not found"
    if done.returncode != 1:
        return f"ended with {done.returncode}: {(done.stdout + done.stderr)[-300:]}"
    if name not in done.stdout + done.stderr:
        return f"found, but not named: {(done.stdout + done.stderr)[-300:]}"
    return None


def test_a_stopped_hall_has_its_journal_in_one_file(pristine):
    """What follows changes bits of the ledger itself; there is nothing beside it."""
    log = pristine / "ledger.sqlite-wal"
    assert not log.exists() or log.stat().st_size == 0
    assert program.run("check", "--data", pristine).returncode == 0


def test_any_bit_of_the_ledger(pristine, copied):
    missed, data = [], copied()
    for offset, bit in places(pristine / "ledger.sqlite", "ledger"):
        flip(data / "ledger.sqlite", offset, bit)
        if problem := finds(data, "ledger.sqlite"):
            missed.append(f"byte {offset} (page {offset // 4096 + 1}), bit {bit}: {problem}")
        restored(pristine, data)
    assert not missed, f"{len(missed)} of {FLIPS}:\n" + "\n".join(missed)


def restored(pristine, data) -> None:
    """Puts the databases back as they were; a check may have left files beside them."""
    for file in data.glob("*.sqlite*"):
        file.unlink()
    for file in pristine.glob("*.sqlite*"):
        if not file.name.endswith("-shm"):
            shutil.copy(file, data / file.name)


def said_by(data, name: str) -> tuple | None:
    """Everything a reader can get out of a database; None when SQLite itself sees that it is damaged."""
    with tempfile.TemporaryDirectory() as folder:
        # Reading may change the files beside a database, so a copy is read.
        for file in (name, name + "-wal"):
            if (data / file).exists():
                shutil.copy(data / file, folder)
        connection = sqlite3.connect(f"{folder}/{name}")
        try:
            if [row[0] for row in connection.execute("PRAGMA integrity_check")] != ["ok"]:
                return None
            tables = list(connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2"))
            rows = [
                (table, list(connection.execute(f'SELECT * FROM "{table}"')))
                for kind, table, _ in tables if kind == "table"]
            settings = [list(connection.execute(f"PRAGMA {of}")) for of in ("user_version", "application_id", "encoding")]
            return repr(tables), repr(rows), repr(settings)
        except (sqlite3.Error, UnicodeDecodeError, ValueError, OverflowError):
            return None
        finally:
            connection.close()


@pytest.mark.parametrize("name", ["catalogue.sqlite", "catalogue.sqlite-wal"])
def test_any_bit_of_the_catalogue(pristine, copied, name):
    """A bit that SQLite never reads says nothing: those are proved to be unused, and counted."""
    if not (pristine / name).exists() or (pristine / name).stat().st_size == 0:
        pytest.skip(f"a stopped Hall has no {name}")
    missed, unused, data = [], 0, copied()
    whole = said_by(pristine, "catalogue.sqlite")
    assert whole is not None
    for offset, bit in places(pristine / name, name):
        flip(data / name, offset, bit)
        same = said_by(data, "catalogue.sqlite") == whole
        problem = finds(data, "catalogue.sqlite")
        if problem and same:
            unused += 1
        elif problem:
            missed.append(f"byte {offset} (page {offset // 4096 + 1}), bit {bit}: {problem}")
        restored(pristine, data)
    print(f"{name}: {unused} of {FLIPS} bits are not used by anything")
    assert not missed, f"{len(missed)} of {FLIPS}, {unused} more unused:\n" + "\n".join(missed)


def test_any_bit_of_a_blob(pristine, copied):
    dice, missed, data = random.Random("blobs"), [], copied()
    blobs = sorted(path.relative_to(data) for path in (data / "blobs").glob("??/*"))
    assert len(blobs) == 3
    for blob in blobs:
        size = (data / blob).stat().st_size
        for offset in {0, size - 1, *(dice.randrange(size) for _ in range(6))}:
            bit = dice.randrange(8)
            (data / blob).chmod(0o600)
            flip(data / blob, offset, bit)
            if problem := finds(data, blob.name):
                missed.append(f"{blob}, byte {offset}, bit {bit}: {problem}")
            flip(data / blob, offset, bit)
    assert not missed, "\n".join(missed)
    assert program.run("check", "--data", data).returncode == 0


@pytest.mark.parametrize("what", ["missing", "cut", "stranger"])
def test_blobs_that_are_gone_cut_or_strange(copied, what):
    data = copied()
    blob = sorted((data / "blobs").glob("??/*"))[0]
    blob.chmod(0o600)
    if what == "missing":
        blob.unlink()
    elif what == "cut":
        os.truncate(blob, blob.stat().st_size // 2)
    else:
        (data / "blobs" / "notes.txt").write_text("a stranger")
    name = "notes.txt" if what == "stranger" else blob.name
    assert finds(data, name) is None, finds(data, name)


@pytest.mark.parametrize("name", ["ledger.sqlite", "catalogue.sqlite"])
@pytest.mark.parametrize("how", ["cut", "emptied", "garbage"])
def test_files_that_are_cut_emptied_or_garbage(copied, name, how):
    data = copied()
    file = data / name
    if how == "cut":
        os.truncate(file, file.stat().st_size // 2)
    else:
        file.write_bytes(b"" if how == "emptied" else b"garbage" * 5000)
    problem = finds(data, name)
    assert problem is None, problem


def test_a_ledger_whose_last_revisions_are_gone(copied, empty, tmp_path):
    """A shorter ledger is a sound chain; that the catalogue knows more gives it away."""
    data = copied()
    program.must("import", packages.write(tmp_path / "more", [packages.article("more", 1)]), "--data", data)
    older = copied()
    shutil.copy(older / "ledger.sqlite", data / "ledger.sqlite")
    done = program.run("check", "--data", data)
    assert done.returncode == 1, program.told(done)


def test_rebuild_mends_the_catalogue(copied, pristine, exported):
    data = copied()
    flip(data / "catalogue.sqlite", (data / "catalogue.sqlite").stat().st_size // 2, 3)
    program.must("rebuild", "--data", data)
    assert program.run("check", "--data", data).returncode == 0
    assert not packages.difference(exported(hall.copy(pristine, data.parent / "other")), exported(data))


def test_backup_of_a_sound_hall_restores_the_same(copied, exported, tmp_path):
    data, archive, back = copied(), tmp_path / "hall.backup", tmp_path / "back"
    program.must("backup", archive, "--data", data)
    program.must("restore", archive, "--data", back)
    assert not packages.difference(exported(data), exported(back))
    before = {path.relative_to(data): path.read_bytes() for path in (data / "blobs").glob("??/*")}
    after = {path.relative_to(back): path.read_bytes() for path in (back / "blobs").glob("??/*")}
    assert before == after
    assert program.run("check", "--data", back).returncode == 0
    # A restored Hall lives on.
    program.must("import", packages.write(tmp_path / "more", [packages.photo("more", 1)]), "--data", back)
    assert program.run("check", "--data", back).returncode == 0


def test_a_damaged_backup_is_refused(copied, tmp_path):
    data, archive, back = copied(), tmp_path / "hall.backup", tmp_path / "back"
    program.must("backup", archive, "--data", data)
    dice, accepted, size = random.Random("backup"), [], archive.stat().st_size
    for offset in {0, size - 1, *(dice.randrange(size) for _ in range(FLIPS // 2))}:
        bit = dice.randrange(8)
        flip(archive, offset, bit)
        done = program.run("restore", archive, "--data", back)
        if done.returncode == 0 or back.exists():
            accepted.append(f"byte {offset} of {size}, bit {bit}: ended with {done.returncode}")
            shutil.rmtree(back, ignore_errors=True)
        flip(archive, offset, bit)
    for length in (0, 1, size // 2, size - 1):
        shorter = tmp_path / "shorter.backup"
        shorter.write_bytes(archive.read_bytes()[:length])
        if program.run("restore", shorter, "--data", back).returncode == 0 or back.exists():
            accepted.append(f"cut to {length} of {size} bytes")
            shutil.rmtree(back, ignore_errors=True)
    assert not accepted, "\n".join(accepted)
    program.must("restore", archive, "--data", back)


def test_restore_never_overwrites_without_being_told(copied, empty, exported, tmp_path):
    data, archive = copied(), tmp_path / "hall.backup"
    program.must("backup", archive, "--data", data)
    program.must("import", packages.write(tmp_path / "p", [packages.article("kept", 1)]), "--data", empty)
    before = exported(empty)
    refused = program.run("restore", archive, "--data", empty)
    assert refused.returncode != 0 and "--replace" in refused.stdout + refused.stderr, program.told(refused)
    assert not packages.difference(before, exported(empty))
    program.must("restore", archive, "--data", empty, "--replace")
    assert not packages.difference(exported(data), exported(empty))


def test_backup_does_not_overwrite_or_hide_damage(copied, tmp_path):
    data, archive = copied(), tmp_path / "hall.backup"
    archive.write_text("something of somebody's")
    refused = program.run("backup", archive, "--data", data)
    assert refused.returncode != 0 and archive.read_text() == "something of somebody's", program.told(refused)
    archive.unlink()
    blob = sorted((data / "blobs").glob("??/*"))[0]
    blob.chmod(0o600)
    flip(blob, 10, 1)
    done = program.run("backup", archive, "--data", data)
    assert done.returncode != 0 and not archive.exists(), program.told(done)
