"""Measures the release build beside nginx, Wagtail, IIPImage, libvips and raw SQLite, and prints bars, goals and what was
reached.

    script/bench [--quick] [--only cached,wagtail,uncached,memory,start,import,desk,images,scale,growth,search]
                 [--records 100000] [--growth 1000,10000,100000,1000000] [--search 1000000]

Ratios are between two things measured in turn in the same minutes; absolute figures drift between machines. The raw
output goes to docs/benchmarks/DATE.md.
"""

import argparse
import datetime
import os
import platform
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from Bench import beside_wagtail, desk, growth, images, scale, search  # noqa: E402
from Bench.generate import generate  # noqa: E402
from Bench.pages import cached, memory, start, uncached  # noqa: E402
from Bench.report import Report  # noqa: E402
from Bench.servers import Quiet  # noqa: E402
from Bench.storing import imports  # noqa: E402
from Outside import hall, program  # noqa: E402

PARTS = ("cached", "wagtail", "uncached", "memory", "start", "import", "desk", "images", "scale", "growth", "search")


def machine() -> str:
    model = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())
    system = re.search(r'PRETTY_NAME="(.*)"', Path("/etc/os-release").read_text())
    processor, name = model[1] if model else platform.machine(), system[1] if system else platform.system()
    return f"{os.cpu_count()} cores, {processor}, {name}"


def sizes(text: str) -> list[int]:
    try:
        found = [int(part) for part in text.split(",")]
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a list of numbers such as 1000,10000") from None
    if min(found) < growth.SMALLEST:
        raise argparse.ArgumentTypeError(f"{min(found)} records are too few: at least {growth.SMALLEST}")
    return found


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="3 s and one round each, and 10,000 records at most")
    parser.add_argument("--only", default=",".join(PARTS), help="of: " + ",".join(PARTS))
    parser.add_argument("--records", type=int, default=100_000, help="how many are imported and rebuilt")
    parser.add_argument("--growth", type=sizes, help="records in each Hall of the growth part")
    parser.add_argument("--search", type=int, help="records in the Hall of the search part")
    parser.add_argument("--into", type=Path, default=program.ROOT / "docs" / "benchmarks")
    options = parser.parse_args()
    if unknown := set(options.only.split(",")) - set(PARTS):
        parser.error(f"--only knows no {', '.join(sorted(unknown))}")
    options.growth = options.growth or list(growth.SIZES[:2] if options.quick else growth.SIZES)
    options.search = options.search or (10_000 if options.quick else search.COUNT)
    if options.search < growth.SMALLEST:
        parser.error(f"--search wants at least {growth.SMALLEST} records")
    return options


def measure(report: Report, options: argparse.Namespace, folder: Path, seconds: int, rounds: int) -> None:
    chosen = options.only.split(",")
    demo = hall.demo(folder / "demo") if {"cached", "wagtail", "uncached", "memory"} & set(chosen) else None
    wagtail = None
    if "cached" in chosen:
        with Quiet(demo) as running:
            cached(report, running, seconds, rounds)
    if "wagtail" in chosen:
        wagtail = beside_wagtail.measure(report, demo, program.DEMO, folder / "wagtail", seconds, rounds)
    if "uncached" in chosen:
        uncached(report, demo, seconds, rounds, wagtail)
    if "memory" in chosen:
        memory(report, demo, seconds)
    if "start" in chosen:
        data = folder / "start"
        program.must("init", "--data", data)
        program.must("import", generate(10_000, folder / "ten-thousand"), "--data", data, patience=3600)
        start(report, data, 3 if options.quick else 7)
    if "import" in chosen:
        imports(report, 10_000 if options.quick else options.records, folder, rounds)
    if "desk" in chosen:
        desk.measure(report, 10_000 if options.quick else options.records, folder / "desk")
    if "images" in chosen:
        images.measure(report, folder / "images", seconds, rounds)
    if "scale" in chosen:
        scale.measure(report, folder / "scale")
    if "growth" in chosen:
        growth.measure(report, options.growth, folder)
    if "search" in chosen:
        search.measure(report, options.search, folder / "search")


def main() -> int:
    options = asked()
    seconds, rounds = (3, 1) if options.quick else (10, 3)
    os.environ.setdefault("TWINHALL_BUILD", str(program.ROOT / ".build" / "release"))
    report = Report()
    load = os.getloadavg()[0]
    if load > 0.7:
        print(f"    the machine is busy (load {load:.1f}); what follows is not what it can do", flush=True)
    with tempfile.TemporaryDirectory(prefix="twinhall-bench-") as name:
        measure(report, options, Path(name), seconds, rounds)
    print("\n" + report.table())
    today = datetime.date.today().isoformat()
    options.into.mkdir(parents=True, exist_ok=True)
    target = options.into / f"{today}.md"
    target.write_text(
        f"# Measured on {today}\n\n{machine()}; load before the start {load:.2f}; "
        f"{'quick, ' if options.quick else ''}{seconds} s a run, median of {rounds}; parts: {options.only}. "
        "Ratios are to nginx, Wagtail, IIPImage, libvips and SQLite in the same run; the bars are those of the issue.\n\n"
        f"{report.table()}\n\n## Raw output\n\n" + "\n".join(report.raw))
    print(f"\nwritten: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
