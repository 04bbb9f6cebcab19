"""Every size is exact, and every image is that of libvips made from the original, to a mean of 2 of 255."""

import json
import random
from math import ceil

import pytest
import pyvips

from IIIF import pictures

NAMES = ["odd", "even", "tall", "lying", "wide", "strip", "small"]
#: How far the samples may be from libvips' on average, of 255.
MEAN = 2.0
#: That of the lossy formats.
QUALITY = 82


def half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def original(served, name: str) -> pyvips.Image:
    return pyvips.Image.new_from_buffer(served.files[name], "").autorot().copy_memory()


def expected(image: pyvips.Image, region, size, rotation: str, quality: str) -> pyvips.Image:
    """What libvips makes of the whole original, without any short cut."""
    part = image.crop(*region)
    part = part.resize(size[0] / part.width, vscale=size[1] / part.height)
    if rotation.startswith("!"):
        part = part.fliphor()
    part = part.rot({"0": "d0", "90": "d90", "180": "d180", "270": "d270"}[rotation.lstrip("!")])
    return part.colourspace("b-w") if quality == "gray" else part


def compare(served, name, address, wanted: pyvips.Image):
    answer = served.hall.get(f"/iiif/3/{served.codes[name]}/{address}")
    assert answer.status == 200, (address, answer.status, answer.body[:200])
    found = pyvips.Image.new_from_buffer(answer.body, "")
    assert (found.width, found.height) == (wanted.width, wanted.height), address
    if found.bands != wanted.bands:
        found = found.colourspace(wanted.interpretation)
    error, ending = difference(found, wanted), address.rpartition(".")[2]
    if ending == "png":
        assert error <= MEAN, (address, error)
    else:
        # A lossy format is as near to the exact pixels as when libvips itself writes it.
        effort = {"effort": 1} if ending == "webp" else {}
        theirs = pyvips.Image.new_from_buffer(wanted.write_to_buffer(f".{ending}", Q=QUALITY, **effort), "")
        assert error <= difference(theirs, wanted) + 0.5, (address, error)
    return error


def difference(one: pyvips.Image, other: pyvips.Image) -> float:
    return (one.cast("float") - other.cast("float")).abs().avg()


