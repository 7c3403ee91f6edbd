"""Shares of the kinds in each mix, and the units of work that a mix is made of."""

import importlib
import json
import random

import past

MIXES = {
    "default": {
        "referring": 28,
        "concepts": 30,
        "texts": 12,
        "typing": 14,
        "outcomes": 12,
        "structure": 5,
        "contents": 8,
        "launchers": 12,
        "hidden": 7,
        "searching": 10,
        "forms": 8,
        "asking": 8,
        "switches": 5,
        "moving": 9,
        "keying": 3,
        "scenes": 40,
    },
}
UNIT = 50


def unit(world, mix, seed, number):
    """The lines of one unit: about 50 lessons of one kind, the same for the same seed and number."""
    rng = random.Random(f"{seed}/{mix}/{number}")
    shares = MIXES.get(mix) or {mix: 1}
    kind = rng.choices(list(shares), list(shares.values()))[0]
    module = importlib.import_module(f"kinds.{kind}")
    lines, count = [], 0
    for screen, lessons in module.make(rng, world, UNIT):
        rows = []
        for lesson in lessons:
            past.led(rng, world, screen, lesson)
            rows.append(lesson.row(kind, f"{kind}-{seed}-{number}-{count}"))
            count += 1
        lines.append(json.dumps({"screen": screen.xml, "lessons": rows}, ensure_ascii=False))
    return lines, count
