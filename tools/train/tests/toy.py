"""Toy examples: a list of named buttons and an instruction that names one, asks for typing, or asks to scroll."""

import json
import random
from pathlib import Path

from specials import char, pointer

WORDS = [
    "alarm",
    "bluetooth",
    "camera",
    "display",
    "email",
    "files",
    "gallery",
    "home",
    "inbox",
    "join",
    "keyboard",
    "language",
    "music",
    "network",
    "open",
    "photo",
]


def example(rng: random.Random) -> dict:
    """One example with 3 to 9 elements."""
    labels = rng.sample(WORDS, rng.randint(3, 9))
    right = rng.randrange(len(labels))
    kind = rng.choice(["tap", "tap", "type", "scroll"])
    words = {"tap": f" open {labels[right]}", "type": f" type hello into {labels[right]}", "scroll": " show more"}[kind]
    prompt = char("<task>") + words + char("<screen>")
    for place, label in enumerate(labels):
        prompt += char("<button>") + char(f"<y{place}>") + char("<x2>") + f" {label}" + pointer(place + 1)
    prompt += char("<recap>") + "".join(pointer(k + 1) for k in range(len(labels)))
    prompt += char("<guess>") + char("<tap>") + char("<call>")
    answer = {
        "tap": char("<tap>") + pointer(right + 1),
        "type": char("<type>") + pointer(right + 1),
        "scroll": char("<scroll>") + char("<down>"),
    }[kind]
    targets = [] if kind == "scroll" else [right + 1]
    found = {"prompt": prompt, "answer": answer + char("<end>"), "targets": targets, "set": kind, "weight": 1.0}
    if kind == "type":
        words = "".join(word + char("<quote>") for word in (" type", " hello", " into", f" {labels[right]}"))
        found |= {"quotation": char("<arg>") + char("<task>") + words, "quoted": [1]}
    return found


def write(path: Path, count: int, seed: int) -> Path:
    """A file of examples."""
    rng = random.Random(seed)
    path.write_text("".join(json.dumps(example(rng)) + "\n" for _ in range(count)), encoding="utf-8")
    return path
