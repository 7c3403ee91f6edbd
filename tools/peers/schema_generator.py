"""Seeded JSON Schemas: as tools of real programs declare them, and over every keyword.

The share of each keyword in function schemas follows the parameters of public function-calling data and MCP servers:
mostly flat objects of described strings, with enums, unions with null, references and closed maps now and then.
"""

from __future__ import annotations

import random

NAMES = (
    "query",
    "city",
    "user_id",
    "start_date",
    "limit",
    "unit",
    "email",
    "items",
    "options",
    "filters",
    "name",
    "type",
    "amount",
    "currency",
    "location",
    "language",
    "page",
    "path",
    "content",
    "title",
    "description",
    "priority",
    "status",
    "tags",
    "recipient",
    "message",
    "url",
    "format",
    "include_details",
    "max_results",
    "sort_by",
    "id",
    "user",
    "username",
    "userName",
    "date",
    "date_range",
    "latitude",
    "longitude",
    "brand",
    "colour",
    "größe",
    "名前",
    "x",
    "y",
    "element",
    "text",
    "direction",
    "duration_ms",
    "app",
    "package",
    "$top",
    "a/b",
    "first name",
    "@type",
)
WORDS = (
    "celsius",
    "fahrenheit",
    "asc",
    "desc",
    "low",
    "medium",
    "high",
    "open",
    "closed",
    "in_progress",
    "in progress",
    "USD",
    "EUR",
    "GBP",
    "up",
    "down",
    "left",
    "right",
    "metric",
    "imperial",
    "en",
    "en-GB",
    "de",
    "日本語",
    "größer",
    "C++",
    'a"b',
    "new\nline",
    "",
    "none",
    "None",
    "true",
    "1",
    "json",
    "json_lines",
    "tap",
    "tap_twice",
    "long tap",
)
PATTERNS = (
    r"^[A-Z]{3}$",
    r"^\d{4}-\d{2}$",
    r"^[a-z][a-z0-9_]*$",
    r"^\+?[0-9]{7,15}$",
    r"^#[0-9a-fA-F]{6}$",
    r"^(GET|POST|PUT)$",
    r"^[A-Z]{2}-\d{1,5}$",
    r"[0-9]",
    r"^user_",
    r"\.json$",
    r"^\S+@\S+\.\S+$",
    r"^(?:\d{1,2}:)?\d{2}:\d{2}$",
    r"^[^/\\]+$",
    r"^/(?:[\w-]+/)*[\w-]*$",
    r"^v\d+(\.\d+){0,2}(-[a-z]+)?$",
    r"^.{1,8}$",
    r"^(a|b)*c$",
    r"^[äöüß]+$",
)
FORMATS = ("date", "time", "date-time", "duration", "email", "hostname", "ipv4", "ipv6", "uuid", "uri")
LETTERS = ("id", "ab", "kind", "é")


