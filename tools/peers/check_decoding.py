"""Our constrained decoder against PyPI's llguidance and jsonschema: docs/decoding-measured.md."""

from __future__ import annotations

import argparse
import itertools
import json
import re
import shlex
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import corpus  # noqa: E402
import mask_judge  # noqa: E402
import vocabulary  # noqa: E402
from corpus import Subject  # noqa: E402
from engines import Died, LLGuidance, Ours  # noqa: E402
from instances import Case  # noqa: E402
from judge.report import Report, Row, row  # noqa: E402
from judge.recall import Tally  # noqa: E402

SUPPORT_BAR = 0.95
PERMUTATIONS = 120


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True, type=shlex.split, metavar="COMMAND", help="decoding-bench")
    parser.add_argument("--seed", type=int, default=1, help="of schemas and instances (default %(default)s)")
    parser.add_argument(
        "--count", type=int, default=1500, metavar="N", help="schemas of each group (default %(default)s)"
    )
    parser.add_argument("--quick", action="store_true", help="200 schemas of each group and fewer masks")
    parser.add_argument(
        "--schemas", type=Path, metavar="DIR", help="a folder of schemas, one a .json file, in place of made ones"
    )
    parser.add_argument("--masks", type=int, default=400, metavar="N", help="documents whose masks are compared")
    parser.add_argument("--witnesses", type=int, default=300, metavar="N", help="differences judged, each direction")
    parser.add_argument(
        "--every-spelling", action="store_true", help="forbidding a spelling of an allowed value is a fault, too"
    )
    parser.add_argument("--misses", type=int, default=8, metavar="N", help="faults shown for each row")
    parser.add_argument("--json", action="store_true", help="one JSON object in place of the table")
    return parser.parse_args()


def main() -> int:
    args = options()
    if args.quick:
        args.count, args.masks, args.witnesses = min(args.count, 200), min(args.masks, 80), min(args.witnesses, 60)
    subjects = corpus.folder(args.schemas, args.seed) if args.schemas else corpus.generated(args.seed, args.count)
    if not subjects:
        print(f"check-decoding: no .json file in {args.schemas}", file=sys.stderr)
        return 66
    report = Report()
    with tempfile.TemporaryDirectory(prefix="thimble-decoding-") as home:
        try:
            check(args, subjects, Path(home), report)
        except Died as death:
            report.add(
                Row(
                    "decoding-bench answers",
                    "ended early",
                    strict_holds=False,
                    lenient_holds=False,
                    misses=[str(death)],
                )
            )
    report.note(f"seed {args.seed}, {len(subjects)} schemas, {sum(len(each.cases) for each in subjects)} documents")
    if args.json:
        report.print_json({})
    else:
        report.print_table(args.misses)
    return report.status


