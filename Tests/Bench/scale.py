"""A Hall as large as a city's may become beside the demo: each kind of page, a form, a save and searches, uncached.

The large Hall is `Tests/Scale/hall.py`'s: real cities, their partnerships, and photos. Both serve side by side and are
asked in turn, one request at a time, so that whatever else the machine does falls on both alike.
"""

import gzip
import http.client
import json
import re
import statistics
import time
from contextlib import ExitStack
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urlencode

from Bench.report import Report
from Bench.servers import Quiet
from Outside import hall, program
from Scale import hall as large
from Scale.package import DATA

REQUESTS, WARMING, SAVES, QUESTIONS = 25, 3, 15, 200
BAR = 1.5
#: The most that the map may weigh, compressed.
MAP_BYTES = 100_000
PASSWORD = "a sentence that is long enough"
#: By Hall: the home city, a partner, and a country with partners.
PLACES = {"demo": ("perm", "duisburg", "DE"), "large": ("vilnius-lt", "duisburg-de", "DE")}


class Form(HTMLParser):
    """The controls of the record's form, as a browser would send them."""

    def __init__(self, html: str):
        super().__init__()
        self.values: dict[str, str] = {}
        self._area: str | None = None
        self._select: str | None = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name")
        if tag == "input" and name and given.get("type") not in ("checkbox", "radio", "file", "search"):
            self.values.setdefault(name, given.get("value") or "")
        elif tag == "input" and name and "checked" in given:
            self.values[name] = given.get("value") or "on"
        elif tag == "textarea" and name:
            self._area, self.values[name] = name, ""
        elif tag == "select" and name:
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self.values[self._select] = given.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._area = None
        if tag == "select":
            self._select = None

    def handle_data(self, data):
        if self._area:
            # The line break behind the tag is none of the text.
            self.values[self._area] += data.removeprefix("\n") if not self.values[self._area] else data


