import json
import unittest

import numpy as np

import fixture
import platt
from evaluate import groups, judge, surest


def answers(slope: float, intercept: float, count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Confidences whose calls are right as often as a line of their log-odds says."""
    rng = np.random.default_rng(seed)
    confidences = rng.uniform(0.05, 0.999, count)
    return confidences, (rng.random(count) < platt.calibrated(confidences, slope, intercept)).astype(float)


class Platt(unittest.TestCase):
    def test_the_fit_finds_the_line_that_made_the_answers(self) -> None:
        for line in [(1.0, 0.0), (0.5, -1.0), (2.0, 0.7)]:
            with self.subTest(line=line):
                found = platt.fit(*answers(*line, 20_000, 1))
                np.testing.assert_allclose(found, line, atol=0.12)

    def test_on_other_answers_confidence_then_is_true(self) -> None:
        slope, intercept = platt.fit(*answers(0.5, -1.0, 5000, 2))
        confidences, right = answers(0.5, -1.0, 5000, 3)
        self.assertGreater(platt.calibration_error(confidences, right), 0.15)
        self.assertLess(platt.calibration_error(platt.calibrated(confidences, slope, intercept), right), 0.03)

    def test_parted_answers_have_a_finite_fit(self) -> None:
        found = platt.fit(np.array([1.0, 0.9, 0.2, 0.0]), np.array([1.0, 1.0, 0.0, 0.0]))
        self.assertTrue(np.isfinite(found).all())
        self.assertGreater(found[0], 0)

    def test_the_error_of_known_bins(self) -> None:
        error = platt.calibration_error(np.array([0.95, 0.95, 0.15, 0.15]), np.array([1.0, 0, 0, 0]))
        self.assertAlmostEqual(error, 0.5 * 0.15 + 0.5 * 0.45)

    def test_the_surest_are_taken(self) -> None:
        right = np.array([1.0, 0.0, 1.0, 1.0])
        self.assertEqual(platt.accuracy_of_surest(np.array([0.9, 0.1, 0.8, 0.2]), right, 0.5), 1.0)
        self.assertEqual(platt.accuracy_of_surest(np.array([0.9, 0.8, 0.1, 0.2]), right, 0.5), 0.5)

    def test_answers_are_read_and_those_of_one_kind_refused(self) -> None:
        path = fixture.ROOT / "answers.jsonl"
        rows = [{"confidence": 0.9, "right": True}, {"confidence": 0.3, "right": False}]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        confidences, right = platt.read([path, path])
        self.assertEqual((confidences.tolist(), right.tolist()), ([0.9, 0.3] * 2, [1, 0] * 2))
        path.write_text(json.dumps(rows[0]) + "\n")
        with self.assertRaisesRegex(SystemExit, "right and wrong"):
            platt.read([path])


class Evaluation(unittest.TestCase):
    def test_a_model_is_judged_on_every_example(self) -> None:
        found = judge(fixture.tiny(), fixture.dataset(), 2048)
        self.assertEqual(len(found), len(fixture.dataset()))
        self.assertTrue(all(0 <= v.confidence <= 1 for v in found))
        self.assertTrue(0 <= surest(found) <= 1)
        self.assertEqual([name.strip() for name, _ in groups(found, "toy")][:4], ["toy", "scroll", "tap", "type"])
