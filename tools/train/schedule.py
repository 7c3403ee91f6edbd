"""The learning rate: warm-up, then constant, then linearly down to nothing."""

from dataclasses import dataclass


@dataclass
class Schedule:
    """A budget of minutes or steps, and which phases it covers.

    all: the budget counts from the start of the run, and its last share decays. stable: the budget is this command's,
    and nothing decays. decay: the budget is this command's, and the rate falls from where it is to nothing.
    """

    phase: str
    budget: float
    decay_share: float
    warmup_steps: int
    decayed_before: float = 0.0  # how much of a decay an earlier command had done

    def decayed(self, spent: float) -> float:
        """How much of the decay is done, 0 to 1, when `spent` of the budget is."""
        if self.phase == "stable":
            return 0.0
        if self.phase == "decay":
            return min(self.decayed_before + (1 - self.decayed_before) * spent / self.budget, 1.0)
        begin = self.budget * (1 - self.decay_share)
        return min(max((spent - begin) / max(self.budget - begin, 1e-9), 0.0), 1.0)

    def factor(self, step: int, spent: float) -> float:
        """What the peak rate is multiplied with at a step."""
        return min((step + 1) / max(self.warmup_steps, 1), 1.0) * (1 - self.decayed(spent))