class Asked:
    """One Hall on one connection."""

    def __init__(self, name: str, running: hall.Hall, package: Path):
        self.name, self.package = name, package
        self.line = http.client.HTTPConnection("127.0.0.1", running.port, timeout=120)
        self.cookie = ""
        self.times: dict[str, list[float]] = {}
        self.pages = self._pages()

    def ask(self, path: str, body: dict[str, str] | None = None, **headers: str) -> tuple[float, int, bytes, str]:
        """Milliseconds to the last byte, status, body and where it leads."""
        sent = {"Sec-Fetch-Site": "same-origin", **headers} | ({"Cookie": self.cookie} if self.cookie else {})
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self.line.request("GET" if body is None else "POST", path, urlencode(body) if body is not None else None, sent)
        answer = self.line.getresponse()
        read = answer.read()
        took = (time.perf_counter() - began) * 1000
        if cookie := answer.getheader("Set-Cookie"):
            self.cookie = cookie.split(";")[0]
        return took, answer.status, read, answer.getheader("Location") or ""

    def time(self, row: str, path: str, body: dict[str, str] | None = None, expected: int = 200, **headers: str) -> bytes:
        took, status, read, _ = self.ask(path, body, **headers)
        assert status == expected, f"{self.name}: {row}: {path} answered {status}"
        self.times.setdefault(row, []).append(took)
        return read

    def median(self, row: str) -> float:
        return statistics.median(self.times[row])

    def _link(self, path: str, pattern: str) -> str:
        found = re.search(pattern, self.ask(path)[2].decode())
        assert found, f"{self.name}: {path} has no link like {pattern}"
        return found[0]

    def _pages(self) -> dict[str, str]:
        home, partner, country = PLACES[self.name]
        return {
            "home": "/en/", "cities": "/en/cities", "a partner": f"/en/cities/{partner}",
            "the home city": f"/en/cities/{home}", "a country": f"/en/countries/{country}", "the map": "/en/map",
            "photos": "/en/photos", "a photo": self._link("/en/photos", r"/en/photos/[a-z0-9-]*[a-z][a-z0-9-]*"),
        }

    def questions(self) -> list[str]:
        """One and two words out of titles, from records at equal distances."""
        files = sorted((self.package / "records").rglob("*.json"))
        asked = []
        for file in files[:: max(1, len(files) // QUESTIONS)]:
            record = json.loads(file.read_text())["record"]
            title = record.get("title") or record.get("name") or {}
            words = sorted(re.findall(r"[^\W\d_]{3,}", title.get("en", "")), key=len, reverse=True)
            if words:
                asked.append(" ".join(words[: 1 + len(asked) % 2]))
        return asked

    def sign_in(self) -> None:
        _, status, _, _ = self.ask("/en/desk/sign-in", {"login": "anna", "password": PASSWORD})
        assert status == 303, f"{self.name}: nobody was signed in: {status}"

    def save(self, code: str, number: int) -> None:
        """Opens the form of a record, and saves it with another word in its introduction."""
        form = Form(self.time("the form of a city", f"/en/desk/record/{code}").decode())
        form.values |= {"action": "save", "introduction.en": f"Words of save {number}."}
        self.time("a save of a city", f"/en/desk/record/{code}", form.values, expected=303)


def prepared(folder: Path) -> dict[str, tuple[Path, Path]]:
    """The data folders and packages of both Halls."""
    folder.mkdir()
    package = folder / "large-package"
    large.write(DATA, package, ties=large.PARTNERSHIPS)
    data = folder / "large"
    program.must("init", "--data", data)
    began = time.monotonic()
    program.must("import", package, "--data", data, patience=3600)
    print(f"    the large Hall was taken in within {time.monotonic() - began:.1f} s", flush=True)
    halls = {"demo": (hall.demo(folder / "demo-of-scale"), program.DEMO), "large": (data, package)}
    for data, _ in halls.values():
        program.must(
            "user", "add", "--data", data, "--login", "anna", "--name", "Anna", "--role", "administrator",
            "--password-stdin", given=PASSWORD + "\n")
    return halls


def code_of(package: Path, slug: str) -> str:
    for file in (package / "records").rglob("*.json"):
        record = json.loads(file.read_text())
        if record["kind"] == "city" and record["record"]["slug"] == slug:
            return record["code"]
    raise AssertionError(f"{package} has no city {slug}")


def compare(both: list[Asked]) -> None:
    for row in both[0].pages:
        for number in range(WARMING + REQUESTS):
            for one in both:
                if number < WARMING:
                    one.ask(one.pages[row])
                else:
                    one.time(row, one.pages[row])
    questions = [one.questions() for one in both]
    for number in range(max(map(len, questions))):
        for one, asked in zip(both, questions):
            path = "/en/search?q=" + quote(asked[number % len(asked)])
            one.ask(path)
            one.time("searches", path)
    for one in both:
        one.sign_in()
    codes = [code_of(one.package, PLACES[one.name][1]) for one in both]
    for number in range(SAVES):
        for one, code in zip(both, codes):
            one.save(code, number)


def measure(report: Report, folder: Path) -> None:
    if not (DATA / "twinnings").is_dir():
        print("    the data of the large Hall are not there: this part is left out", flush=True)
        return
    with ExitStack() as stack:
        both = []
        for name, (data, package) in prepared(folder).items():
            running = stack.enter_context(Quiet(data, "--render-cache", "0", "--review", "optional"))
            both.append(Asked(name, running, package))
        compare(both)
        demo, grown = both
        weight = len(gzip.compress(grown.ask("/en/map")[2]))
    lines = ["| ms, median | Demo | Large Hall | Ratio | Bar 1.5 |", "| --- | ---: | ---: | ---: | --- |"]
    ratios = {}
    for row in demo.times:
        ratios[row] = grown.median(row) / demo.median(row)
        lines.append(
            f"| {row} | {demo.median(row):.2f} | {grown.median(row):.2f} | {ratios[row]:.2f} | "
            f"{'yes' if ratios[row] <= BAR else 'MISSED'} |")
    made = "\n".join(lines)
    print(made, flush=True)
    report.tables.append(
        "A large Hall of 12,605 cities, 24,000 partnerships (8,057 of them drawn) and 59,000 photos beside the demo, "
        f"the render cache off, one connection.\n\n{made}")
    worst = max(ratios, key=ratios.__getitem__)
    within = sum(ratio <= BAR for ratio in ratios.values())
    report.row(
        f"A large Hall beside the demo, {len(ratios)} kinds of request",
        f"{within} within the bar; most: {worst}, {ratios[worst]:.2f}×", f"{BAR}×", "1.1×", within == len(ratios))
    report.row(
        "The map of the large Hall, compressed", f"{weight / 1000:.1f} kB", "100 kB", "", weight < MAP_BYTES)
    report.keep("a large Hall: all times, ms", "\n".join(
        f"{one.name} {row}: " + " ".join(f"{took:.2f}" for took in times)
        for one in both for row, times in one.times.items()))
