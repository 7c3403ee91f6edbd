"""Collects the text that the tokenizer learns from: one shuffled file of plain lines.

    corpus.py OUT.txt [EXAMPLES...] [--shared DIRECTORY] [--seed 1]

From the lexicon its phrases, from examples each distinct piece of text between special tokens; and where the shared
data is, texts and resource names of real apps (ui-strings) and instructions of people (goals). It says what is absent.
"""

import argparse
import json
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from files import lines, read_examples, replacing
from tokenizer import SPLIT, pieces

LEXICON = Path(__file__).parent / "lexicon"
LONGEST = 200  # characters of a line
TEXTS = {"en": 30_000, "zh-CN": 9_000}  # texts of real apps at most, by language
TEXTS_OF_OTHERS = 2_600
TIMES_LEXICON = 2  # each phrase stands so often, as each text of an example stands but once


def words(text: str) -> str:
    """Text as prompts hold it: lowercased, one line, behind a space."""
    return " " + " ".join(text.split())[:LONGEST].lower()


def words_of_name(name: str) -> str:
    """The words of a resource name: "actionShareAll" or "action_share_all" as " action share all"."""
    return words(re.sub(r"[_\W]+", " ", re.sub(r"([a-z])([A-Z])", r"\1 \2", name)))


def lexicon(directory: Path) -> Iterator[str]:
    """The phrases of the lexicon's files; lines that begin with # or @ are not phrases."""
    for path in sorted(directory.rglob("*.txt")):
        for line in map(str.strip, lines(path)):
            if line and line[0] not in "#@":
                phrases = (re.sub(r"[{}]", "", p).strip() for p in line.split(":", 1)[-1].split("|"))
                yield from (words(p) for p in phrases if p)


def ui_strings(directory: Path, rng: random.Random) -> Iterator[str]:
    """Texts of real apps, so many a language, and the names that English ones have in the program."""
    found: dict[str, set[tuple[str, str]]] = {}
    for path in sorted(directory.glob("*.strings.jsonl")):
        for row in map(json.loads, lines(path)):
            found.setdefault(row["lang"], set()).add((row["text"], row["name"]))
    for language, members in sorted(found.items()):
        chosen = sorted(members)
        rng.shuffle(chosen)
        for text, name in chosen[: TEXTS.get(language, TEXTS_OF_OTHERS)]:
            yield words(text)
            if language == "en":
                yield words_of_name(name)


def examples(paths: Iterable[Path]) -> Iterator[str]:
    """Each distinct piece of text between the special tokens of a file, once."""
    for path in paths:
        seen: set[str] = set()
        for example in read_examples(path):
            for piece in pieces(example["prompt"] + example["answer"]):
                if not SPLIT.match(piece) and piece not in seen:
                    seen.add(piece)
                    yield piece.lower()


def goals(path: Path) -> Iterator[str]:
    """Instructions that people gave."""
    return (words(json.loads(line)["instruction"]) for line in lines(path))


def collect(paths: list[Path], shared: Path | None, seed: int) -> tuple[list[str], dict[str, int]]:
    """The lines, shuffled, and how many came from where; 0 from what is absent."""
    rng = random.Random(seed)
    sources: dict[str, Iterable[str]] = {
        "lexicon": (line for line in lexicon(LEXICON) for _ in range(TIMES_LEXICON)),
        "examples": examples(paths),
        "ui-strings": ui_strings(shared / "data/ui-strings", rng) if shared else (),
        "goals": goals(shared / "data/goals/goals.jsonl") if shared else (),
    }
    found: list[str] = []
    counts: Counter[str] = Counter()
    for name, texts in sources.items():
        before = len(found)
        try:
            found += (text for text in texts if text.strip())
        except FileNotFoundError as error:
            print(f"corpus: {error.filename} is absent", file=sys.stderr)
        counts[name] = len(found) - before
    rng.shuffle(found)
    return found, dict(counts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("examples", type=Path, nargs="*")
    parser.add_argument("--shared", type=Path, default=os.environ.get("THIMBLE_SHARED"), help="else $THIMBLE_SHARED")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    found, counts = collect(options.examples, options.shared, options.seed)
    if not found:
        raise SystemExit("corpus: no text at all")
    with replacing(options.out) as part:
        part.write_text("\n".join(found) + "\n", encoding="utf-8")
    for name, count in counts.items():
        print(f"{name}: {count} lines" if count else f"{name}: absent, the tokenizer learns nothing of it")
    print(f"{options.out}: {len(found)} lines, {sum(map(len, found))} characters")


if __name__ == "__main__":
    main()
