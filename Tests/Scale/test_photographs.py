"""Real photographs shown as a Hall: dates, whom to name, rights, copies to take, and nothing of what a camera wrote beside them."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from Outside import hall, packages, program
from Scale.package import DATA

pytestmark = pytest.mark.skipif(not (DATA / "photos").exists(), reason="the shared data are not here")

ORIGIN = "https://hall.example"
CREDIT = {"en": "S. M. Prokudin-Gorskii, Library of Congress", "ru": "С. М. Прокудин-Горский, Библиотека Конгресса"}
COPY = {"en": "Take a copy", "ru": "Скачать копию", "zh-Hans": "下载副本"}
#: Tags of EXIF.
MAKER, MODEL, SOFTWARE = 271, 272, 305


def read(package: Path) -> list[dict]:
    return [json.loads(file.read_text()) for file in sorted(package.rglob("records/**/*.json"))]


@pytest.fixture(scope="module")
def cameras() -> dict[str, bytes]:
    """What cameras wrote something into, by code."""
    files = {file.name: file.read_bytes() for file in sorted((DATA / "photos" / "metadata").glob("*.jpg"))}
    return {packages.code("camera", name): data for name, data in files.items() if b"Exif" in data}


@pytest.fixture(scope="module")
def shown(tmp_path_factory, cameras):
    """The Hall with both, and the records of the rare photographs, as `script/server` has them."""
    folder = tmp_path_factory.mktemp("photographs")
    subprocess.run(
        [sys.executable, program.ROOT / "script" / "sample-photos", DATA / "photos" / "historical", folder / "rare"], check=True)
    records = [packages.photo("camera", number) for number in range(len(cameras))]
    for record, code in zip(records, cameras):
        record["code"], record["record"]["image"] = code, {"file": f"media/{code}.jpg"}
    packages.write(folder / "cameras", records, {f"media/{code}.jpg": data for code, data in cameras.items()})
    data = folder / "hall"
    program.must("init", "--data", data)
    for package in ("rare", "cameras"):
        program.must("import", folder / package, "--data", data, patience=600)
    with hall.Hall(data, "--public-url", ORIGIN) as running:
        yield running, read(folder / "rare")


def marks(data: bytes) -> list[bytes]:
    """What a camera says of itself and of its place."""
    exif = Image.open(io.BytesIO(data)).getexif()
    made = [str(exif.get(tag, "")).strip().encode() for tag in (MAKER, MODEL, SOFTWARE)]
    return [b"GPS", *(mark for mark in made if len(mark) > 2)]


def words(html: str) -> str:
    """What a page says, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize("language, date", [("en", "1909–1915"), ("ru", "1909–1915"), ("zh-Hans", "1909—1915年")])
def test_a_page_says_when_whom_to_name_and_that_everybody_may_take_a_copy(shown, language, date):
    running, records = shown
    assert len(records) == 16
    for one in records:
        answer = running.get(f"/{language}/photos/{one['record']['slug']}")
        text = words(answer.body.decode())
        assert answer.status == 200 and date in text and "Public Domain Mark 1.0" in text, one["code"]
        assert CREDIT.get(language, CREDIT["en"]) in text and COPY[language] in text, one["code"]


def test_each_of_the_years_leads_to_them(shown):
    running, records = shown
    assert f"{len(records)} results" in words(running.get("/en/search?q=1912").body.decode())
    for chosen in ("from=1909&to=1915", "from=1912&to=1912", "from=1910&to=1919", "from=1915&to=1920"):
        page = running.get(f"/en/search?q=gorskii&{chosen}").body.decode()
        assert f"{len(records)} results" in words(page) and "from=1912&amp;to=1912" in page, chosen
    assert "0 results" in words(running.get("/en/search?q=gorskii&from=1916&to=1920").body.decode())


def test_what_other_programs_show_names_the_same(shown):
    running, records = shown
    for one in records:
        manifest = json.loads(running.get(f"/iiif/presentation/3/{one['code']}/manifest").body)
        assert manifest["requiredStatement"]["value"] == {language: [said] for language, said in CREDIT.items()}
        assert manifest["rights"] == "http://creativecommons.org/publicdomain/mark/1.0/"


def test_nothing_that_a_camera_wrote_is_shown(shown, cameras):
    running, _ = shown
    assert len(cameras) > 30
    for code, data in cameras.items():
        answer = running.get(f"/iiif/3/{code}/full/max/0/default.jpg")
        assert answer.status == 200 and b"Exif" not in answer.body, code
        # The block that libvips writes into every WebP says how large it is, and nothing else.
        answer = running.get(f"/iiif/3/{code}/square/20,/0/default.webp")
        assert answer.status == 200 and not [mark for mark in marks(data) if mark in answer.body], code
