"""Cuts a file into pieces of 16 MiB at most, and joins them.

    pieces.py split FILE DIRECTORY [--mebibytes 16]
    pieces.py join DIRECTORY FILE

The directory holds piece-000, piece-001, ... and pieces.json with sizes and SHA-256 sums, which joining checks.
"""

import argparse
import hashlib
import json
from pathlib import Path

from files import replacing

MANIFEST = "pieces.json"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def split(file: Path, directory: Path, size: int) -> list[Path]:
    """Writes the pieces and then the list of them."""
    directory.mkdir(parents=True, exist_ok=True)
    whole = hashlib.sha256()
    written: list[Path] = []
    pieces: list[dict] = []
    with file.open("rb") as source:
        while data := source.read(size):
            path = directory / f"piece-{len(written):03}"
            path.write_bytes(data)
            whole.update(data)
            written.append(path)
            pieces.append({"name": path.name, "bytes": len(data), "sha256": sha256(data)})
    manifest = {"name": file.name, "bytes": file.stat().st_size, "sha256": whole.hexdigest(), "pieces": pieces}
    (directory / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    return written


def join(directory: Path, file: Path) -> None:
    """Writes the file in one step, once every piece has proved whole."""
    manifest = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
    whole = hashlib.sha256()
    with replacing(file) as part, part.open("wb") as out:
        for piece in manifest["pieces"]:
            path = directory / piece["name"]
            if not path.exists():
                raise ValueError(f"{path} is missing")
            data = path.read_bytes()
            if sha256(data) != piece["sha256"]:
                raise ValueError(f"{path} is damaged: {len(data)} bytes of {piece['bytes']}, or others than were split")
            whole.update(data)
            out.write(data)
        if whole.hexdigest() != manifest["sha256"]:
            raise ValueError(f"{directory}: the pieces do not make up {manifest['name']}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    splitting = verbs.add_parser("split")
    splitting.add_argument("file", type=Path)
    splitting.add_argument("directory", type=Path)
    splitting.add_argument("--mebibytes", type=float, default=16)
    joining = verbs.add_parser("join")
    joining.add_argument("directory", type=Path)
    joining.add_argument("file", type=Path)
    options = parser.parse_args()
    if options.verb == "join":
        join(options.directory, options.file)
        print(options.file)
    else:
        for path in split(options.file, options.directory, int(options.mebibytes * 2**20)):
            print(path)


if __name__ == "__main__":
    main()
