"""Seeded schemas of one number or one string, where most mistakes of a decoder hide: ranges, steps, lengths, patterns."""

from __future__ import annotations

import random

ATOMS = (
    "a",
    "b",
    "z",
    "0",
    "é",
    "日",
    "😀",
    " ",
    "-",
    r"\d",
    r"\w",
    r"\s",
    r"\S",
    r"\D",
    r"\W",
    ".",
    r"\.",
    r"\/",
    "/",
    r"\\",
    '"',
    r"\u00e9",
    r"\x41",
    r"\t",
    r"\n",
    "[abc]",
    "[a-z]",
    "[^a]",
    "[0-9a-fA-F]",
    r"[\w.-]",
    r"[^\s\"]",
    "[é-ü]",
    "[^😀]",
    r"[\]\\^-]",
)
TIMES = ("", "", "", "", "?", "*", "+", "{2}", "{1,3}", "{0,2}", "{2,}", "*?", "+?")


class Leaf:
    """One schema for each (seed, index)."""

    def __init__(self, seed: int, index: int):
        self.random = random.Random(f"leaf {seed} {index}")

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def schema(self) -> dict:
        leaf = self.random.choice((self.integer, self.number, self.string, self.string))()
        return (
            leaf
            if self.chance(0.5)
            else {
                "type": "object",
                "properties": {"v": leaf, "w": {"type": "boolean"}},
                "required": ["v"],
                "additionalProperties": False,
            }
        )

    def bound(self, decimals: int) -> float | int:
        digits = self.random.randint(0, 7)
        value = self.random.choice((1, -1)) * self.random.randrange(10**digits) / 10 ** self.random.randint(0, decimals)
        return int(value) if value == int(value) and self.chance(0.8) else round(value, decimals)

    def range(self, made: dict, decimals: int) -> dict:
        low, high = sorted((self.bound(decimals), self.bound(decimals)))
        if self.chance(0.3):
            high = low + self.random.choice((0, 1, 2, 9, 10, 0.5 if decimals else 3))
        if self.chance(0.75):
            made["minimum" if self.chance(0.6) else "exclusiveMinimum"] = low
        if self.chance(0.75):
            made["maximum" if self.chance(0.6) else "exclusiveMaximum"] = high
        return made

    def integer(self) -> dict:
        made = self.range({"type": "integer"}, 0 if self.chance(0.8) else 2)
        if self.chance(0.3):
            made["multipleOf"] = self.random.choice((1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 25, 60, 100))
        return made

    def number(self) -> dict:
        return self.range({"type": "number"}, self.random.choice((0, 1, 2, 3, 6)))

    def string(self) -> dict:
        made: dict = {"type": "string"}
        if self.chance(0.8):
            made["pattern"] = self.alternatives(0)
        if self.chance(0.4):
            low = self.random.randint(0, 4)
            made["minLength"] = low
            if self.chance(0.7):
                made["maxLength"] = low + self.random.randint(0, 6)
        return made

    def alternatives(self, depth: int) -> str:
        count = self.random.choice((1, 1, 1, 2, 3))
        made = "|".join(self.sequence(depth) for _ in range(count))
        if depth == 0 and count > 1 and self.chance(0.7):
            return f"^({made})$"
        return (
            "|".join(
                f"{'^' if self.chance(0.7) else ''}{each}{'$' if self.chance(0.7) else ''}" for each in made.split("|")
            )
            if depth == 0 and "(" not in made
            else f"^(?:{made})$"
            if depth == 0
            else made
        )

    def sequence(self, depth: int) -> str:
        parts = []
        for _ in range(self.random.randint(1, 4 - depth)):
            if depth < 2 and self.chance(0.2):
                # No open repetition of a group: the judge's matcher backtracks.
                group = f"({'?:' if self.chance(0.5) else ''}{self.alternatives(depth + 1)})"
                parts.append(group + self.random.choice(("", "", "?", "{2}")))
            else:
                parts.append(self.random.choice(ATOMS) + self.random.choice(TIMES))
        return "".join(parts)


def leaf_schema(seed: int, index: int) -> dict:
    return Leaf(seed, index).schema()
