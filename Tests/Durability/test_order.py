"""On every write path: the file is on the disk, then its name, then the journal, and only then the answer.

SIGKILL cannot show a missing sync, because the kernel keeps what was written; only the order of the calls can. Each
sync can be left out by name (TWINHALL_OMIT); these tests show that each is then missed.
"""

import os.path
import re

import pytest

from Durability.trace import Trace
from Outside import packages, program
from Outside.program import ROOT

SWITCHES = ROOT / "Sources" / "Ledger" / "FaultPoint.swift"
BLOB = re.compile(r".*/blobs/[0-9a-f]{2}/[0-9a-f]{62}")


def omissions() -> list[str]:
    """The names of the syncs that a debug build can leave out."""
    text = SWITCHES.read_text().split("enum SyncPoint", 1)[1]
    return re.findall(r'^    case \w+ = "([^"]+)"', text, re.M)


def blob_problems(trace: Trace, until: int) -> list[str]:
    """Where an original got its name before its bytes were safe, or its name was not safe in time."""
    bad = []
    placed = [call for call in trace.renames() if BLOB.fullmatch(call.paths[1])]
    for call in placed:
        old, new = call.paths
        name, folder = os.path.basename(new)[:8], os.path.dirname(new)
        written = max((write.ended for write in trace.writes(old)), default=-1)
        if not trace.is_synced(old, written, call.began):
            bad.append(f"blob {name}…: renamed without having been synced")
        if not trace.is_synced(folder, call.ended, until):
            bad.append(f"blob {name}…: its folder was not synced in time")
        made = [mkdir for mkdir in trace.named("mkdir", "mkdirat") if mkdir.path == folder]
        if made and not trace.is_synced(os.path.dirname(folder), made[0].ended, until):
            bad.append(f"blob {name}…: the folder above its new folder was not synced in time")
    return bad if placed else ["no blob was written at all"]


def commit_problems(trace: Trace, ledger: str) -> list[str]:
    """Where the answer came before the journal's commit was on the disk."""
    log, bad = ledger + "-wal", []
    writes = trace.writes(log)
    answer = trace.answer()
    if not writes:
        return ["the journal's write-ahead log was not written"]
    if answer is None:
        return ["the command gave no answer"]
    committed = writes[-1].ended
    # A checkpoint copies pages into the file itself; that comes after the commit's own sync and does not replace it.
    copied = min((call.began for call in trace.writes(ledger) if call.began > committed), default=answer.began)
    if not trace.is_synced(log, committed, min(copied, answer.began)):
        bad.append("the journal was not synced between its commit and the answer")
    return bad


def import_problems(trace: Trace, data) -> list[str]:
    ledger = f"{data}/ledger.sqlite"
    first_blob = min((call.began for call in trace.renames() if BLOB.fullmatch(call.paths[1])), default=0)
    # From the journal's first write after the originals on, the originals have to be safe.
    appended = min((call.began for call in trace.writes(ledger + "-wal") if call.began > first_blob), default=-1)
    return blob_problems(trace, appended) + commit_problems(trace, ledger)


@pytest.fixture
def pictures(tmp_path):
    return packages.write(tmp_path / "pictures", [packages.photo("order", n) for n in range(3)])


def test_an_import_is_durable_in_the_right_order(empty, pictures, tmp_path):
    trace = Trace.of("import", pictures, "--data", empty, log=tmp_path / "strace")
    assert import_problems(trace, empty) == []


@pytest.mark.parametrize("omitted", omissions())
def test_a_sync_that_is_left_out_is_missed(empty, pictures, tmp_path, omitted):
    trace = Trace.of("import", pictures, "--data", empty, faults={"TWINHALL_OMIT": omitted}, log=tmp_path / "strace")
    bad = import_problems(trace, empty)
    about = {"blob.sync": "without having been synced", "blob.folder-sync": "folder", "ledger.sync": "journal"}[omitted]
    assert bad and all(about in problem for problem in bad), bad


def test_each_sync_can_be_left_out():
    assert set(omissions()) == {"blob.sync", "blob.folder-sync", "ledger.sync"}


def test_an_original_that_is_there_already_is_made_sure_of(empty, pictures, tmp_path):
    """A writer that was killed may have left a whole original that never reached the disk."""
    killed = program.run("import", pictures, "--data", empty, faults={"TWINHALL_FAULT": "append.begun"})
    assert killed.returncode == -9, program.told(killed)
    trace = Trace.of("import", pictures, "--data", empty, log=tmp_path / "strace")
    appended = min(call.began for call in trace.writes(f"{empty}/ledger.sqlite-wal"))
    blobs = list((empty / "blobs").glob("??/*"))
    assert len(blobs) == 3
    for blob in blobs:
        assert trace.is_synced(str(blob), -1, appended), f"{blob} was taken on trust"
        assert trace.is_synced(str(blob.parent), -1, appended), f"the folder of {blob} was taken on trust"
    assert commit_problems(trace, f"{empty}/ledger.sqlite") == []


