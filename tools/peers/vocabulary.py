#!/usr/bin/env python3
"""Vocabularies made offline from o200k_base as PyPI's rs-bpe carries it, for every engine the same.

File format: one line a token, in id order, lower-case hex of its bytes; a special token is `ff` and the hex of its name.
"""

from __future__ import annotations

import argparse
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

SPECIALS = ("<|end|>", "<|start|>", "<|call|>")
RANKS = {"151k": 151_643, "8k": 8_192, "bytes": 256}


@dataclass
class Vocabulary:
    """Tokens by id: first the ordinary ones, then `SPECIALS` as their names' bytes; `end` is the end-of-output token."""

    name: str
    ordinary: list[bytes]
    specials: tuple[str, ...] = SPECIALS
    tokens: list[bytes] = field(init=False)

    def __post_init__(self) -> None:
        if any(token[:1] == b"\xff" and len(token) > 1 for token in self.ordinary):
            raise ValueError(f"{self.name}: an ordinary token starts with the byte that marks special ones")
        self.tokens = [*self.ordinary, *(name.encode() for name in self.specials)]

    @property
    def end(self) -> int:
        return len(self.ordinary)

    @cached_property
    def ids(self) -> dict[bytes, int]:
        return {token: index for index, token in enumerate(self.ordinary)}

    @cached_property
    def sorted(self) -> list[bytes]:
        return sorted(self.ordinary)

    def beginning(self, prefix: bytes) -> Iterator[int]:
        """The ordinary tokens that begin with the prefix."""
        for index in range(bisect_left(self.sorted, prefix), len(self.sorted)):
            if not self.sorted[index].startswith(prefix):
                return
            yield self.ids[self.sorted[index]]

    def write(self, folder: Path) -> Path:
        path = folder / f"{self.name}.vocabulary"
        lines = [token.hex() for token in self.ordinary] + ["ff" + name.encode().hex() for name in self.specials]
        path.write_text("\n".join(lines) + "\n")
        return path

    def encode(self, text: bytes) -> list[int]:
        """Byte pair encoding: the pair of the lowest rank first, without a pre-tokenizer."""
        parts = [text[index : index + 1] for index in range(len(text))]
        while len(parts) > 1:
            ranks = [self.ids.get(left + right, 1 << 30) for left, right in zip(parts, parts[1:])]
            best = min(ranks)
            if best == 1 << 30:
                break
            at = ranks.index(best)
            parts[at : at + 2] = [parts[at] + parts[at + 1]]
        return [self.ids[part] for part in parts]


def make(name: str) -> Vocabulary:
    """`151k`, `8k` (ranks of o200k_base from the first on) or `bytes`."""
    if name == "bytes":
        return Vocabulary(name, [bytes([byte]) for byte in range(256)])
    from rs_bpe.bpe import openai

    encoding = openai.o200k_base().bpe()
    return Vocabulary(name, [bytes(encoding.decode_tokens([rank])) for rank in range(RANKS[name])])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where NAME.vocabulary goes")
    parser.add_argument("names", nargs="*", default=list(RANKS), metavar="NAME", help=f"of {', '.join(RANKS)}")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    for name in args.names:
        print(make(name).write(args.folder))


if __name__ == "__main__":
    main()
