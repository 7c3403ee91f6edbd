"""Masks of ours beside llguidance's, token by token and in both directions, with the judge's word on each kind of difference."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field

import numpy

from completion import Search, by_llguidance, by_ours
from corpus import Subject
from engines import LLGuidance, Ours
from instances import spell
from judge_instances import Judge, Unjudged
from vocabulary import Vocabulary

ATTEMPTS = 4
FORBIDS, ALLOWS = "ours forbids", "ours allows"


@dataclass
class Difference:
    """A token on which the masks differ behind `prefix`. `verdict` is one of the names below."""

    subject: Subject
    direction: str
    prefix: bytes
    before: list[int]
    token: int | None
    verdict: str = "undecided"
    witness: bytes = b""

    def line(self, vocabulary: Vocabulary) -> str:
        token = "the end" if self.token is None else repr(vocabulary.tokens[self.token])
        witness = f", as in {self.witness.decode('utf-8', 'backslashreplace')[:200]}" if self.witness else ""
        return (
            f"{self.subject.id}: {self.direction} {token} behind {self.prefix.decode('utf-8', 'backslashreplace')[-160:]}: "
            f"{self.verdict}{witness}\n      schema {json.dumps(self.subject.schema, ensure_ascii=False)[:500]}"
        )


# Ours forbids what leads to a valid document: a fault.
WRONG_MASK = "valid, and ours takes the same bytes by other tokens"
NARROW_VALUE = "valid, a value that ours takes in no spelling"
NARROW_SPELLING = "valid, a spelling that ours does not take, of a value that it takes"
# Ours allows what llguidance forbids: a fault where it ends badly.
INVALID = "leads to an invalid document"
DEAD_END = "a dead end"
WIDER = "valid: ours is wider"
# No fault.
ONLY_INVALID = "leads only to invalid documents"
UNDECIDED = "undecided"
FAULTS = {FORBIDS: (WRONG_MASK, NARROW_VALUE, NARROW_SPELLING), ALLOWS: (INVALID, DEAD_END)}


@dataclass
class Masks:
    positions: int = 0
    equal: int = 0
    tokens: Counter = field(default_factory=Counter)
    early: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)


def compare(
    ours: Ours, engine: LLGuidance, vocabulary: Vocabulary, paths: list[tuple[Subject, bytes]], limit: int
) -> Masks:
    """`paths`: schemas that both take, each with a document that both take. At most `limit` differences a direction are judged."""
    found = Masks()
    requests = [
        {"id": f"{number}", "schema": subject.schema, "tokens": vocabulary.encode(text)}
        for number, (subject, text) in enumerate(paths)
    ]
    seen: set = set()
    for start in range(0, len(requests), 100):
        part = requests[start : start + 100]
        for request, answer in zip(part, ours.masks(part)):
            walk(found, engine, vocabulary, paths[int(request["id"])][0], request, answer, seen)
    for direction in FAULTS:
        chosen = [each for each in found.differences if each.direction == direction][:limit]
        judge(chosen, direction, ours, engine, vocabulary)
        rest = [each for each in found.differences if each.direction != direction]
        found.differences = [*rest, *chosen]
    return found


def walk(found: Masks, engine: LLGuidance, vocabulary: Vocabulary, subject, request, answer, seen: set) -> None:
    matcher = engine.matcher(request["schema"])
    size, end, prefix = len(vocabulary.tokens), vocabulary.end, b""
    for index in range(len(request["tokens"]) + 1):
        if index >= len(answer["masks"]):
            found.early.append(
                f"{subject.id}: masks stop before token {index} behind {prefix!r}: {answer.get('error')}"
            )
            return
        mine, theirs = (
            numpy.unpackbits(numpy.frombuffer(mask, numpy.uint8), bitorder="little")[:size]
            for mask in (answer["masks"][index], engine.mask(matcher))
        )
        if bool(mine[end]) != bool(answer["complete"][index]):
            found.flags.append(
                f"{subject.id}: complete is {answer['complete'][index]}, the end token's bit {mine[end]} behind {prefix!r}"
            )
        found.positions += 1
        differing = numpy.flatnonzero(mine != theirs)
        found.equal += not len(differing)
        taken: Counter = Counter()
        for token in sorted(differing.tolist(), key=lambda each: len(vocabulary.tokens[each])):
            direction = ALLOWS if mine[token] else FORBIDS
            found.tokens[direction] += 1
            key = (subject.id, direction, token)
            if taken[direction] < 2 and key not in seen:
                taken[direction] += 1
                seen.add(key)
                found.differences.append(
                    Difference(subject, direction, prefix, request["tokens"][:index], None if token == end else token)
                )
        if index < len(request["tokens"]):
            token = request["tokens"][index]
            if not matcher.consume_token(token):
                found.stopped.append(
                    f"{subject.id}: llguidance does not take {vocabulary.tokens[token]!r} behind {prefix!r}"
                )
                return
            prefix += vocabulary.tokens[token]


def judge(
    differences: list[Difference], direction: str, ours: Ours, engine: LLGuidance, vocabulary: Vocabulary
) -> None:
    searches: list[tuple[Difference, Search]] = []
    for each in differences:
        if each.token is None:
            searches.append(
                (each, Search({"schema": each.subject.schema}, each.before, each.prefix, 0, text=each.prefix))
            )
            continue
        for attempt in range(ATTEMPTS if direction == FORBIDS else 2):
            searches.append(
                (
                    each,
                    Search(
                        {"schema": each.subject.schema},
                        [*each.before, each.token],
                        each.prefix + vocabulary.tokens[each.token],
                        attempt,
                    ),
                )
            )
    if direction == FORBIDS:
        by_llguidance(engine, [search for _, search in searches if search.text is None])
    else:
        by_ours(ours, vocabulary, [search for _, search in searches])
    for each in differences:
        mine = [search for difference, search in searches if difference is each]
        texts = list(dict.fromkeys(search.text for search in mine if search.text is not None))
        try:
            verdicts = {text: Judge(each.subject.schema).holds_text(text) for text in texts}
        except Unjudged:
            continue
        good, bad = [text for text in texts if verdicts[text]], [text for text in texts if not verdicts[text]]
        if direction == FORBIDS:
            each.verdict = NARROW_VALUE if good else ONLY_INVALID if bad else UNDECIDED
            each.witness = (good or bad or [b""])[0]
        else:
            dead = any(search.dead for search in mine)
            each.verdict = INVALID if bad else DEAD_END if dead else WIDER if good else UNDECIDED
            each.witness = (bad or good or [b""])[0]
    if direction == FORBIDS:
        refine([each for each in differences if each.verdict == NARROW_VALUE], ours)


def refine(narrow: list[Difference], ours: Ours) -> None:
    """Tells a value that ours lacks from a spelling that it lacks, and both from a mask at odds with its own reader."""
    requests = [
        {
            "id": f"{number}",
            "schema": each.subject.schema,
            "texts": [each.witness.decode(), spell(json.loads(each.witness)).decode("utf-8", "replace")],
        }
        for number, each in enumerate(narrow)
    ]
    for each, answer in zip(narrow, ours.ask("check", requests)):
        same, canonical = answer.get("accepted") or (False, False)
        each.verdict = WRONG_MASK if same else NARROW_SPELLING if canonical else NARROW_VALUE
