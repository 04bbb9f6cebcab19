"""Real photographs shown as a Hall: dates, whom to name, rights, copies to take, and nothing of what the camera wrote beside them."""

import io
import json
import re

import pytest
from PIL import Image

from Outside import hall, program
from Scale.package import DATA, Package
from Scale.photographs import SERIES, Photograph, photographs, write

pytestmark = pytest.mark.skipif(not (DATA / "photos").exists(), reason="the shared data are not here")

#: Tags of EXIF.
MAKER, MODEL, SOFTWARE = 271, 272, 305
ORIGIN = "https://hall.example"


@pytest.fixture(scope="module")
def found() -> list[Photograph]:
    return list(photographs(DATA))


@pytest.fixture(scope="module")
def shown(tmp_path_factory, found):
    """The Hall, and the records of its photographs by the names of their files."""
    folder = tmp_path_factory.mktemp("photographs")
    report = write(Package(folder / "package"), found)
    assert report.counts == {"historical": 16, "colour": 12, "metadata": 45}
    data = folder / "hall"
    program.must("init", "--data", data)
    told = program.must("import", folder / "package", "--data", data, patience=600)
    assert f"{len(found)} pictures ready" in str(told)
    records = [json.loads(file.read_text()) for file in (folder / "package").rglob("records/**/*.json")]
    with hall.Hall(data, "--public-url", ORIGIN) as running:
        yield running, {one["record"]["image"]["file"].removeprefix("media/"): one for one in records}


def marks(photograph: Photograph) -> list[bytes]:
    """What a camera says of itself, of its place and of the moment."""
    exif = Image.open(io.BytesIO(photograph.data)).getexif()
    made = [str(exif.get(tag, "")).strip().encode() for tag in (MAKER, MODEL, SOFTWARE)]
    return [b"GPS", photograph.taken.replace("-", ":").encode() or b"GPS", *(mark for mark in made if len(mark) > 2)]


def words(html: str) -> str:
    """What a page says, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize("folder, rights, takes_copies", [
    ("historical", "Public Domain Mark 1.0", True), ("colour", None, False), ("metadata", "CC BY-SA 4.0", True)])
def test_a_page_says_whom_to_name_and_who_may_take_a_copy(shown, found, folder, rights, takes_copies):
    running, records = shown
    for one in found:
        if one.series.folder != folder:
            continue
        answer = running.get(f"/en/photos/{records[one.name]['record']['slug']}")
        text = words(answer.body.decode())
        assert answer.status == 200 and one.title in text, one.name
        assert one.series.credit in text and one.series.collection in text, one.name
        assert rights is None or rights in text, one.name
        assert ("Take a copy" in text) == takes_copies, one.name


def test_years_are_told_in_words_and_lead_to_their_photographs(shown, found):
    running, records = shown
    old = [one for one in found if one.series is SERIES[0]]
    for language, told in (("en", "1909–1915"), ("ru", "1909–1915"), ("zh-Hans", "1909—1915年")):
        page = running.get(f"/{language}/photos/{records[old[0].name]['record']['slug']}")
        assert told in words(page.body.decode()), language
    # Each of the years that are told leads to them, asked for or chosen.
    assert f"{len(old)} results" in words(running.get("/en/search?q=1912").body.decode())
    for chosen in ("from=1909&to=1915", "from=1912&to=1912", "from=1910&to=1919", "from=1915&to=1920"):
        page = running.get(f"/en/search?q=photograph&{chosen}").body.decode()
        assert f"{len(old)} results" in words(page), chosen
        assert "from=1910&amp;to=1919" in page, chosen
    assert f"{len(found)} results" in words(running.get("/en/search?q=photograph").body.decode())
    snapped = sum(one.taken.startswith("2008") for one in found)
    assert f"{snapped} results" in words(running.get("/en/search?q=photograph&from=2008&to=2008").body.decode())


def test_what_other_programs_show_names_the_same(shown, found):
    running, records = shown
    for one in found:
        manifest = json.loads(running.get(f"/iiif/presentation/3/{records[one.name]['code']}/manifest").body)
        assert manifest["requiredStatement"]["value"] == {"en": [one.series.credit]}, one.name
        assert manifest.get("rights") == (one.series.rights.replace("https", "http") or None), one.name


def test_nothing_that_a_camera_wrote_is_shown(shown, found):
    running, records = shown
    wrote = [one for one in found if b"Exif" in one.data]
    assert len(wrote) > 30
    for one in wrote:
        code = records[one.name]["code"]
        answer = running.get(f"/iiif/3/{code}/full/max/0/default.jpg")
        assert answer.status == 200 and b"Exif" not in answer.body, one.name
        # The block that libvips writes into every WebP says how large it is, and nothing else.
        answer = running.get(f"/iiif/3/{code}/square/20,/0/default.webp")
        assert answer.status == 200 and not [mark for mark in marks(one) if mark in answer.body], one.name
