"""PyPI's jsonschema as the judge of instances, with ECMA's patterns and this project's formats."""

from __future__ import annotations

import json
import re
from decimal import Decimal, localcontext
from functools import lru_cache

import jsonschema
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

# The formats that a decoder may enforce, as the draft's own checker has them: the one for all drafts takes `time` for
# draft 3's. jsonschema's own check of `email` is only "has an @".
FORMATS = FormatChecker(())
FORMATS.checkers = {
    name: Draft202012Validator.FORMAT_CHECKER.checkers[name]
    for name in ("date", "time", "date-time", "duration", "hostname", "ipv4", "ipv6", "uuid", "uri")
}
ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
EMAIL = re.compile(rf"{ATOM}(?:\.{ATOM})*@(?:{LABEL}(?:\.{LABEL})*|\[[0-9A-Fa-f:.]+\])")
SPACE = r" \t\n\r\f\v\u00a0\ufeff\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
CLASSES = {"d": "0-9", "w": "A-Za-z0-9_", "s": SPACE}


@FORMATS.checks("email")
def is_email(value: object) -> bool:
    return not isinstance(value, str) or EMAIL.fullmatch(value) is not None


@lru_cache(4096)
def ecma(pattern: str) -> re.Pattern:
    """The pattern with ECMA-262's meaning of `\\d`, `\\w`, `\\s`, `.` and `$`, as Python's `re` spells it."""
    made, within, index = [], False, 0
    while index < len(pattern):
        character = pattern[index]
        index += 1
        if character == "\\" and index < len(pattern):
            letter = pattern[index]
            index += 1
            if letter.lower() not in CLASSES:
                made.append(letter if letter == "/" else "\\" + letter)
            elif within and letter.isupper():
                raise ValueError(f"\\{letter} in a class: {pattern}")
            else:
                inner = CLASSES[letter.lower()]
                made.append(inner if within else f"[{'^' if letter.isupper() else ''}{inner}]")
            continue
        if character == "[" and not within:
            within = True
        elif character == "]" and within:
            within = False
        elif character == "$" and not within:
            character = r"\Z"
        elif character == "." and not within:
            character = r"[^\n\r\u2028\u2029]"
        made.append(character)
    return re.compile("".join(made))


def pattern(validator, wanted, instance, schema):
    if isinstance(instance, str) and not ecma(wanted).search(instance):
        yield ValidationError(f"{instance!r} does not match {wanted!r}")


def multiple_of(validator, step, instance, schema):
    """In decimals: the binary remainder of 0.6 and 0.1 is not zero."""
    if isinstance(instance, (int, float)) and not isinstance(instance, bool):
        with localcontext(prec=400):
            if Decimal(repr(instance)) % Decimal(repr(step)):
                yield ValidationError(f"{instance!r} is not a multiple of {step!r}")


Validator = extend(Draft202012Validator, {"pattern": pattern, "multipleOf": multiple_of})


class Unjudged(Exception):
    """The judge has no answer: an unresolvable reference, or a recursion without end."""


class Judge:
    def __init__(self, schema: dict):
        self.validator = Validator(schema, format_checker=FORMATS)

    def holds(self, value) -> bool:
        """Whether the value is valid; throws `Unjudged`."""
        try:
            return self.validator.is_valid(value)
        except (jsonschema.exceptions._WrappedReferencingError, RecursionError, re.error, ValueError) as error:
            raise Unjudged(str(error)) from error

    def holds_text(self, text: bytes) -> bool:
        """Whether the bytes are a strict JSON document that is valid; throws `Unjudged`.

        Where an object has a member twice, both common readings must be valid: the first counts, or the last.
        """
        try:
            values = [
                json.loads(text.decode("utf-8"), object_pairs_hook=hook, parse_constant=refuse)
                for hook in (dict, lambda pairs: dict(reversed(pairs)))
            ]
        except (ValueError, RecursionError):
            return False
        return all(self.holds(value) for value in values)


def refuse(name: str):
    raise ValueError(name)
