"""Instances of a schema: valid ones in a decoder's canonical spelling, and mutants that are close to them."""

from __future__ import annotations

import copy
import json
import math
import random
from dataclasses import dataclass
from decimal import Decimal

import re._parser as regex_parser

from judge_instances import Judge, Unjudged, ecma

SAMPLES = {
    "date": ("2024-02-29", "1999-12-31", "2023-06-05"),
    "time": ("10:30:00Z", "23:59:59.25+05:30", "00:00:00-01:00"),
    "date-time": ("2024-02-29T10:30:00Z", "1985-04-12T23:20:50.52Z", "2023-01-02T03:04:05+09:00"),
    "duration": ("P1D", "PT1H30M", "P1Y2M3DT4H5M6S", "P2W"),
    "email": ("a@b.example", "first.last+tag@example.org"),
    "hostname": ("example.org", "a", "a-b.c1.example"),
    "ipv4": ("127.0.0.1", "255.255.255.255", "10.0.0.9"),
    "ipv6": ("::1", "2001:db8::8a2e:370:7334", "1:2:3:4:5:6:7:8"),
    "uuid": ("123e4567-e89b-12d3-a456-426614174000", "ABCDEF01-2345-6789-abcd-ef0123456789"),
    "uri": ("https://example.org/a?b=c#d", "mailto:a@b.example", "urn:isbn:0451450523"),
}
TEXTS = (
    "a",
    "Paris",
    "San Francisco, CA",
    "größer als 5",
    "日本語",
    "😀",
    "e\u0301",
    "tab\there",
    'quote " and \\',
    "line\nline",
    "</tool_call>",
    '{"a":1}',
    "\u2028",
    "\u0001",
    "x" * 40,
    "",
    " ",
    "0",
    "a/b",
    "\u007f",
)


class Unmade(Exception):
    """The generator found no value of the schema."""


