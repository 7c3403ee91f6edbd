"""Packs examples into arrays that training maps into memory.

    pack.py TOKENIZER.json OUT-DIRECTORY EXAMPLES... [--workers 2]

Per token: its number, the label to predict after it (0 = none) and that label's weight in the loss. What is judged is
labelled <hit> or <miss>: the pointers of the recap, for <answer> those of the screen, and each <quote> of the
quotation. From <call> on, each token is labelled with the next one of the answer; the quotation behind it is given.
"""

import argparse
import hashlib
import json
import shutil
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

import specials
from files import read_examples
from tokenizer import Tokenizer

FORMAT = 3
CONTEXT = 2048
TOOL_WEIGHT, POINTER_WEIGHT, VALUE_WEIGHT, END_WEIGHT, QUOTE_WEIGHT = 3.0, 0.1, 2.0, 0.5, 0.5
CHUNK = 500
POINTER_TOOLS = {specials.IDS[f"<{name}>"] for name in ("tap", "long_press", "double_tap", "type", "clear")}


@dataclass
class Encoded:
    """One example as arrays of one length, and the name of its set."""

    tokens: np.ndarray
    labels: np.ndarray
    weights: np.ndarray
    set: str


def answer_weight(token: int) -> float:
    """Weight of an answer's token in the loss: what decides the call weighs most."""
    if token in (specials.END, specials.SUBMIT):
        return END_WEIGHT
    if token in specials.POINTERS:
        return POINTER_WEIGHT
    return TOOL_WEIGHT if token in specials.TOOLS else VALUE_WEIGHT


def encode(example: dict, tokenizer: Tokenizer) -> Encoded:
    """An example's tokens with labels and weights.

    Raises ValueError where the prompt does not end with <call>, the answer not with <end> or <submit>, or a target is
    not among what is judged.
    """
    prompt, answer = tokenizer.encode(example["prompt"]), tokenizer.encode(example["answer"])
    quotation = tokenizer.encode(example.get("quotation") or "")
    if not prompt or prompt[-1] != specials.CALL:
        raise ValueError("the prompt does not end with <call>")
    if not answer or answer[-1] not in (specials.END, specials.SUBMIT):
        raise ValueError("the answer does not end with <end> or <submit>")
    tokens = np.array(prompt + answer + quotation, dtype=np.uint16)
    labels = np.zeros(len(tokens), dtype=np.uint16)
    weights = np.zeros(len(tokens), dtype=np.float32)
    judge(tokens[: len(prompt)], labels, example.get("targets") or [], answer)
    start = len(prompt) - 1
    labels[start : start + len(answer)] = answer
    weights[start : start + len(answer)] = [answer_weight(token) for token in answer]
    begin = len(prompt) + len(answer)
    words = begin + np.flatnonzero(tokens[begin:] == specials.QUOTE)
    quoted = example.get("quoted") or []
    if any(not 0 <= k < len(words) for k in quoted):
        raise ValueError("a word that is meant is not in the quotation")
    labels[words] = specials.MISS
    labels[words[np.array(quoted, dtype=np.int64)]] = specials.HIT
    weights[words] = QUOTE_WEIGHT
    scale = float(example.get("weight", 1.0))
    return Encoded(tokens, labels, (weights * scale).astype(np.float16), str(example.get("set", "")))


def judge(prompt: np.ndarray, labels: np.ndarray, targets: list[int], answer: list[int]) -> None:
    """Labels the pointers that are judged; nothing where the right element is not known."""
    recaps = np.flatnonzero(prompt == specials.RECAP)
    if len(recaps) == 0 or (not targets and answer[0] in {*POINTER_TOOLS, specials.ANSWER}):
        return
    places = pointers(prompt)
    is_told = answer[0] == specials.ANSWER
    places = places[places < recaps[-1]] if is_told else places[places > recaps[-1]]
    if len(places) == 0:
        return
    hits = np.isin(prompt[places], [specials.POINTERS.start + k - 1 for k in targets])
    if hits.sum() < len(set(targets)):
        raise ValueError("a target is not among what is judged")
    labels[places] = np.where(hits, specials.HIT, specials.MISS)


