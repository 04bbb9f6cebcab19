"""Twenty clients at the Desk change the same few records at random, all at once.

Held: no answered save is lost, nothing is saved that nobody sent, whatever was saved stands upon the very text that its
form was made from (so that every conflict was told), what was refused comes back with all that was typed, and `check`
is clean. The default is 2,000; EDITS=10000 is the whole of it.
"""

import http.client
import os
import random
import re
import threading
import time
from collections import Counter, defaultdict

import pytest

from Outside import hall, journal, packages, program
from Outside.desk import Clerk, Form, Said, add

CLIENTS, PEOPLE = 20, 4
EDITS = int(os.environ.get("EDITS", "2000"))
CODES = [packages.code("article", "edits", number) for number in range(5)]
#: What a client does next, and how often.
WORK = {"save": 45, "stale": 20, "rows": 10, "publish": 8, "withdraw": 4, "submit": 3, "remark": 5, "restore": 5}
#: What may come of each: another answer is a failure.
OUTCOMES = {
    "save": {303, 409}, "stale": {303, 409}, "rows": {200}, "restore": {303, 409},
    **dict.fromkeys(("publish", "withdraw", "submit"), {303, 403, 409}), "remark": {303, 409}}


class Client(threading.Thread):
    """Somebody who changes things without looking at what the others do; keeps what was answered."""

    def __init__(self, number: int, clerk: Clerk, edits: int):
        super().__init__(name=f"client {number}", daemon=True)
        self.number, self.edits, self.clerk = number, edits, clerk
        self.dice = random.Random(f"edits {number}")
        #: By mark: the record, the revision the form was made from, and what the Hall said of it.
        self.sent: dict[str, tuple[str, str, Said | None]] = {}
        self.restored: list[tuple[str, str, str, Said]] = []
        self.counts: Counter = Counter()
        self.bad: list[str] = []
        self._old: dict[str, dict[str, str]] = {}

    def run(self) -> None:
        for number in range(self.edits):
            work = self.dice.choices(list(WORK), list(WORK.values()))[0]
            code = self.dice.choice(CODES)
            try:
                self._do(work, code, f"mark-{self.number}-{number}-of-{work}")
            except (OSError, http.client.HTTPException) as problem:
                self.bad.append(f"{self.name}, {work}: no answer: {problem!r}")

    def _do(self, work: str, code: str, mark: str) -> None:
        if work == "restore":
            said = self._restore(code)
        else:
            stale = self._old.get(code) if work == "stale" else None
            form = dict(stale or self.clerk.form(code))
            self._old.setdefault(code, form)
            if self.dice.random() < 0.2:
                self._old[code] = form
            said = self._send(work, code, form, mark)
        if said is None:
            return
        self.counts[work, said.status] += 1
        if said.status not in OUTCOMES[work]:
            told = re.findall(r'<p class="desk-error" id="([^"]*)">(.*?)</p>', said.body)
            self.bad.append(f"{self.name}: {work} of {code} answered {said.status} {told}")

    def _send(self, work: str, code: str, form: dict[str, str], mark: str) -> Said:
        if work in ("save", "stale"):
            fields = {**form, "text.en": f"Words of {mark}.", "note": mark, "action": "save"}
            self.sent[mark] = (code, form["base"], None)
            said = self.clerk.ask(f"/record/{code}", fields)
            self.sent[mark] = (code, form["base"], said)
        elif work == "rows":
            said = self.clerk.ask(f"/record/{code}", {**form, "text.en": f"Words of {mark}.", "rows": "add sources"})
        else:
            return self.clerk.ask(
                f"/record/{code}", {"csrf": form["csrf"], "base": form["base"], "action": work, "words": mark})
        if said.status in (200, 409) and f"Words of {mark}." not in Form(said.body).values.get("text.en", ""):
            self.bad.append(f"{self.name}: {work} answered {said.status} and lost what was typed: {mark}")
        return said

    def _restore(self, code: str) -> Said | None:
        page = self.clerk.ask(f"/history/{code}").body
        forms = page.split("<form")[1:]
        offered = [fields for form in forms if (fields := hidden(form)).get("restore")]
        if not offered:
            return None
        fields = self.dice.choice(offered)
        said = self.clerk.ask(f"/history/{code}", fields)
        self.restored.append((code, fields["restore"], fields.get("base", ""), said))
        return said


