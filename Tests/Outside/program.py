"""The program as its user has it: two executables and their commands."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "demo" / "perm"

#: The largest time any single command may take before a test calls it hung, in seconds.
PATIENCE = 300


def twinhall() -> Path:
    """The executable under test: that of TWINHALL_BUILD (a folder), else of the debug build."""
    folder = Path(os.environ.get("TWINHALL_BUILD", ROOT / ".build" / "debug"))
    program = folder / "twinhall"
    if not program.exists():
        raise FileNotFoundError(f"{program} is not built; script/check builds it")
    return program


def run(
    *arguments, faults: dict[str, str] | None = None, patience: float = PATIENCE, given: str | None = None
) -> subprocess.CompletedProcess:
    """Runs a command to its end; `faults` are environment variables for this one run, `given` is its standard input."""
    environment = {**os.environ, **(faults or {})}
    return subprocess.run(
        [str(twinhall()), *map(str, arguments)],
        capture_output=True, text=True, input=given, timeout=patience, env=environment, cwd=ROOT)


def must(*arguments, **options) -> subprocess.CompletedProcess:
    """Runs a command that has to succeed."""
    done = run(*arguments, **options)
    assert done.returncode == 0, told(done)
    return done


def told(done: subprocess.CompletedProcess) -> str:
    """A finished command as a failure message shows it."""
    command = " ".join(map(str, done.args[1:]))
    return f"`twinhall {command}` ended with {done.returncode}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
