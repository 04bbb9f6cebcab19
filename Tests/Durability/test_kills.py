"""Two hundred kills at named places: what was acknowledged is there, what was interrupted is there wholly or not at all."""

import random
import re

import pytest

from Outside import packages, program
from Outside.program import ROOT

SWITCHES = ROOT / "Sources" / "Ledger" / "FaultPoint.swift"
KILLS = 200
GROUPS = 8
#: Of an import: what comes before the commit leaves nothing behind, what comes after leaves everything.
BEFORE = ("blob.written", "blob.synced", "blob.renamed", "blob.folder-synced", "append.begun", "append.written")
AFTER = ("append.committed",)
#: Of other commands, visited by tests of their own, or that no command reaches yet.
ELSEWHERE = ("incoming.", "redact.", "backup.", "restore.")
PICTURES = 2


def points() -> list[str]:
    text = SWITCHES.read_text().split("enum SyncPoint", 1)[0]
    return re.findall(r'^    case \w+ = "([^"]+)"', text, re.M)


def test_every_point_of_an_import_is_visited():
    left = [point for point in points() if point not in BEFORE + AFTER and not point.startswith(ELSEWHERE)]
    assert not left, f"fault points that these tests do not know: {left}"
    assert set(BEFORE + AFTER) <= set(points())


def change(dice: random.Random, seed: str, known: dict[str, dict]) -> list[dict]:
    """A package: new items and pictures, and some that are there already changed, withdrawn or published again."""
    records = [packages.article(seed, number) for number in range(dice.randint(1, 3))]
    records += [packages.photo(seed, number) for number in range(PICTURES)]
    old = [of for of, said in sorted(known.items()) if said["kind"] == "article"]
    for of in dice.sample(old, min(2, len(old))):
        record = {**known[of], "record": {**known[of]["record"]}}
        if dice.random() < 0.5:
            record["record"]["text"] = {"en": f"Changed by {seed}: {dice.random()}"}
        else:
            record["published"] = not record["published"]
        records.append(record)
    return records


@pytest.mark.slow
@pytest.mark.parametrize("group", range(GROUPS))
def test_kills_during_imports(empty, tmp_path, exported, group):
    dice = random.Random(f"kills {group}")
    known: dict[str, dict] = {}
    seen = []
    for number in range(KILLS // GROUPS):
        # Each point is visited again and again; the pictures are stored one after another, so a blob's can come twice.
        of_all = (group * (KILLS // GROUPS) + number) % len(BEFORE + AFTER)
        point = (BEFORE + AFTER)[of_all]
        times = dice.randint(1, PICTURES) if point.startswith("blob.") else 1
        where = f"{point}:{times}, kill {number} of group {group}"
        package = packages.write(tmp_path / "package", change(dice, f"{group}-{number}", known))
        wanted = {**known, **packages.contents(package)}

        killed = program.run("import", package, "--data", empty, faults={"TWINHALL_FAULT": f"{point}:{times}"})
        assert killed.returncode == -9, f"{where}: not killed\n{program.told(killed)}"
        seen.append(point)

        checked = program.run("check", "--data", empty)
        assert checked.returncode == 0, f"{where}: the check is not clean\n{program.told(checked)}"
        bad = packages.difference(wanted if point in AFTER else known, exported(empty))
        assert not bad, f"{where}: {'the committed import is not whole' if point in AFTER else 'something is left of it'}\n" + "\n".join(bad)

        program.must("import", package, "--data", empty)
        known = wanted
        if number % 10 == 9:
            assert not packages.difference(known, exported(empty)), where
    assert not packages.difference(known, exported(empty))
    assert program.run("check", "--data", empty).returncode == 0


@pytest.mark.parametrize("point", [point for point in points() if point.startswith("backup.")])
def test_a_killed_backup_leaves_the_old_one(copied, exported, tmp_path, point):
    data, archive = copied(), tmp_path / "hall.backup"
    said = exported(data)
    killed = program.run("backup", archive, "--data", data, faults={"TWINHALL_FAULT": point})
    assert killed.returncode == -9, program.told(killed)
    assert program.run("check", "--data", data).returncode == 0
    if archive.exists():
        program.must("restore", archive, "--data", tmp_path / "early")
        assert not packages.difference(said, exported(tmp_path / "early"))
        archive.unlink()
    program.must("backup", archive, "--data", data)
    program.must("restore", archive, "--data", tmp_path / "restored")
    assert not packages.difference(said, exported(tmp_path / "restored"))


#: Only where a folder is replaced is one moved away.
RESTORES = [
    pytest.param(point, replacing, id=f"{point}, {'replacing' if replacing else 'into a new folder'}")
    for point in points() if point.startswith("restore.") for replacing in (False, True)
    if replacing or point != "restore.moved-away"]


@pytest.mark.parametrize(("point", "replacing"), RESTORES)
def test_a_killed_restore_is_all_or_nothing(copied, empty, exported, tmp_path, point, replacing):
    source, archive = copied(), tmp_path / "hall.backup"
    said = exported(source)
    program.must("backup", archive, "--data", source)
    target = empty if replacing else tmp_path / "target"
    if replacing:
        program.must("import", packages.write(tmp_path / "old", [packages.article("old", 1)]), "--data", target)
        before = exported(target)
    options = ["--replace"] if replacing else []
    killed = program.run("restore", archive, "--data", target, *options, faults={"TWINHALL_FAULT": point})
    assert killed.returncode == -9, program.told(killed)
    if target.exists():
        assert program.run("check", "--data", target).returncode == 0
        now = exported(target)
        assert not packages.difference(said, now) or replacing and not packages.difference(before, now)
    # Between the two renames there is neither; asked again, the restore is finished or made anew.
    again = program.run("restore", archive, "--data", target)
    if again.returncode != 0 and packages.difference(said, exported(target)):
        program.must("restore", archive, "--data", target, "--replace")
    assert not packages.difference(said, exported(target)), program.told(again)
    assert program.run("check", "--data", target).returncode == 0
