"""A Hall that is at work until it dies at a fault point."""

import itertools
import random
import threading
from typing import Protocol

from Outside import hall
from Outside.desk import Clerk


class Round(Protocol):
    """What is sent and answered between a start and a kill."""

    def work(self, clerk: Clerk, dice: random.Random, marks: itertools.count) -> None:
        """Works at the Desk until the Hall is gone."""


def work_until_killed(
        running: hall.Hall, round_: Round, clerks: list[Clerk], dice: random.Random, fault: str, marks: itertools.count) -> None:
    """Lets people work at a Hall that was started to die at the fault, each on a thread with dice of their own."""
    workers = []
    for clerk in clerks:
        clerk.port = running.port
        seed = dice.random()
        workers.append(threading.Thread(target=round_.work, args=(clerk, random.Random(seed), marks), daemon=True))
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
        assert not worker.is_alive(), f"{fault}: the Hall lives on"
    ended = running.stop()
    running.log.unlink()
    assert ended == -9, f"{fault}: not killed, ended with {ended}"
    for clerk in clerks:
        clerk.leave()
