"""The same page of a city, of the same records, by us and by a Wagtail, neither of them from a cache of pages.

Wagtail is a small site of our own in `Tests/Bench/wagtail`, served by gunicorn with two workers on SQLite; it gets a
virtual environment of its own the first time. Whatever is in doubt there is decided in Wagtail's favour: fewer tables,
one language, no map, no reading settings on the page, a worker that keeps its database open.

Twinhall renders a page once for all who ask for it at the same moment, also without a cache. So what many connections
to one page reach is more than it can render; on one connection every request is a rendering.
"""

import html
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from Bench.load import paired
from Bench.report import Report
from Bench.servers import Quiet
from Outside import hall, http, program

SITE = Path(__file__).parent / "wagtail"
ENVIRONMENT = program.ROOT / ".build" / "wagtail-venv"
WORKERS = 2
CITY = "qingdao"
PATIENCE = 120


def installed() -> Path:
    """The folder of the environment's programs; made the first time, and again when the pins change."""
    pins, stamp = SITE / "requirements.txt", ENVIRONMENT / "requirements.txt"
    if not stamp.exists() or stamp.read_bytes() != pins.read_bytes():
        print("    installing Wagtail into .build/wagtail-venv, about 1 minute", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT], check=True)
        subprocess.run(
            [ENVIRONMENT / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
             "--requirement", pins], check=True)
        # Last: an attempt that failed is made again.
        shutil.copy(pins, stamp)
    return ENVIRONMENT / "bin"


class Wagtail:
    """The site, filled with a package, behind gunicorn; its files in `folder`."""

    def __init__(self, package: Path, folder: Path):
        programs = installed()
        migrations = folder / "generated_migrations"
        migrations.mkdir(parents=True)
        (migrations / "__init__.py").touch()
        environment = {
            **os.environ, "DJANGO_SETTINGS_MODULE": "config.settings",
            "WAGTAIL_DATABASE": str(folder / "wagtail.sqlite"), "PYTHONPATH": f"{folder}{os.pathsep}{SITE}",
            "PYTHONDONTWRITEBYTECODE": "1"}
        python = programs / "python"
        for command in (
            ["-m", "django", "makemigrations", "-v0", "rooms"], ["-m", "django", "migrate", "-v0"],
            ["fill.py", package]
        ):
            subprocess.run([python, *command], cwd=SITE, env=environment, check=True)
        port = hall.free_port()
        self.origin = f"http://127.0.0.1:{port}"
        self.log = folder / "gunicorn.log"
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [programs / "gunicorn", "--workers", str(WORKERS), "--bind", f"127.0.0.1:{port}", "--log-level",
                 "warning", "config.wsgi"],
                cwd=SITE, env=environment, stdout=log, stderr=log)

    def __enter__(self) -> "Wagtail":
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                assert http.request(self.origin, "/en/", patience=PATIENCE).status == 200
                return self
            except OSError:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    raise AssertionError(f"Wagtail did not start: {self.log.read_text()[-3000:]}")
                time.sleep(0.05)

    def __exit__(self, *_) -> None:
        self._process.terminate()
        self._process.wait()


def records(package: Path) -> list[dict]:
    return [json.loads(file.read_text()) for file in sorted((package / "records").rglob("*.json"))]


def words(page: str) -> str:
    """The text of a page as one line."""
    apart = re.sub(r"</?(?:p|li|h\d|div|dd|dt|td|th)\b[^>]*>", " ", page)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", apart)).split())


def english(said: dict[str, str]) -> str:
    """The English words, else those that there are, as both pages do it."""
    return said.get("en") or next(iter(said.values()))


def names(package: Path, city: str) -> dict[str, list[str]]:
    """By kind, the words that stand on the page of a city for each record that points at it."""
    everything = records(package)
    code = next(one["code"] for one in everything if one["kind"] == "city" and one["record"]["slug"] == city)
    found: dict[str, list[str]] = {}
    for one in everything:
        record, kind = one["record"], one["kind"]
        if kind in ("city", "exhibition") or f'"{code}"' not in json.dumps(record):
            continue
        said = record.get("caption" if kind == "photo" else "title") or record["name"]
        found.setdefault(kind, []).append(english(said))
        if kind == "partnership":
            found.setdefault("act", []).extend(
                english(act["text"]) for act in record["acts"] if "text" in act)
    return found


def compare(package: Path, ours: str, theirs: str, city: str) -> dict[str, int]:
    """How many records of each kind both pages show; they show the same ones, and every partnership, act and gift."""
    texts = [words(page) for page in (ours, theirs)]
    counts = {}
    for kind, expected in names(package, city).items():
        on = [{name for name in expected if " ".join(name.split()) in text} for text in texts]
        assert on[0] == on[1], f"{city}: the pages differ in {kind}: {on[0] ^ on[1]}"
        if kind in ("partnership", "act", "gift"):
            assert on[0] == set(expected), f"{city}: both pages lack of {kind}: {set(expected) - on[0]}"
        counts[kind] = len(on[0])
    assert counts.get("partnership"), f"{city}: no partnership to compare"
    return counts


def same(report: Report, running: hall.Hall, wagtail: Wagtail, package: Path) -> tuple[str, str]:
    """Looks at every partner's page on both sides, then gives the addresses of the one to be measured."""
    lines = []
    home = next(one["record"]["homeCity"] for one in records(package) if one["kind"] == "hall")
    for one in records(package):
        if one["kind"] != "city" or one["code"] == home:
            continue
        path = f"/en/cities/{one['record']['slug']}"
        answers = [http.request(running.origin, path), http.request(wagtail.origin, path + "/")]
        assert [answer.status for answer in answers] == [200, 200], f"{path}: {[answer.status for answer in answers]}"
        counts = compare(package, answers[0].text, answers[1].text, one["record"]["slug"])
        lines.append(
            f"{path}: Twinhall {len(answers[0].body):,} bytes, Wagtail {len(answers[1].body):,}; both show "
            + ", ".join(f"{count} {kind}" for kind, count in counts.items()))
    report.keep("the pages that Wagtail is compared on", "\n".join(lines))
    return f"{running.origin}/en/cities/{CITY}", f"{wagtail.origin}/en/cities/{CITY}/"


def measure(report: Report, data: Path, package: Path, folder: Path, seconds: int, rounds: int) -> float | None:
    """Wagtail's requests a second at 32 connections; None where it could not be installed."""
    try:
        installed()
    except subprocess.CalledProcessError as problem:
        report.row(
            "The city page beside Wagtail", f"not measured: could not be installed ({problem})", "10×", "30×", None)
        return None
    theirs = None
    with Quiet(data, "--render-cache", "0") as running, Wagtail(package, folder) as wagtail:
        ours, other = same(report, running, wagtail, package)
        for connections in (32, 2, 1):
            counted = f"{connections} connection{'s' * (connections > 1)}"
            found = paired(
                report, f"city page, {counted}", ours, other, seconds, rounds, them="Wagtail",
                connections=connections)
            assert "Non-2xx" not in found.their_middle.errors, f"Wagtail failed under load: {found.their_middle.text}"
            theirs = theirs or found.theirs
            report.row(
                f"The city page beside Wagtail, neither cached, {counted}",
                f"{found.ratio:.1f}× Wagtail ({found.rate:,.0f} beside {found.theirs:,.0f} req/s; p50 "
                f"{found.middle.p50} beside {found.their_middle.p50}, p99 {found.middle.p99} beside "
                f"{found.their_middle.p99}) {found.middle.errors}",
                "10×", "30×", found.ratio >= 10)
    return theirs
