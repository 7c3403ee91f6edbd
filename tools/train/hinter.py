"""The retriever's opinion as hint tokens in a prompt."""

from pathlib import Path

import numpy as np

import specials

GRADES = [specials.IDS[f"<s{k}>"] for k in range(4)]  # sure first, unsure first, second, third to fifth
SURE = 0.6  # of the first's share, where it is a sure one
MOST = 5  # elements that are hinted at


class Hinter:
    """A retriever's table, quantized as it is shipped."""

    def __init__(self, path: Path | str) -> None:
        with np.load(path) as file:
            self.rows, self.scales, self.scale = file["rows"], file["scales"], float(file["scale"])
            self.bias = file["bias"]
        self.vectors = self.rows.astype(np.float32) * self.scales[:, None]

    def scores(self, tokens: np.ndarray, places: np.ndarray) -> np.ndarray:
        """How well each element answers the instruction; `places` are the pointers that end them."""
        asked = self.vectors[instruction(tokens)].sum(0)
        parts = segments(tokens, places)
        owners = np.repeat(np.arange(len(parts)), [len(p) for p in parts])
        told = np.zeros((len(parts), self.vectors.shape[1]), np.float32)
        bias = np.zeros(len(parts), np.float32)
        every = np.concatenate(parts) if parts else np.zeros(0, np.int64)
        np.add.at(told, owners, self.vectors[every])
        np.add.at(bias, owners, self.bias[every])
        norms = np.maximum(np.linalg.norm(told, axis=1) * np.linalg.norm(asked), 1e-6)
        return self.scale * (told @ asked) / norms + bias

    def hints(self, tokens: np.ndarray) -> dict[int, int]:
        """The hint token before the pointer at each of some places of a prompt."""
        recaps = np.flatnonzero(tokens == specials.RECAP)
        if len(recaps) == 0:
            return {}
        is_pointer = (tokens >= specials.POINTERS.start) & (tokens < specials.POINTERS.stop)
        pointers = np.flatnonzero(is_pointer)
        first, again = pointers[pointers < recaps[-1]], pointers[pointers > recaps[-1]]
        places = first[np.isin(tokens[first], tokens[again])]
        if len(places) == 0:
            return {}
        scores = self.scores(tokens, places)
        order = np.argsort(-scores, kind="stable")[:MOST]
        share = 1 / np.exp(scores - scores[order[0]]).sum()
        grades = [0 if share >= SURE else 1, 2, 3, 3, 3]
        return {int(places[k]): GRADES[grade] for k, grade in zip(order, grades, strict=False)}

    def insert(self, tokens: np.ndarray, *others: np.ndarray) -> tuple[np.ndarray, ...]:
        """The tokens with the hints before their pointers, and the other arrays with 0 there."""
        found = self.hints(tokens)
        places = sorted(found)
        return (
            np.insert(tokens, places, [found[p] for p in places]).astype(tokens.dtype),
            *(np.insert(other, places, 0) for other in others),
        )


def segments(tokens: np.ndarray, places: np.ndarray) -> list[np.ndarray]:
    """The tokens of the element that ends at each pointer: what stands behind the pointer before."""
    is_end = (tokens >= specials.POINTERS.start) & (tokens < specials.POINTERS.stop) | (tokens == specials.SCREEN)
    ends = np.flatnonzero(is_end)
    begins = ends[np.searchsorted(ends, places) - 1] + 1
    return [tokens[b:p] for b, p in zip(begins, places, strict=True)]


def instruction(tokens: np.ndarray) -> np.ndarray:
    """The words behind <task>."""
    ends = np.flatnonzero(tokens[1:] < len(specials.NAMES))
    return tokens[1 : 1 + (ends[0] if len(ends) else len(tokens))]
