"""Which files parse, which name a repair, which are refused and how."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from . import dumps
from .program import Program, run
from .recall import Tally

REFUSAL = re.compile(r"^(.*):(\d+):(\d+): \S")


def names_of(described: dict) -> list[str]:
    """The repairs named in `warnings`, whether they are strings (`name: sentence`) or objects."""
    found = []
    for warning in described.get("warnings", []):
        if isinstance(warning, dict):
            warning = next((warning[key] for key in ("repair", "name", "code", "kind") if key in warning), str(warning))
        found.append(str(warning).split(":")[0].strip())
    return found


def refusal_fault(name: str, message: str, output: bytes) -> str | None:
    """What is wrong with a refusal, or None: one line `file:line:column: why`, nothing on standard output."""
    match = REFUSAL.match(message)
    if not match or name not in match.group(1):
        return f"message has no file:line:column: {message[:120]!r}"
    if "\n" in message:
        return f"message has {message.count(chr(10)) + 1} lines"
    return "something on standard output" if output else None


class Parsing:
    """Runs each file alone, twice, as JSON; keeps what was described for the other measures."""

    def __init__(self, program: Program):
        self.program = program
        self.well_formed = {"strict": Tally(), "lenient": Tally()}
        self.survives = Tally()
        self.names_repair = {"strict": Tally(), "lenient": Tally()}
        self.refusals = Tally()
        self.stable = Tally()
        self.warnings: Counter[str] = Counter()
        self.warned: dict[str, list[str]] = {}
        self.refused: dict[str, str] = {}
        self.described: dict[Path, dict] = {}
        self.dumps: dict[Path, dumps.Dump] = {}

    def measure(self, path: Path) -> None:
        first = self.program.describe(path, "json", limit=20)
        again = self.program.describe(path, "json", limit=20)
        dump = dumps.read(path)
        is_fine = not first.timed_out and first.code in (0, 65) and first.megabytes < 256
        self.survives.add(is_fine, f"{path.name}: exit {first.code}, {first.seconds:.1f} s, {first.megabytes:.0f} MB")
        if dump is not None:
            self.dumps[path] = dump
            self.well_formed["strict"].add(first.code == 0, f"{path.name}: exit {first.code}: {first.message[:160]}")
            if dump.nodes:
                self.well_formed["lenient"].add(first.code == 0, f"{path.name}: exit {first.code}")
        if first.code == 65:
            self.refused[path.name] = first.message
            fault = refusal_fault(path.name, first.message, first.out)
            self.refusals.add(fault is None, f"{path.name}: {fault}")
        if first.code != 0:
            return
        self.stable.add(first.out == again.out, path.name)
        try:
            described = json.loads(first.out.decode("utf-8"))
        except ValueError as error:
            self.survives.add(False, f"{path.name}: output is not UTF-8 JSON: {error}")
            return
        self.described[path] = described
        if repairs := names_of(described):
            self.warned[path.name] = repairs
            self.warnings.update(set(repairs))
        for reading, wanted in expected_repairs(dump):
            found = any(re.search(wanted, repair, re.I) for repair in repairs)
            where = f"{path.name}: wanted a warning like /{wanted}/, has {repairs}"
            self.names_repair["strict"].add(found, where)
            if reading == "lenient":
                self.names_repair["lenient"].add(found, where)

    def misuse(self, any_dump: Path) -> Tally:
        """Exit codes of the contract that need no dump of their own."""
        tally = Tally()
        cases = [(66, ["describe", any_dump.with_name("no-such-file.xml")]),
                 (64, ["describe", "--as", "nonsense", any_dump]),
                 (64, ["describe", "--from", "nonsense", any_dump]), (64, ["describe", "--no-such-option", any_dump])]
        for code, arguments in cases:
            found = run([self.program.binary, *arguments]).code
            tally.add(found == code, f"{arguments[1]}: exit {found}, not {code}")
        return tally


def expected_repairs(dump: dumps.Dump | None):
    """(reading, pattern) of each repair that the dump itself calls for; a dump Python refuses must name some repair."""
    if dump is None:
        yield "lenient", "."
        return
    if any(node.is_inverted for node in dump.nodes):
        yield "lenient", "bound"
    elif any(node.is_empty for node in dump.nodes):
        yield "strict", "bound"
    if dump.roots > 1:
        yield "strict", "root|window"
    if not dump.data.startswith((b"<", b"{", b"[")):
        yield "strict", "."
