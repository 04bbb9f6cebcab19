"""Two hundred kills while pictures come in at the Desk, one in a form or several at once: what was answered is there with
its file, what was not is there wholly or not at all, and the next start sweeps what was left half made.

Each start of the Hall is told at which visit of which fault point to die, so that every restart is also the next round.
"""

import hashlib
import http.client
import itertools
import random
import re
import threading
from dataclasses import dataclass

import pytest

from Durability.dying import work_until_killed
from Durability.test_kills import points
from Outside import hall, journal, packages, program
from Outside.desk import Clerk, add

KILLS, GROUPS, CLERKS = 200, 4, 3
#: Of an upload: the file comes in, is kept as an original, and then the records are appended.
BEFORE = (
    "incoming.written", "blob.written", "blob.synced", "blob.renamed", "blob.folder-synced", "append.begun",
    "append.written")
AFTER = ("append.committed",)
CHECK_EVERY = 10
AT_ONCE = 3


def test_every_point_of_an_upload_is_visited():
    assert [point for point in points() if point.startswith(("incoming.", "blob.", "append."))] == list(BEFORE + AFTER)


@dataclass
class Sending:
    """What was sent together: the hash of each file by its name; and the answer, if there was one."""

    files: dict[str, str]
    in_form: bool
    status: int | None = None
    codes: tuple[str, ...] = ()

    @property
    def taken(self) -> bool:
        return self.status == (303 if self.in_form else 200)


class Round:
    """What was sent and answered between a start and a kill."""

    def __init__(self):
        self.sendings: list[Sending] = []
        self._lock = threading.Lock()

    def work(self, clerk: Clerk, dice: random.Random, marks: itertools.count) -> None:
        """Sends pictures until the Hall is gone."""
        while True:
            in_form = dice.random() < 0.5
            with self._lock:
                names = [f"mark-{next(marks)}" for _ in range(1 if in_form else dice.randint(1, AT_ONCE))]
            pictures = {name: packages.picture(name, dice.random()) for name in names}
            sending = Sending({name: hashlib.sha256(read).hexdigest() for name, read in pictures.items()}, in_form)
            try:
                place = "/new/photo" if in_form else "/upload"
                token = re.search(r'name="csrf" value="([^"]+)"', clerk.ask(place).body)[1]
                fields = {"csrf": token, "nature": "photograph"}
                if in_form:
                    fields |= {"base": "0", "action": "save", "title.en": names[0], "slug": names[0]}
                self.sendings.append(sending)
                said = clerk.upload(
                    place, fields,
                    [("image" if in_form else "pictures", f"{name}.png", read) for name, read in pictures.items()])
                listed = said.place if in_form else said.body.split('id="upload-results"')[1].split("</ul>")[0]
                sending.codes = tuple(re.findall(r"/desk/record/([0-9A-Z]{7})", listed))
                sending.status = said.status
            except (OSError, http.client.HTTPException):
                return


def left_over(data) -> list[str]:
    """What writers that were killed have left half made."""
    places = [*(data / "incoming").glob("*"), *(data / "blobs").rglob(".new-*"), *(data / "packs").rglob("*.new-*")]
    return [str(place.relative_to(data)) for place in places]


def killed(data, clerks: list[Clerk], dice: random.Random, fault: str, marks: itertools.count) -> Round:
    """Starts the Hall, lets pictures come in until it dies at the fault, and tells what was answered."""
    running = hall.Hall(data, faults={"TWINHALL_FAULT": fault}).start()
    assert not left_over(data), f"before {fault}: not swept at the start: {left_over(data)}"
    round_ = Round()
    work_until_killed(running, round_, clerks, dice, fault, marks)
    return round_


def kept(data, blob: str) -> bool:
    """Whether an original lies there, with the bytes that its name tells."""
    file = data / "blobs" / blob[:2] / blob[2:]
    return file.exists() and hashlib.sha256(file.read_bytes()).hexdigest() == blob


def lost(data, round_: Round, steps: list[journal.Step], point: str) -> list[str]:
    """Where the journal and the originals of a round are not what was answered in it."""
    bad, unanswered = [], []
    found = {step.body["image"]["name"].removesuffix(".png"): step for step in steps}
    if len(found) != len(steps):
        bad.append("two records of one picture")
    for sending in round_.sendings:
        there = {name: found.pop(name) for name in sending.files if name in found}
        if there and len(there) != len(sending.files):
            bad.append(f"{list(sending.files)}: only {list(there)} of what came together")
        for name, step in there.items():
            if step.body["image"]["blob"] != sending.files[name] or not kept(data, sending.files[name]):
                bad.append(f"{name}: a record without its file")
        if sending.status is None:
            unanswered.append(there)
        elif not sending.taken:
            bad.append(f"{list(sending.files)}: answered {sending.status}")
        elif sorted(step.record for step in there.values()) != sorted(sending.codes) or not there:
            bad.append(f"{list(sending.files)}: answered {sending.codes}, and lost")
    bad += [f"{name}: nobody sent it" for name in found]
    if point in AFTER and not any(unanswered):
        bad.append("what was committed before the kill is not there")
    return bad


@pytest.mark.slow
@pytest.mark.parametrize("group", range(GROUPS))
def test_kills_during_uploads(empty, group):
    dice, marks = random.Random(f"upload kills {group}"), itertools.count()
    for number in range(CLERKS):
        add(empty, f"clerk{number}", "editor")
    with hall.Hall(empty) as running:
        clerks = [Clerk(running.port, f"clerk{number}").sign_in() for number in range(CLERKS)]
        for clerk in clerks:
            clerk.leave()
    known, bad, swept, answered = len(journal.steps(empty)), [], 0, 0
    for number in range(KILLS // GROUPS):
        point = (BEFORE + AFTER)[number % len(BEFORE + AFTER)]
        fault = f"{point}:{dice.randint(1, 8)}"
        round_ = killed(empty, clerks, dice, fault, marks)
        steps = journal.steps(empty)
        bad += [
            f"{fault}, kill {number} of group {group}: {problem}" for problem in lost(empty, round_, steps[known:], point)]
        known, swept = len(steps), swept + len(left_over(empty))
        answered += sum(sending.taken for sending in round_.sendings)
        if number % CHECK_EVERY == CHECK_EVERY - 1:
            checked = program.run("check", "--data", empty)
            assert checked.returncode == 0, f"{fault}, kill {number}: {program.told(checked)}"
    assert not bad, "\n".join(bad)
    print(f"{known} pictures in {answered} answered sendings; {swept} files were left half made")
    assert swept and answered, "nothing was ever left half made, or nothing answered: this test shows nothing"
    shown(empty, clerks[0])
    assert program.run("check", "--data", empty).returncode == 0


def shown(data, clerk: Clerk) -> None:
    """The Hall shows what the journal holds: every picture, and nothing half made."""
    photos = {step.record for step in journal.steps(data)}
    with hall.Hall(data) as running:
        assert not left_over(data)
        clerk.port, listed, page = running.port, set(), 1
        while found := re.findall(r'<a[^>]* href="/en/desk/record/([0-9A-Z]{7})"', clerk.ask(f"/records/photo?page={page}").body):
            listed, page = listed | set(found), page + 1
        assert listed == photos, f"listed and not kept: {listed - photos}; kept and not listed: {photos - listed}"
        for code in sorted(photos):
            status, read = clerk.picture(f"/picture/{code}/image")
            assert status == 200 and read.startswith(b"\xff\xd8\xff"), f"the picture of {code}: {status}"
            assert clerk.ask(f"/record/{code}").status == 200
        clerk.leave()
