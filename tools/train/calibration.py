"""Confidence: how sure a model is of its call, and the temperature that makes it true."""

from dataclasses import dataclass

import torch
from torch import Tensor

from scoring import Verdict


@dataclass
class Chosen:
    """A call that the model would make: its confidence's parts, and whether it is right."""

    verdict: Verdict
    pointer: int | None  # place in the recap
    right: bool


def element_scores(verdict: Verdict, hit_share: float) -> Tensor:
    """What elements are ranked by: the pointer's logits, and the recap's judgement to a share."""
    return verdict.pointer_logits + hit_share * verdict.hit_logits


def choose(verdict: Verdict, hit_share: float, takes_element: bool) -> Chosen:
    """The call of the greatest score; right if its tool and its element are."""
    if not takes_element or not len(verdict.pointer_logits):
        return Chosen(verdict, None, verdict.tool_right and not any(verdict.right))
    place = int(element_scores(verdict, hit_share).argmax())
    return Chosen(verdict, place, verdict.tool_right and (not any(verdict.right) or verdict.right[place]))


def confidence(chosen: Chosen, temperature: float, hit_share: float) -> float:
    """Probability of the tool among tools times that of the element among the recap's, at a temperature."""
    tool = torch.softmax(chosen.verdict.tool_logits / temperature, 0).max()
    if chosen.pointer is None:
        return float(tool)
    return float(tool * torch.softmax(element_scores(chosen.verdict, hit_share) / temperature, 0)[chosen.pointer])


def fit(choices: list[Chosen], hit_share: float) -> float:
    """The temperature under which right and wrong calls are likeliest: least cross entropy on a fine grid."""
    right = torch.tensor([float(c.right) for c in choices])

    def cost(temperature: float) -> float:
        p = torch.tensor([confidence(c, temperature, hit_share) for c in choices]).clamp(1e-5, 1 - 1e-5)
        return float(-(right * p.log() + (1 - right) * (1 - p).log()).mean())

    grid = [0.4 * 1.08**k for k in range(36)]
    return min(grid, key=cost)


@dataclass
class Bin:
    """Calls of like confidence: how many, how sure, how often right."""

    count: int
    confidence: float
    accuracy: float


def reliability(confidences: list[float], right: list[bool], bins: int = 10) -> tuple[list[Bin], float]:
    """Bins of equal width that hold calls, and the expected calibration error."""
    found: list[Bin] = []
    error = 0.0
    for low in range(bins):
        members = [(c, r) for c, r in zip(confidences, right, strict=True) if min(int(c * bins), bins - 1) == low]
        if members:
            sure, hit = (sum(float(m[k]) for m in members) / len(members) for k in (0, 1))
            found.append(Bin(len(members), sure, hit))
            error += len(members) / len(right) * abs(sure - hit)
    return found, error


def accuracy_of_surest(confidences: list[float], right: list[bool], share: float) -> tuple[float, float]:
    """Accuracy on the surest share of calls, and the confidence of the least sure of them."""
    order = sorted(range(len(right)), key=lambda i: -confidences[i])[: max(1, round(share * len(right)))]
    return sum(right[i] for i in order) / len(order), confidences[order[-1]]
