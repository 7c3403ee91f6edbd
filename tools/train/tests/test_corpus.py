import json
import unittest
from pathlib import Path

import corpus
import fixture


class Corpus(unittest.TestCase):
    def shared(self) -> Path:
        root = fixture.ROOT / "shared"
        (root / "data/ui-strings").mkdir(parents=True, exist_ok=True)
        (root / "data/goals").mkdir(parents=True, exist_ok=True)
        rows = [
            {"lang": "en", "text": "Share  All\nnow", "name": "actionShareAll"},
            {"lang": "de", "text": "Teilen", "name": "x_y"},
        ]
        (root / "data/ui-strings/App.strings.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
        (root / "data/goals/goals.jsonl").write_text(json.dumps({"instruction": "Buy MILK"}) + "\n")
        return root

    def test_it_holds_text_of_every_source(self) -> None:
        found, counts = corpus.collect([fixture.examples()], self.shared(), 1)
        self.assertLessEqual({" share all now", " action share all", " teilen", " buy milk", " show more"}, set(found))
        self.assertNotIn(" x y", found)
        self.assertEqual((counts["ui-strings"], counts["goals"]), (3, 1))
        self.assertGreater(counts["lexicon"], 1000)
        self.assertFalse([line for line in found if line != line.lower() or "\n" in line])

    def test_a_seed_gives_one_order(self) -> None:
        first, again, other = (corpus.collect([], self.shared(), seed)[0] for seed in (1, 1, 2))
        self.assertEqual(first, again)
        self.assertNotEqual(first, other)
        self.assertEqual(sorted(first), sorted(other))

    def test_what_is_absent_gives_nothing(self) -> None:
        _, counts = corpus.collect([], None, 1)
        self.assertEqual((counts["examples"], counts["ui-strings"], counts["goals"]), (0, 0, 0))
