import unittest

import numpy as np

import fixture
import pack
import specials
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
                ("<tap>", "<e2>", 0.3),
                ("<e2>", "<end>", 0.5),
            ],
        )

    def test_text_and_an_example_s_weight(self) -> None:
        answer = char("<type>") + pointer(1) + " hello" + char("<submit>") + char("<end>")
        found = labelled(self.encode(pointer(1), answer, [1], weight=0.5))
        self.assertEqual(found[0], ("<e1>", "<hit>", 0))
        self.assertIn(("<e1>", "text", 1), found)
        self.assertEqual(found[-2:], [("text", "<submit>", 1), ("<submit>", "<end>", 0.25)])

    def test_an_answer_without_element_makes_every_pointer_a_miss(self) -> None:
        found = labelled(self.encode(pointer(1) + pointer(2), char("<back>") + char("<end>"), []))
        self.assertEqual([label for _, label, _ in found], ["<miss>", "<miss>", "<back>", "<end>"])

    def test_unknown_targets_are_not_judged(self) -> None:
        found = labelled(self.encode(pointer(1) + pointer(2), char("<tap>") + pointer(1) + char("<end>"), []))
        self.assertEqual([token for token, _, _ in found], ["<call>", "<tap>", "<e1>"])

    def test_what_cannot_be_learnt_from_is_refused(self) -> None:
        end = char("<end>")
        for answer, targets, message in [
            (char("<tap>") + pointer(9) + end, [9], "not in the recap"),
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
