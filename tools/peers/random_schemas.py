"""Seeded JSON Schemas over every keyword, those that no constrained decoder takes included."""

from __future__ import annotations

import random

from schema_generator import FORMATS, PATTERNS

KEYS = ("a", "b", "ab", "x y", "é", "key", "k")
SCALARS = ("a", "ab", "b", "", 0, 1, 2, -1, 1.5, True, False, None)
# What a decoder may refuse, each with a maker of its value.
RARE = {
    "not": lambda maker, depth: maker.schema(depth + 1),
    "if": lambda maker, depth: maker.schema(depth + 1),
    "then": lambda maker, depth: maker.schema(depth + 1),
    "else": lambda maker, depth: maker.schema(depth + 1),
    "uniqueItems": lambda maker, depth: maker.chance(0.7),
    "contains": lambda maker, depth: maker.schema(depth + 1),
    "minContains": lambda maker, depth: maker.random.randint(0, 2),
    "maxContains": lambda maker, depth: maker.random.randint(0, 2),
    "dependentRequired": lambda maker, depth: {maker.key(): [maker.key()]},
    "dependentSchemas": lambda maker, depth: {maker.key(): maker.schema(depth + 1)},
    "propertyNames": lambda maker, depth: maker.random.choice(
        ({"pattern": "^a"}, {"maxLength": 1}, {"enum": ["a", "b"]})
    ),
    "unevaluatedProperties": lambda maker, depth: maker.chance(0.3),
    "unevaluatedItems": lambda maker, depth: maker.chance(0.3),
}


class Anything:
    """One schema for each (seed, index); a third of them hold a keyword of `RARE`."""

    def __init__(self, seed: int, index: int):
        self.random = random.Random(f"anything {seed} {index}")
        self.rare = 0.3 if index % 3 == 0 else 0.0

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def key(self) -> str:
        return self.random.choice(KEYS)

    def schema(self, depth: int = 0):
        if depth > 3:
            return self.random.choice((True, {}, {"type": "integer"}, {"type": "string"}))
        if self.chance(0.03):
            return self.chance(0.7)
        made: dict = {}
        kinds = ["string", "integer", "number", "boolean", "null", "array", "object", "object"]
        kind = self.random.choice(kinds)
        if self.chance(0.75):
            made["type"] = kind
        elif self.chance(0.4):
            made["type"] = self.random.sample(sorted(set(kinds)), self.random.randint(1, 3))
        for _ in range(self.random.choice((1, 1, 2, 3))):
            self.add(made, kind if self.chance(0.85) else self.random.choice(kinds), depth)
        if self.chance(0.2):
            self.combine(made, depth)
        if self.rare and self.chance(self.rare):
            name = self.random.choice(sorted(RARE))
            made[name] = RARE[name](self, depth)
        if depth == 0 and self.chance(0.15):
            made["$defs"] = {"d": self.schema(1)}
            made.setdefault("properties", {})["ref"] = {"$ref": self.random.choice(("#/$defs/d", "#/$defs/d", "#"))}
        return dict(self.random.sample(list(made.items()), len(made)))

    def add(self, made: dict, kind: str, depth: int) -> None:
        number = self.random.choice
        if kind == "string":
            name = number(("minLength", "maxLength", "pattern", "format", "enum"))
            made[name] = {
                "minLength": number((0, 1, 2)),
                "maxLength": number((1, 2, 3, 20)),
                "enum": ["a", "ab", "é", "b"],
                "pattern": number(PATTERNS),
                "format": number(FORMATS),
            }[name]
        elif kind in ("integer", "number"):
            name = number(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "enum", "const"))
            made[name] = {
                "multipleOf": number((1, 2, 3, 0.5, 0.1)),
                "enum": [1, 2, 5, -3],
                "const": number((0, 1, 2.5)),
            }.get(name, number((-10, -1, 0, 1, 3, 7.5, 100)))
        elif kind == "array":
            name = number(("items", "items", "prefixItems", "minItems", "maxItems"))
            made[name] = (
                {"minItems": number((0, 1, 2)), "maxItems": number((0, 1, 3))}.get(name)
                if name.endswith("Items") and name != "prefixItems"
                else self.schema(depth + 1)
                if name == "items"
                else [self.schema(depth + 1) for _ in range(number((1, 2)))]
            )
        elif kind == "object":
            name = number(
                (
                    "properties",
                    "properties",
                    "properties",
                    "required",
                    "additionalProperties",
                    "patternProperties",
                    "minProperties",
                    "maxProperties",
                )
            )
            made[name] = {
                "properties": lambda: {self.key(): self.schema(depth + 1) for _ in range(number((1, 2, 3)))},
                "required": lambda: self.random.sample(KEYS, number((1, 1, 2))),
                "additionalProperties": lambda: self.schema(depth + 1) if self.chance(0.5) else self.chance(0.3),
                "patternProperties": lambda: {number(("^a", "b$", "^x", "k")): self.schema(depth + 1)},
                "minProperties": lambda: number((0, 1, 2)),
                "maxProperties": lambda: number((0, 1, 2)),
            }[name]()
        elif self.chance(0.5):
            made.pop("type", None)
            made["enum"] = self.random.sample(SCALARS, 3)

    def combine(self, made: dict, depth: int) -> None:
        name = self.random.choice(("anyOf", "anyOf", "oneOf", "oneOf", "allOf", "allOf"))
        made[name] = [self.schema(depth + 1) for _ in range(self.random.randint(1, 3))]


def random_schema(seed: int, index: int):
    made = Anything(seed, index).schema()
    return made if isinstance(made, dict) else {"anyOf": [made]}
