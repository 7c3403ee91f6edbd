"""Packed examples, and batches of them: one row of whole examples end to end, no padding between."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

import pack
import specials
from hinter import MOST, Hinter
from tokenizer import Tokenizer

CHOICE_WEIGHT = 2.0  # of choosing the element in the loss, beside the answer's tokens


class Dataset:
    """The arrays of one packed directory, mapped into memory."""

    def __init__(self, directory: Path, hinter: Hinter | None = None, hintless: int = 0) -> None:
        """With a hinter, its hints stand in every example but each `hintless`th."""
        self.hinter, self.hintless = hinter, hintless
        self.meta = json.loads((directory / "meta.json").read_text(encoding="utf-8"))
        if self.meta["format"] != pack.FORMAT:
            raise ValueError(f"{directory}: format {self.meta['format']}, not {pack.FORMAT}: pack it again")
        if not self.meta["examples"]:
            raise ValueError(f"{directory}: no example is usable: {self.meta['dropped']}")
        self.offsets = np.fromfile(directory / "offsets.i64", dtype=np.int64)
        self.sets = np.fromfile(directory / "sets.u16", dtype=np.uint16)
        self.tokens = np.memmap(directory / "tokens.u16", dtype=np.uint16, mode="r")
        self.labels = np.memmap(directory / "labels.u16", dtype=np.uint16, mode="r")
        self.weights = np.memmap(directory / "weights.f16", dtype=np.float16, mode="r")

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def length(self, index: int) -> int:
        """Its tokens, or a few more."""
        return int(self.offsets[index + 1] - self.offsets[index]) + (MOST if self.hinter else 0)

    def example(self, index: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Tokens, labels and weights of one example."""
        place = slice(self.offsets[index], self.offsets[index + 1])
        arrays = self.tokens[place], self.labels[place], self.weights[place]
        if self.hinter is None or (self.hintless and index % self.hintless == 0):
            return arrays
        return self.hinter.insert(*arrays)


def open_dataset(
    path: Path,
    tokenizer: Tokenizer,
    cache: Path,
    workers: int = 2,
    hinter: Hinter | None = None,
    hintless: int = 0,
) -> Dataset:
    """A packed directory, or a file of examples, which is packed into the cache once."""
    if path.is_dir():
        dataset = Dataset(path, hinter, hintless)
        if dataset.meta["tokenizer"] != tokenizer.digest:
            raise ValueError(f"{path} was packed with another tokenizer")
        return dataset
    state = path.stat()
    key = f"{path.resolve()} {state.st_size} {state.st_mtime_ns} {tokenizer.digest} {pack.FORMAT}"
    packed = cache / f"{path.name.split('.')[0]}-{hashlib.sha256(key.encode()).hexdigest()[:12]}"
    if not (packed / "meta.json").exists():
        meta = pack.pack([path], tokenizer.path, packed, workers)
        print(
            f"packed {path.name}: {meta['examples']} examples, {meta['tokens']} tokens, left out {meta['dropped']}",
            flush=True,
        )
    return Dataset(packed, hinter, hintless)


