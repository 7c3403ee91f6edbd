"""What a token mask costs beside PyPI's llguidance and xgrammar, in one run: docs/decoding-measured.md."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import llguidance  # noqa: E402

import corpus  # noqa: E402
import vocabulary  # noqa: E402
from engines import Died, LLGuidance, Ours, XGrammar  # noqa: E402
from judge.report import Report, Row  # noqa: E402

FIRST_MASK_BAR, CALL_BAR, RATIO_BAR = 1000.0, 100.0, 1.0


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True, type=shlex.split, metavar="COMMAND", help="decoding-bench")
    parser.add_argument("--xgrammar", default="no", help="yes, or why not")
    parser.add_argument("--seed", type=int, default=1, help="of schemas and instances (default %(default)s)")
    parser.add_argument("--count", type=int, default=60, metavar="N", help="schemas timed (default %(default)s)")
    parser.add_argument("--schemas", type=Path, metavar="DIR", help="a folder of schemas in place of made ones")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="alternating rounds (default %(default)s)")
    parser.add_argument("--json", action="store_true", help="one JSON object in place of the table")
    return parser.parse_args()


@dataclass
class Times:
    """Microseconds of one engine: by call and round, and for masks by call, position and round."""

    compile: dict[str, list[float]] = field(default_factory=dict)
    first: dict[str, list[float]] = field(default_factory=dict)
    masks: dict[str, list[list[float]]] = field(default_factory=dict)

    def add(self, name: str, compiled: float, first: float, masks: list[float]) -> None:
        self.compile.setdefault(name, []).append(compiled)
        self.first.setdefault(name, []).append(first)
        self.masks.setdefault(name, []).append(masks)

    def figures(self, of) -> dict[str, dict[str, float]]:
        """Percentiles over calls or positions, each sample being `of` (the median or the least) of its rounds."""
        calls = [[of(position) for position in zip(*rounds)] for rounds in self.masks.values()]
        return {
            "compile": spread([of(each) for each in self.compile.values()]),
            "first mask": spread([of(each) for each in self.first.values()]),
            "mask": spread([mask for call in calls for mask in call]),
            "call": spread([sum(call) for call in calls]),
        }


def spread(samples: list[float]) -> dict[str, float]:
    samples = sorted(samples)
    return (
        {
            name: samples[min(len(samples) - 1, int(share * len(samples)))]
            for name, share in (("p50", 0.5), ("p90", 0.9), ("p99", 0.99))
        }
        | {"mean": statistics.mean(samples), "max": samples[-1]}
        if samples
        else {}
    )


def main() -> int:
    args = options()
    report, found = Report(), {"load": os.getloadavg()[0]}
    try:
        for name in ("151k", "8k"):
            words = vocabulary.make(name)
            with tempfile.TemporaryDirectory(prefix="thimble-decoding-") as home:
                found[name] = compare(args, words, Path(home), report)
    except Died as death:
        print(f"bench-decoding: {death}", file=sys.stderr)
        return 1
    report.note(
        "xgrammar compiles each schema once, and says on standard error which keywords it ignores"
        if args.xgrammar == "yes"
        else f"xgrammar is absent: {args.xgrammar}"
    )
    report.note(
        f"{os.cpu_count()} processors, load {found['load']:.1f} at the start and {os.getloadavg()[0]:.1f} at the end; "
        f"{args.rounds} alternating rounds; strict: their median, lenient: the best round; microseconds"
    )
    report.note(
        "llguidance and xgrammar are called from Python, whose cost a call is included: an empty call of llguidance is "
        f"{found['151k']['empty_call_us']:.2f} µs; its own clock (whole µs) says what is in the row below its masks"
    )
    if args.json:
        report.print_json({"figures": found})
    else:
        report.print_table(4)
    return report.status


def compare(args, words: vocabulary.Vocabulary, home: Path, report: Report) -> dict:
    ours, peer = Ours(args.bin, words.write(home)), LLGuidance(words)
    other = XGrammar(words) if args.xgrammar == "yes" else None
    requests, left_out = chosen(args, words, ours, peer, other)
    if not requests:
        raise Died("no schema that every engine takes")
    times = {"ours": Times(), "llguidance": Times(), **({"xgrammar": Times()} if other else {})}
    native: list[float] = []
    ran = [0, 0]
    for _ in range(args.rounds):
        ran = run_ours(ours, requests, times["ours"])
        run_llguidance(peer, requests, times["llguidance"])
        if other:
            run_xgrammar(other, requests, times["xgrammar"])
    for request in requests:
        native += native_masks(peer, request)
    strict = {name: each.figures(statistics.median) for name, each in times.items()}
    lenient = {name: each.figures(min) for name, each in times.items()}
    add_rows(report, words.name, strict, lenient)
    if words.name == "151k":
        clock = spread(native)
        report.add(
            Row(
                "  llguidance's own clock of a mask",
                " ".join(f"{name} {clock[name]:.0f}" for name in ("p50", "p90", "p99")),
            )
        )
    report.note(
        f"{words.name}: {len(requests)} schemas, {sum(len(each['tokens']) for each in requests)} tokens, {ran[0]} of them "
        f"forced for ours; left out: {', '.join(f'{count} by {name}' for name, count in left_out.items()) or 'none'}"
    )
    return {
        "strict": strict,
        "lenient": lenient,
        "llguidance_clock": spread(native),
        "schemas": len(requests),
        "left_out": left_out,
        "empty_call_us": empty_call(peer, requests[0]),
    }


def chosen(args, words, ours, peer, other) -> tuple[list[dict], dict[str, int]]:
    """The longest valid instance of each schema, where every engine takes both."""
    if args.schemas:
        every = corpus.folder(args.schemas, args.seed, 4, 0)
        subjects = every[:: max(1, len(every) // args.count)][: args.count]
    else:
        subjects = [each for each in corpus.generated(args.seed, args.count, 4, 0) if each.group == "function"]
    requests = [
        {
            "id": subject.id,
            "schema": subject.schema,
            "tokens": words.encode(max((case.spellings[0] for case in subject.cases if case.valid), key=len)),
        }
        for subject in subjects
        if any(case.valid for case in subject.cases)
    ]
    left_out: dict[str, int] = {}
    for name, takes in (
        ("ours", lambda each: True),
        ("llguidance", lambda each: llguidance_takes(peer, each)),
        ("xgrammar", lambda each: other is None or xgrammar_takes(other, each)),
    ):
        kept = [each for each in requests if takes(each)]
        if name == "ours":
            answers = ours.ask("masks", requests)
            kept = [
                each
                for each, answer in zip(requests, answers)
                if not answer.get("error")
                and len(answer["masks"]) == len(each["tokens"]) + 1
                and answer["complete"][-1]
            ]
        if len(kept) < len(requests):
            left_out[name] = len(requests) - len(kept)
        requests = kept
    return requests, left_out


def llguidance_takes(peer: LLGuidance, request: dict) -> bool:
    matcher = peer.matcher(request["schema"])
    return (
        not matcher.is_error()
        and matcher.try_consume_tokens(request["tokens"]) == len(request["tokens"])
        and matcher.is_accepting()
    )


def xgrammar_takes(other: XGrammar, request: dict) -> bool:
    """Compiles, once, since that may take seconds; keeps the grammar and the time in the request."""
    text = json.dumps(request["schema"])
    try:
        begin = time.perf_counter()
        request["compiled"] = other.compile(text)
        request["compile_us"] = 1e6 * (time.perf_counter() - begin)
        matcher = other.matcher(request["compiled"])
        return all(matcher.accept_token(token) for token in request["tokens"])
    except Exception:  # its errors are those of its C++ side
        return False


def run_ours(ours: Ours, requests: list[dict], times: Times) -> list[int]:
    forced = 0
    plain = [{name: request[name] for name in ("id", "schema", "tokens")} for request in requests]
    for answer in ours.ask("time", plain, "--rounds", "1"):
        if answer.get("error"):
            raise Died(f"time: {answer['id']}: {answer['error']}")
        times.add(answer["id"], answer["compile_us"], answer["first_mask_us"], answer["mask_us"])
        forced += answer.get("forced_tokens", 0)
    return [forced]


def run_llguidance(peer: LLGuidance, requests: list[dict], times: Times) -> None:
    pointer, size, clock = peer.buffer.ctypes.data, peer.buffer.nbytes, time.perf_counter
    for request in requests:
        grammar, masks = peer.grammar(request["schema"]), []
        begin = clock()
        matcher = llguidance.LLMatcher(peer.tokenizer, grammar, log_level=0)
        compiled = clock()
        for token in [*request["tokens"], None]:
            start = clock()
            matcher.unsafe_compute_mask_ptr(pointer, size)
            masks.append(1e6 * (clock() - start))
            if token is not None:
                matcher.consume_token(token)
        times.add(request["id"], 1e6 * (compiled - begin), 1e6 * (compiled - begin) + masks[0], masks)


def run_xgrammar(other: XGrammar, requests: list[dict], times: Times) -> None:
    clock = time.perf_counter
    for request in requests:
        masks: list[float] = []
        matcher = other.matcher(request["compiled"])
        for token in [*request["tokens"], None]:
            start = clock()
            other.fill(matcher)
            masks.append(1e6 * (clock() - start))
            if token is not None:
                matcher.accept_token(token)
        times.add(request["id"], request["compile_us"], request["compile_us"] + masks[0], masks)


def native_masks(peer: LLGuidance, request: dict) -> list[float]:
    """What llguidance's own clock says of each mask, in whole microseconds."""
    interpreter = llguidance.LLInterpreter(
        peer.tokenizer, peer.grammar(request["schema"]), enable_backtrack=False, enable_ff_tokens=False, log_level=0
    )
    interpreter.start_without_prompt()
    buffer, found = bytearray(peer.buffer.nbytes), []
    for token in [*request["tokens"], None]:
        for each in json.loads(interpreter.compute_mask_into(buffer))["progress"]:
            if "stats" in each:
                found.append(float(each["stats"]["runtime_us"]))
        if token is not None and not interpreter.has_pending_stop():
            interpreter.commit_token(token)
    return found


