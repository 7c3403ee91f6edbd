"""Evaluates a checkpoint: accuracy by set, by generator and by tool, and of the calls it is surest of.

    evaluate.py CHECKPOINT TOKENIZER.json NAME=FILE... [--retriever FILE] [--out FILE]

What the whole planner reaches, with its rules about what may be called, `thimble model eval` measures.
"""

import waiting  # noqa: F401  # isort: skip

import argparse
import json
from pathlib import Path

import numpy as np

import checkpoint
import specials
from dataset import Dataset, open_dataset
from hinter import Hinter
from model import Model
from platt import accuracy_of_surest
from scoring import Verdict, summary, verdicts
from tokenizer import Tokenizer


def judge(model: Model, dataset: Dataset, rows: int) -> list[Verdict]:
    """Verdicts in the set's order."""
    found = dict(verdicts(model, dataset, range(len(dataset)), rows))
    return [found[i] for i in sorted(found)]


def table(rows: list[tuple[str, dict]]) -> str:
    """Rows of summaries as text."""
    columns = [c for c in rows[0][1] if c != "loss"] + ["loss"]
    lines = [f"{'':24}" + "".join(f"{c:>10}" for c in columns)]
    for name, values in rows:
        lines.append(f"{name:24.24}" + "".join(f"{values[c]:>10}" for c in columns))
    return "\n".join(lines)


def groups(found: list[Verdict], prefix: str) -> list[tuple[str, dict]]:
    """Summaries of a set: whole, by generator, by tool."""
    rows = [(prefix, summary(found))]
    by_set = {name: [v for v in found if v.set == name] for name in sorted({v.set for v in found})}
    by_tool = {t: [v for v in found if v.tool == t] for t in sorted({v.tool for v in found})}
    if len(by_set) > 1:
        rows += [(f"  {name}", summary(members)) for name, members in by_set.items()]
    return rows + [(f"  {specials.NAMES[t]}", summary(members)) for t, members in by_tool.items()]


def surest(found: list[Verdict]) -> float:
    """Accuracy of the actions in the 70 % that the model is surest of."""
    right = np.array([v.action_right for v in found], float)
    return round(accuracy_of_surest(np.array([v.confidence for v in found]), right), 4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("sets", nargs="+", metavar="NAME=FILE")
    parser.add_argument("--retriever", type=Path, help="the one that the model was trained with")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--rows", type=int, default=8192)
    options = parser.parse_args()
    model, progress = checkpoint.load_model(options.checkpoint)
    tokenizer = Tokenizer(options.tokenizer)
    hinter = Hinter(options.retriever) if options.retriever else None
    cache = options.checkpoint.parent.parent / "packed"
    report: dict = {"step": progress["step"], "sets": {}}
    for name, _, file in (text.partition("=") for text in options.sets):
        found = judge(model, open_dataset(Path(file), tokenizer, cache, hinter=hinter), options.rows)
        rows = groups(found, name)
        report["sets"][name] = {"rows": rows, "accuracy_of_surest_70": surest(found)}
        print(f"{table(rows)}\n  actions of the surest 70 %: {surest(found)}\n")
    if options.out:
        options.out.write_text(json.dumps(report, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
