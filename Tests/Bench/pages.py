"""Pages under load: from the render cache, without it, from the start of the process, and the memory they take."""

import statistics
import subprocess
import threading
import time
from pathlib import Path

from Bench.load import nearest, paired, wrk
from Bench.report import Report
from Bench.servers import Quiet, Static, resident
from Outside import hall, http, program

#: Wagtail's uncached page on the machine where the bars were set, in requests a second.
WAGTAIL_UNCACHED = 146


def cached(report: Report, running: hall.Hall, seconds: int, rounds: int) -> None:
    plain = http.request(running.origin, "/ru/").body
    packed = http.request(running.origin, "/ru/", headers={"Accept-Encoding": "gzip"}).body
    static = Static({"plain.html": plain, "packed.html": packed})
    try:
        for name, file, headers in (
            ("plain", "plain.html", ()), ("gzip", "packed.html", ("Accept-Encoding: gzip",))):
            size = len(plain if name == "plain" else packed)
            found = paired(
                report, f"cached page, {name}", f"{running.origin}/ru/", f"{static.origin}/{file}", seconds, rounds,
                headers=headers)
            report.row(
                f"Cached page, {name}, {size / 1000:.1f} KB, 32 connections",
                f"{found.ratio:.2f} of nginx ({found.rate:,.0f} of {found.theirs:,.0f} req/s; p50 {found.middle.p50}, "
                f"p99 {found.middle.p99}) {found.middle.errors}",
                "0.25", "0.7", found.ratio >= 0.25)
    finally:
        static.close()


def uncached(report: Report, data: Path, seconds: int, rounds: int, wagtail: float | None) -> None:
    """`wagtail` is what Wagtail's page of a city reached in this run, where that was measured."""
    theirs = wagtail or WAGTAIL_UNCACHED
    when = "in this run" if wagtail else "when the bars were set"
    with Quiet(data, "--render-cache", "0") as running:
        for path, what in (("/ru/", "home"), ("/ru/cities/qingdao", "city")):
            loads = [wrk(running.origin + path, seconds) for _ in range(rounds)]
            rate = statistics.median(load.per_second for load in loads)
            middle = nearest(loads, rate)
            report.keep(f"uncached {what}", middle.text)
            report.row(
                f"The {what} page, render cache off, 32 connections",
                f"{rate:,.0f} req/s = {rate / theirs:.1f}× Wagtail's {theirs:.0f} {when}; p50 {middle.p50}, "
                f"p99 {middle.p99} {middle.errors}",
                "10×", "30×", rate >= 10 * theirs)


def memory(report: Report, data: Path, seconds: int) -> None:
    with Quiet(data) as running:
        for path in ("/ru/", "/en/", "/ru/cities", "/ru/photos", "/ru/news"):
            running.get(path)
        idle = resident(running.pid)
        highest = dict(idle)
        done = threading.Event()

        def watch():
            while not done.wait(0.2):
                for name, value in resident(running.pid).items():
                    highest[name] = max(highest[name], value)

        watcher = threading.Thread(target=watch)
        watcher.start()
        for path in ("/ru/", "/ru/search?q=%D0%BE%D0%BA%D1%81%D1%84%D0%BE%D1%80%D0%B4", "/en/cities/oxford"):
            report.keep(f"memory under load, {path}", wrk(running.origin + path, max(2, seconds // 2)).text)
        done.set()
        watcher.join()
    for name, found, bar, goal in (("idle", idle, 150, 80), ("under load", highest, 300, 200)):
        report.row(
            f"Resident memory, {name}",
            f"{found['server']:.0f} MB (imaging besides: {found['children']:.0f} MB)", f"{bar} MB", f"{goal} MB",
            found["server"] <= bar)


def start(report: Report, data: Path, rounds: int) -> None:
    """From the start of the process to the first byte of the first page."""
    times = []
    for _ in range(rounds):
        port = hall.free_port()
        began = time.monotonic()
        process = subprocess.Popen(
            [program.twinhall(), "serve", "--data", data, "--port", str(port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=program.ROOT)
        try:
            while True:
                try:
                    if http.request(f"http://127.0.0.1:{port}", "/ru/", patience=5).status == 200:
                        break
                except OSError:
                    assert process.poll() is None, "the Hall ended at its start"
                    time.sleep(0.001)
            times.append((time.monotonic() - began) * 1000)
        finally:
            process.terminate()
            process.wait()
    middle = statistics.median(times)
    report.keep("start to first byte, ms", " ".join(f"{value:.0f}" for value in times))
    report.row(
        "Start to first byte, 10,000 records", f"{middle:.0f} ms (median of {rounds})", "500 ms", "150 ms",
        middle <= 500)
