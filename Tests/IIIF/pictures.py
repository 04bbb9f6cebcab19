"""Pictures that the tests make themselves: the grid of colours that the validator knows, and odd ones in every kind of file."""

import pyvips
from iiif_validator.validator import ValidationInfo

#: Squares of the validator's grid, each way, and the pixels of a square's side.
SQUARES, SIDE = 10, 100
#: What stands beside the pixels of an original, and nowhere else.
SECRET = b"taken at the mayor's own house"


def grid() -> bytes:
    """The picture on which the validator looks for colours: square (x, y) in the colour of its table, as a PNG."""
    colours = ValidationInfo().colorInfo
    whole = pyvips.Image.black(SQUARES * SIDE, SQUARES * SIDE, bands=3)
    for x, column in enumerate(colours):
        for y, colour in enumerate(column):
            whole = whole.draw_rect(list(colour), x * SIDE, y * SIDE, SIDE, SIDE, fill=True)
    return whole.copy(interpretation="srgb").pngsave_buffer()


def scene(width: int, height: int, seed: int) -> pyvips.Image:
    """Something like a photograph: slopes, soft clouds, edges and a little grain; the same for the same seed."""
    clouds = [pyvips.Image.perlin(width, height, cell_size=97 + 31 * band, seed=seed + band) for band in range(3)]
    fine = [pyvips.Image.perlin(width, height, cell_size=16, seed=seed + 7 + band) for band in range(3)]
    slopes = pyvips.Image.xyz(width, height)
    across, down = slopes[0] * (120 / width), slopes[1] * (120 / height)
    squares = ((slopes[0] / 53).floor() + (slopes[1] / 41).floor()) % 2 * 40
    bands = [
        60 + clouds[0] * 50 + fine[0] * 12 + across,
        60 + clouds[1] * 50 + fine[1] * 12 + down,
        50 + clouds[2] * 50 + fine[2] * 12 + squares]
    return bands[0].bandjoin(bands[1:]).cast("uchar").copy(interpretation="srgb")


def originals() -> dict[str, bytes]:
    """Files by name. The one that lies notes that it is to be turned."""
    lying = scene(1201, 803, 5).copy()
    lying.set_type(pyvips.GValue.gint_type, "orientation", 6)
    lying.set_type(pyvips.GValue.gstr_type, "exif-ifd0-ImageDescription", SECRET.decode())
    return {
        "odd.jpg": scene(1003, 751, 1).jpegsave_buffer(Q=92),
        "even.jpg": scene(2048, 1536, 2).jpegsave_buffer(Q=92),
        "tall.png": scene(641, 1999, 3).pngsave_buffer(),
        "lying.jpg": lying.jpegsave_buffer(Q=92),
        "wide.tif": scene(1999, 333, 4).tiffsave_buffer(),
        # A few pixels more than tiles hold.
        "strip.png": scene(1027, 521, 7).pngsave_buffer(),
        "small.webp": scene(97, 61, 6).webpsave_buffer(lossless=True),
    }
