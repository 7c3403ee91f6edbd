import unittest

import numpy as np
import torch

import fixture
import specials
from dataset import CHOICE_WEIGHT, assemble
from scoring import Verdict, element_places, summary, verdicts
from train import choice_loss

TAP = specials.IDS["<tap>"]


def verdict(tool: str, early: list[float], recap: list[float], right: list[bool]) -> Verdict:
    logits = torch.zeros(len(specials.TOOLS))
    logits[specials.IDS[f"<{tool}>"] - specials.TOOLS.start] = 9.0
    return Verdict("s", TAP, logits, torch.tensor(early), torch.tensor(recap), right, True, 0.0)


class Scoring(unittest.TestCase):
    def test_elements_are_ranked_by_what_is_said_behind_their_words(self) -> None:
        found = verdict("tap", [1.5, 2.0, 0.0], [0.0, 1.0, 2.1], [False, True, False])
        self.assertEqual((found.early_right, found.recap_right, found.element_right), (True, False, True))
        self.assertTrue(found.action_right)
        self.assertFalse(verdict("back", [2.0], [0.0], [True]).action_right)

    def test_confidence_is_the_tool_s_share_times_the_element_s(self) -> None:
        tool = float(np.exp(9) / (np.exp(9) + len(specials.TOOLS) - 1))
        element = float(np.exp(2.0) / np.exp([2.0, 1.5, 0.0]).sum())
        found = verdict("tap", [2.0, 1.5, 0.0], [0.0, 1.0, 2.1], [False, True, False])
        self.assertAlmostEqual(found.confidence, tool * element, places=5)
        self.assertAlmostEqual(verdict("back", [2.0, 1.5], [0.0, 1.0], [False, True]).confidence, tool, places=5)

    def test_pointers_of_the_recap_are_found_behind_their_words(self) -> None:
        e, word = specials.POINTERS.start, len(specials.NAMES)
        tokens = np.array([word, e + 4, word, e + 2, word, e + 9, specials.RECAP, e + 9, e + 4, specials.CALL])
        words, recap = element_places(tokens, 9)
        self.assertEqual((words.tolist(), recap.tolist()), ([5, 1], [7, 8]))

    def test_the_loss_is_that_of_training(self) -> None:
        model, dataset = fixture.tiny(), fixture.dataset()
        for index, found in verdicts(model, dataset, range(12), 2048):
            batch = assemble([dataset.example(index)], 1024, 64, None)
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                hidden = model(batch.tokens, batch.positions, batch.starts).float()
            with torch.no_grad():
                logits = model.logits(hidden[batch.answers.places])
                each = torch.nn.functional.cross_entropy(logits, batch.answers.labels, reduction="none")
                chosen = choice_loss(model.judgement(hidden[batch.choices.places]), batch.choices)
                expected = float((each * batch.answers.weights).sum() + CHOICE_WEIGHT * chosen.sum())
            self.assertAlmostEqual(found.loss, expected, delta=0.02 * expected)

    def test_where_no_element_is_right_none_is_asked_for(self) -> None:
        found = summary([verdict("tap", [1.0], [1.0], [False]), verdict("tap", [1.0], [1.0], [True])])
        self.assertEqual((found["element"], found["action"], found["examples"]), (1.0, 1.0, 2))
