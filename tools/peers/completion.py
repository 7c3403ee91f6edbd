"""Where a forbidden or allowed token leads: the text it begins, ended by the shortest legal continuation."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from engines import LLGuidance, Ours
from vocabulary import Vocabulary

OUTSIDE = b'}],:"1023456789ntf-[{.eE+rualsw' + b" "
INSIDE = (
    b'"a1-0b'
    + bytes(range(0x30, 0x7B))
    + bytes(range(0x20, 0x30))
    + bytes(range(0x7B, 0x80))
    + bytes(range(0x80, 0x100))
)
LIMIT = 160


@dataclass
class Search:
    """A prefix of tokens on its way to a whole document. `text` is None while none is found; `dead` marks a dead end."""

    request: dict
    tokens: list[int]
    prefix: bytes
    attempt: int
    text: bytes | None = None
    dead: bool = False
    source: random.Random = field(init=False)
    most: int = field(init=False)

    def __post_init__(self) -> None:
        self.most = len(self.tokens) + LIMIT
        self.source = random.Random(f"{self.attempt} {self.prefix!r}")

    @property
    def is_over(self) -> bool:
        return self.text is not None or self.dead or len(self.tokens) > self.most

    def step(self, mask: bytes, may_end: bool, vocabulary: Vocabulary) -> int | None:
        """Takes one more byte, or ends; gives the token."""
        if may_end:
            self.text = self.prefix
            return None
        order = INSIDE if is_inside_string(self.prefix) else OUTSIDE
        if self.attempt:
            head, tail = list(order[:1]), list(dict.fromkeys(order[1:]))
            if self.attempt > 1 or not is_inside_string(self.prefix):
                digits = [each for each in tail if each in b"0123456789"]
                self.source.shuffle(digits)
                tail = [digits.pop() if each in b"0123456789" else each for each in tail]
            if is_inside_string(self.prefix) and self.attempt > 1:
                self.source.shuffle(tail)
            order = bytes(head + tail)
        single = (vocabulary.ids[bytes([byte])] for byte in (*order, *range(256)))
        token = next((token for token in single if mask[token >> 3] >> (token & 7) & 1), None)
        if token is None:
            self.dead = True
            return None
        self.prefix += vocabulary.tokens[token]
        self.tokens.append(token)
        return token


def is_inside_string(prefix: bytes) -> bool:
    inside = escaped = False
    for byte in prefix:
        if escaped:
            escaped = False
        elif byte == 0x5C:
            escaped = inside
        elif byte == 0x22:
            inside = not inside
    return inside


def by_llguidance(engine: LLGuidance, searches: list[Search]) -> None:
    for search in searches:
        matcher = engine.matcher(search.request["schema"])
        if not matcher.consume_tokens(search.tokens):
            search.dead = True
        while not search.is_over:
            token = search.step(engine.mask(matcher), matcher.is_accepting(), engine.vocabulary)
            if token is not None:
                matcher.consume_token(token)


def by_ours(ours: Ours, vocabulary: Vocabulary, searches: list[Search]) -> None:
    """All searches together, a step a run, since a black box need not answer before its input ends."""
    pending = [search for search in searches if not search.is_over]
    while pending:
        answers = ours.masks(
            [{**search.request, "id": f"{number}", "tokens": search.tokens} for number, search in enumerate(pending)]
        )
        for search, answer in zip(pending, answers):
            if len(answer["masks"]) != len(search.tokens) + 1:
                search.dead = True
            else:
                search.step(answer["masks"][-1], answer["complete"][-1], vocabulary)
        pending = [search for search in pending if not search.is_over]
