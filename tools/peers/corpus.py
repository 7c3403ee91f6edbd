"""What the oracle asks: schemas of each group with their cases, the same for the same seed."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from pathlib import Path

from instances import Case, valid_cases
from judge_instances import Judge
from leaf_schemas import leaf_schema
from mutants import text_mutants, value_mutants
from random_schemas import random_schema
from schema_generator import function_schema


@dataclass
class Subject:
    """One schema and what is tried with it; `group` is `function`, `random`, `leaf` or the name of a folder's source."""

    id: str
    group: str
    schema: dict
    cases: list[Case] = field(default_factory=list)

    def fill(self, seed: int, valid: int, mutants: int) -> None:
        source = random.Random(f"cases {seed} {self.id}")
        judge = Judge(self.schema)
        good = valid_cases(self.schema, judge, source, valid)
        values = [json.loads(case.spellings[0]) for case in good]
        texts = [case.spellings[0] for case in good]
        self.cases = [
            *good,
            *value_mutants(self.schema, judge, values, source, mutants),
            *text_mutants(judge, texts, source, mutants // 2),
        ]


def generated(seed: int, count: int, valid: int = 4, mutants: int = 10) -> list[Subject]:
    """`count` function schemas and as many random ones and single leaves."""
    made = [Subject(f"function-{seed}-{index}", "function", function_schema(seed, index)) for index in range(count)]
    made += [Subject(f"random-{seed}-{index}", "random", random_schema(seed, index)) for index in range(count)]
    made += [Subject(f"leaf-{seed}-{index}", "leaf", leaf_schema(seed, index)) for index in range(count)]
    for subject in made:
        subject.fill(seed, valid, 3 * mutants if subject.group == "leaf" else mutants)
    return made


def folder(path: Path, seed: int, valid: int = 4, mutants: int = 10) -> list[Subject]:
    """One schema a `.json` file, the group its name's first word."""
    made = []
    for file in sorted(path.glob("*.json")):
        schema = json.loads(file.read_text("utf-8"))
        made.append(Subject(file.stem, file.stem.split("-")[0], schema))
        made[-1].fill(seed, valid, mutants)
    return made