@pytest.mark.parametrize("name", NAMES)
def test_random_regions_and_sizes(served, name):
    dice = random.Random(f"iiif {name}")
    image = original(served, name)
    errors = []
    for _ in range(40):
        x, y = dice.randrange(image.width - 8), dice.randrange(image.height - 8)
        w, h = dice.randint(8, image.width - x), dice.randint(8, image.height - y)
        form = dice.choice(["max", "w,", ",h", "w,h", "pct", "!w,h", "^w,"])
        low = max(4, ceil(w / h), ceil(h / w))
        width, height = dice.randint(min(low, w), w), dice.randint(min(low, h), h)
        if form == "max":
            size, text = (w, h), "max"
        elif form == "w,":
            size, text = (width, half_up(h * width, w)), f"{width},"
        elif form == ",h":
            size, text = (half_up(w * height, h), height), f",{height}"
        elif form == "w,h":
            size, text = (width, height), f"{width},{height}"
        elif form == "pct":
            percent = dice.randint(max(13, 100 * low // min(w, h) + 1), 100) if low < min(w, h) else 100
            size, text = (half_up(w * percent, 100), half_up(h * percent, 100)), f"pct:{percent}"
        elif form == "!w,h":
            narrow = width * h <= height * w
            size = (width, half_up(h * width, w)) if narrow else (half_up(w * height, h), height)
            text = f"!{width},{height}"
        else:
            wider = w + dice.randint(1, 200)
            size, text = (wider, half_up(h * wider, w)), f"^{wider},"
        rotation = dice.choice(["0", "0", "90", "180", "270", "!0", "!90"])
        quality = dice.choice(["default", "color", "gray"])
        wanted = expected(image, (x, y, w, h), size, rotation, quality)
        errors.append(compare(served, name, f"{x},{y},{w},{h}/{text}/{rotation}/{quality}.png", wanted))
    print(f"{name}: mean errors at most {max(errors):.2f}, on average {sum(errors) / len(errors):.2f}")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ending", ["png", "jpg", "webp"])
def test_whole_pictures_of_every_width_that_is_near_a_step_of_decoding(served, name, ending):
    image = original(served, name)
    for divisor in [1, 2, 3, 4, 5, 8, 9, 16]:
        for width in {image.width // divisor - 1, image.width // divisor, image.width // divisor + 1}:
            height = half_up(image.height * width, image.width)
            if 8 <= width <= image.width and height >= 8:
                wanted = expected(image, (0, 0, image.width, image.height), (width, height), "0", "default")
                compare(served, name, f"full/{width},/0/default.{ending}", wanted)


@pytest.mark.parametrize("name", NAMES)
def test_tiles(served, name):
    image = original(served, name)
    told = served.hall.get(f"/iiif/3/{served.codes[name]}/info.json")
    assert told.status == 200
    for factor in [1, 2, 4]:
        step = 512 * factor
        for x in range(0, image.width, step):
            for y in range(0, image.height, step):
                w, h = min(step, image.width - x), min(step, image.height - y)
                size = (ceil(w / factor), ceil(h / factor))
                wanted = expected(image, (x, y, w, h), size, "0", "default")
                compare(served, name, f"{x},{y},{w},{h}/{size[0]},{size[1]}/0/default.png", wanted)


@pytest.mark.parametrize("name", NAMES)
def test_every_ready_tile(served, name):
    """Every tile that info.json offers is cut from the pack, of its exact size, and as near as libvips' own JPEG of it."""
    image = original(served, name)
    told = json.loads(served.hall.get(f"/iiif/3/{served.codes[name]}/info.json").body)["tiles"]
    assert [tile["width"] for tile in told] == [512]
    errors = []
    for factor in told[0]["scaleFactors"]:
        step = 512 * factor
        for x in range(0, image.width, step):
            for y in range(0, image.height, step):
                w, h = min(step, image.width - x), min(step, image.height - y)
                size = (ceil(w / factor), ceil(h / factor))
                address = f"{x},{y},{w},{h}/{size[0]},{size[1]}/0/default.jpg"
                errors.append(compare(served, name, address, expected(image, (x, y, w, h), size, "0", "default")))
                for version in [2, 3]:
                    tile = served.hall.get(f"/iiif/{version}/{served.codes[name]}/{address}")
                    assert any(tile.body in pack for pack in served.packs()), (address, "was computed")
    assert size == (ceil(image.width / factor), ceil(image.height / factor)), "the last tile is all of it"
    print(f"{name}: {len(errors)} tiles, mean errors at most {max(errors):.2f}, on average {sum(errors) / len(errors):.2f}")


def test_black_and_white_alone(served):
    image = original(served, "odd")
    answer = served.hall.get(f"/iiif/3/{served.codes['odd']}/full/301,/0/bitonal.png")
    found = pyvips.Image.new_from_buffer(answer.body, "")
    assert (found.width, found.bands) == (301, 1)
    assert ((found == 0) | (found == 255)).min() == 255
    grey = expected(image, (0, 0, image.width, image.height), (found.width, found.height), "0", "gray")
    assert ((grey >= 128).cast("float") - found.cast("float")).abs().avg() <= MEAN


@pytest.mark.parametrize("ending", ["jpg", "png", "webp"])
@pytest.mark.parametrize("quality", ["default", "gray", "bitonal"])
def test_nothing_beside_the_pixels(served, ending, quality):
    assert pictures.SECRET in served.files["lying"], "the original has what is to be left out"
    answer = served.hall.get(f"/iiif/3/{served.codes['lying']}/10,10,300,300/max/0/{quality}.{ending}")
    assert answer.status == 200 and pictures.SECRET not in answer.body
    # libvips 8.14.1 writes into each WebP that it is upright and how long its sides are, strip it or not.
    fields = [name for name in pyvips.Image.new_from_buffer(answer.body, "").get_fields()
              if name.startswith(("exif", "icc", "xmp", "iptc", "orientation", "png-comment"))]
    kept = ("exif-data", "exif-ifd0-Orientation", "exif-ifd0-XResolution", "exif-ifd0-YResolution",
            "exif-ifd0-ResolutionUnit", "exif-ifd0-YCbCrPositioning", "exif-ifd2-", "orientation")
    assert all(ending == "webp" and name.startswith(kept) for name in fields), fields
