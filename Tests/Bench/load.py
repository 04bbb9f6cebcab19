"""Load by wrk, on one server or on two in turn."""

import json
import re
import statistics
import subprocess
import tempfile
from dataclasses import dataclass

from Bench.report import Report


@dataclass
class Load:
    per_second: float
    p50: str
    p99: str
    errors: str
    text: str


def wrk(
    url: str, seconds: int, connections: int = 32, headers: tuple[str, ...] = (), paths: list[str] | None = None
) -> Load:
    """`paths`: what is asked for at random, where it is more than the one address."""
    command = ["wrk", f"-t{min(2, connections)}", f"-c{connections}", f"-d{seconds}s", "--latency"]
    for header in headers:
        command += ["-H", header]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        if paths:
            listed = ", ".join(map(json.dumps, paths))
            script.write(f"local paths = {{ {listed} }}\n")
            script.write("request = function() return wrk.format(nil, paths[math.random(#paths)]) end\n")
            script.flush()
            command += ["-s", script.name]
        text = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    percentiles = dict(re.findall(r"(\d+)%\s+([\d.]+\w+)", text))
    errors = " ".join(re.findall(r"(?:Socket errors|Non-2xx).*", text))
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])
    return Load(rate, percentiles["50"], percentiles["99"], errors, text)


@dataclass(frozen=True)
class Pair:
    """What two servers reached in turn: the medians of the rounds, and of the ratios of each round."""

    ratio: float
    rate: float
    theirs: float
    #: The rounds that came nearest to the medians.
    middle: Load
    their_middle: Load


def nearest(loads: list[Load], rate: float) -> Load:
    return min(loads, key=lambda load: abs(load.per_second - rate))


def paired(
    report: Report, name: str, ours: str, theirs: str, seconds: int, rounds: int, *,
    them: str = "nginx", connections: int = 32, headers: tuple[str, ...] = (), paths: list[str] | None = None,
    their_paths: list[str] | None = None,
) -> Pair:
    mine, other = [], []
    for number in range(rounds):
        other.append(wrk(theirs, seconds, connections, headers, their_paths))
        mine.append(wrk(ours, seconds, connections, headers, paths))
        report.keep(f"{name}, round {number + 1}: {them}", other[-1].text)
        report.keep(f"{name}, round {number + 1}: Twinhall", mine[-1].text)
    rate = statistics.median(load.per_second for load in mine)
    their_rate = statistics.median(load.per_second for load in other)
    return Pair(
        statistics.median(a.per_second / b.per_second for a, b in zip(mine, other)), rate, their_rate,
        nearest(mine, rate), nearest(other, their_rate))
