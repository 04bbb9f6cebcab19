"""Files that somebody may send as a picture, made anew each time: cut off, lying, blown up, or something else altogether.

`outcomes.tsv` says of each what the Hall has to make of it. After a change of the set:

    python -m Pictures.hostile > Pictures/outcomes.tsv      and look at every line that changed
"""

import json
import re
import struct
import subprocess
import sys
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import pyvips

from Outside import packages, program

#: A cut at every so many bytes.
STEP = 64
TABLE = Path(__file__).parent / "outcomes.tsv"

#: What is told of a file, in words of the table. What is told of none of these is a failure of the program.
SAID = (
    ("unsupported", r"the file is not a picture that can be shown: it is "),
    ("too large", r"the picture is too large: "),
    ("damaged", r"the picture could not be read: (?!the imaging process ended|it took longer)"),
)


def scene(width: int = 24, height: int = 18) -> pyvips.Image:
    x, y = (pyvips.Image.xyz(width, height)[band] for band in range(2))
    return (x * 9).bandjoin([y * 13, (x + y) * 5]).cast("uchar").copy(interpretation="srgb")


def small() -> dict[str, bytes]:
    """A small picture in every kind of file, and in the forms in which archives have them."""
    picture = scene()
    deep = (picture * 257).cast("ushort").copy(interpretation="rgb16")
    ink = picture.bandjoin(pyvips.Image.black(24, 18)).copy(interpretation="cmyk")
    pages = pyvips.Image.arrayjoin([picture, picture.invert()], across=1)
    pages = pages.copy()
    pages.set_type(pyvips.GValue.gint_type, "page-height", 18)
    return {
        "plain.png": picture.pngsave_buffer(), "deep.png": deep.pngsave_buffer(), "woven.png": picture.pngsave_buffer(interlace=True),
        "plain.jpg": picture.jpegsave_buffer(), "woven.jpg": picture.jpegsave_buffer(interlace=True),
        "ink.jpg": ink.jpegsave_buffer(), "plain.tif": picture.tiffsave_buffer(),
        "packed.tif": picture.tiffsave_buffer(compression="lzw"), "deep.tif": deep.tiffsave_buffer(),
        "ink.tif": ink.tiffsave_buffer(), "pages.tif": pages.tiffsave_buffer(),
        "tiled.tif": picture.tiffsave_buffer(tile=True, tile_width=16, tile_height=16, compression="jpeg"),
        "plain.webp": picture.webpsave_buffer(), "exact.webp": picture.webpsave_buffer(lossless=True),
        "plain.gif": picture.gifsave_buffer(), "film.gif": pages.gifsave_buffer(),
        "plain.heic": picture.heifsave_buffer(compression="hevc", Q=80), "plain.avif": picture.heifsave_buffer(compression="av1", Q=80),
        "deep.avif": deep.heifsave_buffer(compression="av1", Q=80, bitdepth=12)}


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, colour: int = 2, rows: bytes | None = None, extra: bytes = b"") -> bytes:
    """`rows`: what the pixels are compressed of; nothing where only the header counts."""
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    data = b"" if rows is None else chunk(b"IDAT", zlib.compress(rows, 9))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + data + chunk(b"IEND", b"")


def zeros(count: int) -> bytes:
    """So many zeros, compressed, without ever holding them."""
    packer = zlib.compressobj(9)
    block = bytes(1 << 20)
    parts = [packer.compress(block) for _ in range(count >> 20)]
    return b"".join([*parts, packer.compress(bytes(count & (1 << 20) - 1)), packer.flush()])


def replaced(data: bytes, place: int, by: bytes) -> bytes:
    assert 0 <= place <= len(data) - len(by)
    return data[:place] + by + data[place + len(by):]


def frame(jpeg: bytes) -> int:
    """Where a JPEG notes its height and width."""
    return re.search(rb"\xff[\xc0\xc2]", jpeg).start() + 5


def directory(tiff: bytes) -> dict[int, int]:
    """Where the entries of the first directory of a TIFF stand, by their tags."""
    start = struct.unpack("<I", tiff[4:8])[0]
    places = range(start + 2, start + 2 + 12 * struct.unpack("<H", tiff[start:start + 2])[0], 12)
    return {struct.unpack("<H", tiff[place:place + 2])[0]: place for place in places}


def number(tiff: bytes, tag: int, value: int) -> bytes:
    """With another value of a tag, as a number of 32 bits."""
    place = directory(tiff)[tag]
    return replaced(tiff, place, struct.pack("<HHII", tag, 4, 1, value))


def sized(heif: bytes, width: int, height: int) -> bytes:
    """With another size in its header (the box `ispe`)."""
    return replaced(heif, heif.index(b"ispe") + 8, struct.pack(">II", width, height))


