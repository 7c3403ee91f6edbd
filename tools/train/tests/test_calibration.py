import math
import random
import unittest

import torch

import calibration
import fixture
from evaluate import choices, judge
from scoring import Verdict


def verdict(sure: float, right: bool) -> Verdict:
    """A call without element that the model is sure of to a degree."""
    logits = torch.tensor([math.log(sure), math.log(1 - sure)])
    return Verdict("s", 16 if right else 17, logits, torch.zeros(0), torch.zeros(0), [], 16, True, None, 0.0)


class Calibration(unittest.TestCase):
    def test_the_fitted_temperature_makes_confidence_true(self) -> None:
        rng = random.Random(1)
        found = []
        for _ in range(3000):
            true = rng.uniform(0.55, 0.95)
            odds = (true / (1 - true)) ** 2  # twice too sure
            found.append(verdict(odds / (1 + odds), rng.random() < true))
        made = [calibration.choose(v, 0.0, False) for v in found]
        temperature = calibration.fit(made, 0.0)
        self.assertAlmostEqual(temperature, 2.0, delta=0.35)
        sure = [calibration.confidence(c, temperature, 0.0) for c in made]
        self.assertLess(calibration.reliability(sure, [c.right for c in made])[1], 0.04)

    def test_the_error_of_known_bins(self) -> None:
        bins, error = calibration.reliability([0.95, 0.95, 0.15, 0.15], [True, False, False, False])
        self.assertEqual([(b.count, b.accuracy) for b in bins], [(2, 0.0), (2, 0.5)])
        self.assertAlmostEqual(error, 0.5 * 0.15 + 0.5 * 0.45)

    def test_the_surest_are_taken(self) -> None:
        accuracy, threshold = calibration.accuracy_of_surest([0.9, 0.8, 0.2, 0.1], [True, True, False, True], 0.5)
        self.assertEqual((accuracy, threshold), (1.0, 0.8))

    def test_a_model_is_judged_on_every_example(self) -> None:
        found = judge(fixture.tiny(), fixture.dataset(), 2048)
        self.assertEqual(len(found), len(fixture.dataset()))
        self.assertTrue(all(0 <= calibration.confidence(c, 1.0, 0.5) <= 1 for c in choices(found, 0.5)))
