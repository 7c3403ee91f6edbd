"""Families of functions, as `functions_families.txt` writes them: names, descriptions, parameters, ways to ask.

    ## domain/group          functions of a group are the near misses of each other
    = name | name            of the function, words joined by _
    : description | description
    . name! alias : kind | description        a parameter; ! is required
    - imperative             may be asked politely
    ~ other wording          question, statement, telegram
    de wording               the same in German (es, fr, zh)
    + name(a!,b) : text      a function that no one asks for in these lessons
    * broad                  could meet almost any request, so it stands beside no unmet one
    * loose                  others of its group could do for it, so they do not stand beside it unmet

A wording holds `{p}` (a value of p), `{p=v}` (p is v, said by the words around), `(a|b)` one of both, `<a>` or nothing.
Kinds: those of `functions_words`, `enum(a=phrase,phrase;b)`, `bool(true=phrase;false=phrase)`.
"""

import functools
import pathlib
import random
import re
from dataclasses import dataclass, field

from functions_words import draw

LANGUAGES = ("de", "es", "fr", "zh")
_TOKENS = re.compile(r"\{[^}]*\}|[()<>|]|[^{}()<>|]+")


@dataclass
class Parameter:
    key: str
    is_required: bool
    names: list[str]
    kind: str
    descriptions: list[str]
    options: dict[str, list[str]] = field(default_factory=dict)

    @property
    def type(self) -> str:
        if self.kind == "bool":
            return "boolean"
        return {"int": "integer", "num": "number"}.get(self.kind[:3] if ":" in self.kind else "", "string")


@dataclass
class Request:
    """Pieces of text, of which those with a key are values, and all values by key."""

    pieces: list[tuple[str, str | None]]
    values: dict[str, str]
    language: str = "en"
    is_order: bool = False
    kinds: dict[str, str] = field(default_factory=dict)  # of the values that are copied


@dataclass
class Family:
    domain: str
    group: str
    names: list[str]
    descriptions: list[str] = field(default_factory=list)
    parameters: list[Parameter] = field(default_factory=list)
    wordings: dict[str, list[tuple[str, bool]]] = field(default_factory=dict)
    is_broad: bool = False
    is_loose: bool = False

    @property
    def is_asked(self) -> bool:
        return bool(self.wordings)

    def parameter(self, key: str) -> Parameter:
        for parameter in self.parameters:
            if parameter.key == key:
                return parameter
        raise ValueError(f"{self.names[0]} has no parameter {key}")

    def request(self, rng: random.Random, language: str) -> Request:
        """One request in a language that there are wordings in."""
        wording, is_order = rng.choice(self.wordings[language])
        request = Request([], {}, language, is_order)
        for token in expand(wording, rng):
            if not token.startswith("{"):
                request.pieces.append((token, None))
                continue
            key, _, fixed = token[1:-1].partition("=")
            parameter = self.parameter(key)
            if fixed:
                request.values[key] = fixed
            elif parameter.options:
                request.values[key] = rng.choice(list(parameter.options))
                request.pieces.append((rng.choice(parameter.options[request.values[key]]), None))
            else:
                value = draw(parameter.kind, rng, language)
                while value in request.values.values():
                    value = draw(parameter.kind, rng, language)
                request.values[key] = value
                request.kinds[key] = parameter.kind
                request.pieces.append((value, key))
        return request


def expand(wording: str, rng: random.Random) -> list[str]:
    """The tokens of one reading of a wording, alternatives and options decided."""
    tokens = _TOKENS.findall(wording)

    def group(place: int, closing: str | None) -> tuple[list[str], int]:
        branches: list[list[str]] = [[]]
        while place < len(tokens):
            token = tokens[place]
            place += 1
            if token == closing:
                break
            if token == "|" and closing == ")":
                branches.append([])
            elif token in ("(", "<"):
                inner, place = group(place, ")" if token == "(" else ">")
                branches[-1] += inner
            elif token in (")", ">"):
                raise ValueError(f"{wording!r}: {token} closes nothing")
            else:
                branches[-1].append(token)
        else:
            if closing:
                raise ValueError(f"{wording!r}: {closing} is missing")
        if closing == ">":
            return (branches[0] if rng.random() < 0.5 else []), place
        return rng.choice(branches), place

    return group(0, None)[0]


