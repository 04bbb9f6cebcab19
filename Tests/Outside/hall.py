"""A Hall that serves: started on a free port, stopped gracefully, its log kept for failure messages."""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from Outside import http, program


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Hall:
    """One `twinhall serve` over one data folder."""

    def __init__(self, data: Path, *options: str, faults: dict[str, str] | None = None):
        self.data = data
        self.port = free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.log = Path(tempfile.mkstemp(prefix="twinhall-", suffix=".log")[1])
        self.options = list(options)
        self._faults = faults or {}
        self._process: subprocess.Popen | None = None

    def start(self, patience: float = 60) -> "Hall":
        """Starts and returns when the Hall is ready to answer."""
        command = [program.twinhall(), "serve", "--data", self.data, "--host", "127.0.0.1", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [str(part) for part in [*command, *self.options]],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=program.ROOT,
                env={**os.environ, **self._faults})
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                break
            try:
                if http.request(self.origin, "/readyz", patience=5).status == 200:
                    return self
            except OSError:
                pass
            # Waiting for another process to open its port: there is nothing to be told by.
            time.sleep(0.02)
        raise AssertionError(f"the Hall did not become ready; its log:\n{self.log.read_text()[-3000:]}")

    @property
    def pid(self) -> int:
        return self._process.pid

    def stop(self, patience: float = 30) -> int:
        """Asks to stop (SIGTERM) and returns the exit code; negative where a signal ended it."""
        if self._process is None:
            return 0
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        try:
            return self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise AssertionError(f"the Hall did not stop within {patience} s of SIGTERM")

    def get(self, target: str, **options) -> http.Answer:
        return http.request(self.origin, target, **options)

    def __enter__(self) -> "Hall":
        return self.start()

    def __exit__(self, *_) -> None:
        self.stop()
        self.log.unlink(missing_ok=True)


def demo(folder: Path) -> Path:
    """A data folder with the demo Hall in it, made once for each session that asks."""
    return filled(folder / "data", program.DEMO)


def bilingual(folder: Path) -> Path:
    """The same for a Hall that speaks Russian and English alone, where who works at the Desk writes both."""
    package = folder / "package"
    if not package.exists():
        shutil.copytree(program.DEMO, package)
        [file] = (package / "records" / "hall").glob("*.json")
        record = json.loads(file.read_text())
        record["record"]["languages"] = ["ru", "en"]
        file.write_text(json.dumps(record))
    return filled(folder / "data", package)


def filled(data: Path, package: Path) -> Path:
    """A data folder with a content package in it, made if it is not there."""
    if not data.exists():
        data.parent.mkdir(parents=True, exist_ok=True)
        program.must("init", "--data", data)
        program.must("import", package, "--data", data)
    return data


def copy(data: Path, to: Path) -> Path:
    """A data folder of its own for a test that will damage it. Only of a Hall that does not run."""
    shutil.copytree(data, to, symlinks=True)
    return to
