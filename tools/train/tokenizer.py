"""The tokenizer: byte-level BPE with the special tokens first.

    tokenizer.py OUT.json TEXT... [--vocabulary 8192]

TEXT is a file of plain lines, or examples (.jsonl, also .gz or .zst). Text is lowercased.
"""

import argparse
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import specials
from files import is_examples, lines, read_examples

if TYPE_CHECKING:  # imported where it is used: a machine that only trains on packed data need not have it
    from tokenizers import Tokenizer as Library

SPLIT = re.compile(f"({specials.PATTERN})")


def pieces(text: str) -> Iterator[str]:
    """Special characters and the text between them, in order."""
    return (piece for piece in SPLIT.split(text) if piece)


class Tokenizer:
    """Encodes text with special characters to token numbers, and decodes it."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        text = self.path.read_text(encoding="utf-8")
        self.digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        model = json.loads(text)["model"]
        self.vocabulary: dict[str, int] = model["vocab"]
        self.merges: list[str] = [m if isinstance(m, str) else " ".join(m) for m in model["merges"]]
        self.cache: dict[str, list[int]] = {chr(specials.FIRST + k): [k] for k in range(len(specials.NAMES))}

    @cached_property
    def library(self) -> "Library":
        from tokenizers import Tokenizer as Library

        return Library.from_file(str(self.path))

    def encode(self, text: str) -> list[int]:
        """Token numbers; a name such as "<tap>" in the text between special characters is plain text."""
        tokens: list[int] = []
        for piece in pieces(text):
            ids = self.cache.get(piece)
            if ids is None:
                ids = self.library.encode(piece, add_special_tokens=False).ids
                if len(self.cache) < 1_000_000:
                    self.cache[piece] = ids
            tokens += ids
        return tokens

    def decode(self, tokens: Iterable[int]) -> str:
        """The text of token numbers, special tokens as their characters."""
        parts: list[str] = []
        run: list[int] = []
        for token in tokens:
            if token < len(specials.NAMES):
                parts.append(self.library.decode(run, skip_special_tokens=False))
                parts.append(chr(specials.FIRST + token))
                run = []
            else:
                run.append(token)
        return "".join([*parts, self.library.decode(run, skip_special_tokens=False)])


def training_text(paths: Iterable[Path]) -> Iterator[str]:
    """Lowercased text without special characters."""
    for path in paths:
        if is_examples(path):
            for example in read_examples(path):
                yield from (p.lower() for p in pieces(example["prompt"] + example["answer"]) if not SPLIT.match(p))
        else:
            yield from (" " + re.sub(specials.PATTERN, " ", line.lower()).strip() for line in lines(path))


def train(paths: Iterable[Path], out: Path, vocabulary: int = 8192) -> Tokenizer:
    """Learns the merges and writes tokenizer.json: specials from 0, then the 256 bytes, then the merges."""
    from tokenizers import Tokenizer as Library
    from tokenizers import decoders, models, pre_tokenizers, trainers

    library = Library(models.BPE())
    library.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    library.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=specials.NAMES,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        min_frequency=2,
        max_token_length=32,
        show_progress=False,
    )
    library.train_from_iterator(training_text(paths), trainer)
    written = json.loads(library.to_str())
    written["added_tokens"] = []  # otherwise the library would find their names in plain text
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(written, ensure_ascii=False, indent=1), encoding="utf-8")
    return Tokenizer(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("text", type=Path, nargs="+")
    parser.add_argument("--vocabulary", type=int, default=8192)
    options = parser.parse_args()
    made = train(options.text, options.out, options.vocabulary)
    print(f"{options.out}: {len(made.vocabulary)} tokens, {len(made.merges)} merges, {made.digest}")


if __name__ == "__main__":
    main()
