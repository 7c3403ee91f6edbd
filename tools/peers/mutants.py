"""Near misses: one place of a valid value changed, or one place of its spelling. The judge says which stay valid."""

from __future__ import annotations

import copy
import itertools
import json
import random
import re

from instances import Case, reordered, spell
from judge_instances import Judge, Unjudged

SCALARS = (None, True, False, 0, -1, 1, 0.5, 10**12, "", "a", "x y", [], {}, [None], {"k": 1})
OTHER_KEYS = ("extra", "größe", "k", "", "a", "na", "name2", "\u0001")


def numbers(schema) -> list:
    """Every number in the schema: the bounds, lengths and counts that a mutant should just miss."""
    if isinstance(schema, dict):
        return list(itertools.chain.from_iterable(numbers(each) for each in schema.values()))
    if isinstance(schema, list):
        return list(itertools.chain.from_iterable(numbers(each) for each in schema))
    return [schema] if isinstance(schema, (int, float)) and not isinstance(schema, bool) else []


def places(value, path=()):
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in items:
        yield from places(each, (*path, key))


def at(value, path):
    for key in path:
        value = value[key]
    return value


def replaced(value, path, new):
    if not path:
        return new
    value = copy.deepcopy(value)
    at(value, path[:-1])[path[-1]] = new
    return value


def changed(old, source: random.Random, pool: list):
    """The new value of one place, and whether members stayed in their order."""
    choose = source.choice
    if source.random() < 0.25:
        return copy.deepcopy(choose(SCALARS)), True
    if isinstance(old, bool) or old is None:
        return choose((None, True, False, 0, 1, "true", "null")), True
    if isinstance(old, (int, float)):
        near = [old + 1, old - 1, old + 0.5, -old, old * 10, float(old)]
        near += [each + step for each in pool for step in (0, 1, -1, 0.5, -0.001)]
        near += [
            round(each * (1 + sign * 10.0**-power), 9) for each in pool for sign in (1, -1) for power in (1, 2, 3, 5)
        ]
        return choose(near), True
    if isinstance(old, str):
        lengths = [int(each) + step for each in pool if 0 <= each <= 2000 for step in (-1, 0, 1)]
        middle = source.randrange(len(old) + 1)
        near = [
            old[:-1],
            old + choose("a0 é😀\n-"),
            old[1:],
            old.upper(),
            old.lower(),
            old + "\n",
            " " + old,
            old[:middle] + choose('x0/_ "\\é\u0001') + old[middle:],
            old[:middle] + old[middle + 1 :],
        ]
        near += [(old or "a") * 50][:1] + [((old or "a") * (length + 1))[:length] for length in lengths if length >= 0]
        return choose(near), True
    if isinstance(old, list):
        near = [old[:-1], [*old, copy.deepcopy(choose(SCALARS))], old + old[-1:], old[::-1]]
        near += [(old or [None]) * int(each + 1) for each in pool if 0 <= each < 6]
        return choose(near), True
    names = list(old)
    kind = source.randrange(4)
    if kind == 0 and names:
        gone = choose(names)
        return {name: each for name, each in old.items() if name != gone}, True
    if kind == 1 and names:
        gone = choose(names)
        return {**{name: each for name, each in old.items() if name != gone}, gone + choose("_x1"): old[gone]}, False
    if kind == 2 and len(names) > 1:
        return reordered(old, lambda pairs: reversed(pairs)), False
    return {**old, choose(OTHER_KEYS): copy.deepcopy(choose(SCALARS))}, False


def value_mutants(schema: dict, judge: Judge, valid: list, source: random.Random, count: int) -> list[Case]:
    pool = numbers(schema)
    room = '"format"' not in json.dumps(schema) and "patternProperties" not in json.dumps(schema)
    made: dict[bytes, Case] = {}
    for _ in range(count * 2):
        if len(made) >= count or not valid:
            break
        value = source.choice(valid)
        path = source.choice(list(places(value)))
        new, ordered = changed(at(value, path), source, pool)
        mutant = replaced(value, path, new)
        try:
            text = spell(mutant)
            made.setdefault(
                text, Case([text], judge.holds(mutant), ordered and room, f"mutant at /{'/'.join(map(str, path))}")
            )
        except (Unjudged, OverflowError, UnicodeEncodeError):
            continue
    return list(made.values())


def text_mutants(judge: Judge, texts: list[bytes], source: random.Random, count: int) -> list[Case]:
    """Other spellings and broken ones. None must be taken; those taken must be valid."""
    made: dict[bytes, Case] = {}
    for _ in range(count if texts else 0):
        text = source.choice(texts)
        place = source.randrange(len(text))
        letters = [match.start() for match in re.finditer(rb"[A-Za-z]", text)]
        kind = source.randrange(9)
        if kind == 0:
            new = (
                text[:place]
                + source.choice((b" ", b"\n", b",", b'"', b"}", b"\xff", b"\x00", b"\\", b"0", b"-"))
                + text[place:]
            )
        elif kind == 1:
            new = text[:place] + text[place + 1 :]
        elif kind == 2:
            new = text[:place]
        elif kind == 3 and letters:
            index = source.choice(letters)
            new = text[:index] + b"\\u%04x" % text[index] + text[index + 1 :]
        elif kind == 4:
            new = re.sub(
                rb"(\d)([,}\]])",
                source.choice((rb"\1.0\2", rb"\1e0\2", rb"\1.\2", rb"\g<1>0\2", rb"\1.00\2")),
                text,
                count=1,
            )
        elif kind == 5:
            new = re.sub(rb"([:,\[])(\d)", source.choice((rb"\1-\2", rb"\g<1>0\2", rb"\1+\2")), text, count=1)
        elif kind == 6:
            new = text.replace(b"/", b"\\/", 1)
        elif kind == 7 and (members := re.search(rb'\{("[^"\\]*"):', text)):
            name = members[1]
            twin = (
                name if source.random() < 0.5 else (b'"\\u%04x' % name[1] + name[2:] if name[1:2].isalnum() else name)
            )
            wrong = source.choice((b"null", b'"x"', b"-1", b"[]"))
            closing = text.rindex(b"}")
            new = text[:closing] + b"," + twin + b":" + wrong + text[closing:]
        else:
            new = text.replace(b"true", b"True", 1).replace(b"null", b"nul", 1)
        if new != text and new not in made:
            try:
                made[new] = Case([new], judge.holds_text(new), False, "a member twice" if kind == 7 else "spelling")
            except Unjudged:
                continue
    return list(made.values())