def empty_call(peer: LLGuidance, request: dict) -> float:
    matcher = peer.matcher(request["schema"])
    begin = time.perf_counter()
    for _ in range(10_000):
        matcher.is_accepting()
    return 100 * (time.perf_counter() - begin)


def add_rows(report: Report, name: str, strict: dict, lenient: dict) -> None:
    gated = {"151k": {("first mask", "p50"), ("mask", "p50"), ("mask", "p99")}, "8k": {("call", "p50")}}[name]
    kinds = ("compile", "first mask", "mask") if name == "151k" else ("mask", "call")
    titles = {
        "call": "all masks of a call",
        "mask": "a mask",
        "first mask": "first mask, compile included",
        "compile": "compile",
    }
    for kind in kinds:
        for figure in ("p50", "p90", "p99"):
            line = Row(f"{name}: {titles[kind]} {figure}", shown(strict, kind, figure), shown(lenient, kind, figure))
            if (kind, figure) in gated:
                limit = {"first mask": FIRST_MASK_BAR, "call": CALL_BAR}.get(kind)
                line.bar = f"≤ {limit:.0f} µs" if limit else "≤ llguidance"
                line.strict_holds, line.lenient_holds = (
                    each["ours"][kind][figure] <= (limit or RATIO_BAR * each["llguidance"][kind][figure])
                    for each in (strict, lenient)
                )
            report.add(line)


def shown(engines: dict, kind: str, figure: str) -> str:
    """Ours, and each peer with how many times ours it takes."""
    mine = engines["ours"][kind][figure]
    rest = [
        f"{name} {each[kind][figure]:.1f} ({each[kind][figure] / max(mine, 1e-3):.2f}×)"
        for name, each in engines.items()
        if name != "ours"
    ]
    return f"{mine:.1f}; {', '.join(rest)}"


if __name__ == "__main__":
    sys.exit(main())