class Functions:
    """One schema of a function's arguments for each (seed, index)."""

    def __init__(self, seed: int, index: int):
        self.random = random.Random(f"function {seed} {index}")
        self.definitions: dict[str, dict] = {}

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def schema(self) -> dict:
        made = self.object(depth=0)
        if self.definitions:
            made["$defs" if self.chance(0.9) else "definitions"] = self.definitions
            if "definitions" in made:
                made = rename_references(made)
        if self.chance(0.1):
            made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        return made

    def object(self, depth: int) -> dict:
        count = self.random.choice((0, 1, 1, 2, 2, 3, 3, 4, 5, 7, 10)) if depth == 0 else self.random.randint(1, 4)
        names = self.random.sample(NAMES, count)
        made = {"type": "object", "properties": {name: self.described(self.value(depth + 1)) for name in names}}
        required = [name for name in names if self.chance(0.6)]
        if self.chance(0.2):
            self.random.shuffle(required)
        if required or self.chance(0.3):
            made["required"] = required
        if self.chance(0.35):
            made["additionalProperties"] = False
        elif self.chance(0.05):
            made["additionalProperties"] = self.scalar()
        if self.chance(0.2):
            made = dict(self.random.sample(list(made.items()), len(made)))
        return made

    def described(self, made: dict) -> dict:
        if self.chance(0.8):
            made = {**made, "description": 'What it is, e.g. "Paris, France".'}
        if self.chance(0.15):
            made = {"title": "Title", **made}
        if self.chance(0.12):
            made = {**made, "default": None}
        if self.chance(0.06):
            made = {**made, "examples": ["one", 2]}
        if self.chance(0.02):
            made = {**made, self.random.choice(("deprecated", "readOnly", "x-order")): True}
        return made

    def value(self, depth: int) -> dict:
        if depth > 3 or self.chance(0.62):
            return self.scalar()
        return self.random.choice(
            (
                self.array,
                self.array,
                self.object,
                self.object,
                self.optional,
                self.optional,
                self.map,
                self.union,
                self.tagged,
                self.reference,
                self.tree,
                self.tuple,
                self.one_of,
                self.merged,
                self.any,
            )
        )(depth)

    def scalar(self) -> dict:
        return self.random.choice(
            (
                self.string,
                self.string,
                self.string,
                self.integer,
                self.integer,
                self.number,
                self.boolean,
                self.enum,
                self.enum,
                self.constant,
                self.nullable,
            )
        )()

    def boolean(self) -> dict:
        return {"type": "boolean"}

    def string(self) -> dict:
        made: dict = {"type": "string"}
        kind = self.random.random()
        if kind < 0.1:
            made["pattern"] = self.random.choice(PATTERNS)
        elif kind < 0.25:
            made["format"] = self.random.choice(FORMATS)
        elif kind < 0.4:
            low = self.random.choice((0, 1, 1, 2, 5))
            if self.chance(0.6):
                made["minLength"] = low
            if self.chance(0.7):
                made["maxLength"] = low + self.random.choice((0, 1, 3, 10, 100, 500))
        return made

    def integer(self) -> dict:
        made: dict = {"type": "integer"}
        low = self.random.choice((0, 1, 1, -5, -90, 10, 100, 1900, -180))
        if self.chance(0.35):
            made["minimum" if self.chance(0.85) else "exclusiveMinimum"] = low
        if self.chance(0.3):
            above = low + self.random.choice((2, 9, 10, 49, 100, 180, 999, 12_345, 10**9))
            made["maximum" if self.chance(0.85) else "exclusiveMaximum"] = above
        if self.chance(0.07):
            made["multipleOf"] = self.random.choice((2, 5, 10, 15, 7))
            if "maximum" in made:
                made["maximum"] = low + 100
        return made

    def number(self) -> dict:
        made: dict = {"type": "number"}
        low = self.random.choice((0, 0.5, -90, -180.0, 1, -1.25, 0.01))
        if self.chance(0.35):
            made["minimum" if self.chance(0.8) else "exclusiveMinimum"] = low
        if self.chance(0.35):
            made["maximum" if self.chance(0.8) else "exclusiveMaximum"] = low + self.random.choice(
                (0.5, 1, 2.25, 180, 1e6)
            )
        return made

    def enum(self) -> dict:
        words = self.random.sample(WORDS, self.random.randint(1, 6))
        if self.chance(0.1):
            return {"enum": [*words, None, 1, 2.5, True][-self.random.randint(2, 4) :]}
        if self.chance(0.1):
            return {"type": "integer", "enum": sorted(self.random.sample(range(-20, 200), 4))}
        return {"type": "string", "enum": words}

    def constant(self) -> dict:
        value = self.random.choice((*WORDS[:8], 1, True, None, 0.5))
        return {"const": value} if self.chance(0.6) else {"const": value, "description": "fixed"}

    def nullable(self) -> dict:
        name, more = self.random.choice(
            (
                ("string", {}),
                ("integer", {"minimum": 0}),
                ("number", {}),
                ("boolean", {}),
                ("string", {"maxLength": 4}),
                ("string", {"format": "date"}),
            )
        )
        return {"type": [name, "null"] if self.chance(0.8) else ["null", name], **more}

    def optional(self, depth: int) -> dict:
        return {"anyOf": [self.value(depth + 1), {"type": "null"}]}

    def array(self, depth: int) -> dict:
        made: dict = {"type": "array"}
        if self.chance(0.95):
            made["items"] = self.value(depth + 1)
        low = self.random.choice((0, 1, 1, 2))
        if self.chance(0.2):
            made["minItems"] = low
        if self.chance(0.2):
            made["maxItems"] = low + self.random.choice((0, 1, 2, 5))
        return made

    def tuple(self, depth: int) -> dict:
        made: dict = {"type": "array", "prefixItems": [self.scalar() for _ in range(self.random.randint(1, 3))]}
        if self.chance(0.6):
            made["items"] = False
        if self.chance(0.6):
            made["minItems"] = len(made["prefixItems"])
        return made

    def map(self, depth: int) -> dict:
        return {"type": "object", "additionalProperties": self.value(depth + 1) if self.chance(0.8) else True}

    def union(self, depth: int) -> dict:
        return {"anyOf": [self.value(depth + 1) for _ in range(self.random.randint(2, 3))]}

    def variants(self, depth: int) -> list[dict]:
        tag = self.random.choice(("type", "kind", "action"))
        made = []
        for word in self.random.sample(
            ("circle", "square", "circular", "tap", "swipe", "open"), self.random.randint(2, 3)
        ):
            branch = self.object(depth + 1)
            marker = {"const": word} if self.chance(0.7) else {"type": "string", "enum": [word]}
            branch["properties"] = {
                tag: marker,
                **{name: each for name, each in branch["properties"].items() if name != tag},
            }
            branch["required"] = [tag, *(name for name in branch.get("required", []) if name != tag)]
            made.append(branch)
        return made

    def tagged(self, depth: int) -> dict:
        return {"anyOf": self.variants(depth)}

    def one_of(self, depth: int) -> dict:
        if self.chance(0.4):
            return {"oneOf": [self.string(), self.integer(), {"type": "null"}][: self.random.randint(2, 3)]}
        return {"oneOf": self.variants(depth)}

    def merged(self, depth: int) -> dict:
        """As pydantic wrote a described reference: allOf of one."""
        return {"allOf": [self.reference(depth)], "default": None}

    def reference(self, depth: int) -> dict:
        name = f"Type{len(self.definitions)}"
        self.definitions[name] = {}
        self.definitions[name] = self.random.choice((self.object, lambda _: self.enum(), self.array))(depth + 1)
        return {"$ref": f"#/$defs/{name}"}

    def tree(self, depth: int) -> dict:
        name = f"Node{len(self.definitions)}"
        link = {"$ref": f"#/$defs/{name}"}
        below = self.random.choice(
            (
                {"type": "array", "items": link},
                {"anyOf": [link, {"type": "null"}]},
                {"type": "object", "additionalProperties": link},
            )
        )
        self.definitions[name] = {
            "type": "object",
            "properties": {"value": self.scalar(), "children": below},
            "required": ["value"],
            "additionalProperties": False,
        }
        return link

    def any(self, depth: int) -> dict:
        return {} if self.chance(0.7) else {"type": "object"}


def rename_references(value):
    if isinstance(value, dict):
        return {
            key: each.replace("#/$defs/", "#/definitions/") if key == "$ref" else rename_references(each)
            for key, each in value.items()
        }
    return [rename_references(each) for each in value] if isinstance(value, list) else value


def function_schema(seed: int, index: int) -> dict:
    return Functions(seed, index).schema()
