"""Tiles beside nginx, regions beside IIPImage, taking pictures in beside `vips dzsave`, and a manifest of many images.

The pictures are the large photographs of the shared data and a generated one of a hundred megapixels. Tiles are asked
for at random over all of them, from nginx as files with the same bytes. Regions are the same for both sides; IIPImage
has the pictures as tiled pyramids (`vips tiffsave`, JPEG), and as many processes as there are cores behind nginx.
"""

import io
import json
import os
import random
import shutil
import statistics
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

import pyvips
from PIL import Image

from Bench.load import Pair, paired
from Bench.report import Report
from Bench.servers import Quiet, Static, Tiled
from Outside import hall, packages, program
from Scale.package import DATA

#: Smaller photographs are not counted as large.
LARGE = 10_000_000
PHOTOS, GENERATED = 12, (12_000, 8_400)
SIDE = 512
TILES, REGIONS = 1_000, 300
#: Fewer than the Hall lets wait for images that are computed.
CONNECTIONS = 8
VIEWS = 449
QUALITY = 82


def photographs() -> dict[str, bytes]:
    Image.MAX_IMAGE_PIXELS = None
    found = {}
    for file in sorted((DATA / "photos" / "historical").glob("*.jpg")):
        width, height = Image.open(file).size
        if width * height > LARGE:
            found[file.name] = file.read_bytes()
    assert len(found) >= PHOTOS, f"{len(found)} large photographs in {DATA / 'photos'}, {PHOTOS} are wanted"
    return dict(list(found.items())[:PHOTOS])


def generated() -> bytes:
    """Slopes, clouds and grain: as hard to pack as a photograph."""
    width, height = GENERATED
    grain = pyvips.Image.gaussnoise(width, height, sigma=12, seed=1)
    bands = [pyvips.Image.perlin(width, height, cell_size=400 + 150 * band, seed=band) * 90 + 128 + grain for band in range(3)]
    picture = bands[0].bandjoin(bands[1:]).cast("uchar").copy(interpretation="srgb")
    return picture.tiffsave_buffer(tile=True, tile_width=256, tile_height=256, compression="jpeg", Q=90)


def tile_paths(width: int, height: int) -> list[str]:
    """The tiles of a picture as `info.json` tells them."""
    paths, factor = [], 1
    while True:
        step = SIDE * factor
        for y in range(0, height, step):
            for x in range(0, width, step):
                w, h = min(step, width - x), min(step, height - y)
                size = f"{-(-w // factor)},{-(-h // factor)}"
                region = "full" if (w, h) == (width, height) else f"{x},{y},{w},{h}"
                paths.append(f"{region}/{'max' if factor == 1 else size}/0/default.jpg")
        if step >= max(width, height):
            return paths
        factor *= 2


def region_paths(width: int, height: int, count: int, dice: random.Random) -> list[str]:
    """Parts of a picture of any place and size, as large as a window shows them."""
    paths = []
    for _ in range(count):
        w, h = dice.randrange(900, min(width, 3_000)), dice.randrange(900, min(height, 3_000))
        x, y = dice.randrange(width - w + 1), dice.randrange(height - h + 1)
        paths.append(f"{x},{y},{w},{h}/{dice.randrange(300, 800)},/0/default.jpg")
    return paths


def photo(name: str) -> dict:
    made = packages.photo("images", 0)["record"]
    record = {**made, "slug": name.split(".")[0], "image": {"file": f"media/{name}"}}
    return packages.envelope("photo", packages.code("images", name), record)


def ingested(report: Report, files: dict[str, bytes], folder: Path) -> Path:
    """A Hall with the pictures; taking them in, beside `vips dzsave` with each of them in turn."""
    package = packages.write(
        folder / "package", [photo(name) for name in files], {f"media/{name}": data for name, data in files.items()})
    data = folder / "hall"
    program.must("init", "--data", data)
    began = time.monotonic()
    program.must("import", package, "--data", data, patience=3600)
    ours = time.monotonic() - began
    began = time.monotonic()
    for name in files:
        command = [
            "vips", "dzsave", package / "media" / name, folder / f"pyramid-{name}", "--layout", "iiif3", "--container", "zip",
            "--tile-size", str(SIDE), "--suffix", f".jpg[Q={QUALITY}]"]
        subprocess.run([str(part) for part in command], check=True, capture_output=True)
    theirs = time.monotonic() - began
    for file in folder.glob("pyramid-*"):
        file.unlink()
    pixels = sum(width * height for width, height in map(size, files.values())) / 1e6
    ratio = theirs / ours
    report.row(
        f"Taking in {len(files)} pictures, {pixels:,.0f} megapixels, with sized pictures and the journal",
        f"{ratio:.2f} of `vips dzsave` ({pixels / ours:.0f} of {pixels / theirs:.0f} MP/s)", "0.7", "0.95", ratio >= 0.7)
    return data


def size(data: bytes) -> tuple[int, int]:
    Image.MAX_IMAGE_PIXELS = None
    return Image.open(io.BytesIO(data)).size


def told(found: Pair, them: str) -> str:
    return (
        f"{found.ratio:.2f} of {them} ({found.rate:,.0f} of {found.theirs:,.0f} req/s; p50 {found.middle.p50}, "
        f"p99 {found.middle.p99}, theirs {found.their_middle.p99}) {found.middle.errors}")


