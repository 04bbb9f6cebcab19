"""What becomes slower as a Hall grows: each kind of page, uncached, in Halls of a thousand to a million records.

All Halls serve side by side and are asked in turn, one request at a time on one connection each, so that whatever else
the machine does falls on all sizes alike.
"""

import http.client
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from Bench import halls
from Bench.report import Report
from Bench.servers import Quiet, resident
from Outside import program

SIZES = (1_000, 10_000, 100_000, 1_000_000)
#: How many records one package brings: of two revisions a record, one append takes a million.
PART = 250_000
#: Smaller Halls lack some of the records that are asked for.
SMALLEST = 1_000
REQUESTS = 25
#: Before them, so that neither side pays for opening files.
WARMING = 3
BAR, GOAL = 1.5, 1.1

PAGES = {
    "home": "/en/", "cities": "/en/cities", "a city": f"/en/cities/{halls.slug('city')}",
    "the home city": f"/en/cities/{halls.slug('city', 0)}", "a gift": f"/en/gifts/{halls.slug('gift')}",
    "photos": "/en/photos", "a photo": f"/en/photos/{halls.slug('photo')}", "news": "/en/news", "map": "/en/map",
    "people to people": "/en/people-to-people", "search, a rare word": f"/en/search?q={halls.RARE}",
    "search, a common word": f"/en/search?q={halls.COMMON}"}


@dataclass
class Size:
    """One Hall and what was found of it."""

    count: int
    data: Path
    took: float
    #: Of the import, in MB.
    memory: float
    #: Of the server after all requests, in MB.
    serving: float = 0
    times: dict[str, list[float]] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)

    def median(self, page: str) -> float:
        return statistics.median(self.times[page])


def watched(*arguments) -> tuple[float, float]:
    """Runs a command that has to succeed; seconds, and the most memory that the process had at once, in MB.

    The kernel's own account of a child that has ended would count what this process had when it started the child.
    """
    highest = 0
    with tempfile.TemporaryFile("w+") as told:
        began = time.monotonic()
        process = subprocess.Popen(
            [str(program.twinhall()), *map(str, arguments)], stdout=told, stderr=told, cwd=program.ROOT)
        while process.poll() is None:
            try:
                found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process.pid}/status").read_text())
            except OSError:
                found = None
            highest = max(highest, int(found[1]) if found else 0)
            time.sleep(0.01)
        took = time.monotonic() - began
        told.seek(0)
        assert process.returncode == 0, f"`twinhall {arguments[0]}`: {process.returncode}\n{told.read()[-3000:]}"
    return took, highest * 1024 / 1e6


def imported(count: int, folder: Path, make: halls.Make = halls.record) -> Size:
    """A Hall of so many records, taken in by packages of at most `PART`; each goes as soon as it is taken in."""
    data = folder / f"hall-{count}"
    program.must("init", "--data", data)
    size = Size(count, data, 0, 0)
    for number, numbers in enumerate(halls.parts(count, PART)):
        package = folder / f"package-{count}-{number}"
        halls.generate(count, package, numbers, make)
        took, memory = watched("import", package, "--data", data)
        size.took, size.memory = size.took + took, max(size.memory, memory)
        shutil.rmtree(package)
        print(f"    {count:,} records, part {number + 1}: {len(numbers):,} in {took:.1f} s", flush=True)
    return size


def ask(connection: http.client.HTTPConnection, page: str, path: str) -> tuple[float, bytes]:
    """Milliseconds from the request to the last byte, and the body."""
    began = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    took = (time.perf_counter() - began) * 1000
    assert answer.status == 200, f"{page}: {path} answered {answer.status}"
    return took, body


def serve(sizes: list[Size]) -> None:
    with ExitStack() as stack:
        running = [stack.enter_context(Quiet(size.data, "--render-cache", "0")) for size in sizes]
        lines = [http.client.HTTPConnection("127.0.0.1", one.port, timeout=120) for one in running]
        for line in lines:
            stack.callback(line.close)
        for page, path in PAGES.items():
            for number in range(WARMING + REQUESTS):
                for size, line in zip(sizes, lines):
                    took, body = ask(line, page, path)
                    if number >= WARMING:
                        size.times.setdefault(page, []).append(took)
                        size.bytes[page] = len(body)
        for size, one, line in zip(sizes, running, lines):
            found = len(re.findall(rb'href="/en/news/article-', ask(line, "search", PAGES["search, a rare word"])[1]))
            assert found == len(halls.RARE_AT), f"{size.count:,} records: the rare word is found {found} times"
            size.serving = resident(one.pid)["server"]


def table(sizes: list[Size]) -> str:
    first, last = sizes[0], sizes[-1]
    rows = [["Page, ms", *(f"{size.count:,}" for size in sizes), "Last to first", f"Bar {BAR}", f"Goal {GOAL}"]]
    rows.append(["---", *("---:" for _ in sizes), "---:", "---", "---"])
    for page in PAGES:
        ratio = last.median(page) / first.median(page)
        rows.append([
            page, *(f"{size.median(page):.2f}" for size in sizes), f"{ratio:.2f}",
            "yes" if ratio <= BAR else "MISSED", "yes" if ratio <= GOAL else "no"])
    for name, value in (
        ("import, s", lambda size: f"{size.took:.1f}"),
        ("import, records a second", lambda size: f"{size.count / size.took:,.0f}"),
        ("import, memory at its highest, MB", lambda size: f"{size.memory:.0f}"),
        ("server, memory after all requests, MB", lambda size: f"{size.serving:.0f}"),
    ):
        rows.append([name, *(value(size) for size in sizes), "", "", ""])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def measure(report: Report, counts: list[int], folder: Path) -> None:
    sizes = [imported(count, folder) for count in sorted(counts)]
    try:
        serve(sizes)
    finally:
        for size in sizes:
            shutil.rmtree(size.data)
    first, last = sizes[0], sizes[-1]
    made = table(sizes)
    report.tables.append(
        f"Growth: the render cache off, medians of {REQUESTS} requests one after another on one connection.\n\n{made}")
    print(made, flush=True)
    ratios = {page: last.median(page) / first.median(page) for page in PAGES}
    worst = max(ratios, key=ratios.__getitem__)
    within = sum(ratio <= BAR for ratio in ratios.values())
    report.row(
        f"Growth of {len(PAGES)} kinds of page, {first.count:,} to {last.count:,} records",
        f"{within} within the bar; most: {worst}, {ratios[worst]:.2f}×", f"{BAR}×", f"{GOAL}×", within == len(PAGES))
    report.keep("growth: bytes of each page", "\n".join(
        f"{page}: " + ", ".join(f"{size.bytes[page]:,}" for size in sizes) for page in PAGES))
    report.keep("growth: all times, ms", "\n".join(
        f"{size.count} {page}: " + " ".join(f"{took:.2f}" for took in size.times[page])
        for page in PAGES for size in sizes))
