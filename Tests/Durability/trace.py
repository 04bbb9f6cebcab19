"""What a process asked of the kernel, in order, from an strace log."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from Outside import program

CALLS = (
    "mkdir,mkdirat,openat,write,writev,pwrite64,pwritev,ftruncate,fsync,fdatasync,sync_file_range,"
    "rename,renameat,renameat2,link,linkat,unlink,unlinkat,exit_group")
SYNCS = ("fsync", "fdatasync")
WRITES = ("write", "writev", "pwrite64", "pwritev")

LINE = re.compile(r"^(\d+)\s+(?:<\.\.\. (\w+) resumed>|(\w+)\()(.*)$")
DESCRIPTOR = re.compile(r"^(\d+)<(.*?)>(?:[,)\s]|$)")
STRINGS = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass
class Call:
    """One system call: what it was, on which path, and the places in the log where it began and ended."""

    name: str
    thread: int
    #: The path of the descriptor, or the paths that were named.
    paths: list[str]
    descriptor: int | None
    text: str
    began: int
    ended: int
    succeeded: bool

    @property
    def path(self) -> str:
        return self.paths[0] if self.paths else ""


class Trace:
    """The calls of one command."""

    def __init__(self, log: str):
        self.calls: list[Call] = []
        waiting: dict[int, Call] = {}
        for number, line in enumerate(log.splitlines()):
            match = LINE.match(line)
            if not match:
                continue
            thread, resumed, name, rest = int(match[1]), match[2], match[3], match[4]
            if resumed:
                if call := waiting.pop(thread, None):
                    call.ended, call.succeeded = number, "= -1" not in rest
                continue
            descriptor = DESCRIPTOR.match(rest)
            paths = [descriptor[2]] if descriptor else STRINGS.findall(rest)
            if descriptor and name not in (*SYNCS, *WRITES, "ftruncate"):
                # A call relative to a folder: openat(5</data>, "blobs").
                paths = [f"{descriptor[2]}/{inner}" for inner in STRINGS.findall(rest)]
            call = Call(name, thread, paths, int(descriptor[1]) if descriptor else None, rest, number, number,
                        not re.search(r"= -1 ", rest))
            self.calls.append(call)
            if rest.endswith("<unfinished ...>"):
                # Until it is resumed it has not happened.
                call.succeeded = False
                waiting[thread] = call

    @classmethod
    def of(cls, *arguments, faults: dict[str, str] | None = None, log: Path) -> "Trace":
        """Runs a command under strace; it has to succeed."""
        environment = [part for name, value in (faults or {}).items() for part in ("-E", f"{name}={value}")]
        command = [
            "strace", "-f", "-y", "-s", "300", "-e", f"trace={CALLS}", "-o", str(log), *environment,
            str(program.twinhall()), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=program.PATIENCE, cwd=program.ROOT)
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
        return cls(log.read_text(errors="replace"))

    def named(self, *names: str) -> list[Call]:
        return [call for call in self.calls if call.name in names and call.succeeded]

    def syncs(self, path: str) -> list[Call]:
        return [call for call in self.named(*SYNCS) if call.path == path]

    def writes(self, path: str) -> list[Call]:
        return [call for call in self.named(*WRITES) if call.path == path]

    def renames(self) -> list[Call]:
        return [call for call in self.named("rename", "renameat", "renameat2", "link", "linkat") if len(call.paths) == 2]

    def answer(self) -> Call | None:
        """The command's last word: the last line on its standard output, else its end."""
        words = [call for call in self.named("write", "writev") if call.descriptor == 1]
        ends = [call for call in self.calls if call.name == "exit_group"]
        return (words or ends or [None])[-1]

    def is_synced(self, path: str, after: int, before: int) -> bool:
        """Whether a sync of the path began after one place in the log and ended before another."""
        return any(after < call.began and call.ended < before for call in self.syncs(path))
