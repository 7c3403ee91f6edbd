import random
import unittest

import numpy as np
import torch

import fixture
import specials
from dataset import Mixture, assemble, choices, fill, renumber


def is_pointer(array: np.ndarray) -> np.ndarray:
    return (array >= specials.POINTERS.start) & (array < specials.POINTERS.stop)


class Batches(unittest.TestCase):
    def test_random_pointers_keep_who_is_who(self) -> None:
        dataset, rng = fixture.dataset(), np.random.default_rng(3)
        seen: set[int] = set()
        for index in range(50):
            tokens, labels, _ = example = dataset.example(index)
            batch = assemble([example], 1024, 64, rng)
            renamed = batch.tokens[: len(tokens)].numpy()
            new_labels = np.zeros(1024, np.int64)
            is_real = batch.answers.weights.numpy() > 0
            new_labels[batch.answers.places.numpy()[is_real]] = batch.answers.labels.numpy()[is_real]
            labels = np.where(np.isin(labels, (specials.HIT, specials.MISS)) & is_pointer(tokens), 0, labels)
            np.testing.assert_array_equal(is_pointer(renamed), is_pointer(tokens))
            np.testing.assert_array_equal(renamed[~is_pointer(tokens)], tokens[~is_pointer(tokens)])
            mapping: dict[int, int] = {}
            both = zip(
                np.concatenate((tokens, labels)), np.concatenate((renamed, new_labels[: len(tokens)])), strict=True
            )
            for old, new in both:
                if is_pointer(np.array([old]))[0]:
                    self.assertEqual(mapping.setdefault(int(old), int(new)), int(new))
                else:
                    self.assertEqual(old, new)
            self.assertEqual(len(set(mapping.values())), len(mapping))
            seen |= set(mapping.values())
        self.assertGreater(len(seen), 150, "numbers from the whole range")

    def test_elements_are_chosen_behind_their_words_and_in_the_recap(self) -> None:
        dataset, rng, chosen = fixture.dataset(), np.random.default_rng(3), 0
        for index in range(50):
            tokens, labels, _ = dataset.example(index)
            found = choices(tokens, labels)
            self.assertEqual(bool(found), bool((labels == specials.HIT).any()))
            for places, right in found:
                self.assertTrue(is_pointer(tokens[places]).all())
                self.assertEqual(set(tokens[places][right]), set(tokens[(labels == specials.HIT) & is_pointer(tokens)]))
            batch = assemble([dataset.example(index)], 1024, 64, rng)
            self.assertEqual(int(batch.choices.weights.sum()), len(found))
            chosen += len(found)
        self.assertGreater(chosen, 40)

    def test_renumbering_by_identity_changes_nothing(self) -> None:
        tokens = np.arange(len(specials.NAMES) + 5, dtype=np.uint16)
        np.testing.assert_array_equal(renumber(tokens, np.arange(256)), tokens)

    def test_groups_hold_every_length_once_and_no_more_than_fits(self) -> None:
        rng = random.Random(4)
        for _ in range(50):
            lengths = [rng.randint(1, 100) for _ in range(rng.randint(1, 60))]
            groups = fill(lengths, 100)
            self.assertEqual(sorted(place for g in groups for place in g), list(range(len(lengths))))
            self.assertTrue(all(sum(lengths[p] for p in g) <= 100 for g in groups))

    def test_a_restored_mixture_draws_what_the_first_would(self) -> None:
        def mixture() -> Mixture:
            return Mixture({"a": (fixture.dataset(), 1.0), "b": (fixture.dataset(), 0.5)}, 2048, seed=5)

        first, second = mixture(), mixture()
        for _ in range(40):
            first.next()
        second.restore(first.state())
        for _ in range(40):
            a, b = first.next(), second.next()
            self.assertTrue(torch.equal(a.tokens, b.tokens) and torch.equal(a.answers.labels, b.answers.labels))

    def test_every_example_comes_once_before_any_comes_twice(self) -> None:
        dataset = fixture.dataset()
        mixture = Mixture({"a": (dataset, 1.0)}, 2048, seed=6)
        drawn = [mixture._next("a") for _ in range(2 * len(dataset))]
        self.assertEqual(sorted(drawn[: len(dataset)]), list(range(len(dataset))))
        self.assertNotEqual(drawn[: len(dataset)], drawn[len(dataset) :])
