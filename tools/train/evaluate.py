"""Evaluates a checkpoint: accuracy by set and by tool, reliability, and the temperature of its confidence.

    evaluate.py CHECKPOINT TOKENIZER.json NAME=FILE... [--fit NAME] [--out DIRECTORY]

With --fit, temperature and hit share are fitted on that set; --out receives calibration.json and evaluation.json.
"""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

import waiting  # noqa: F401
import calibration
import checkpoint
import specials
from calibration import Chosen
from dataset import Dataset, open_dataset
from model import Model
from pack import POINTER_TOOLS
from scoring import Verdict, summary, verdicts
from tokenizer import Tokenizer

HIT_SHARES = (0.0, 0.25, 0.5, 1.0)


def judge(model: Model, dataset: Dataset, rows: int) -> list[Verdict]:
    """Verdicts in the set's order; where the model's tool is not the right one, pointers follow the model's."""
    first = dict(verdicts(model, dataset, range(len(dataset)), rows))
    chosen = {i: int(v.tool_logits.argmax()) + specials.TOOLS.start for i, v in first.items() if not v.tool_right}
    if chosen:
        second = dict(verdicts(model, dataset, list(chosen), rows, given_tools=chosen))
        for index in chosen:
            first[index].pointer_logits = second[index].pointer_logits
    return [first[i] for i in sorted(first)]


def choices(found: Iterable[Verdict], hit_share: float) -> list[Chosen]:
    return [
        calibration.choose(v, hit_share, int(v.tool_logits.argmax()) + specials.TOOLS.start in POINTER_TOOLS)
        for v in found
    ]


def fit(found: list[Verdict]) -> dict[str, float]:
    """Hit share of the greatest accuracy, then the temperature of the least cross entropy."""
    share = max(HIT_SHARES, key=lambda s: sum(c.right for c in choices(found, s)))
    return {"temperature": calibration.fit(choices(found, share), share), "hit_share": share}


def table(rows: list[tuple[str, dict]]) -> str:
    """Rows of summaries as text."""
    columns = ["examples", "tool", "pointer", "hit", "action", "hit_action", "exact", "loss"]
    lines = [f"{'':24}" + "".join(f"{c:>11}" for c in columns)]
    for name, values in rows:
        lines.append(f"{name:24.24}" + "".join(f"{values[c]:>11}" for c in columns))
    return "\n".join(lines)


def groups(found: list[Verdict], prefix: str) -> list[tuple[str, dict]]:
    """Summaries of a set: whole, by generator, by tool."""
    rows = [(prefix, summary(found))]
    by_set = {name: [v for v in found if v.set == name] for name in sorted({v.set for v in found})}
    by_tool = {t: [v for v in found if v.tool == t] for t in sorted({v.tool for v in found})}
    if len(by_set) > 1:
        rows += [(f"  {name}", summary(members)) for name, members in by_set.items()]
    return rows + [(f"  {specials.NAMES[t]}", summary(members)) for t, members in by_tool.items()]


def calibrated(found: list[Verdict], settings: dict[str, float]) -> dict:
    """Reliability of a set under a calibration."""
    made = choices(found, settings["hit_share"])
    sure = [calibration.confidence(c, settings["temperature"], settings["hit_share"]) for c in made]
    right = [c.right for c in made]
    bins, error = calibration.reliability(sure, right)
    accuracy, threshold = calibration.accuracy_of_surest(sure, right, 0.7)
    return {
        "accuracy": round(sum(right) / len(right), 4),
        "calibration_error": round(error, 4),
        "accuracy_of_surest_70": round(accuracy, 4),
        "threshold_of_surest_70": round(threshold, 4),
        "bins": [[b.count, round(b.confidence, 3), round(b.accuracy, 3)] for b in bins],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("sets", nargs="+", metavar="NAME=FILE")
    parser.add_argument("--fit", metavar="NAME")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--rows", type=int, default=8192)
    options = parser.parse_args()
    model, progress = checkpoint.load_model(options.checkpoint)
    tokenizer = Tokenizer(options.tokenizer)
    cache = options.checkpoint.parent.parent / "packed"
    files = {name: Path(file) for name, _, file in (text.partition("=") for text in options.sets)}
    found = {name: judge(model, open_dataset(file, tokenizer, cache), options.rows) for name, file in files.items()}
    settings = fit(found[options.fit]) if options.fit else {"temperature": 1.0, "hit_share": 0.0}
    report: dict = {"step": progress["step"], "calibration": settings, "sets": {}}
    for name, members in found.items():
        rows = groups(members, name)
        sure = calibrated(members, settings)
        report["sets"][name] = {"rows": rows, "reliability": sure}
        print(table(rows))
        print(f"  calibration error {sure['calibration_error']}, surest 70 %: accuracy {sure['accuracy_of_surest_70']}")
        print("  calls, confidence, accuracy: " + "; ".join(f"{n} {c:.2f} {a:.2f}" for n, c, a in sure["bins"]) + "\n")
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "calibration.json").write_text(json.dumps(settings), encoding="utf-8")
        (options.out / "evaluation.json").write_text(json.dumps(report, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
