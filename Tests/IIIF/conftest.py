"""The Hall whose pictures are asked for."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from IIIF import pictures
from Outside import hall, packages, program

RIGHTS = "https://creativecommons.org/licenses/by-sa/4.0/"


def photo(name: str, file: str, published: bool = True) -> dict:
    return packages.envelope("photo", packages.code("iiif", name), {
        "slug": name, "title": {"en": f"A picture: {name}"}, "image": {"file": file}, "nature": "drawing",
        "alt": {"en": "Colours"}, "credit": {"en": "Made for a test"}, "rights": RIGHTS, "people": {"covered": "nobody"}}, published)


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """The Hall; `codes` are those of its pictures by their names, `files` the originals, `packs` reads the files of ready tiles."""
    folder = tmp_path_factory.mktemp("iiif")
    files = {"grid.png": pictures.grid(), **pictures.originals()}
    media = {f"media/{name}": data for name, data in files.items()}
    names = {name.split(".")[0]: f"media/{name}" for name in files}
    records = [photo(name, file) for name, file in names.items()]
    records += [photo("hidden", "media/odd.jpg", published=False), photo("withdrawn", "media/odd.jpg")]
    data = hall.filled(folder / "data", packages.write(folder / "first", records, media))
    records = [photo("withdrawn", "media/odd.jpg", published=False)]
    program.must("import", packages.write(folder / "second", records, media), "--data", data)
    running = hall.Hall(data)
    # The Hall names itself in what it says of a picture, and the validator compares.
    running.options += ["--public-url", running.origin]
    codes = {name: packages.code("iiif", name) for name in [*names, "hidden", "withdrawn"]}
    with running:
        yield SimpleNamespace(
            hall=running, codes=codes, files={n.split(".")[0]: d for n, d in files.items()},
            packs=lambda: [file.read_bytes() for file in Path(data, "packs").glob("??/*/tiles")])
