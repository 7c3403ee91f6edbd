"""One table a person can read, one JSON object a program can, and the exit status that follows from both."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field

from .recall import Tally


@dataclass
class Row:
    """One bar in its two readings. None as a verdict means told for information, or not measured."""

    name: str
    strict: str
    lenient: str = ""
    bar: str = ""
    strict_holds: bool | None = None
    lenient_holds: bool | None = None
    misses: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        if self.lenient_holds is False:
            return "MISSED"
        if self.strict_holds is False:
            return "strict missed" if self.lenient_holds else "MISSED"
        return "holds" if self.strict_holds or self.lenient_holds else ""


def share(tally: Tally) -> str:
    if not tally.total:
        return "none to count"
    ratio = tally.hits / tally.total
    return f"{tally.hits}/{tally.total}" + ("" if ratio == 1 else f" {100 * ratio:.2f} %")


def row(name: str, strict: Tally, lenient: Tally | None = None, bar: str = "100 %", gate: bool = True) -> Row:
    """A bar of completeness; `gate` off makes it information."""
    made = Row(name, share(strict), share(lenient) if lenient else "", bar if gate else "", misses=strict.misses)
    if gate:
        made.strict_holds = strict.is_complete if strict.total else None
        tally = lenient or strict
        made.lenient_holds = tally.is_complete if tally.total else None
    return made


class Report:
    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.notes: list[str] = []

    def add(self, *rows: Row) -> None:
        self.rows += rows

    def note(self, text: str) -> None:
        self.notes.append(text)

    @property
    def status(self) -> int:
        """0 all readings hold, 3 only a strict reading is missed, 1 a bar is missed in its lenient reading too."""
        verdicts = {row.verdict for row in self.rows}
        return 1 if "MISSED" in verdicts else 3 if "strict missed" in verdicts else 0

    def print_table(self, misses: int) -> None:
        heads = ("", "bar", "strict", "lenient", "")
        lines = [(each.name, each.bar, each.strict, each.lenient, each.verdict) for each in self.rows]
        widths = [max(len(line[column]) for line in [heads, *lines]) for column in range(5)]
        for line in [heads, *lines]:
            print("  ".join(text.ljust(width) for text, width in zip(line, widths)).rstrip())
        for each in self.rows:
            if each.misses and misses:
                print(f"\n{each.name}: {len(each.misses)} missed")
                for miss in each.misses[:misses]:
                    print(f"  {miss}")
                if len(each.misses) > misses:
                    print(f"  … {len(each.misses) - misses} more (--misses 0 hides, --misses N shows N)")
        for text in self.notes:
            print(f"\n{text}")

    def print_json(self, extra: dict) -> None:
        rows = [{**vars(each), "verdict": each.verdict} for each in self.rows]
        json.dump({"status": self.status, "rows": rows, "notes": self.notes, **extra}, sys.stdout, ensure_ascii=False)
        print()
