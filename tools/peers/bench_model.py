#!/usr/bin/env python3
"""Times the embedded model beside llama.cpp on the same file, in turns: see tools/bench-model."""

from __future__ import annotations

import argparse
import contextlib
import json
import statistics
import subprocess
import sys
from collections.abc import Iterator

THREADS = 2
LIMIT = 120
# What an issue asked for: ours relative to llama.cpp's, or absolute; times in milliseconds, memory in bytes.
BARS = {
    "prefill, times as fast": (2.0, ">="),
    "decode, times as fast": (1.3, ">="),
    "step, share of the time": (0.4, "<="),
    "step, milliseconds, middle": (80.0, "<="),
    "start, milliseconds": (150.0, "<="),
    "peak memory, MB": (160.0, "<="),
    "step beside 1 busy process, times as slow": (2.5, "<="),
    "step beside 2 busy processes, times as slow": (2.5, "<="),
}


def numbers(command: list[str]) -> dict[str, float]:
    """NAME=VALUE lines of a program; none when it does not end in time, which spinning threads can bring about."""
    try:
        output = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=LIMIT).stdout.decode()
    except subprocess.TimeoutExpired:
        return {}
    return {name: float(value) for name, value in (line.split("=") for line in output.split())}


@contextlib.contextmanager
def busy(count: int) -> Iterator[None]:
    """Other processes that do nothing but compute."""
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def turns(ours: list[str], theirs: list[str], rounds: int) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    """Both programs, one after the other, so that what else the machine does meets both."""
    pairs = [(numbers(ours), numbers(theirs)) for _ in range(rounds)]
    return [ours for ours, _ in pairs], [theirs for _, theirs in pairs]


def least(results: list[dict[str, float]], name: str) -> float:
    """The least of all rounds: what the machine can do when it is let."""
    return min((result[name] for result in results if name in result), default=float("inf"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("--bin", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    ours = [*args.bin.split(), "bench", args.model, "7", str(THREADS)]
    theirs = [sys.executable, "-B", sys.path[0] + "/llama_times.py", args.model, "7", str(THREADS)]
    mine, others = turns(ours, theirs, args.rounds)
    figures = {
        "prefill, times as fast": least(others, "prefill300") / least(mine, "prefill300"),
        "decode, times as fast": least(others, "decode64") / least(mine, "decode64"),
        "step, share of the time": least(mine, "step") / least(others, "step"),
        "step, milliseconds, middle": statistics.median(result["step_p50"] for result in mine),
        "start, milliseconds": statistics.median(result["load_p50"] for result in mine),
        "peak memory, MB": max(result["peak"] for result in mine) / 1e6,
    }
    contended = {}
    for count in (1, 2):
        with busy(count):
            contended[count] = turns(ours, theirs, 1)
        name = f"step beside {count} busy process{'es' if count > 1 else ''}, times as slow"
        figures[name] = contended[count][0][0]["step_p50"] / least(mine, "step_p50")
    if args.json:
        print(json.dumps({"ours": mine, "llama.cpp": others, "beside": contended, "figures": figures}, indent=2))
        return
    print(
        f"{'':24}{'ours':>10}{'llama.cpp':>12}   milliseconds, {THREADS} threads, the best of {args.rounds} rounds of 7"
    )
    for name in ("load", "prefill300", "decode64", "step", "step_p50"):
        print(f"{name:24}{least(mine, name):10.1f}{least(others, name):12.1f}")
    print(f"{'peak, MB':24}{least(mine, 'peak') / 1e6:10.1f}{least(others, 'peak') / 1e6:12.1f}")
    for count, (mine_beside, others_beside) in contended.items():
        theirs_beside = least(others_beside, "step_p50")
        print(f"{f'step_p50 beside {count} busy':24}{least(mine_beside, 'step_p50'):10.1f}{theirs_beside:12.1f}")
    for name, figure in figures.items():
        bar, sign = BARS[name]
        holds = figure >= bar if sign == ">=" else figure <= bar
        print(f"{'ok  ' if holds else 'FAIL'} {name}: {figure:.2f} ({sign} {bar:g})")


if __name__ == "__main__":
    main()