class Maker:
    """Values of one schema; a value may be wrong where keywords meet, so the judge has the last word."""

    def __init__(self, schema: dict, source: random.Random):
        self.root, self.random, self.steps = schema, source, 0

    def make(self, schema, depth: int = 0):
        self.steps += 1
        if schema is True or schema == {}:
            return self.random.choice(("any", 5, None, True, [1, "a"], {"k": {"l": 0.5}}))
        if schema is False or self.steps > 400 or depth > 12:
            raise Unmade
        if "$ref" in schema:
            target = resolve(self.root, schema["$ref"])
            rest = {key: value for key, value in schema.items() if key != "$ref"}
            return self.make(merge(target, rest) if rest else target, depth + 1)
        if "const" in schema:
            return copy.deepcopy(schema["const"])
        if "enum" in schema:
            return copy.deepcopy(self.random.choice(schema["enum"] or [None]))
        for name in ("allOf", "anyOf", "oneOf"):
            if name in schema:
                rest = {key: value for key, value in schema.items() if key != name}
                branches = list(schema[name])
                if name != "allOf":
                    # Recursion ends where the shortest branch is taken.
                    branches = [
                        self.random.choice(branches) if depth < 5 else min(branches, key=lambda each: len(str(each)))
                    ]
                for branch in branches:
                    rest = merge(rest, branch if isinstance(branch, dict) else {} if branch else {"enum": []})
                return self.make(rest, depth + 1)
        kind = schema.get("type") or guess(schema)
        if isinstance(kind, list):
            kind = self.random.choice(kind)
        return getattr(self, kind)(schema, depth)

    def null(self, schema, depth):
        return None

    def boolean(self, schema, depth):
        return self.random.random() < 0.5

    def string(self, schema, depth):
        low, high = schema.get("minLength", 0), schema.get("maxLength", math.inf)
        if schema.get("format") in SAMPLES:
            return self.random.choice(SAMPLES[schema["format"]])
        for _ in range(8):
            if "pattern" in schema:
                text = self.matching(schema["pattern"])
            else:
                text = self.random.choice(TEXTS)
                length = min(high, low + self.random.choice((0, 0, 1, 5, 30)))
                text = text + "".join(self.random.choices("abcé日 😀", k=max(0, low - len(text))))
                text = text[: int(length)] if len(text) > length or self.random.random() < 0.2 else text
            if low <= len(text) <= high:
                return text
        raise Unmade

    def matching(self, pattern: str) -> str:
        """A text the pattern matches; what it cannot make is left to chance and the judge."""
        return "".join(self.pieces(regex_parser.parse(ecma(pattern).pattern)))

    def pieces(self, tree):
        for name, value in tree:
            name = str(name)
            if name == "LITERAL":
                yield chr(value)
            elif name == "NOT_LITERAL":
                yield self.random.choice([each for each in "aé😀 b" if ord(each) != value])
            elif name == "ANY":
                yield self.random.choice("aZ0é日😀 -")
            elif name == "IN":
                yield self.member(value)
            elif name in ("MAX_REPEAT", "MIN_REPEAT"):
                low, high, inner = value
                for _ in range(self.random.randint(low, min(int(high), low + 3))):
                    yield from self.pieces(inner)
            elif name == "SUBPATTERN":
                yield from self.pieces(value[-1])
            elif name == "BRANCH":
                yield from self.pieces(self.random.choice(value[1]))
            elif name != "AT":
                raise Unmade

    def member(self, parts) -> str:
        spelled = [
            (int(value), int(value)) if str(name) == "LITERAL" else value
            for name, value in parts
            if str(name) in ("LITERAL", "RANGE")
        ]
        if str(parts[0][0]) == "NEGATE":
            return self.random.choice(
                [each for each in "aZ0é日 -_😀~" if not any(a <= ord(each) <= b for a, b in spelled)]
            )
        low, high = self.random.choice(spelled)
        return chr(self.random.randint(low, high))

    def integer(self, schema, depth):
        low = math.ceil(schema.get("minimum", -math.inf)) if "minimum" in schema else -math.inf
        high = math.floor(schema["maximum"]) if "maximum" in schema else math.inf
        if "exclusiveMinimum" in schema:
            low = max(low, math.floor(schema["exclusiveMinimum"]) + 1)
        if "exclusiveMaximum" in schema:
            high = min(high, math.ceil(schema["exclusiveMaximum"]) - 1)
        low, high = (
            low if low > -math.inf else (min(high, 0) - 1000 if high < math.inf else -1000),
            high if high < math.inf else max(low, 0) + 100_000,
        )
        step = schema.get("multipleOf", 1)
        step = step if isinstance(step, int) and step > 0 else 1
        first, last = -(-int(low) // step), int(high) // step
        if first > last:
            raise Unmade
        return step * self.random.choice((first, last, self.random.randint(first, last), min(max(0, first), last)))

    def number(self, schema, depth):
        if self.random.random() < 0.3 or "multipleOf" in schema:
            return self.integer(schema, depth)
        low = max(schema.get("minimum", -math.inf), schema.get("exclusiveMinimum", -math.inf))
        high = min(schema.get("maximum", math.inf), schema.get("exclusiveMaximum", math.inf))
        low, high = (low if low > -math.inf else min(0, high) - 100), (high if high < math.inf else max(0, low) + 1000)
        return round(self.random.uniform(low, high), self.random.choice((1, 2, 6)))

    def array(self, schema, depth):
        first = schema.get("prefixItems", [])
        low = schema.get("minItems", 0)
        high = schema.get("maxItems", max(low, len(first)) + (3 if depth < 4 else 0))
        count = self.random.randint(low, max(low, high)) if self.random.random() < 0.8 else low
        rest = schema.get("items", True)
        if rest is False:
            count = min(count, len(first))
        return [self.make(first[index] if index < len(first) else rest, depth + 1) for index in range(count)]

    def object(self, schema, depth):
        made = {}
        required = schema.get("required", [])
        for name, each in schema.get("properties", {}).items():
            if name in required or self.random.random() < (0.7 if depth < 4 else 0.1):
                try:
                    made[name] = self.make(self.member_schema(schema, name, each), depth + 1)
                except Unmade:
                    if name in required:
                        raise
        for name in required:
            if name not in made:
                made[name] = self.make(self.member_schema(schema, name, True), depth + 1)
        extra = schema.get("additionalProperties", True)
        open_ended = self.random.random() < (0.8 if extra is not True and depth < 6 else 0.15)
        if extra is not False and open_ended:
            for name in self.random.sample(("extra", "größe", "k", "other key", "na"), self.random.randint(1, 2)):
                if name not in schema.get("properties", {}) and len(made) < schema.get("maxProperties", 99):
                    made[name] = self.make(self.member_schema(schema, name, extra), depth + 1)
        return made

    def member_schema(self, schema, name, declared):
        """The declared schema met with those of the patterns that its name matches."""
        matching = [each for pattern, each in schema.get("patternProperties", {}).items() if ecma(pattern).search(name)]
        declared = matching[0] if declared is True and matching else declared
        for each in matching:
            declared = merge(declared, each) if isinstance(declared, dict) and isinstance(each, dict) else declared
        return declared


def resolve(root, pointer: str):
    for part in pointer.removeprefix("#").split("/")[1:]:
        root = root[part.replace("~1", "/").replace("~0", "~")]
    return root


def merge(left, right):
    """A schema near the two together: members of `left` first. Exact enough to make values; the judge decides."""
    if not isinstance(left, dict) or not isinstance(right, dict):
        return right if left is True else left if right is True else False
    made = dict(left)
    for key, value in right.items():
        if key not in made:
            made[key] = value
        elif key == "properties":
            made[key] = {**made[key], **{name: merge(made[key].get(name, True), each) for name, each in value.items()}}
        elif key == "required":
            made[key] = list(dict.fromkeys([*made[key], *value]))
        elif key == "enum":
            made[key] = [each for each in made[key] if each in value]
        elif key == "type":
            kinds = [[each] if isinstance(each, str) else each for each in (made[key], value)]
            common = [each for each in kinds[0] if each in kinds[1] or (each == "integer" and "number" in kinds[1])]
            made[key] = common[0] if common else value
        elif key in ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"):
            made[key] = max(made[key], value)
        elif key in ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"):
            made[key] = min(made[key], value)
        elif key in ("anyOf", "oneOf", "allOf"):
            made.setdefault("allOf", [])
            made["allOf"] = [*made["allOf"], {key: value}] if key != "allOf" else [*made[key], *value]
        elif key == "additionalProperties":
            made[key] = merge(made[key], value)
    return made


def guess(schema: dict) -> str:
    for kind, names in (
        ("object", ("properties", "required", "additionalProperties", "patternProperties", "minProperties")),
        ("array", ("items", "prefixItems", "minItems")),
        ("string", ("pattern", "minLength", "format", "maxLength")),
        ("number", ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")),
        ("integer", ("multipleOf",)),
    ):
        if any(name in schema for name in names):
            return kind
    return "string"


def spell(value) -> bytes:
    """The canonical spelling: no white space, short escapes, other controls and 0x7F as `\\u00xx`, plain decimals."""
    if isinstance(value, dict):
        return b"{" + b",".join(spell(name) + b":" + spell(each) for name, each in value.items()) + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(map(spell, value)) + b"]"
    if isinstance(value, float):
        text = format(Decimal(repr(value)), "f")
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return b"0" if text in ("-0", "") else text.encode()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f").encode("utf-8", "surrogatepass")


@dataclass
class Case:
    """One document. `spellings`: bytes of which a decoder must take at least one where `valid`, and none where not.

    `strict` is off where a refusal is no fault, since the spelling or the judge of a format leaves room.
    """

    spellings: list[bytes]
    valid: bool
    strict: bool
    origin: str


def valid_cases(schema: dict, judge: Judge, source: random.Random, count: int) -> list[Case]:
    made: dict[bytes, Case] = {}
    merges = any(f'"{name}"' in json.dumps(schema) for name in ("allOf", "anyOf", "oneOf", "$ref", "patternProperties"))
    for _ in range(count * 2):
        if len(made) >= count:
            break
        try:
            value = Maker(schema, source).make(schema)
            if judge.holds(value):
                spellings = [spell(value)]
                # Where schemas merge, either may lead with its members.
                for order in (lambda pairs: reversed(pairs), lambda pairs: sorted(pairs)) if merges else ():
                    spellings.append(spell(reordered(value, order)))
                made.setdefault(spellings[0], Case(list(dict.fromkeys(spellings)), True, True, "generated"))
        except (
            Unmade,
            Unjudged,
            KeyError,
            TypeError,
            ValueError,
            IndexError,
            RecursionError,
            OverflowError,
            AttributeError,
        ):
            continue
    return list(made.values())


def reordered(value, order):
    if isinstance(value, dict):
        return {name: reordered(each, order) for name, each in order(list(value.items()))}
    return [reordered(each, order) for each in value] if isinstance(value, list) else value
