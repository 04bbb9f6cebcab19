"""The report counts what it is told, parts become a whole, and what makes no sense is refused."""

import json

import pytest

from Browser.report import CHECKS, Report, merged, written
from Outside.program import ROOT


def part(*wrong: bool, language: str = "en", tools=None) -> dict:
    report = Report("2026-11-26", tools or {"axe-core": "4.12.1"})
    for bad in wrong:
        report.looked("axe", "home", language, "white-on-black", "largest", wrong=["x"] if bad else [])
    return report.json()


def test_counts_by_check():
    report = part(False, True, True)
    assert report["checks"] == [{"id": "axe", "looked": 3, "failed": 2}]
    assert (report["pages"], report["languages"], report["schemes"], report["sizes"]) == (
        ["home"], ["en"], ["white-on-black"], ["largest"])


def test_parts_become_a_whole():
    later = {**part(True, language="ru"), "date": "2026-11-27"}
    whole = merged([("a", part(False, False)), ("b", later)]).json()
    assert whole["checks"] == [{"id": "axe", "looked": 3, "failed": 1}]
    assert (whole["languages"], whole["date"]) == (["ru", "en"], "2026-11-27")
    assert json.loads(written(whole)) == whole


@pytest.mark.parametrize("bad", [
    lambda: Report().looked("taste", "home", "en", wrong=False),
    lambda: Report().looked("axe", "cellar", "en", wrong=False),
    lambda: Report().looked("axe", "home", "tlh", wrong=False),
    lambda: Report().looked("axe", "home", "en", "pink", wrong=False),
    lambda: merged([("a", part(True)), ("b", part(True, tools={"axe-core": "3"}))]),
    lambda: merged([("a", {**part(True), "more": 1})]),
])
def test_what_makes_no_sense_is_refused(bad):
    with pytest.raises(ValueError):
        bad()


def test_the_statement_has_words_for_every_check():
    source = (ROOT / "Sources/Pages/Accessibility/StatementPage.swift").read_text()
    assert not [check for check in CHECKS if f'case "{check}":' not in source]