def tiles(report: Report, running: hall.Hall, sizes: dict[str, tuple[int, int]], seconds: int, rounds: int) -> None:
    dice = random.Random("tiles")
    every = [(name, path) for name, picture in sizes.items() for path in tile_paths(*picture)]
    chosen = dice.sample(every, min(TILES, len(every)))
    ours = [f"/iiif/3/{packages.code('images', name)}/{path}" for name, path in chosen]
    bodies = [running.get(path, patience=60).body for path in ours]
    files = {f"{number}.jpg": body for number, body in enumerate(bodies)}
    static = Static(files)
    try:
        found = paired(
            report, "tiles", running.origin, static.origin, seconds, rounds, paths=ours, their_paths=[f"/{name}" for name in files])
    finally:
        static.close()
    mean = statistics.mean(map(len, bodies)) / 1000
    report.row(
        f"Ready tiles, {len(chosen):,} of {len(sizes)} pictures, {mean:.1f} KB in the mean, 32 connections", told(found, "nginx"), "0.2",
        "0.65", found.ratio >= 0.2)


def regions(
    report: Report, running: hall.Hall, files: dict[str, bytes], sizes: dict[str, tuple[int, int]], folder: Path, seconds: int,
    rounds: int,
) -> None:
    dice = random.Random("regions")
    pyramids = folder / "pyramids"
    pyramids.mkdir()
    for name, data in files.items():
        pyvips.Image.new_from_buffer(data, "").tiffsave(
            str(pyramids / f"{name}.tif"), tile=True, pyramid=True, tile_width=256, tile_height=256, compression="jpeg", Q=85)
    chosen = [(name, path) for name, picture in sizes.items() for path in region_paths(*picture, REGIONS // len(sizes), dice)]
    ours = [f"/iiif/3/{packages.code('images', name)}/{path}" for name, path in chosen]
    theirs = [f"/?IIIF={name}.tif/{path}" for name, path in chosen]
    with Tiled(pyramids, QUALITY) as tiled:
        mistaken = {"Twinhall": 0, "IIPImage": 0}
        for who, origin, paths in (("Twinhall", running.origin, ours), ("IIPImage", tiled.origin, theirs)):
            for path in paths:
                region, wanted = path.split("/")[-4:-2]
                w, h = map(int, region.split(",")[2:])
                width = int(wanted.rstrip(","))
                right = (width, (h * width * 2 + w) // (2 * w))
                mistaken[who] += size(hall.http.request(origin, path, patience=60).body) != right
        found = paired(
            report, "regions", running.origin, tiled.origin, seconds, rounds, them="IIPImage", connections=CONNECTIONS,
            paths=ours, their_paths=theirs)
    report.row(
        f"Regions of any place and size, {len(chosen)} of them, {CONNECTIONS} connections",
        f"{told(found, 'IIPImage')}; sizes that are wrong: {mistaken['Twinhall']} of ours, {mistaken['IIPImage']} of theirs", "1.2", "2.4",
        found.ratio >= 1.2 and mistaken["Twinhall"] == 0)


def manifest(report: Report, folder: Path) -> None:
    """A gift with many views, its manifest not kept by anybody."""
    photos = [packages.photo("views", number) for number in range(VIEWS)]
    gift = packages.envelope("gift", packages.code("many"), {
        "slug": "many", "title": {"en": "A gift of many views"}, "direction": "received", "photos": [one["code"] for one in photos],
        "city": packages.code("city", "views", 0)})
    city = packages.envelope("city", packages.code("city", "views", 0), {
        "slug": "many-views", "name": {"en": "A city"}, "country": "DE"})
    data = hall.filled(folder / "views", packages.write(folder / "views-package", [city, gift, *photos]))
    running = Quiet(data, "--render-cache", "0")
    running.options += ["--public-url", running.origin]
    took = []
    with running:
        for _ in range(25):
            began = time.perf_counter()
            answer = running.get(f"/iiif/presentation/3/{gift['code']}/manifest", patience=60)
            took.append((time.perf_counter() - began) * 1000)
        assert len(json.loads(answer.body)["items"]) == VIEWS
    middle = statistics.median(took[5:])
    report.row(
        f"The manifest of a gift with {VIEWS} views, {len(answer.body) / 1e6:.2f} MB", f"{middle:.1f} ms (slowest {max(took[5:]):.1f} ms)",
        "50 ms", "10 ms", middle < 50)


def measure(report: Report, folder: Path, seconds: int, rounds: int) -> None:
    folder.mkdir()
    for tool in ("vips", Tiled.PROGRAM):
        assert shutil.which(tool) or os.path.exists(tool), f"{tool} is missing: apt-get install libvips-tools iipimage-server"
    files = {**photographs(), "generated.tif": generated()}
    sizes = {name: size(data) for name, data in files.items()}
    data = ingested(report, files, folder)
    with ExitStack() as stack:
        running = stack.enter_context(Quiet(data))
        tiles(report, running, sizes, seconds, rounds)
        regions(report, running, files, sizes, folder, seconds, rounds)
    manifest(report, folder)
    shutil.rmtree(folder)
