"""The retriever: an embedding of tokens in which what is asked lies near what is meant.

    retriever.py TOKENIZER OUT.npz --data FILE... [--dev NAME=FILE]... [--minutes 4]

An instruction and an element are each the sum of their tokens' vectors; their cosine, and a number for each of the
element's tokens (role, place, state, hint, word), rank the elements. Bags of words learn in minutes which words mean
the same, where the decoder would take hours; it reads the rank as a hint token.
"""

import waiting  # noqa: F401  # isort: skip

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from dataset import Dataset, choices, open_dataset
from hinter import instruction, segments
from tokenizer import Tokenizer

DIMENSIONS = 192
SCALE = 14.0  # of the cosine, before the softmax
BATCH = 256  # examples of a step
KEPT = 0.8  # of the tokens while training, so that no word alone decides
RATE = 4e-3


class Retriever(nn.Module):
    """Vectors (vocabulary, dimensions), scaled by how much each token tells."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.vectors = nn.EmbeddingBag(vocabulary, DIMENSIONS, mode="sum")
        nn.init.normal_(self.vectors.weight, std=DIMENSIONS**-0.5)
        self.bias = nn.EmbeddingBag(vocabulary, 1, mode="sum")
        nn.init.zeros_(self.bias.weight)
        self.scale = nn.Parameter(torch.tensor(SCALE).log())
        self.eval()

    def save(self, path: Path) -> None:
        """Writes rows of whole numbers with a scale each, and the numbers of the special tokens."""
        vectors = self.vectors.weight.detach().numpy()
        scales = np.maximum(np.abs(vectors).max(1) / 127, 1e-9).astype(np.float32)
        rows = np.rint(vectors / scales[:, None]).astype(np.int8)
        bias = self.bias.weight.detach().numpy()[:, 0].astype(np.float32)
        np.savez(path, rows=rows, scales=scales, bias=bias, scale=self.scale.exp().item())

    def bags(self, tokens: Tensor, offsets: Tensor) -> Tensor:
        """Unit vectors (bags, dimensions); an empty bag is 0."""
        kept = (torch.rand(len(tokens)) < KEPT).float() if self.training else None
        return F.normalize(self.vectors(tokens, offsets, per_sample_weights=kept), dim=-1, eps=1e-6)


@dataclass
class Parts:
    """The words of an example: the instruction's, and each usable element's, with which are right."""

    instruction: np.ndarray
    elements: list[np.ndarray]
    right: np.ndarray


def parts(tokens: np.ndarray, labels: np.ndarray) -> Parts | None:
    found = choices(tokens, labels)
    if len(found) < 2:
        return None
    places, right = found[0]
    return Parts(instruction(tokens), segments(tokens, places), right)


def bag(lists: list[np.ndarray]) -> tuple[Tensor, Tensor]:
    sizes = np.array([len(part) for part in lists])
    offsets = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    return torch.from_numpy(np.concatenate(lists).astype(np.int64)), torch.from_numpy(offsets)


def batches(datasets: list[Dataset], size: int, rng: np.random.Generator) -> Iterator[list[Parts]]:
    """Examples that name an element, in a new order every time, without end."""
    everything = [(k, i) for k, d in enumerate(datasets) for i in range(len(d))]
    gathered: list[Parts] = []
    while True:
        usable = 0
        for place in rng.permutation(len(everything)):
            k, i = everything[place]
            tokens, labels, _ = datasets[k].example(i)
            found = parts(tokens, labels)
            if found is None or not len(found.instruction):
                continue
            usable += 1
            gathered.append(found)
            if len(gathered) == size:
                yield gathered
                gathered = []
        if not usable:
            raise ValueError("no example names an element")


def loss(model: Retriever, batch: list[Parts]) -> Tensor:
    """Choosing the right element on each screen, and the right one of all screens' right ones."""
    asked = model.bags(*bag([p.instruction for p in batch]))
    told = bag([e for p in batch for e in p.elements])
    elements = model.bags(*told)
    owner = torch.repeat_interleave(torch.arange(len(batch)), torch.tensor([len(p.elements) for p in batch]))
    right = torch.from_numpy(np.concatenate([p.right for p in batch]))
    scores = (asked[owner] * elements).sum(-1) * model.scale.exp() + model.bias(*told)[:, 0]
    powers = scores.exp()
    whole = torch.zeros(len(batch)).index_add(0, owner, powers)
    hit = torch.zeros(len(batch)).index_add(0, owner, powers * right)
    on_screen = (whole.log() - hit.log()).mean()
    chosen = elements[torch.tensor([int(o) for o in np.flatnonzero(right.numpy())])]
    of = owner[right]
    across = F.cross_entropy(asked[of] @ chosen.T * model.scale.exp(), torch.arange(len(of)))
    return on_screen + 0.3 * across


@torch.no_grad()
def accuracy(model: Retriever, dataset: Dataset) -> tuple[float, float]:
    """How often the right element is the first, and among the first three."""
    first, third, count = 0, 0, 0
    for index in range(len(dataset)):
        tokens, labels, _ = dataset.example(index)
        found = parts(tokens, labels)
        if found is None:
            continue
        order = scores(model, found).argsort(descending=True).numpy()
        first += bool(found.right[order[0]])
        third += bool(found.right[order[:3]].any())
        count += 1
    return first / max(count, 1), third / max(count, 1)


@torch.no_grad()
def scores(model: Retriever, example: Parts) -> Tensor:
    """How well each element (elements,) answers the instruction."""
    told = bag(example.elements)
    cosines = model.bags(*told) @ model.bags(*bag([example.instruction]))[0]
    return cosines * model.scale.exp() + model.bias(*told)[:, 0]


def learn(
    model: Retriever,
    data: list[Dataset],
    dev: dict[str, Dataset],
    minutes: float = 0.0,
    steps: int = 0,
    size: int = BATCH,
    seed: int = 1,
) -> None:
    """Trains for so many minutes or, if given, steps; shows each half minute what has been reached."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01, fused=True)
    began, last = time.monotonic(), 0.0
    for step, batch in enumerate(batches(data, size, np.random.default_rng(seed)), 1):
        spent = step / steps if steps else (time.monotonic() - began) / 60 / minutes
        for group in optimizer.param_groups:
            group["lr"] = RATE * max(1 - spent, 0.02)
        optimizer.zero_grad()
        value = loss(model.train(), batch)
        value.backward()
        optimizer.step()
        model.eval()
        if time.monotonic() - last > 30 or spent >= 1:
            reached = "  ".join("{} {:.3f} {:.3f}".format(n, *accuracy(model, d)) for n, d in dev.items())
            print(f"step {step}  loss {value.item():.3f}  {reached}", flush=True)
            last = time.monotonic()
        if spent >= 1:
            break


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--dev", action="append", default=[], metavar="NAME=FILE")
    parser.add_argument("--minutes", type=float, default=4.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    tokenizer, cache = Tokenizer(options.tokenizer), options.out.parent / "packed"
    data = [open_dataset(path, tokenizer, cache) for path in options.data]
    dev = {n: open_dataset(Path(p), tokenizer, cache) for n, _, p in (d.partition("=") for d in options.dev)}
    model = Retriever(len(tokenizer.vocabulary))
    learn(model, data, dev, options.minutes, seed=options.seed)
    model.save(options.out)


if __name__ == "__main__":
    main()
