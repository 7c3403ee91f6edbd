"""Runs the program under test: single files with measured cost, and many files in one run."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def default_binary() -> Path:
    return Path(os.environ.get("THIMBLE_BIN") or ROOT / ".build/release/thimble")


def shared() -> Path:
    return Path(os.environ.get("THIMBLE_SHARED") or ROOT.parent / "shared")


# More output than this is not kept: it would only blow up the judge, whose size its children's peak inherits.
OUTPUT_LIMIT = 64 << 20


@dataclass
class Run:
    """How a process ended. `code` is negative for a signal; `megabytes` is the peak resident set."""

    code: int
    out: bytes
    error: bytes
    seconds: float
    cpu: float
    megabytes: float
    timed_out: bool

    @property
    def message(self) -> str:
        return self.error.decode("utf-8", "replace").strip()


def run(command: list, limit: float = 60, address_space: int | None = None, stdin: bytes | None = None) -> Run:
    """Runs to the end or to `limit` seconds. Output goes through files, so that a large one cannot block.

    The peak is `ru_maxrss` of wait4; Linux carries the parent's over, so it never reads below this process's own size.
    """
    def restrict() -> None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if address_space:
            resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))

    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as error, tempfile.TemporaryFile() as source:
        source.write(stdin or b"")
        source.seek(0)
        begin = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command], stdin=source, stdout=out, stderr=error, preexec_fn=restrict)
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            os.kill(process.pid, signal.SIGKILL)

        timer = threading.Timer(limit, expire)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        error.seek(0)
        return Run(process.returncode, out.read(OUTPUT_LIMIT), error.read(OUTPUT_LIMIT), seconds,
                   usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, expired.is_set())


class Program:
    def __init__(self, binary: Path):
        self.binary = binary

    def describe(self, path: Path, rendering: str = "text", **limits) -> Run:
        return run([self.binary, "describe", path, "--as", rendering], **limits)

    def describe_all(self, paths: list[Path], rendering: str = "text") -> dict[str, bytes]:
        """One run over files of distinct names; gives each file's rendering by file name, absent where it failed."""
        found: dict[str, bytes] = {}
        suffix = {"text": "txt"}.get(rendering, rendering)
        with tempfile.TemporaryDirectory() as folder:
            paths = list(paths)
            for start in range(0, len(paths), 2000):
                part = paths[start:start + 2000]
                command = [self.binary, "describe", *part, "--as", rendering, "--out", folder]
                result = run(command, limit=600)
                if result.code < 0:
                    raise RuntimeError(f"describe over {len(part)} files died with signal {-result.code}")
                if len(part) == 1 and result.code == 0 and result.out:
                    found[part[0].name] = result.out
                for path in part:
                    for name in (f"{path.name}.{suffix}", f"{path.stem}.{suffix}", f"{path.name}.txt"):
                        if (file := Path(folder, name)).is_file():
                            found[path.name] = file.read_bytes()
                            file.unlink()
                            break
        return found
