import random
import tempfile
import unittest
from pathlib import Path

import pieces


class Pieces(unittest.TestCase):
    def setUp(self) -> None:
        self.root = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.file = self.root / "weights"

    def test_joining_undoes_splitting(self) -> None:
        for size in (0, 1, 999, 1000, 1001, 5000):
            with self.subTest(size=size):
                self.file.write_bytes(random.Random(size).randbytes(size))
                parts = pieces.split(self.file, self.root / str(size), 1000)
                self.assertEqual(len(parts), -(-size // 1000))
                pieces.join(self.root / str(size), self.root / "joined")
                self.assertEqual((self.root / "joined").read_bytes(), self.file.read_bytes())

    def test_a_damaged_or_missing_piece_is_named_and_nothing_written(self) -> None:
        self.file.write_bytes(bytes(3000))
        parts = pieces.split(self.file, self.root / "parts", 1000)
        parts[1].write_bytes(bytes(999))
        with self.assertRaisesRegex(ValueError, "piece-001 is damaged"):
            pieces.join(self.root / "parts", self.root / "joined")
        parts[1].unlink()
        with self.assertRaisesRegex(ValueError, "piece-001 is missing"):
            pieces.join(self.root / "parts", self.root / "joined")
        self.assertFalse((self.root / "joined").exists())
