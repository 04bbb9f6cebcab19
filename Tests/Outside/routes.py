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


def desk_places() -> dict[str, re.Pattern]:
    """Every kind of place of the Desk by its name in the router, with the form of what follows `/desk`."""
    source = (SOURCE.parent / "Desk" / "DeskPlace.swift").read_text()
    body = source.split("enum Pattern: ", 1)[1].split("}\n", 1)[0]
    found = re.findall(r'case (\w+) = "([^"]*)"', body)
    assert len(found) >= 30, "the places of the Desk could not be read"
    return {name: re.compile(re.sub(r"\\{\w+\\}", "[^/?]+", re.escape(form)) + r"(\?.*)?") for name, form in found}


def kinds() -> list[str]:
    """The names of all kinds of records."""
    found = [
        name for file in sorted((ROOT / "Sources" / "Kinds").glob("*.swift"))
        for name in re.findall(r'^    package static let name = "([\w-]+)"', file.read_text(), re.M)]
    assert len(found) >= 17, "the kinds could not be read"
    return found