def hidden(form: str) -> dict[str, str]:
    """The hidden controls of one form."""
    controls = form.split(">", 1)[1].split("</form>")[0]
    return Form(f'<form action="/desk/record/">{controls}</form>').values


@pytest.fixture(scope="module")
def edited(tmp_path_factory):
    """The clients after their work, the folder, and how many seconds the work took."""
    tmp_path = tmp_path_factory.mktemp("edits")
    data = tmp_path / "data"
    program.must("init", "--data", data)
    program.must(
        "import", packages.write(tmp_path / "package", [packages.article("edits", n) for n in range(len(CODES))]),
        "--data", data)
    for number in range(PEOPLE):
        add(data, f"clerk{number}", "publisher")
    with hall.Hall(data, "--review", "optional") as running:
        # A password is slow to check; several clients share a session, as the windows of one browser do.
        people = [Clerk(running.port, f"clerk{number}").sign_in() for number in range(PEOPLE)]
        clients = [
            Client(number, Clerk(running.port, "", people[number % PEOPLE].cookie), EDITS // CLIENTS)
            for number in range(CLIENTS)]
        began = time.monotonic()
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        took = time.monotonic() - began
    return clients, data, took


def saves(steps: list[journal.Step]) -> dict[str, list[journal.Step]]:
    """The saves of each record, in order."""
    found = defaultdict(list)
    for step in steps:
        if step.action == journal.SAVE:
            found[step.record].append(step)
    return found


def lost(clients: list[Client], kept: dict[str, list[journal.Step]]) -> list[str]:
    """Where the journal is not what was answered."""
    bad, by_mark = [], defaultdict(list)
    for steps in kept.values():
        for before, step in zip([None, *steps], steps):
            by_mark[step.note].append((before, step))
    for client in clients:
        for mark, (code, base, said) in client.sent.items():
            found = by_mark.pop(mark, [])
            saved = said is not None and said.status == 303 and said.done == "saved"
            if saved and len(found) != 1:
                bad.append(f"{mark}: answered as saved, and {len(found)} times in the journal")
            if said is not None and not saved and found:
                bad.append(f"{mark}: answered {said.status} {said.done}, and in the journal")
            for before, step in found:
                if step.record != code or step.body["text"]["en"] != f"Words of {mark}.":
                    bad.append(f"{mark}: in the journal as something else")
                if before is None or str(before.number) != base:
                    bad.append(f"{mark}: made from step {base}, saved upon {before and before.number}: nobody was told")
    # Two may restore the same step upon the same one, and one of them is refused: the journal holds that of the other.
    restored = [(client.name, *one) for client in clients for one in client.restored]
    for name, code, number, base, said in sorted(restored, key=lambda one: one[-1].done != "restored"):
        found = by_mark[f"Restored from step {number}"]
        at = next((n for n, (before, _) in enumerate(found) if str(before.number) == base), None)
        if (said.done == "restored") != (at is not None):
            bad.append(f"{name}: step {number} of {code} upon {base}: answered {said.status} {said.done}")
        if at is not None:
            found.pop(at)
    bad += [f"{note}: saved, and nobody sent it" for note, left in by_mark.items() if left and note]
    return bad


@pytest.mark.slow
def test_twenty_clients_lose_no_save_and_hear_of_every_conflict(edited):
    clients, data, took = edited
    bad = [problem for client in clients for problem in client.bad]
    counts = sum((client.counts for client in clients), Counter())
    print(f"{sum(counts.values())} edits in {took:.1f} s: " + ", ".join(
        f"{work} {status}: {count}" for (work, status), count in sorted(counts.items())))
    steps = journal.steps(data)
    bad += lost(clients, saves(steps))
    assert not bad, f"{len(bad)} problems\n" + "\n".join(bad[:30])
    for answer in (("save", 303), ("save", 409), ("stale", 409), ("rows", 200), ("publish", 303), ("restore", 303)):
        assert counts[answer], f"{answer} never happened: this test shows nothing"
    assert program.must("check", "--data", data)


def test_the_newest_of_each_record_is_what_is_exported(edited, tmp_path):
    _, data, _ = edited
    program.must("export", tmp_path / "out", "--data", data)
    said = packages.contents(tmp_path / "out")
    for code, steps in saves(journal.steps(data)).items():
        assert said[code]["record"]["text"] == steps[-1].body["text"], code
