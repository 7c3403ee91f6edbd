"""Writes the card of a model: what it is, what it was trained on, what it reaches.

    model_card.py MODEL.gguf OUT.md [--evaluation FILE] [--note FILE]

Facts come from the GGUF file and from what `thimble model eval --json` printed of it; --note adds a file of prose, such
as intended use and limits.
"""

import argparse
import hashlib
import json
from pathlib import Path

import gguf


def facts(path: Path) -> tuple[dict, int]:
    """The metadata of a GGUF file, and how many parameters it holds."""
    reader = gguf.GGUFReader(path)
    arrays = ("tokenizer.ggml.tokens", "tokenizer.ggml.token_type", "tokenizer.ggml.merges")
    skipped = ("GGUF.", *arrays, *(f"thimble.retriever.{name}" for name in ("rows", "scales", "bias")))
    fields = {name: field.contents() for name, field in reader.fields.items() if not name.startswith(skipped)}
    return fields, sum(int(tensor.n_elements) for tensor in reader.tensors)


def table(header: list[str], rows: list[list[object]]) -> list[str]:
    lines = [header, ["---"] * len(header), *[[str(cell) for cell in row] for row in rows]]
    return ["| " + " | ".join(line) + " |" for line in lines]


def architecture(path: Path, fields: dict, parameters: int) -> list[str]:
    names = {
        "llama.block_count": "layers",
        "llama.embedding_length": "width",
        "llama.attention.head_count": "heads",
        "llama.attention.head_count_kv": "key and value heads",
        "llama.feed_forward_length": "feed-forward width",
        "llama.vocab_size": "vocabulary",
        "llama.context_length": "context",
    }
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    size = f"{path.name}, {path.stat().st_size:,} bytes"
    rows = [["file", size], ["SHA-256", digest], ["parameters", f"{parameters:,}"]]
    return table(["", ""], [*rows, *[[name, fields[key]] for key, name in names.items()]])


def training(fields: dict) -> list[str]:
    trained = json.loads(fields["thimble.training"])
    lines = [
        f"{trained['step']:,} steps, {trained['examples']:,} examples, {trained['tokens']:,} tokens, "
        f"{trained['seconds'] / 60:,.0f} minutes. Tokenizer {trained.get('tokenizer', 'unknown')}, "
        f"data {fields['thimble.data']}.",
        "",
    ]
    data = trained.get("data", {})
    rows = [[n, f"{d['examples']:,}", f"{d['tokens']:,}", d["weight"], d["digest"]] for n, d in data.items()]
    return lines + table(["data", "examples", "tokens", "weight", "digest"], rows)


def share(value: float) -> str:
    return f"{100 * value:.1f} %"


def evaluation(report: dict) -> list[str]:
    """Tables of what `thimble model eval` found, one a model: the one of the card first, then the baseline."""
    lines: list[str] = []
    for model, whole in report["groups"][0]["models"].items():
        rows = [(g["by"], g["name"], g["models"][model]) for g in report["groups"]]
        lines += [f"### {model}", ""]
        lines += table(
            ["by", "", "lessons", "tool", "tool and element", "all right"],
            [[b, n, f["count"], *(share(f[k]) for k in ("tool", "tool_and_element", "whole"))] for b, n, f in rows],
        )
        lines += [
            "",
            f"Expected calibration error {whole['calibration_error']:.3f}; the surest 70 % are right in "
            f"{share(whole['surest_70_accuracy'])} (confidence {whole['surest_70_threshold']:.2f} or more).",
            "",
        ]
        bins = [[b["count"], f"{b['confidence']:.2f}", f"{b['accuracy']:.2f}"] for b in whole["bins"] if b["count"]]
        lines += [*table(["calls", "mean confidence", "accuracy"], bins), ""]
    return lines


def confidence(fields: dict) -> list[str]:
    """How confidence was calibrated."""
    fitted = json.loads(fields["thimble.calibration"])
    if "slope" not in fitted:
        return ["Not calibrated: confidence is the probability of the call."]
    lines = [
        f"The log-odds of the call's probability times {fitted['slope']:.3f}, plus {fitted['intercept']:.3f} "
        "(Platt scaling).",
    ]
    if "answers" in fitted:
        lines += [
            f"Fitted on {fitted['answers']:,} answers: expected calibration error {fitted['error_before']:.3f} before, "
            f"{fitted['error']:.3f} after."
        ]
    return lines


def card(path: Path, report: dict | None, note: str) -> str:
    fields, parameters = facts(path)
    lines = [f"# {fields['general.name']}", "", f"Licence: {fields['general.license']}.", ""]
    lines += [note.strip(), ""] if note else []
    lines += ["## Architecture", "", *architecture(path, fields, parameters), ""]
    if "thimble.retriever.scale" in fields:
        lines += ["Its retriever, vectors that rank the elements by their words, is among the metadata.", ""]
    lines += ["## Training", "", *training(fields), ""]
    lines += ["## Confidence", "", *confidence(fields), ""]
    if report:
        lines += ["## Evaluation", "", *evaluation(report)]
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--evaluation", type=Path)
    parser.add_argument("--note", type=Path)
    options = parser.parse_args()
    report = json.loads(options.evaluation.read_text(encoding="utf-8")) if options.evaluation else None
    note = options.note.read_text(encoding="utf-8") if options.note else ""
    options.out.write_text(card(options.model, report, note), encoding="utf-8")
    print(options.out)


if __name__ == "__main__":
    main()
