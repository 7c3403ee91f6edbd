import json
import random
import unittest
from pathlib import Path

import numpy as np
import torch

import fixture
import specials
import tokenizer
from dataset import choices, open_dataset
from hinter import GRADES, MOST, Hinter, segments
from retriever import Retriever, accuracy, learn, parts, scores
from specials import char, pointer
from test_dataset import is_pointer

SYNONYMS = {
    **{"photo": "picture", "music": "song", "email": "message", "display": "monitor", "alarm": "clock"},
    **{"files": "folder", "home": "house", "language": "speech", "network": "internet", "camera": "lens"},
}


def synonym_examples(path: Path, count: int, seed: int) -> Path:
    """Examples whose instruction names the right element by another word than its label."""
    rng = random.Random(seed)
    with path.open("w", encoding="utf-8") as file:
        for _ in range(count):
            asked = rng.sample(list(SYNONYMS), 8)
            right = rng.randrange(8)
            prompt = char("<task>") + f" {asked[right]}" + char("<screen>")
            prompt += "".join(f"{char('<button>')} {SYNONYMS[a]}{pointer(k + 1)}" for k, a in enumerate(asked))
            prompt += char("<recap>") + "".join(pointer(k + 1) for k in range(8)) + char("<call>")
            answer = char("<tap>") + pointer(right + 1) + char("<end>")
            file.write(json.dumps({"prompt": prompt, "answer": answer, "targets": [right + 1]}) + "\n")
    return path


def random_hinter(seed: int = 1) -> tuple[Retriever, Hinter]:
    torch.manual_seed(seed)
    model = Retriever(len(fixture.toy_tokenizer().vocabulary))
    torch.nn.init.normal_(model.bias.weight)
    model.save(fixture.ROOT / "random.npz")
    return model, Hinter(fixture.ROOT / "random.npz")


class Hints(unittest.TestCase):
    def test_each_stands_before_a_usable_element_s_pointer(self) -> None:
        _, hinter = random_hinter()
        for index in range(100):
            tokens, labels, weights = fixture.dataset().example(index)
            recap = int(np.flatnonzero(tokens == specials.RECAP)[0])
            # Of the recap's pointers every second goes, so that not every element is usable.
            kept = np.ones(len(tokens), bool)
            kept[recap + 2 : np.flatnonzero(tokens == specials.GUESS)[-1] : 2] = False
            tokens, labels, weights = tokens[kept], labels[kept], weights[kept]
            usable = set(tokens[recap:][is_pointer(tokens[recap:])])
            hinted, *_ = hinter.insert(tokens, labels, weights)
            places = np.flatnonzero(np.isin(hinted, GRADES))
            self.assertEqual(len(places), min(MOST, len(usable & set(tokens[:recap]))))
            self.assertLessEqual(set(hinted[places + 1]), usable)
            self.assertTrue((places < np.flatnonzero(hinted == specials.RECAP)[0]).all())
            self.assertEqual(sorted(hinted[places])[1:], [*GRADES[2:], GRADES[3], GRADES[3]][: len(places) - 1])
            self.assertIn(min(hinted[places]), GRADES[:2])

    def test_labels_stay_with_their_tokens(self) -> None:
        _, hinter = random_hinter()
        for index in range(100):
            before = fixture.dataset().example(index)
            after = hinter.insert(*before)
            is_hint = np.isin(after[0], GRADES)
            for old, new in zip(before, after, strict=True):
                self.assertEqual(old.dtype, new.dtype)
                np.testing.assert_array_equal(new[~is_hint], old)
            self.assertFalse(after[1][is_hint].any() or after[2][is_hint].any())

    def test_a_data_set_hints_all_but_some_and_never_outgrows_its_length(self) -> None:
        _, hinter = random_hinter()
        hinted = open_dataset(fixture.examples(), fixture.toy_tokenizer(), fixture.ROOT / "packed", 1, hinter, 8)
        for index in range(len(hinted)):
            tokens = hinted.example(index)[0]
            self.assertEqual(bool(np.isin(tokens, GRADES).any()), index % 8 != 0)
            self.assertLessEqual(len(tokens), hinted.length(index))

    def test_a_prompt_without_elements_stays_as_it_is(self) -> None:
        _, hinter = random_hinter()
        tokens = np.array([specials.IDS["<task>"], 600, specials.CALL], np.uint16)
        np.testing.assert_array_equal(hinter.insert(tokens)[0], tokens)

    def test_an_element_s_words_stand_between_the_pointers(self) -> None:
        ids = specials.IDS
        e = specials.POINTERS.start
        tokens = np.array([ids["<task>"], 600, specials.SCREEN, 601, 602, e, 603, e + 1, specials.RECAP, e + 1])
        found = segments(tokens, np.array([5, 7]))
        self.assertEqual([list(part) for part in found], [[601, 602], [603]])


class Learning(unittest.TestCase):
    def test_quantized_scores_are_close_to_exact_ones(self) -> None:
        model, hinter = random_hinter()
        compared = 0
        for index in range(60):
            tokens, labels, _ = fixture.dataset().example(index)
            found = parts(tokens, labels)
            if found is None:
                continue
            exact = scores(model, found).numpy()
            np.testing.assert_allclose(hinter.scores(tokens, choices(tokens, labels)[0][0]), exact, atol=0.15)
            self.assertGreater(np.ptp(exact), 1)
            compared += 1
        self.assertGreater(compared, 20)

    def test_it_learns_which_words_mean_the_same(self) -> None:
        torch.manual_seed(1)
        path = synonym_examples(fixture.ROOT / "synonyms.jsonl", 300, 1)
        words = tokenizer.train([path], fixture.ROOT / "synonyms.json", vocabulary=800)
        data = open_dataset(path, words, fixture.ROOT / "packed", workers=1)
        unseen = synonym_examples(fixture.ROOT / "unseen.jsonl", 100, 2)
        dev = open_dataset(unseen, words, fixture.ROOT / "packed", workers=1)
        model = Retriever(len(words.vocabulary))
        self.assertLess(accuracy(model, dev)[0], 0.5)
        learn(model, [data], {}, steps=100, size=32)
        self.assertGreater(accuracy(model, dev)[0], 0.9)
