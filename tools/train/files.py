"""Files of lines, plain or compressed, and files that must never be half written."""

import gzip
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def lines(path: Path) -> Iterator[str]:
    """The lines of a file without their ends; .gz and .zst are unpacked (the latter by the `zstd` command)."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from (line.rstrip("\n") for line in file)
    elif path.suffix == ".zst":
        with subprocess.Popen(["zstd", "-dc", path], stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
            yield from (line.rstrip("\n") for line in process.stdout or ())
        if process.returncode != 0:
            raise OSError(f"zstd could not read {path}")
    else:
        with path.open(encoding="utf-8") as file:
            yield from (line.rstrip("\n") for line in file)


def is_examples(path: Path) -> bool:
    """Whether a file holds examples: .jsonl, perhaps compressed."""
    return ".jsonl" in path.suffixes


def read_examples(path: Path) -> Iterator[dict]:
    """The examples of a file, each checked for what it must hold."""
    for number, line in enumerate(lines(path), 1):
        if not line:
            continue
        try:
            example = json.loads(line)
            if not (isinstance(example["prompt"], str) and isinstance(example["answer"], str)):
                raise TypeError("prompt and answer must be strings")
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path}:{number}: not an example: {error}") from error
        yield example


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to; it takes the place of `path` at the end, in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield part
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
