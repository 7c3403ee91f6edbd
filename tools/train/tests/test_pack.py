import unittest

import numpy as np

import fixture
import pack
import specials
from dataset import choices
from specials import char, pointer


def prompt(recap: str) -> str:
    return char("<task>") + " open music" + char("<recap>") + recap + char("<guess>") + char("<tap>") + char("<call>")


def labelled(encoded: pack.Encoded) -> list[tuple[str, str, float]]:
    """(token, label, weight) where there is a label; text as "text"."""

    def name(token: int) -> str:
        return specials.NAMES[token] if token < len(specials.NAMES) else "text"

    rows = zip(encoded.tokens, encoded.labels, encoded.weights, strict=True)
    return [(name(t), name(label), round(float(w), 3)) for t, label, w in rows if label]


class Pack(unittest.TestCase):
    def encode(self, recap: str, answer: str, targets: list[int], weight: float = 1.0) -> pack.Encoded:
        example = {"prompt": prompt(recap), "answer": answer, "targets": targets, "weight": weight}
        return pack.encode(example, fixture.toy_tokenizer())

    def test_the_recap_is_judged_and_the_answer_predicted(self) -> None:
        answer = char("<tap>") + pointer(2) + char("<end>")
        found = self.encode(pointer(1) + pointer(2) + pointer(7), answer, [2])
        self.assertEqual(
            labelled(found),
            [
                ("<e1>", "<miss>", 0),
                ("<e2>", "<hit>", 0),
                ("<e7>", "<miss>", 0),
                ("<call>", "<tap>", 3),
                ("<tap>", "<e2>", 0.1),
                ("<e2>", "<end>", 0.5),
            ],
        )

    def test_each_word_of_a_quotation_is_judged_with_the_example_s_weight(self) -> None:
        quotation = char("<arg>") + char("<task>") + " hello" + char("<quote>") + " open" + char("<quote>")
        answer = char("<type>") + pointer(1) + char("<submit>")
        example = {"prompt": prompt(pointer(1)), "answer": answer, "targets": [1], "weight": 0.5}
        found = pack.encode({**example, "quotation": quotation, "quoted": [1]}, fixture.toy_tokenizer())
        self.assertEqual(
            labelled(found),
            [
                ("<e1>", "<hit>", 0),
                ("<call>", "<type>", 1.5),
                ("<type>", "<e1>", 0.05),
                ("<e1>", "<submit>", 0.25),
                ("<quote>", "<miss>", 0.25),
                ("<quote>", "<hit>", 0.25),
            ],
        )

    def test_an_answer_is_told_by_any_element_of_the_screen(self) -> None:
        words = char("<button>") + " open" + pointer(1) + char("<text>") + " hello" + pointer(2)
        example = {
            "prompt": char("<task>")
            + " open"
            + char("<screen>")
            + words
            + char("<recap>")
            + pointer(1)
            + char("<call>"),
            "answer": char("<answer>") + pointer(2) + char("<end>"),
            "targets": [2],
        }
        found = pack.encode(example, fixture.toy_tokenizer())
        self.assertEqual(labelled(found)[:2], [("<e1>", "<miss>", 0), ("<e2>", "<hit>", 0)])
        self.assertEqual(len(choices(found.tokens, found.labels)), 1)

    def test_an_answer_without_element_makes_every_pointer_a_miss(self) -> None:
        found = labelled(self.encode(pointer(1) + pointer(2), char("<back>") + char("<end>"), []))
        self.assertEqual([label for _, label, _ in found], ["<miss>", "<miss>", "<back>", "<end>"])

    def test_unknown_targets_are_not_judged(self) -> None:
        found = labelled(self.encode(pointer(1) + pointer(2), char("<tap>") + pointer(1) + char("<end>"), []))
        self.assertEqual([token for token, _, _ in found], ["<call>", "<tap>", "<e1>"])

    def test_what_cannot_be_learnt_from_is_refused(self) -> None:
        end = char("<end>")
        for answer, targets, message in [
            (char("<tap>") + pointer(9) + end, [9], "not among what is judged"),
            (char("<tap>") + pointer(1), [1], "does not end with <end>"),
        ]:
            with self.subTest(message=message), self.assertRaisesRegex(ValueError, message):
                self.encode(pointer(1), answer, targets)

    def test_packed_arrays_hold_every_example_in_order(self) -> None:
        dataset = fixture.dataset()
        source = list(pack.read_examples(fixture.examples()))
        self.assertEqual(len(dataset), len(source))
        for index in (0, 1, 250, 399):
            expected = pack.encode(source[index], fixture.toy_tokenizer())
            for got, wanted in zip(
                dataset.example(index), (expected.tokens, expected.labels, expected.weights), strict=True
            ):
                np.testing.assert_array_equal(got, wanted)
            self.assertEqual(dataset.meta["sets"][dataset.sets[index]], source[index]["set"])