def pointers(tokens: np.ndarray) -> np.ndarray:
    """Where elements' pointers stand."""
    return np.flatnonzero((tokens >= specials.POINTERS.start) & (tokens < specials.POINTERS.stop))


@dataclass
class Chunk:
    """Examples encoded together, and how many were left out for each reason."""

    tokens: np.ndarray
    labels: np.ndarray
    weights: np.ndarray
    lengths: list[int]
    sets: list[str]
    dropped: dict[str, int]


_tokenizer: Tokenizer | None = None


def _start(path: Path) -> None:
    global _tokenizer
    _tokenizer = Tokenizer(path)


def encode_chunk(examples: list[dict]) -> Chunk:
    assert _tokenizer is not None
    done: list[Encoded] = []
    dropped: dict[str, int] = {}
    for example in examples:
        try:
            encoded = encode(example, _tokenizer)
            if len(encoded.tokens) > CONTEXT:
                raise ValueError(f"longer than {CONTEXT} tokens")
            done.append(encoded)
        except ValueError as error:
            dropped[str(error)] = dropped.get(str(error), 0) + 1
    return Chunk(
        np.concatenate([e.tokens for e in done] or [np.zeros(0, np.uint16)]),
        np.concatenate([e.labels for e in done] or [np.zeros(0, np.uint16)]),
        np.concatenate([e.weights for e in done] or [np.zeros(0, np.float16)]),
        [len(e.tokens) for e in done],
        [e.set for e in done],
        dropped,
    )


def chunks(paths: Iterable[Path]) -> Iterator[list[dict]]:
    for path in paths:
        examples = read_examples(path)
        while chunk := list(islice(examples, CHUNK)):
            yield chunk


def pack(paths: list[Path], tokenizer_path: Path, out: Path, workers: int = 2) -> dict:
    """Writes the arrays and meta.json to a directory, in one step; returns what meta.json says."""
    part = out.with_name(f".{out.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    lengths: list[int] = []
    names: dict[str, int] = {}
    sets: list[int] = []
    dropped: dict[str, int] = {}
    digest = hashlib.sha256()
    files = {name: (part / name).open("wb") for name in ("tokens.u16", "labels.u16", "weights.f16")}
    with ProcessPoolExecutor(workers, initializer=_start, initargs=(tokenizer_path,)) as pool:
        for chunk in pool.map(encode_chunk, chunks(paths)):
            for file, array in zip(files.values(), (chunk.tokens, chunk.labels, chunk.weights), strict=True):
                file.write(array.tobytes())
            digest.update(chunk.tokens.tobytes() + chunk.labels.tobytes())
            lengths += chunk.lengths
            sets += [names.setdefault(name, len(names)) for name in chunk.sets]
            for reason, count in chunk.dropped.items():
                dropped[reason] = dropped.get(reason, 0) + count
    for file in files.values():
        file.close()
    np.concatenate(([0], np.cumsum(lengths))).astype(np.int64).tofile(part / "offsets.i64")
    np.array(sets, dtype=np.uint16).tofile(part / "sets.u16")
    meta = {
        "format": FORMAT,
        "tokenizer": Tokenizer(tokenizer_path).digest,
        "sources": [path.name for path in paths],
        "examples": len(lengths),
        "tokens": sum(lengths),
        "longest": max(lengths, default=0),
        "sets": list(names),
        "dropped": dropped,
        "digest": digest.hexdigest()[:16],
    }
    (part / "meta.json").write_text(json.dumps(meta, indent=1), encoding="utf-8")
    shutil.rmtree(out, ignore_errors=True)
    part.rename(out)
    return meta


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("examples", type=Path, nargs="+")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    start = time.monotonic()
    meta = pack(options.examples, options.tokenizer, options.out, options.workers)
    print(json.dumps(meta), f"{time.monotonic() - start:.1f} s")


if __name__ == "__main__":
    main()
