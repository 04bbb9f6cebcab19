"""Two hundred kills while people save at the Desk: what was answered is there, what was not is there wholly or not at all.

Each start of the Hall is told at which visit of which fault point to die, so that every restart is also the next round.
"""

import http.client
import itertools
import random
import threading

import pytest

from Durability.dying import work_until_killed
from Durability.test_kills import points
from Outside import hall, journal, packages, program
from Outside.desk import Clerk, add

KILLS, GROUPS, CLERKS = 200, 4, 3
CODES = [packages.code("article", "desk-kills", number) for number in range(2)]
#: Of a save: before the commit nothing is left, after it everything.
BEFORE = ("append.begun", "append.written")
AFTER = ("append.committed",)
CHECK_EVERY = 10


def test_every_point_of_a_save_is_visited():
    assert [point for point in points() if point.startswith("append.")] == list(BEFORE + AFTER)


class Round:
    """What was sent and answered between a start and a kill."""

    def __init__(self):
        #: By mark: the record, and the status that was answered, if any was.
        self.sent: dict[str, tuple[str, int | None, str]] = {}
        self._lock = threading.Lock()

    def work(self, clerk: Clerk, dice: random.Random, marks: itertools.count) -> None:
        """Saves until the Hall is gone."""
        while True:
            with self._lock:
                mark = f"mark-{next(marks)}"
            code = dice.choice(CODES)
            try:
                form = clerk.form(code)
                self.sent[mark] = (code, None, "")
                said = clerk.ask(
                    f"/record/{code}", {**form, "text.en": f"Words of {mark}.", "note": mark, "action": "save"})
                self.sent[mark] = (code, said.status, said.done)
            except (OSError, http.client.HTTPException):
                return


def killed(data, clerks: list[Clerk], dice: random.Random, fault: str, marks: itertools.count) -> Round:
    """Starts the Hall, lets people save until it dies at the fault, and tells what was answered."""
    running = hall.Hall(data, "--review", "optional", faults={"TWINHALL_FAULT": fault}).start()
    round_ = Round()
    work_until_killed(running, round_, clerks, dice, fault, marks)
    return round_


def lost(round_: Round, steps: list[journal.Step], point: str) -> list[str]:
    """Where the journal of a round is not what was answered in it."""
    bad, kept = [], {step.note: step for step in steps}
    unanswered = []
    for mark, (code, status, done) in round_.sent.items():
        step = kept.pop(mark, None)
        if step is not None and (step.record != code or step.body["text"]["en"] != f"Words of {mark}."):
            bad.append(f"{mark}: half of it is there")
        if status is None:
            unanswered.append(step)
        elif (status, done) == (303, "saved"):
            bad += [f"{mark}: answered as saved, and lost"] if step is None else []
        elif status != 409 or step is not None:
            bad.append(f"{mark}: answered {status} {done}, {'in' if step else 'not in'} the journal")
    bad += [f"{note}: nobody sent it" for note in kept]
    # One at a time writes the journal: only the one that died can stand in it without an answer, and those before it
    # that were committed and not yet answered.
    if point in AFTER and not any(unanswered):
        bad.append("the save that was committed before the kill is not there")
    return bad


@pytest.mark.slow
@pytest.mark.parametrize("group", range(GROUPS))
def test_kills_during_saves(empty, tmp_path, group):
    dice, marks = random.Random(f"desk kills {group}"), itertools.count()
    records = [packages.article("desk-kills", number) for number in range(len(CODES))]
    program.must("import", packages.write(tmp_path / "package", records), "--data", empty)
    for number in range(CLERKS):
        add(empty, f"clerk{number}", "publisher")
    with hall.Hall(empty) as running:
        clerks = [Clerk(running.port, f"clerk{number}").sign_in() for number in range(CLERKS)]
        for clerk in clerks:
            clerk.leave()
    known, bad = len(journal.steps(empty)), []
    for number in range(KILLS // GROUPS):
        point = (BEFORE + AFTER)[number % len(BEFORE + AFTER)]
        fault = f"{point}:{dice.randint(1, 8)}"
        round_ = killed(empty, clerks, dice, fault, marks)
        steps = journal.steps(empty)
        bad += [f"{fault}, kill {number} of group {group}: {problem}" for problem in lost(round_, steps[known:], point)]
        known = len(steps)
        if number % CHECK_EVERY == CHECK_EVERY - 1:
            checked = program.run("check", "--data", empty)
            assert checked.returncode == 0, f"{fault}, kill {number}: {program.told(checked)}"
    assert not bad, "\n".join(bad)
    # And the Hall shows what the journal holds.
    newest = {step.record: step for step in journal.steps(empty) if step.action == journal.SAVE}
    with hall.Hall(empty) as running:
        clerks[0].port = running.port
        for code in CODES:
            assert clerks[0].form(code)["text.en"] == newest[code].body["text"]["en"], code
    assert program.run("check", "--data", empty).returncode == 0
