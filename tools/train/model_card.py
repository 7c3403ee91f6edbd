"""Writes the card of a model: what it is, what it was trained on, what it reaches.

    model_card.py MODEL.gguf OUT.md [--evaluation evaluation.json] [--note FILE]

Facts come from the GGUF file and the evaluation; --note adds a file of prose, such as intended use and limits.
"""

import argparse
import hashlib
import json
from pathlib import Path

import gguf

COLUMNS = ["examples", "tool", "pointer", "hit", "action", "exact"]


def facts(path: Path) -> tuple[dict, int]:
    """The metadata of a GGUF file, and how many parameters it holds."""
    reader = gguf.GGUFReader(path)
    skipped = ("GGUF.", "tokenizer.ggml.tokens", "tokenizer.ggml.token_type", "tokenizer.ggml.merges")
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


def evaluation(report: dict) -> list[str]:
    lines: list[str] = []
    for name, found in report["sets"].items():
        sure = found["reliability"]
        lines += [f"### {name}", ""]
        lines += table(["", *COLUMNS], [[label.strip(), *[v[c] for c in COLUMNS]] for label, v in found["rows"]])
        lines += [
            "",
            f"Expected calibration error {sure['calibration_error']}; the surest 70 % are right in "
            f"{sure['accuracy_of_surest_70']:.1%} (confidence of {sure['threshold_of_surest_70']} and more).",
            "",
        ]
        lines += table(["calls", "mean confidence", "accuracy"], sure["bins"])
        lines.append("")
    return lines


def card(path: Path, report: dict | None, note: str) -> str:
    fields, parameters = facts(path)
    lines = [f"# {fields['general.name']}", "", f"Licence: {fields['general.license']}.", ""]
    lines += [note.strip(), ""] if note else []
    lines += ["## Architecture", "", *architecture(path, fields, parameters), ""]
    lines += ["## Training", "", *training(fields), ""]
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
