"""Writes function lessons as JSON lines: functions, a request, and the one call that meets it, or null.

    python3 tools/train/lessons/functions.py --seed 1 --count 20000 > functions.jsonl

The same seed gives the same lessons. What is asked comes from `functions_families.txt` (families written by hand) and
`functions_records.txt` (what is done to records of an office, a shop, a game). Names are restyled, replaced by made-up
ones or left without a description, so that neither names nor descriptions alone tell what a function is for.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator

from functions_family import LANGUAGES, Family, Request, families
from functions_names import describe, restyle, signature
from functions_records import record_family
from functions_wording import chatter, dress, stands

UNMET = 0.125  # the share of requests that no function meets
FOREIGN = 0.13  # the share of requests in other languages than English
RECORDS = 0.25  # the share of English requests about records


class Writer:
    """Lessons of one seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.families = families()
        self.groups: dict[str, list[Family]] = {}
        for family in self.families:
            self.groups.setdefault(family.group, []).append(family)

    def lessons(self, count: int) -> Iterator[dict]:
        made = 0
        while made < count:
            lesson = self.lesson()
            if lesson is not None:
                made += 1
                yield lesson

    def lesson(self) -> dict | None:
        rng = self.rng
        language = rng.choice(LANGUAGES) if rng.random() < FOREIGN else "en"
        if language == "en" and rng.random() < RECORDS:
            family, near = record_family(rng)
        else:
            family = rng.choice([each for each in self.families if language in each.wordings])
            near = [each for each in self.groups[family.group] if each is not family]
        is_unmet = rng.random() < UNMET
        if is_unmet and family.is_loose:
            near = [each for each in near if not each.is_asked]
        request = family.request(rng, language)
        if is_unmet and rng.random() < 0.35:
            request = Request(chatter(rng), {})
        count = rng.choice([1, 2, 3, 3, 4, 4, 5, 6, 7, 8, 10, 12, 16])
        others = [each for each in self.families if each.domain != family.domain]
        chosen = rng.sample(near, min(len(near), count, rng.randint(0, 6))) + rng.sample(others, count)
        if is_unmet:
            chosen = [each for each in chosen if not each.is_broad]
        chosen = chosen[: count if is_unmet else count - 1]
        return self.write(None if is_unmet else family, chosen, request)

    def write(self, family: Family | None, others: list[Family], request: Request) -> dict | None:
        rng = self.rng
        style = rng.choice(["snake", "snake", "snake", "camel", "camel", "pascal", "kebab"])
        style = style if rng.random() < 0.85 else "mixed"
        text, values = dress(rng, request)
        if len(text) > 340 or not all(stands(values[key], text) for key in request.kinds):
            return None
        # A request without description, name or both unread would be a riddle: one of them always tells.
        obscure = rng.choice(["none"] * 5 + ["names", "parameters", "descriptions", "some", "some"])
        tools, call = [], None
        for each in [*others, *([family] if family else [])]:
            said = values if each is family else {}
            names = signature(rng, each, restyle(rng, style), obscure, said)
            if any(tool["name"] == names.function for tool in tools):
                if each is family:
                    return None
                continue
            tools.append(describe(rng, each, names, said))
            if each is family:
                call = {
                    "name": names.function,
                    "arguments": {
                        names.parameters[key]: names.value(each, key, value) for key, value in values.items()
                    },
                }
        if not tools:
            return None
        rng.shuffle(tools)
        return {"set": "functions", "tools": tools, "instruction": text, "call": call}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20000)
    options = parser.parse_args()
    for lesson in Writer(options.seed).lessons(options.count):
        sys.stdout.write(json.dumps(lesson, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
