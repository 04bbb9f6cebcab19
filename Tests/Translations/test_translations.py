"""Files for translators as others read them: lxml holds the XLIFF to the rules of the standard, translate-toolkit and
Python's csv read every text, and what they write comes back. The XSD of OASIS is in no package, so its rules stand here."""

import csv
import io
import re

import pytest
from lxml import etree
from translate.storage.xliff2 import Xliff2File

from Outside import hall, program

NAMESPACE = "{urn:oasis:names:tc:xliff:document:2.0}"
NMTOKEN = re.compile(r"[\w.:-]+")
#: What may stand in what, in XLIFF 2.0 as far as the Hall writes it: (the elements, the attributes that must, that may).
RULES = {
    "xliff": (["file"], {"version", "srcLang"}, {"trgLang", "{http://www.w3.org/XML/1998/namespace}space"}),
    "file": (["unit"], {"id"}, {"original", "canResegment"}),
    "unit": (["notes", "segment"], {"id"}, set()),
    "notes": (["note"], set(), set()),
    "note": ([], set(), {"category"}),
    "segment": (["source", "target"], set(), {"state", "subState"}),
    "source": (["cp"], set(), set()),
    "target": (["cp"], set(), set()),
    "cp": ([], {"hex"}, set()),
}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return hall.bilingual(tmp_path_factory.mktemp("translations"))


def export(data, file, *flags):
    return program.must("translations", "export", "--data", data, "--from", "ru", "--to", "en", *flags, file)


def check(element, problems):
    name = element.tag.removeprefix(NAMESPACE)
    inner, needed, allowed = RULES[name]
    keys = set(element.keys())
    if not needed <= keys or not keys <= needed | allowed:
        problems.append(f"{name} has the attributes {keys}")
    for child in element:
        if not child.tag.startswith(NAMESPACE) or child.tag.removeprefix(NAMESPACE) not in inner:
            problems.append(f"{child.tag} stands in {name}")
        else:
            check(child, problems)


def test_the_xliff_keeps_the_rules_of_the_standard(data, tmp_path):
    file = tmp_path / "a.xlf"
    export(data, file)
    root = etree.parse(file, etree.XMLParser(resolve_entities=False)).getroot()
    problems = []
    check(root, problems)
    assert not problems, problems[:5]
    assert root.tag == NAMESPACE + "xliff" and root.get("version") == "2.0"
    assert (root.get("srcLang"), root.get("trgLang")) == ("ru", "en")
    files = [one.get("id") for one in root]
    assert len(files) > 5 and len(files) == len(set(files)) and all(NMTOKEN.fullmatch(one) for one in files)
    for one in root:
        units = [unit.get("id") for unit in one.iter(NAMESPACE + "unit")]
        assert units and len(units) == len(set(units)) and all(NMTOKEN.fullmatch(unit) for unit in units)
    states = {segment.get("state") for segment in root.iter(NAMESPACE + "segment")}
    assert states <= {"initial", "translated", "reviewed", "final"}
    for segment in root.iter(NAMESPACE + "segment"):
        # A sub-state needs a state, and is a prefix and a value.
        assert segment.get("subState") is None or re.fullmatch(r"[^:]+:[^:]+", segment.get("subState"))
        assert segment.get("state") != "final" or segment.find(NAMESPACE + "target") is not None


def test_three_readers_find_the_same_texts(data, tmp_path):
    xliff, table = tmp_path / "a.xlf", tmp_path / "a.csv"
    export(data, xliff)
    export(data, table, "--format", "csv")
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"), newline=""), strict=True))
    root = etree.parse(xliff).getroot()
    texts = [
        (unit.findtext(f".//{NAMESPACE}source"), unit.findtext(f".//{NAMESPACE}target") or "")
        for unit in root.iter(NAMESPACE + "unit")]
    assert len(texts) > 20
    assert [(plain(row["source"]), plain(row["target"])) for row in rows] == texts
    read = Xliff2File.parsestring(xliff.read_bytes()).units
    assert [str(unit.source) for unit in read] == [source for source, _ in texts]


def plain(cell):
    """Without the apostrophe that keeps a text from being a formula."""
    return cell[1:] if re.match(r"'+\s*[=+\-@|%＝＋－＠]|'+[\x00-\x1f]", cell) else cell


@pytest.mark.parametrize("write", ["lxml", "csv"])
def test_what_others_write_comes_back_and_a_round_trip_changes_nothing(data, tmp_path, write):
    file = tmp_path / ("a.xlf" if write == "lxml" else "a.csv")
    export(data, file, *([] if write == "lxml" else ["--format", "csv"]))
    same = program.must("translations", "import", "--data", data, file)
    assert "Nothing was changed" in same.stdout
    other = tmp_path / f"other{file.suffix}"
    if write == "lxml":
        tree = etree.parse(file)
        target = next(tree.getroot().iter(NAMESPACE + "target"))
        target.text += " (lxml)"
        tree.write(other, encoding="UTF-8", xml_declaration=True)
    else:
        rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
        place = next(row for row in rows[1:] if row[6])
        place[6] += " (csv)"
        with other.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, delimiter=";").writerows(rows)
    planned = program.must("translations", "import", "--data", data, "--dry-run", other)
    assert "1 text of 1 record changed" in planned.stdout and "Nothing was changed" in planned.stdout
    done = program.must("translations", "import", "--data", data, other)
    assert "1 text of 1 record changed" in done.stdout and "Head " in done.stdout
    again = program.must("translations", "import", "--data", data, other)
    assert "0 texts of 0 records changed" in again.stdout
    # The first file holds the old text, which is put back: it is a translation like any other.
    back = program.must("translations", "import", "--data", data, file)
    assert "1 text of 1 record changed" in back.stdout
    program.must("check", "--data", data)


def test_a_source_that_moved_is_refused_with_the_difference(data, tmp_path):
    file = tmp_path / "a.csv"
    export(data, file, "--format", "csv")
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    place = next(row for row in rows[1:] if row[6])
    place[4], place[8] = place[4] + " было", ""
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    refused = program.run("translations", "import", "--data", data, file)
    assert refused.returncode == 1
    assert f"{place[0]}: {place[2]}: the source has changed" in refused.stdout and "[-" in refused.stdout
    assert "nothing was imported" in refused.stderr


def test_the_phrases_of_a_language_go_out(tmp_path):
    file = tmp_path / "de.po"
    program.must("interface", "export", "--language", "de", file)
    assert file.read_bytes() == (program.ROOT / "Resources" / "locale" / "de.po").read_bytes()
    assert program.run("interface", "export", "--language", "de", file).returncode == 2
    assert program.run("interface", "export", "--language", "xx", tmp_path / "xx.po").returncode == 2