def parameter(line: str) -> Parameter:
    head, _, rest = line.partition(" : ")
    kind, *descriptions = (part.strip() for part in re.split(r"\|", rest))
    names = head.replace(",", " ").split()
    key, is_required = names[0].rstrip("!"), names[0].endswith("!")
    options: dict[str, list[str]] = {}
    if match := re.fullmatch(r"(enum|bool)\((.*)\)", kind):
        kind = match[1]
        for option in match[2].split(";"):
            value, _, phrases = option.partition("=")
            options[value.strip()] = [phrase.strip() for phrase in phrases.split(",") if phrase.strip()] or [
                value.strip().replace("_", " ")
            ]
    return Parameter(key, is_required, [key, *names[1:]], kind, descriptions or [key.replace("_", " ")], options)


def stub(line: str, domain: str, group: str) -> Family:
    """`name(a!,b) : description`, a function that is only shown."""
    match = re.fullmatch(r"(\w+)(?:\(([^)]*)\))? : (.*)", line)
    if not match:
        raise ValueError(f"{line!r} is no function")
    keys = [key.strip() for key in (match[2] or "").split(",") if key.strip()]
    parameters = [
        Parameter(key.rstrip("!"), key.endswith("!"), [key.rstrip("!")], "word", [key.rstrip("!").replace("_", " ")])
        for key in keys
    ]
    return Family(domain, group, [match[1]], [part.strip() for part in match[3].split("|")], parameters)


def parse(text: str) -> list[Family]:
    found: list[Family] = []
    domain = group = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("# "):
            continue
        mark, _, rest = line.partition(" ")
        rest = rest.strip()
        try:
            if mark == "##":
                group, domain = rest, rest.partition("/")[0]
            elif mark == "=":
                found.append(Family(domain, group, [name.strip() for name in rest.split("|")]))
            elif mark == "+":
                found.append(stub(rest, domain, group))
            elif mark == ":":
                found[-1].descriptions = [part.strip() for part in rest.split("|")]
            elif mark == ".":
                found[-1].parameters.append(parameter(rest))
            elif mark == "*" and rest in ("broad", "loose"):
                setattr(found[-1], f"is_{rest}", True)
            elif mark in ("-", "~", *LANGUAGES):
                language = mark if mark in LANGUAGES else "en"
                found[-1].wordings.setdefault(language, []).append((rest, mark == "-"))
            else:
                raise ValueError("the mark is not known")
        except (ValueError, IndexError) as error:
            raise ValueError(f"line {number}: {error}") from error
    for family in found:
        check(family)
    return found


def check(family: Family) -> None:
    """Each wording says all that is required, and nothing that is not declared."""
    keys = {each.key for each in family.parameters}
    needed = {each.key for each in family.parameters if each.is_required}
    rng = random.Random(0)
    for wordings in family.wordings.values():
        for wording, _ in wordings:
            for _ in range(8):
                said = [token[1:-1].partition("=") for token in expand(wording, rng) if token.startswith("{")]
                names = [key for key, _, _ in said]
                if not needed <= set(names) or not set(names) <= keys or len(names) != len(set(names)):
                    raise ValueError(f"{family.names[0]}: {wording!r} says {names} of {sorted(keys)}")
                for key, _, value in said:
                    if value and value not in family.parameter(key).options:
                        raise ValueError(f"{family.names[0]}: {wording!r}: {key} has no option {value}")


@functools.cache
def families() -> list[Family]:
    return parse(pathlib.Path(__file__).with_name("functions_families.txt").read_text(encoding="utf-8"))