def test_a_new_hall_is_durable_before_it_is_announced(tmp_path):
    data = tmp_path / "new"
    trace = Trace.of("init", "--data", data, log=tmp_path / "strace")
    answer = trace.answer()
    assert trace.is_synced(str(tmp_path), -1, answer.began), "the folder above was not synced"
    assert trace.is_synced(str(data), -1, answer.began), "the data folder was not synced"
    written = max(call.ended for name in ("", "-wal") for call in trace.writes(f"{data}/ledger.sqlite{name}"))
    assert any(trace.is_synced(f"{data}/ledger.sqlite{name}", -1, answer.began) for name in ("", "-wal")), written


def test_a_backup_is_durable_before_it_is_announced(copied, tmp_path):
    target = tmp_path / "archives" / "hall.backup"
    target.parent.mkdir()
    trace = Trace.of("backup", target, "--data", copied(), log=tmp_path / "strace")
    answer = trace.answer()
    [rename] = [call for call in trace.renames() if call.paths[1] == str(target)]
    written = max(call.ended for call in trace.writes(rename.paths[0]))
    assert trace.is_synced(rename.paths[0], written, rename.began), "the backup got its name before it was synced"
    assert trace.is_synced(str(target.parent), rename.ended, answer.began), "the backup's folder was not synced"


def test_a_restore_is_durable_before_it_is_announced(copied, tmp_path):
    archive, data = tmp_path / "hall.backup", tmp_path / "restored"
    program.must("backup", archive, "--data", copied())
    trace = Trace.of("restore", archive, "--data", data, log=tmp_path / "strace")
    answer, bad = trace.answer(), []
    moved = [call for call in trace.renames() if call.paths[1] == str(data) or call.paths[1].startswith(f"{data}/")]
    assert moved, "a restore puts its folder in place with a rename"
    for call in trace.named("openat"):
        path = next((path for path in call.paths if re.search(r"/(ledger\.sqlite|blobs/../[^/]+)$", path)), None)
        if path is None or "O_CREAT" not in call.text:
            continue
        written = max((write.ended for write in trace.writes(path)), default=-1)
        if written >= 0 and not trace.is_synced(path, written, answer.began):
            bad.append(f"{path} was not synced")
        if written >= 0 and not trace.is_synced(os.path.dirname(path), call.ended, answer.began):
            bad.append(f"the folder of {path} was not synced")
    last = max(moved, key=lambda call: call.ended)
    if not trace.is_synced(os.path.dirname(last.paths[1]), last.ended, answer.began):
        bad.append("the folder that the restored one was moved into was not synced")
    assert not bad, "\n".join(sorted(set(bad)))


def test_the_trace_sees_what_is_missing():
    """The checker itself, on logs made by hand."""
    data, blob = "/d", f"/d/blobs/ab/{'0' * 62}"
    whole = f"""1 mkdir("/d/blobs/ab", 0700) = 0
1 write(5</d/blobs/ab/.new>, "x", 1) = 1
1 fsync(5</d/blobs/ab/.new>) = 0
1 rename("/d/blobs/ab/.new", "{blob}") = 0
1 fsync(6</d/blobs/ab>) = 0
2 fsync(6</d/blobs> <unfinished ...>
1 write(9</x>, "y", 1) = 1
2 <... fsync resumed>) = 0
1 pwrite64(7</d/ledger.sqlite-wal>, "x", 1, 0) = 1
1 fdatasync(7</d/ledger.sqlite-wal>) = 0
1 pwrite64(8</d/ledger.sqlite>, "x", 1, 0) = 1
1 write(1<pipe:[1]>, "done", 4) = 4
1 exit_group(0) = ?"""
    assert import_problems(Trace(whole), data) == []
    for line in [line for line in whole.splitlines() if "sync" in line]:
        without = "\n".join(other for other in whole.splitlines() if other != line)
        assert import_problems(Trace(without), data), f"not missed: {line}"
    late = whole.replace("1 fdatasync(7</d/ledger.sqlite-wal>) = 0\n", "") + "\n1 fdatasync(7</d/ledger.sqlite-wal>) = 0"
    assert import_problems(Trace(late), data)