@dataclass
class Labels:
    """What to predict where. Padded with labels of no weight to a multiple of 256, so that few shapes occur."""

    places: Tensor  # (labels,) int64: rows of the batch
    labels: Tensor  # (labels,) int64: tokens
    weights: Tensor  # (labels,) float32

    def to(self, device: torch.device) -> "Labels":
        return Labels(self.places.to(device), self.labels.to(device), self.weights.to(device))

    @staticmethod
    def of(places: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> "Labels":
        padding = (0, -len(places) % 256)
        arrays = (places, labels[places], weights[places])
        return Labels(*(torch.from_numpy(np.pad(a, padding)) for a in arrays))


@dataclass
class Choices:
    """Elements to choose among, twice an example: behind each element's words, and in the recap.

    Padded with choices of a group of their own to a multiple of 512.
    """

    places: Tensor  # (choices,) int64: rows of the batch
    groups: Tensor  # (choices,) int64: which choice they belong to, below rows // 8
    right: Tensor  # (choices,) float32: 1 for a right one
    weights: Tensor  # (groups,) float32: of each group's loss; 0 for one without a right element

    def to(self, device: torch.device) -> "Choices":
        return Choices(*(t.to(device) for t in (self.places, self.groups, self.right, self.weights)))

    @staticmethod
    def of(found: list[tuple[np.ndarray, np.ndarray]], groups: int) -> "Choices":
        """found: of each group, its places and whether each is right."""
        places = np.concatenate([p for p, _ in found]) if found else np.zeros(0, np.int64)
        right = np.concatenate([r for _, r in found]) if found else np.zeros(0)
        numbers = np.repeat(np.arange(len(found)), [len(p) for p, _ in found])
        padding = (0, -len(places) % 512)
        weights = np.zeros(groups, np.float32)
        weights[: len(found)] = 1
        return Choices(
            torch.from_numpy(np.pad(places, padding)),
            torch.from_numpy(np.pad(numbers, padding, constant_values=groups - 1)),
            torch.from_numpy(np.pad(right, padding).astype(np.float32)),
            torch.from_numpy(weights),
        )


def choices(tokens: np.ndarray, labels: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Each choice among elements as places and whether they are right.

    That behind the elements' words, and where the recap is judged, the one in the recap too.
    """
    every = pack.pointers(tokens)
    judged = every[np.isin(labels[every], (specials.HIT, specials.MISS))]
    right = labels[judged] == specials.HIT
    if not right.any():
        return []
    recap = np.flatnonzero(tokens == specials.RECAP)[-1]
    if judged[0] < recap:
        return [(judged, right)]
    order = np.argsort(tokens[judged])
    known = tokens[judged][order]
    before = every[every < recap]
    found = np.minimum(np.searchsorted(known, tokens[before]), len(known) - 1)
    usable = known[found] == tokens[before]
    first = before[usable], right[order][found[usable]]
    return [first, (judged, right)] if first[1].any() else [(judged, right)]


@dataclass
class Batch:
    """Whole examples end to end. Shapes: rows = tokens of the batch, segments = examples at most + 1."""

    tokens: Tensor  # (rows,) int64
    positions: Tensor  # (rows,) int64: place within the example
    starts: Tensor  # (segments + 1,) int64: where examples begin; padded with rows
    answers: Labels  # the next token
    choices: Choices
    examples: int

    def to(self, device: torch.device) -> "Batch":
        tensors = (self.tokens.to(device), self.positions.to(device), self.starts.to(device))
        return Batch(*tensors, self.answers.to(device), self.choices.to(device), self.examples)


def renumber(array: np.ndarray, mapping: np.ndarray) -> np.ndarray:
    """Replaces the pointers in an array: <eK> becomes <eM>, M = mapping[K - 1] + 1."""
    first = specials.POINTERS.start
    is_pointer = (array >= first) & (array < specials.POINTERS.stop)
    return np.where(is_pointer, first + mapping[np.where(is_pointer, array.astype(np.int64) - first, 0)], array)


def assemble(
    examples: list[tuple[np.ndarray, np.ndarray, np.ndarray]], rows: int, segments: int, rng: np.random.Generator | None
) -> Batch:
    """A batch of `rows` tokens; with a generator, every example's pointers get random numbers."""
    tokens, labels = np.zeros(rows, np.int64), np.zeros(rows, np.int64)
    positions, weights = np.zeros(rows, np.int64), np.zeros(rows, np.float32)
    starts, end = [0], 0
    found: list[tuple[np.ndarray, np.ndarray]] = []
    for ids, after, weight in examples:
        if rng is not None:
            mapping = rng.permutation(len(specials.POINTERS))
            ids, after = renumber(ids, mapping), renumber(after, mapping)
        begin, end = end, end + len(ids)
        tokens[begin:end], labels[begin:end], weights[begin:end] = ids, after, weight
        positions[begin:end] = np.arange(len(ids))
        starts.append(end)
        found += [(places + begin, right) for places, right in choices(ids, after)]
    # What is left over is cut into short examples of padding, which cost little attention.
    while end < rows:
        begin, end = end, min(end + 64, rows)
        positions[begin:end] = np.arange(end - begin)
        starts.append(end)
    if len(starts) > segments + 1:
        raise ValueError(f"{len(starts) - 1} examples in a batch of at most {segments}")
    starts += [rows] * (segments + 1 - len(starts))
    is_judged = (tokens >= specials.POINTERS.start) & (tokens < specials.POINTERS.stop)
    is_judged &= (labels == specials.HIT) | (labels == specials.MISS)
    answers = Labels.of(np.flatnonzero((labels > 0) & ~is_judged), labels, weights)
    chosen = Choices.of(found, rows // 8)
    return Batch(*(torch.from_numpy(a) for a in (tokens, positions, np.array(starts))), answers, chosen, len(examples))


def fill(lengths: list[int], rows: int) -> list[list[int]]:
    """Groups of places in `lengths`, each of `rows` tokens at most: longest first, into the fullest group it fits."""
    groups: list[tuple[int, list[int]]] = []
    for place in sorted(range(len(lengths)), key=lambda p: -lengths[p]):
        fits = [g for g in range(len(groups)) if groups[g][0] + lengths[place] <= rows]
        if fits:
            best = max(fits, key=lambda g: groups[g][0])
            groups[best] = (groups[best][0] + lengths[place], [*groups[best][1], place])
        else:
            groups.append((lengths[place], [place]))
    return [members for _, members in groups]


class Mixture:
    """Draws batches from weighted data sets without end; each set is gone through in a new random order every time.

    The state is three numbers a set and the generator's, so that a resumed run sees what an uninterrupted one would.
    """

    def __init__(self, datasets: dict[str, tuple[Dataset, float]], rows: int, seed: int) -> None:
        self.datasets = datasets
        self.rows, self.segments = rows, rows // 16
        self.rng = np.random.default_rng(seed)
        self.seeds: dict[str, int] = {}
        self.cursors: dict[str, int] = {}
        self.orders: dict[str, np.ndarray] = {}
        self.queue: list[list[tuple[str, int]]] = []
        self.waiting: list[tuple[str, int]] = []

    def _next(self, name: str) -> int:
        dataset = self.datasets[name][0]
        if self.cursors.get(name, len(dataset)) >= len(dataset):
            self.seeds[name] = int(self.rng.integers(2**31))
            self.cursors[name] = 0
            self.orders.pop(name, None)
        if name not in self.orders:
            self.orders[name] = np.random.default_rng(self.seeds[name]).permutation(len(dataset))
        self.cursors[name] += 1
        return int(self.orders[name][self.cursors[name] - 1])

    def _refill(self) -> None:
        """Draws some batches' worth of examples and packs them tightly; the emptiest group waits for the next time."""
        names = list(self.datasets)
        shares = np.array([len(self.datasets[n][0]) * self.datasets[n][1] for n in names], dtype=np.float64)
        shares /= shares.sum()
        drawn, self.waiting = self.waiting, []
        total = 0
        while total < 8 * self.rows:
            name = names[int(self.rng.choice(len(names), p=shares))]
            index = self._next(name)
            drawn.append((name, index))
            total += self.datasets[name][0].length(index)
        groups = fill([self.datasets[n][0].length(i) for n, i in drawn], self.rows)
        if len(groups) > 1:
            self.waiting = [drawn[place] for place in groups.pop()]
        order = self.rng.permutation(len(groups))
        self.queue = [[drawn[place] for place in groups[g]] for g in order]

    def next(self) -> Batch:
        if not self.queue:
            self._refill()
        members = self.queue.pop()
        return assemble([self.datasets[n][0].example(i) for n, i in members], self.rows, self.segments, self.rng)

    def state(self) -> dict:
        return {
            "rng": self.rng.bit_generator.state,
            "seeds": dict(self.seeds),
            "cursors": dict(self.cursors),
            "queue": [list(group) for group in self.queue],
            "waiting": list(self.waiting),
        }

    def restore(self, state: dict) -> None:
        """Goes on where a state was taken; sets that have gone are forgotten, new ones begin."""
        self.rng.bit_generator.state = state["rng"]
        self.seeds = {n: s for n, s in state["seeds"].items() if n in self.datasets}
        self.cursors = {n: c for n, c in state["cursors"].items() if n in self.datasets}
        self.orders = {}
        self.queue = [[m for m in map(tuple, group) if self._has(m)] for group in state["queue"]]
        self.waiting = [m for m in map(tuple, state["waiting"]) if self._has(m)]

    def _has(self, member: tuple[str, int]) -> bool:
        return member[0] in self.datasets and member[1] < len(self.datasets[member[0]][0])


def sequential(dataset: Dataset, chosen: Sequence[int], rows: int) -> Iterator[tuple[list[int], Batch]]:
    """The chosen examples of a set once, tightly packed, pointers as they are; with the examples' indices."""
    window = 512
    for first in range(0, len(chosen), window):
        indices = chosen[first : first + window]
        for group in fill([dataset.length(i) for i in indices], rows):
            members = [indices[place] for place in group]
            yield members, assemble([dataset.example(i) for i in members], rows, rows // 16, None)
