"""What the program says of its addresses, read from its source."""

import re

from Outside.program import ROOT

SOURCE = ROOT / "Sources" / "Pages" / "Route.swift"


def cases() -> list[str]:
    """The cases of `Route`."""
    found = re.findall(r"^    case (\w+)", SOURCE.read_text(), re.M)
    assert len(found) >= 15, "the cases of Route could not be read"
    return found


def sections() -> list[str]:
    """The sections, each the first part of its addresses."""
    body = re.search(r"enum Section: .*?\{(.*?)package var", SOURCE.read_text(), re.S)[1]
    found = re.findall(r"\w+", re.sub(r"//.*", "", body).replace("case ", ""))
    assert len(found) >= 14, "the sections could not be read"
    return found
