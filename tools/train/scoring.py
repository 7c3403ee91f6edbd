"""What a model would call, example by example, beside what is right."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

import specials
from dataset import CHOICE_WEIGHT, Batch, Dataset, choices, sequential
from model import Model
from pack import POINTER_TOOLS


@dataclass
class Verdict:
    """One example: the logits that decide, and whether the answers are right. None where a question does not arise."""

    set: str
    tool: int  # the right tool, as a token
    tool_logits: Tensor  # (tools,)
    early: Tensor  # (elements,): <hit> less <miss> behind each element's words
    recap: Tensor  # (elements,): the same in the recap
    right: list[bool]  # by element
    rest_right: bool  # values and quoted words after tool and pointer
    loss: float

    @property
    def elements(self) -> Tensor:
        """What elements are ranked by, as the planner does."""
        return self.early

    @property
    def chosen_tool(self) -> int:
        return int(self.tool_logits.argmax()) + specials.TOOLS.start

    @property
    def tool_right(self) -> bool:
        return self.chosen_tool == self.tool

    def _is_right(self, scores: Tensor) -> bool | None:
        return self.right[int(scores.argmax())] if any(self.right) else None

    @property
    def early_right(self) -> bool | None:
        return self._is_right(self.early)

    @property
    def recap_right(self) -> bool | None:
        return self._is_right(self.recap)

    @property
    def element_right(self) -> bool | None:
        return self._is_right(self.elements)

    @property
    def action_right(self) -> bool:
        """The next action: right tool and, where it has one, right element."""
        return self.tool_right and self.element_right is not False

    @property
    def confidence(self) -> float:
        """The chosen tool's share among tools times the chosen element's among elements, before calibration."""
        share = torch.softmax(self.tool_logits, 0).max()
        if self.chosen_tool in POINTER_TOOLS and len(self.elements):
            share = share * torch.softmax(self.elements, 0).max()
        return float(share)


def element_places(tokens: np.ndarray, call: int) -> tuple[np.ndarray, np.ndarray]:
    """Where the pointers stand that <recap> names: behind their elements' words, and in the recap."""
    recaps = np.flatnonzero(tokens[:call] == specials.RECAP)
    if len(recaps) == 0:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    pointers = np.flatnonzero((tokens[:call] >= specials.POINTERS.start) & (tokens[:call] < specials.POINTERS.stop))
    before, again = pointers[pointers < recaps[-1]], pointers[pointers > recaps[-1]]
    words: dict[int, int] = {}
    for place in before:
        words.setdefault(int(tokens[place]), int(place))
    again = np.array([place for place in again if int(tokens[place]) in words], dtype=np.int64)
    return np.array([words[int(tokens[place])] for place in again], dtype=np.int64), again


def spaced(count: int, limit: int) -> Sequence[int]:
    """At most `limit` numbers below `count`, evenly spaced."""
    return range(count) if count <= limit else [i * count // limit for i in range(limit)]


def verdicts(
    model: Model,
    dataset: Dataset,
    chosen: Sequence[int],
    rows: int,
    forward: Callable[..., Tensor] | None = None,
) -> Iterator[tuple[int, Verdict]]:
    """The verdict on each chosen example of a set, with its index, in no particular order.

    forward: the model, compiled.
    """
    device = model.embedding.weight.device
    for members, batch in sequential(dataset, chosen, rows):
        hidden = infer(model if forward is None else forward, batch.to(device))
        for index, begin in zip(members, batch.starts.tolist(), strict=False):
            example = dataset.example(index)
            name = dataset.meta["sets"][dataset.sets[index]]
            yield index, verdict(model, hidden[begin : begin + len(example[0])], example, name)


@torch.no_grad()
def infer(forward: Callable[..., Tensor], batch: Batch) -> Tensor:
    """Hidden states of a batch."""
    with torch.autocast(batch.tokens.device.type, dtype=torch.bfloat16):
        return forward(batch.tokens, batch.positions, batch.starts)


@torch.no_grad()
def verdict(model: Model, hidden: Tensor, example: tuple[np.ndarray, np.ndarray, np.ndarray], name: str) -> Verdict:
    """The verdict on an example of the set `name`; hidden: (its tokens, width)."""
    tokens, labels, weights = example

    def judged(places: np.ndarray) -> Tensor:
        return model.judgement(hidden[torch.from_numpy(places).to(hidden.device)].float()).cpu()

    call = int(np.flatnonzero(tokens == specials.CALL)[-1])
    told = call + np.flatnonzero(labels[call:])
    answer = torch.from_numpy(labels[told].astype(np.int64))
    logits = model.logits(hidden[torch.from_numpy(told).to(hidden.device)].float()).cpu()
    scales = torch.from_numpy(weights[told].astype(np.float32))
    loss = (F.cross_entropy(logits, answer, reduction="none") * scales).sum()
    found = choices(tokens, labels)
    for places, is_right in found:
        loss -= CHOICE_WEIGHT * judged(places).log_softmax(0)[torch.from_numpy(is_right)].logsumexp(0)
    is_quoted = torch.from_numpy(tokens[told] == specials.QUOTE)
    meant = logits[:, specials.HIT] > logits[:, specials.MISS]
    has_pointer = len(answer) > 1 and int(answer[1]) in specials.POINTERS
    is_right = torch.where(is_quoted, meant == (answer == specials.HIT), logits.argmax(-1) == answer)
    if int(answer[0]) == specials.ANSWER and found:
        (words, hits), recap = found[0], None
        right = hits.tolist()
    else:
        words, recap = element_places(tokens, call)
        named = {int(answer[1])} if has_pointer else set()
        hits = {int(tokens[p]) for p in recap if labels[p] == specials.HIT} or named
        right = [int(tokens[p]) in hits and has_pointer for p in recap]
    early = judged(words)
    return Verdict(
        set=name,
        tool=int(answer[0]),
        tool_logits=logits[0][specials.TOOLS.start : specials.TOOLS.stop],
        early=early,
        recap=torch.zeros_like(early) if recap is None else judged(recap),
        right=right,
        rest_right=bool(is_right[2 if has_pointer else 1 :].all()),
        loss=float(loss),
    )


def summary(found: list[Verdict]) -> dict[str, float]:
    """Shares of right answers: tool, element by each judgement and by both, action, and exact (values and text too)."""

    def share(values: list[bool | None]) -> float:
        known = [v for v in values if v is not None]
        return round(sum(known) / len(known), 4) if known else float("nan")

    return {
        "examples": len(found),
        "loss": round(sum(v.loss for v in found) / max(len(found), 1), 4),
        "tool": share([v.tool_right for v in found]),
        "early": share([v.early_right for v in found]),
        "recap": share([v.recap_right for v in found]),
        "element": share([v.element_right for v in found]),
        "action": share([v.action_right for v in found]),
        "exact": share([v.action_right and v.rest_right for v in found]),
    }