def liars(of: dict[str, bytes]) -> dict[str, bytes]:
    """Files that say of themselves what is not so."""
    huge = b"\xff\xff\xff\xff"
    plain, jpeg, tiff, gif, webp, heic, avif = (of["plain." + kind] for kind in ("png", "jpg", "tif", "gif", "webp", "heic", "avif"))
    end = struct.unpack("<I", tiff[4:8])[0]
    last = end + 2 + 12 * struct.unpack("<H", tiff[end:end + 2])[0]
    return {
        "nothing.png": png(0, 0), "wide.png": png(2**31 - 1, 1), "huge.png": png(100_000, 100_000),
        "larger-than-its-data.png": png(400, 300, rows=bytes(301 * 10)), "wrong-sum.png": replaced(plain, 29, huge),
        "long-chunk.png": replaced(plain, 33, b"\x7f\xff\xff\xff"), "no-data.png": png(24, 18),
        "nothing.jpg": replaced(jpeg, frame(jpeg), bytes(4)), "huge.jpg": replaced(jpeg, frame(jpeg), huge),
        "taller.jpg": replaced(jpeg, frame(jpeg), struct.pack(">HH", 180, 24)),
        "huge.gif": replaced(gif, 6, huge), "nothing.gif": replaced(gif, 6, bytes(4)),
        "long.webp": replaced(webp, 4, huge), "short.webp": replaced(webp, 4, struct.pack("<I", 12)),
        "huge.heic": sized(heic, 2**32 - 1, 2**32 - 1), "huge.avif": sized(avif, 100_000, 100_000),
        "larger-than-its-data.heic": sized(heic, 4_000, 3_000), "larger-than-its-data.avif": sized(avif, 4_000, 3_000),
        "nothing.heic": sized(heic, 0, 0), "a-heic-called-avif.avif": replaced(heic, 8, b"avif"),
        "huge.tif": number(tiff, 256, 2**31 - 1), "nothing.tif": number(tiff, 257, 0), "taller.tif": number(tiff, 257, 18_000),
        "data-beyond-the-end.tif": number(tiff, 273, 2**31), "long-strip.tif": number(tiff, 279, 2**31),
        "directory-beyond-the-end.tif": replaced(tiff, 4, b"\xff\xff\xff\x7f"), "directory-in-a-circle.tif": replaced(tiff, last, tiff[4:8])}


def bombs() -> dict[str, bytes]:
    """Files that become many times as large."""
    note = chunk(b"zTXt", b"Comment\0\0" + zeros(300 << 20))
    profile = chunk(b"iCCP", b"profile\0\0" + zeros(300 << 20))
    rows = bytes((3 * 24 + 1) * 18)
    side = 18_000
    grey = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    within = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", grey) + chunk(b"IDAT", zeros(side * (side + 1))) + chunk(b"IEND", b"")
    flat = pyvips.Image.black(8_000, 6_800)
    beyond = pyvips.Image.black(12_000, 9_000)
    tile = pyvips.Image.black(16_384, 16_384, bands=3)
    return {
        "note.png": png(24, 18, rows=rows, extra=note), "profile.png": png(24, 18, rows=rows, extra=profile),
        "within-the-limit.png": within, "beyond-the-limit.png": png(21_000, 21_000),
        "flat.tif": flat.tiffsave_buffer(compression="deflate"), "flat.webp": flat.webpsave_buffer(lossless=True, effort=0),
        "flat.avif": flat.bandjoin([flat, flat]).copy(interpretation="srgb").heifsave_buffer(compression="av1", effort=0),
        "flat.gif": flat.gifsave_buffer(effort=1), "flat.jpg": pyvips.Image.black(20_000, 20_000).jpegsave_buffer(Q=50),
        "large-woven.jpg": flat.bandjoin([flat, flat]).copy(interpretation="srgb").jpegsave_buffer(interlace=True, subsample_mode="off"),
        "large-woven.png": flat.bandjoin([flat, flat]).copy(interpretation="srgb").pngsave_buffer(interlace=True, compression=1),
        "beyond.webp": beyond.webpsave_buffer(lossless=True, effort=0), "beyond.gif": beyond.gifsave_buffer(effort=1),
        "woven-beyond.jpg": beyond.jpegsave_buffer(interlace=True), "woven-beyond.png": beyond.pngsave_buffer(interlace=True, compression=1),
        "one-tile.tif": tile.tiffsave_buffer(tile=True, tile_width=16_384, tile_height=16_384, compression="deflate")}