def check(args, subjects: list[Subject], home: Path, report: Report) -> None:
    small, middle = vocabulary.make("bytes"), vocabulary.make("8k")
    ours, engine = Ours(args.bin, small.write(home)), LLGuidance(small)
    requests = [request(subject) for subject in subjects]
    answers = {subject.id: answer for subject, answer in zip(subjects, ours.ask("check", requests))}
    theirs = {subject.id: by_llguidance(engine, subject) for subject in subjects}
    add_support(report, subjects, answers, theirs)
    names = {"ours": lambda subject: verdicts(answers[subject.id]), "llguidance": lambda subject: theirs[subject.id]}
    for name, taken in names.items():
        invalid, valid, free = instances(subjects, taken)
        if name == "ours":
            orders(valid, ours)
        report.add(
            named(f"{name}: refuses what is invalid", invalid, gate=name == "ours"),
            named(f"{name}: takes what is valid", valid, gate=name == "ours"),
            row(f"  {name}: takes other spellings and orders of the valid", free, gate=False),
        )
        report.rows[-1].misses = []
    places(report, subjects, answers)
    both = [
        (subject, text)
        for subject in subjects
        if (text := shared(subject, *(each(subject) for each in names.values())))
    ]
    spread = both[:: max(1, len(both) // args.masks)][: args.masks]
    masks = mask_judge.compare(Ours(args.bin, middle.write(home)), LLGuidance(middle), middle, spread, args.witnesses)
    add_masks(report, masks, middle, not args.every_spelling)


def request(subject: Subject) -> dict:
    return {
        "id": subject.id,
        "schema": subject.schema,
        "texts": [text for case in subject.cases for text in readable(case)],
    }


def readable(case: Case) -> list[str]:
    """JSON lines carry no malformed UTF-8; the masks cover that."""
    texts = []
    for text in case.spellings:
        try:
            texts.append(text.decode("utf-8"))
        except UnicodeDecodeError:
            continue
    return texts


def verdicts(answer: dict) -> list[bool] | None:
    return None if answer.get("error") else answer["accepted"]


def by_llguidance(engine: LLGuidance, subject: Subject) -> list[bool] | str:
    """Whether it takes each text; its error where it refuses the schema."""
    start = engine.matcher(subject.schema)
    if start.is_error():
        return start.get_error().split("\n")[0]
    taken = []
    for text in request(subject)["texts"]:
        matcher, data = start.deep_copy(), engine.vocabulary.encode(text.encode())
        taken.append(matcher.try_consume_tokens(data) == len(data) and matcher.is_accepting())
    return taken


def add_support(report: Report, subjects, answers, theirs) -> None:
    for group in dict.fromkeys(subject.group for subject in subjects):
        members = [subject for subject in subjects if subject.group == group]
        refused = [subject for subject in members if answers[subject.id].get("error")]
        share = 1 - len(refused) / len(members)
        gate = group not in ("random", "leaf")
        unnamed = [subject for subject in refused if not answers[subject.id].get("keyword")]
        peer = sum(isinstance(theirs[subject.id], str) for subject in members)
        report.add(
            Row(
                f"schemas compiled, {group}",
                f"{len(members) - len(refused)}/{len(members)} {100 * share:.1f} %",
                f"llguidance {len(members) - peer}",
                f"≥ {100 * SUPPORT_BAR:.0f} %" if gate else "",
                share >= SUPPORT_BAR if gate else None,
                share >= SUPPORT_BAR if gate else None,
                [f"{each.id}: {answers[each.id].get('keyword')}: {answers[each.id]['error']}" for each in refused]
                if gate
                else [],
            )
        )
        for keyword, count in Counter(answers[each.id].get("keyword") or "no keyword" for each in refused).most_common(
            12
        ):
            report.add(Row(f"  refused by {keyword}", str(count)))
        only = [subject for subject in refused if not isinstance(theirs[subject.id], str)]
        report.add(
            Row(
                "  refused by ours alone",
                str(len(only)),
                misses=[
                    f"{each.id}: {answers[each.id]['error']}: {json.dumps(each.schema, ensure_ascii=False)[:300]}"
                    for each in only
                ],
            ),
            Row("  refused without a keyword", str(len(unnamed)), misses=[each.id for each in unnamed]),
        )
        words = Counter(
            re.sub(r'[\d"/].*', "…", theirs[subject.id]) for subject in members if isinstance(theirs[subject.id], str)
        )
        report.note(
            f"llguidance refuses, {group}: "
            + (", ".join(f"{name} {count}" for name, count in words.most_common(8)) or "none")
        )


def named(name: str, tally: Tally, gate: bool) -> Row:
    return row(name, tally, gate=gate)


def instances(subjects, taken) -> tuple[Tally, Tally, Tally]:
    """Invalid ones refused, valid ones in canonical form taken, and, for information, other spellings taken."""
    invalid, valid, free = Tally(), Tally(), Tally()
    for subject in subjects:
        accepted = taken(subject)
        if not isinstance(accepted, list):
            continue
        rest = iter(accepted)
        for case in subject.cases:
            texts = readable(case)
            results = [next(rest) for _ in texts]
            if not texts:
                continue
            shown = f"{subject.id}: {texts[0][:240]} ({case.origin})\n      schema {json.dumps(subject.schema, ensure_ascii=False)[:500]}"
            if not case.valid:
                invalid.add(not any(results), shown)
            elif case.strict:
                valid.add(any(results), shown)
                if not any(results):
                    valid.refused = [*getattr(valid, "refused", []), (subject, case, shown)]
            else:
                free.add(any(results), shown)
    return invalid, valid, free


def orders(valid: Tally, ours: Ours) -> None:
    """Where members of merged schemas come in an order of ours, that is found here and is no refusal."""
    refused = getattr(valid, "refused", [])
    requests = []
    for number, (subject, case, _) in enumerate(refused):
        value = json.loads(case.spellings[0])
        requests.append(
            {
                "id": f"{number}",
                "schema": subject.schema,
                "texts": [spelled.decode() for spelled in itertools.islice(permuted(value), PERMUTATIONS)],
            }
        )
    for (_, _, shown), answer in zip(refused, ours.ask("check", requests)):
        if any(answer.get("accepted") or []):
            valid.hits += 1
            valid.misses.remove(shown)


def permuted(value):
    """Spellings with the members of its objects in every order, the outermost first."""
    from instances import spell

    if isinstance(value, dict) and len(value) > 1:
        for pairs in itertools.permutations(value.items()):
            yield spell(dict(pairs))
    for key, each in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if isinstance(each, (dict, list)):
            for inner in permuted(each):
                copy = value.copy()
                copy[key] = json.loads(inner)
                yield spell(copy)


def places(report: Report, subjects, answers) -> None:
    """`at` is null where a text is taken, and else at most its length."""
    tally = Tally()
    for subject in subjects:
        answer = answers[subject.id]
        for text, accepted, at in zip(request(subject)["texts"], answer.get("accepted") or [], answer.get("at") or []):
            right = at is None if accepted else at is not None and 0 <= at <= len(text.encode())
            tally.add(right, f"{subject.id}: {text[:120]}: accepted {accepted}, at {at}")
    report.add(row("refused texts say where", tally))


def shared(subject: Subject, ours, theirs) -> bytes | None:
    """The longest valid text that both take."""
    if not isinstance(ours, list) or not isinstance(theirs, list):
        return None
    texts = request(subject)["texts"]
    valid = {text for case in subject.cases if case.valid for text in readable(case)}
    both = [text for text, mine, their in zip(texts, ours, theirs) if mine and their and text in valid]
    return max(both, key=len).encode() if both else None


def add_masks(report: Report, masks: mask_judge.Masks, words, spellings_free: bool) -> None:
    report.add(
        Row("mask positions compared", str(masks.positions), f"equal {masks.equal}"),
        Row(
            "masks to the end", f"{len(masks.early)} end early", "", "0", not masks.early, not masks.early, masks.early
        ),
        Row(
            "end token's bit is `complete`",
            f"{len(masks.flags)} differ",
            "",
            "0",
            not masks.flags,
            not masks.flags,
            masks.flags,
        ),
    )
    report.add(Row("  documents that llguidance leaves half-way", str(len(masks.stopped)), misses=masks.stopped))
    for direction, faults in mask_judge.FAULTS.items():
        judged = [each for each in masks.differences if each.direction == direction]
        report.add(Row(f"tokens {direction}, llguidance not", str(masks.tokens[direction]), f"{len(judged)} judged"))
        kinds = (
            (mask_judge.WRONG_MASK, mask_judge.NARROW_VALUE, mask_judge.NARROW_SPELLING, mask_judge.ONLY_INVALID)
            if direction == mask_judge.FORBIDS
            else (mask_judge.INVALID, mask_judge.DEAD_END, mask_judge.WIDER)
        )
        for kind in (*kinds, mask_judge.UNDECIDED):
            found = [each for each in judged if each.verdict == kind]
            fault = kind in faults and not (spellings_free and kind == mask_judge.NARROW_SPELLING)
            shown = [each.line(words) for each in found] if kind != mask_judge.WIDER or found else []
            report.add(
                Row(
                    f"  {kind}",
                    str(len(found)),
                    "",
                    "0" if fault else "",
                    not found if fault else None,
                    not found if fault else None,
                    shown,
                )
            )


if __name__ == "__main__":
    sys.exit(main())
