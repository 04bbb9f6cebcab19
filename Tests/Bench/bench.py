"""Measures the release build beside nginx and raw SQLite, and prints bars, goals and what was reached.

    script/bench [--quick] [--only cached,uncached,start,memory,import] [--records 100000]

Ratios are between two things measured in turn in the same minutes; absolute figures drift between machines. The raw
output goes to docs/benchmarks/DATE.md.
"""

import argparse
import datetime
import os
import platform
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from Bench.generate import generate, record  # noqa: E402
from Outside import hall, http, program  # noqa: E402

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
#: Wagtail's uncached page on the machine where the bars were set, in requests a second.
WAGTAIL_UNCACHED = 146
PARTS = ("cached", "uncached", "start", "memory", "import")


@dataclass
class Report:
    """Rows for the table, and everything the tools printed."""

    rows: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)

    def row(self, work: str, reached: str, bar: str, goal: str, passed: bool | None) -> None:
        verdict = {True: "yes", False: "MISSED", None: ""}[passed]
        self.rows.append((work, reached, bar, goal, verdict))
        print(f"    {work}: {reached} (bar {bar}, goal {goal}) {verdict}", flush=True)

    def keep(self, title: str, text: str) -> None:
        self.raw.append(f"### {title}\n\n```\n{text.strip()}\n```\n")

    def table(self) -> str:
        head = [("Work", "Reached", "Bar", "Goal", "Bar passed"), ("---",) * 5]
        return "\n".join("| " + " | ".join(row) + " |" for row in [*head, *self.rows])


class Quiet(hall.Hall):
    """A Hall whose log goes nowhere: under load it would fill the disk, and nginx writes none here."""

    def __init__(self, data: Path, *options: str):
        super().__init__(data, *options)
        self.log.unlink()
        self.log = Path(os.devnull)

    def __exit__(self, *_) -> None:
        self.stop()