def others(of: dict[str, bytes]) -> dict[str, bytes]:
    """What is no picture, or is one and something else as well."""
    vector = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">%s</svg>'
    linked = b'<image href="%s" width="9" height="9"/>'
    entity = b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + vector % b"<text>&x;</text>"
    page = b"<html><script>alert(1)</script></html>"
    return {
        "script.svg": vector % b"<script>alert(1)</script>", "file.svg": vector % (linked % b"file:///etc/passwd"),
        "fetched.svg": vector % (linked % b"http://127.0.0.1/x.png"), "entity.svg": entity,
        "vector.png": b'<?xml version="1.0"?>' + vector % b"", "page.jpg": page, "nothing.png": b"", "words.tif": b"a few words\n",
        "document.pdf": b"%PDF-1.7\n1 0 obj <<>> endobj\n", "archive.png": b"PK\x03\x04" + bytes(60), "program.gif": b"MZ" + bytes(90),
        "photo.heic": b"\0\0\0\x18ftypheic" + bytes(80), "photo.avif": b"\0\0\0\x18ftypavif" + bytes(80), "photo.bmp": b"BM" + bytes(80),
        "script-behind.gif": of["plain.gif"] + b"*/=1;alert(1)//", "page-behind.png": of["plain.png"] + page,
        "archive-behind.jpg": of["plain.jpg"] + b"PK\x03\x04" + bytes(60), "document-behind.tif": of["plain.tif"] + b"%PDF-1.7\n",
        "only-a-start.gif": b"GIF89a/*" + bytes(20), "a-png-called.jpg": of["plain.png"], "a-jpeg-called.png": of["plain.jpg"]}


def files() -> dict[str, bytes]:
    of = small()
    made = {f"whole/{name}": data for name, data in of.items()}
    for name, data in of.items():
        made |= {f"cut/{name}-{place}": data[:place] for place in range(STEP, len(data), STEP)}
    for folder, more in (("lying", liars(of)), ("bomb", bombs()), ("other", others(of))):
        made |= {f"{folder}/{name}": data for name, data in more.items()}
    return made


def record(name: str) -> dict:
    made = packages.photo("hostile", 0)["record"]
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower())
    return packages.envelope("photo", packages.code("hostile", name), {**made, "slug": slug, "image": {"file": f"media/{name}"}})


def written(folder: Path, made: dict[str, bytes]) -> Path:
    return packages.write(folder, [record(name) for name in made], {f"media/{name}": data for name, data in made.items()})


def outcome(line: str) -> str:
    return next((word for word, words in SAID if re.search(words, line)), f"FAILED: {line}")


#: Runs a command and tells what it and its own children took. A process of its own, so that the kernel does not count what
#: the tests hold themselves.
WATCHER = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, done.stdout, done.stderr, used.ru_maxrss / 1024, used.ru_utime + used.ru_stime]))
"""


@dataclass(frozen=True)
class Import:
    """What was told of an import, and what it took."""

    refused: bool
    out: str
    errors: str
    #: The most of one process, in MiB.
    memory: float
    #: Of processors.
    seconds: float

    @classmethod
    def of(cls, package: Path, data: Path) -> "Import":
        command = [sys.executable, "-c", WATCHER, str(program.twinhall()), "import", str(package), "--data", str(data)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=900)
        code, out, errors, memory, seconds = json.loads(done.stdout)
        assert code in (0, 1), f"{code}\n{out}\n{errors}"
        return cls(code != 0, out, errors, memory, seconds)


class Reception:
    """A Hall into which files are brought."""

    def __init__(self, folder: Path):
        self.folder, self.imports = folder, []
        self.data = folder / "hall"
        program.must("init", "--data", self.data)

    def bring(self, made: dict[str, bytes]) -> Import:
        package = written(self.folder / f"package-{len(self.imports)}", made)
        self.imports.append(Import.of(package, self.data))
        return self.imports[-1]

    def outcomes(self, made: dict[str, bytes]) -> dict[str, str]:
        """What the Hall makes of each file: for a header the package is refused, for pixels the picture is named later."""
        found: dict[str, str] = {}
        for line in (first := self.bring(made)).out.splitlines():
            if told := re.search(r"image: media/([^:]+): (.*)", line):
                found[told[1]] = outcome(told[2])
        if not first.refused:
            rest, second = made, first
        else:
            rest = {name: data for name, data in made.items() if name not in found}
            if not rest:
                return found
            second = self.bring(rest)
        # What is told of the pixels names the file without its folder.
        by_name = {name.rsplit("/", 1)[1]: name for name in rest}
        assert len(by_name) == len(rest) and not second.refused, second.out
        for line in second.errors.splitlines():
            if (told := re.fullmatch(r"twinhall: ([^:]+): (.*)", line)) and told[1] in by_name:
                found[by_name[told[1]]] = outcome(told[2])
        return {name: found.get(name, "accepted") for name in made}


def table(found: dict[str, str]) -> str:
    return "".join(f"{name}\t{word}\n" for name, word in found.items())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        sys.stdout.write(table(Reception(Path(scratch)).outcomes(files())))
