import json
import unittest
from pathlib import Path

import numpy as np
import torch

import checkpoint
import fixture
import train
from dataset import Choices
from schedule import Schedule


def run(out: Path, steps: int, *more: str) -> train.Run:
    """A run on toy data, up to a number of steps in all."""
    data = str(fixture.examples())
    made = train.Run(
        train.parse(
            [
                "--tokenizer",
                str(fixture.toy_tokenizer().path),
                "--out",
                str(out),
                "--data",
                data,
                "--dev",
                f"toy={data}",
                "--preset",
                "tiny",
                "--rows",
                "1024",
                "--no-compile",
                "--log-steps",
                "1",
                "--warmup-steps",
                "3",
                "--steps",
                str(steps),
                *more,
            ]
        )
    )
    made.train()
    return made


def losses(out: Path) -> list[float]:
    records = [json.loads(line) for line in (out / "log.jsonl").read_text().splitlines()]
    return [r["loss"] for r in records if "rate" in r]


class Training(unittest.TestCase):
    def test_a_resumed_run_equals_an_uninterrupted_one(self) -> None:
        for kind in ("adamw", "muon"):
            with self.subTest(optimizer=kind):
                whole, parts = fixture.ROOT / f"whole-{kind}", fixture.ROOT / f"parts-{kind}"
                expected = run(whole, 12, "--phase", "stable", "--optimizer", kind)
                run(parts, 5, "--phase", "stable", "--optimizer", kind)
                resumed = run(parts, 7, "--phase", "stable", "--optimizer", kind)
                self.assertEqual(losses(parts), losses(whole))
                for a, b in zip(expected.model.parameters(), resumed.model.parameters(), strict=True):
                    self.assertTrue(torch.equal(a, b))

    def test_a_signal_saves_and_the_same_command_goes_on(self) -> None:
        out = fixture.ROOT / "stopped"
        stopped = train.Run.step

        def step(self: train.Run, factor: float) -> float:
            self.stopping = self.progress["step"] == 3
            return stopped(self, factor)

        train.Run.step = step
        try:
            run(out, 8)
        finally:
            train.Run.step = stopped
        self.assertEqual(checkpoint.load(out / checkpoint.LATEST)["progress"]["step"], 4)
        self.assertEqual(run(out, 8).progress["step"], 8)

    def test_it_learns(self) -> None:
        out = fixture.ROOT / "learning"
        run(out, 40)
        found = losses(out)
        self.assertLess(sum(found[-5:]), 0.8 * sum(found[:5]))

    def test_a_decay_can_be_redone_from_the_stable_state(self) -> None:
        out = fixture.ROOT / "decay"
        run(out, 4, "--phase", "stable")
        self.assertEqual(run(out, 3, "--phase", "decay").progress["decayed"], 1.0)
        self.assertEqual(run(out, 2, "--phase", "stable").progress["step"], 6)
        self.assertEqual(run(out, 3, "--phase", "decay").progress["step"], 9)


class Choosing(unittest.TestCase):
    def test_the_loss_of_a_choice_is_a_softmax_s_cross_entropy(self) -> None:
        found = [
            (np.array([3, 4, 5]), np.array([False, True, False])),
            (np.array([9, 12]), np.array([True, True])),
            (np.array([20, 21, 22, 23]), np.array([True, False, True, False])),
        ]
        chosen = Choices.of(found, 64)
        torch.manual_seed(3)
        scores = 5 * torch.randn(len(chosen.places))
        losses = train.choice_loss(scores, chosen)
        first = 0
        for group, (places, right) in enumerate(found):
            powers = np.exp(scores[first : first + len(places)].double().numpy())
            self.assertAlmostEqual(float(losses[group]), -np.log(powers[right].sum() / powers.sum()), places=4)
            first += len(places)
        self.assertFalse(losses[len(found) :].any(), "padding costs nothing")

    def test_great_scores_stay_finite(self) -> None:
        chosen = Choices.of([(np.array([0, 1]), np.array([True, False]))], 8)
        scores = torch.zeros(len(chosen.places))
        scores[1] = 300.0
        scores.requires_grad_()
        train.choice_loss(scores, chosen).sum().backward()
        self.assertTrue(torch.isfinite(scores.grad).all())


class Rates(unittest.TestCase):
    def test_warm_up_then_constant_then_down_to_nothing(self) -> None:
        schedule = Schedule("all", budget=100, decay_share=0.2, warmup_steps=10)
        factors = [schedule.factor(step, step) for step in (0, 4, 9, 50, 80, 90, 100)]
        for found, expected in zip(factors, [0.1, 0.5, 1, 1, 1, 0.5, 0], strict=True):
            self.assertAlmostEqual(found, expected)

    def test_an_interrupted_decay_goes_on_where_it_was(self) -> None:
        schedule = Schedule("decay", budget=10, decay_share=0, warmup_steps=1, decayed_before=0.4)
        self.assertAlmostEqual(schedule.decayed(0), 0.4)
        self.assertAlmostEqual(schedule.decayed(5), 0.7)
        self.assertAlmostEqual(schedule.decayed(10), 1)
