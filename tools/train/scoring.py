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


@dataclass
class Verdict:
    """One example: the logits that decide, and whether the answers are right. None where a question does not arise."""

    set: str
    tool: int  # the right tool, as a token
    tool_logits: Tensor  # (tools,)
    pointer_logits: Tensor  # (pointers of the recap,), given the tool named in `given`
    hit_logits: Tensor  # (pointers of the recap,): <hit> less <miss>
    right: list[bool]  # by pointer of the recap
    given: int
    rest_right: bool  # values and text after tool and pointer, each token given the right ones before
    early_right: bool | None  # the element chosen by what is judged behind each element's words
    loss: float

    @property
    def tool_right(self) -> bool:
        return int(self.tool_logits.argmax()) + specials.TOOLS.start == self.tool

    @property
    def pointer_right(self) -> bool | None:
        return self.right[int(self.pointer_logits.argmax())] if any(self.right) else None

    @property
    def hit_right(self) -> bool | None:
        return self.right[int(self.hit_logits.argmax())] if any(self.right) else None

    @property
    def action_right(self) -> bool:
        """The next action: right tool and, where it has one, right element."""
        return self.tool_right and self.pointer_right is not False

    @property
    def hit_action_right(self) -> bool:
        """The same, the element chosen by the recap's judgement."""
        return self.tool_right and self.hit_right is not False


def recap_places(tokens: np.ndarray, call: int) -> np.ndarray:
    """Where the pointers between <recap> and <call> stand."""
    recaps = np.flatnonzero(tokens[:call] == specials.RECAP)
    if len(recaps) == 0:
        return np.zeros(0, np.int64)
    places = np.arange(recaps[-1], call)
    return places[(tokens[places] >= specials.POINTERS.start) & (tokens[places] < specials.POINTERS.stop)]


def spaced(count: int, limit: int) -> Sequence[int]:
    """At most `limit` numbers below `count`, evenly spaced."""
    return range(count) if count <= limit else [i * count // limit for i in range(limit)]


def verdicts(
    model: Model,
    dataset: Dataset,
    chosen: Sequence[int],
    rows: int,
    forward: Callable[..., Tensor] | None = None,
    given_tools: dict[int, int] | None = None,
) -> Iterator[tuple[int, Verdict]]:
    """The verdict on each chosen example of a set, with its index, in no particular order.

    forward: the model, compiled. given_tools: by example, the tool that the pointer's logits are to follow in place of
    the right one.
    """
    device = model.embedding.weight.device
    forward = model if forward is None else forward
    for members, batch in sequential(dataset, chosen, rows):
        examples = [dataset.example(index) for index in members]
        begins = batch.starts[: len(members)].tolist()
        calls = [int(np.flatnonzero(tokens == specials.CALL)[-1]) for tokens, _, _ in examples]
        if given_tools:
            for index, begin, call in zip(members, begins, calls, strict=True):
                if call + 1 < dataset.length(index):
                    batch.tokens[begin + call + 1] = given_tools.get(index, int(batch.tokens[begin + call + 1]))
        hidden = infer(forward, batch.to(device))
        for index, begin, call, example in zip(members, begins, calls, examples, strict=True):
            yield (
                index,
                verdict(model, dataset, index, hidden[begin : begin + len(example[0])], call, example, batch, begin),
            )


@torch.no_grad()
def infer(forward: Callable[..., Tensor], batch: Batch) -> Tensor:
    """Hidden states of a batch."""
    with torch.autocast(batch.tokens.device.type, dtype=torch.bfloat16):
        return forward(batch.tokens, batch.positions, batch.starts)


@torch.no_grad()
def verdict(
    model: Model, dataset: Dataset, index: int, hidden: Tensor, call: int, example: tuple, batch: Batch, begin: int
) -> Verdict:
    tokens, labels, weights = example
    pointers = recap_places(tokens, call)
    answer = torch.from_numpy(labels[call:].astype(np.int64))
    logits = model.logits(hidden[call:].float()).cpu()
    hit_logits = model.judgement(hidden[torch.from_numpy(pointers).to(hidden.device)].float()).cpu()
    scales = torch.from_numpy(weights[call:].astype(np.float32))
    loss = (F.cross_entropy(logits, answer, reduction="none") * scales).sum()
    early = None
    for place, (rows, is_right) in enumerate(choices(tokens, labels)):
        scores = model.judgement(hidden[torch.from_numpy(rows).to(hidden.device)].float()).cpu()
        loss -= CHOICE_WEIGHT * scores.log_softmax(0)[torch.from_numpy(is_right)].logsumexp(0)
        if place == 0:
            early = bool(is_right[int(scores.argmax())])
    has_pointer = len(answer) > 1 and int(answer[1]) in specials.POINTERS
    named = {int(answer[1])} if has_pointer else set()
    hits = {int(tokens[p]) for p in pointers if labels[p] == specials.HIT} or named
    after_tool = logits[1] if len(answer) > 1 else torch.zeros(logits.shape[1])
    return Verdict(
        set=dataset.meta["sets"][dataset.sets[index]],
        tool=int(answer[0]),
        tool_logits=logits[0][specials.TOOLS.start : specials.TOOLS.stop],
        pointer_logits=after_tool[[int(tokens[p]) for p in pointers]],
        hit_logits=hit_logits,
        right=[int(tokens[p]) in hits and has_pointer for p in pointers],
        given=int(batch.tokens[begin + call + 1]) if call + 1 < len(tokens) else int(answer[0]),
        rest_right=bool((logits.argmax(-1) == answer)[2 if has_pointer else 1 :].all()),
        early_right=early if has_pointer else None,
        loss=float(loss),
    )


def summary(found: list[Verdict]) -> dict[str, float]:
    """Shares of right answers: tool, pointer, hit (element by the recap), action, and exact (with values and text)."""

    def share(values: list[bool | None]) -> float:
        known = [v for v in values if v is not None]
        return round(sum(known) / len(known), 4) if known else float("nan")

    return {
        "examples": len(found),
        "loss": round(sum(v.loss for v in found) / max(len(found), 1), 4),
        "tool": share([v.tool_right for v in found]),
        "pointer": share([v.pointer_right for v in found]),
        "hit": share([v.hit_right for v in found]),
        "early": share([v.early_right for v in found]),
        "action": share([v.action_right for v in found]),
        "hit_action": share([v.hit_action_right for v in found]),
        "exact": share([v.action_right and v.rest_right for v in found]),
    }