class Static:
    """Debian's nginx with a few static files, as fast as it goes."""

    def __init__(self, files: dict[str, bytes]):
        self.folder = Path(tempfile.mkdtemp(prefix="twinhall-nginx-"))
        # Its workers are another user where it is started by root.
        self.folder.chmod(0o755)
        self.port = hall.free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        for name, data in files.items():
            (self.folder / name).write_bytes(data)
        (self.folder / "nginx.conf").write_text(f"""
            worker_processes auto; pid {self.folder}/pid; error_log {self.folder}/error.log; daemon off;
            events {{ worker_connections 1024; }}
            http {{
                access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; etag on;
                types {{ text/html html; }} open_file_cache max=100; open_file_cache_valid 1h;
                client_body_temp_path {self.folder}/b; proxy_temp_path {self.folder}/p; fastcgi_temp_path {self.folder}/f;
                uwsgi_temp_path {self.folder}/u; scgi_temp_path {self.folder}/s;
                server {{ listen 127.0.0.1:{self.port}; root {self.folder}; }}
            }}""")
        self._process = subprocess.Popen(
            [NGINX, "-c", str(self.folder / "nginx.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while True:
            try:
                http.request(self.origin, f"/{next(iter(files))}", patience=2)
                return
            except OSError:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    raise AssertionError(f"nginx did not start: {(self.folder / 'error.log').read_text()}")
                time.sleep(0.05)

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        shutil.rmtree(self.folder)


@dataclass
class Load:
    per_second: float
    p50: str
    p99: str
    errors: str
    text: str


def wrk(url: str, seconds: int, connections: int = 32, headers: tuple[str, ...] = ()) -> Load:
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--latency"]
    for header in headers:
        command += ["-H", header]
    text = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    percentiles = dict(re.findall(r"(\d+)%\s+([\d.]+\w+)", text))
    errors = " ".join(re.findall(r"(?:Socket errors|Non-2xx).*", text))
    return Load(float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), percentiles["50"], percentiles["99"], errors, text)


def paired(report: Report, name: str, ours: str, theirs: str, headers: tuple[str, ...], seconds: int, rounds: int) -> tuple:
    """Both in turn; the medians of our rate, theirs, and the ratio of each round."""
    mine, other = [], []
    for number in range(rounds):
        other.append(wrk(theirs, seconds, headers=headers))
        mine.append(wrk(ours, seconds, headers=headers))
        report.keep(f"{name}, round {number + 1}: nginx", other[-1].text)
        report.keep(f"{name}, round {number + 1}: Twinhall", mine[-1].text)
    ratio = statistics.median(a.per_second / b.per_second for a, b in zip(mine, other))
    rate = statistics.median(load.per_second for load in mine)
    middle = min(mine, key=lambda load: abs(load.per_second - rate))
    return ratio, rate, statistics.median(load.per_second for load in other), middle


def cached(report: Report, running: hall.Hall, seconds: int, rounds: int) -> None:
    plain = http.request(running.origin, "/ru/").body
    packed = http.request(running.origin, "/ru/", headers={"Accept-Encoding": "gzip"}).body
    static = Static({"plain.html": plain, "packed.html": packed})
    try:
        for name, file, headers in (
            ("plain", "plain.html", ()), ("gzip", "packed.html", ("Accept-Encoding: gzip",))):
            size = len(plain if name == "plain" else packed)
            ratio, rate, other, middle = paired(
                report, f"cached page, {name}", f"{running.origin}/ru/", f"{static.origin}/{file}", headers, seconds, rounds)
            report.row(
                f"Cached page, {name}, {size / 1000:.1f} KB, 32 connections",
                f"{ratio:.2f} of nginx ({rate:,.0f} of {other:,.0f} req/s; p50 {middle.p50}, p99 {middle.p99}) {middle.errors}",
                "0.25", "0.7", ratio >= 0.25)
    finally:
        static.close()


def uncached(report: Report, data: Path, seconds: int, rounds: int) -> None:
    with Quiet(data, "--render-cache", "0") as running:
        for path, what in (("/ru/", "home"), ("/ru/cities/qingdao", "city")):
            loads = [wrk(running.origin + path, seconds) for _ in range(rounds)]
            rate = statistics.median(load.per_second for load in loads)
            middle = min(loads, key=lambda load: abs(load.per_second - rate))
            report.keep(f"uncached {what}", middle.text)
            report.row(
                f"The {what} page, render cache off, 32 connections",
                f"{rate:,.0f} req/s = {rate / WAGTAIL_UNCACHED:.1f}× Wagtail's {WAGTAIL_UNCACHED}; p50 {middle.p50}, p99 {middle.p99} {middle.errors}",
                "10×", "30×", rate >= 10 * WAGTAIL_UNCACHED)


def resident(pid: int) -> dict[str, float]:
    """Resident memory of a process and of its children, in MB."""
    def of(one: int) -> float:
        text = Path(f"/proc/{one}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+)", text)
        return int(found[1]) * 1024 / 1e6 if found else 0

    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {"server": of(pid), "children": sum(of(int(child)) for child in children)}


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
    report.row("Start to first byte, 10,000 records", f"{middle:.0f} ms (median of {rounds})", "500 ms", "150 ms", middle <= 500)


SCHEMA = """
    CREATE TABLE record (id INTEGER PRIMARY KEY, code TEXT, kind TEXT, slug TEXT, date TEXT, body BLOB);
    CREATE VIRTUAL TABLE search USING fts5(ru, en);
"""
INDEXES = """
    CREATE UNIQUE INDEX by_code ON record (code);
    CREATE INDEX by_slug ON record (kind, slug);
    CREATE INDEX by_date ON record (kind, date);
"""


def raw(count: int, folder: Path) -> float:
    """Rows a second of raw SQLite with a full-text index and three indexes, for the same bytes, in one transaction."""
    import json

    rows = []
    for number in range(count):
        item = record(number)
        body, fields = item["record"], []
        for language in ("ru", "en"):
            fields.append(" ".join(
                value[language] for value in body.values() if isinstance(value, dict) and language in value))
        rows.append((
            (number, item["code"], item["kind"], body["slug"], str(body.get("date", "")),
             json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()), (number, *fields)))
    connection = sqlite3.connect(folder / "raw.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.executescript(SCHEMA)
    began = time.monotonic()
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", (row for row, _ in rows))
    connection.executemany("INSERT INTO search (rowid, ru, en) VALUES (?, ?, ?)", (text for _, text in rows))
    for statement in INDEXES.strip().splitlines():
        connection.execute(statement)
    connection.execute("COMMIT")
    took = time.monotonic() - began
    connection.close()
    return count / took


def timed(*arguments) -> float:
    began = time.monotonic()
    program.must(*arguments, patience=3600)
    return time.monotonic() - began


def imports(report: Report, count: int, folder: Path, rounds: int) -> None:
    """Raw SQLite, an import and a rebuild in turn; the verdict is on the median of the rounds' ratios."""
    package = generate(count, folder / "package")
    ratios: dict[str, list[tuple[float, float, float]]] = {"Import": [], "Rebuild": []}
    for number in range(rounds):
        place = folder / f"round-{number}"
        place.mkdir()
        data = place / "data"
        program.must("init", "--data", data)
        # The rows of raw SQLite lie in memory; a machine that gives its file cache back would measure its disk here.
        for file in package.rglob("*.json"):
            file.read_bytes()
        base = raw(count, place)
        imported = count / timed("import", package, "--data", data)
        rebuilt = count / timed("rebuild", "--data", data)
        ratios["Import"].append((imported / base, imported, base))
        ratios["Rebuild"].append((rebuilt / base, rebuilt, base))
        report.keep(f"{count} records, round {number + 1}",
                    f"raw SQLite {base:.0f} rows/s, import {imported:.0f}, rebuild {rebuilt:.0f} records/s")
        shutil.rmtree(place)
    for work, goal in (("Import", "0.6"), ("Rebuild", "0.8")):
        ratio, ours, base = sorted(ratios[work])[(rounds - 1) // 2]
        report.row(f"{work} of {count:,} records", f"{ratio:.2f} of raw SQLite ({ours:,.0f} of {base:,.0f} a second)",
                   "0.25", goal, ratio >= 0.25)


def machine() -> str:
    model = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())
    system = re.search(r'PRETTY_NAME="(.*)"', Path("/etc/os-release").read_text())
    return f"{os.cpu_count()} cores, {model[1] if model else platform.machine()}, {system[1] if system else platform.system()}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="3 s and one round each, and 10,000 records at most")
    parser.add_argument("--only", default=",".join(PARTS), help="of: " + ",".join(PARTS))
    parser.add_argument("--records", type=int, default=100_000, help="how many are imported and rebuilt")
    parser.add_argument("--into", type=Path, default=program.ROOT / "docs" / "benchmarks")
    options = parser.parse_args()
    chosen = options.only.split(",")
    seconds, rounds = (3, 1) if options.quick else (10, 3)
    os.environ.setdefault("TWINHALL_BUILD", str(program.ROOT / ".build" / "release"))
    report = Report()
    load = os.getloadavg()[0]
    if load > 0.7:
        print(f"    the machine is busy (load {load:.1f}); what follows is not what it can do", flush=True)
    with tempfile.TemporaryDirectory(prefix="twinhall-bench-") as name:
        folder = Path(name)
        demo = hall.demo(folder / "demo") if {"cached", "uncached", "memory"} & set(chosen) else None
        if "cached" in chosen:
            with Quiet(demo) as running:
                cached(report, running, seconds, rounds)
        if "uncached" in chosen:
            uncached(report, demo, seconds, rounds)
        if "memory" in chosen:
            memory(report, demo, seconds)
        if "start" in chosen:
            data = folder / "start"
            program.must("init", "--data", data)
            program.must("import", generate(10_000, folder / "ten-thousand"), "--data", data, patience=3600)
            start(report, data, 3 if options.quick else 7)
        if "import" in chosen:
            imports(report, 10_000 if options.quick else options.records, folder, rounds)
    print("\n" + report.table())
    today = datetime.date.today().isoformat()
    options.into.mkdir(parents=True, exist_ok=True)
    target = options.into / f"{today}.md"
    target.write_text(
        f"# Measured on {today}\n\n{machine()}; load before the start {load:.2f}; "
        f"{'quick, ' if options.quick else ''}{seconds} s a run, median of {rounds}; parts: {options.only}. "
        "Ratios are to nginx and SQLite in the same run; the bars are those of the issue.\n\n"
        f"{report.table()}\n\n## Raw output\n\n" + "\n".join(report.raw))
    print(f"\nwritten: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
