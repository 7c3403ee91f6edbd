"""State sensitivity: one attribute flipped on one node must change the text. And secrets, which must not reach it."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from .dumps import Dump, Node, fold, with_attribute
from .program import Program
from .recall import Tally

ATTRIBUTES = ("checked", "enabled", "selected", "scrollable", "focused", "password", "long-clickable")
POPULATIONS = ("plausible", "touchable", "visible")
BATCH = 1500
SECRET = "Zq7xHush9"


def is_plausible(dump: Dump, node: Node, attribute: str) -> bool:
    """The nodes on which the peers were measured: those that carry such a state by nature."""
    if dump.kind == "xcuitest":
        return attribute == "enabled" and dump.is_clickable(node)
    if attribute in ("focused", "password"):
        return node.class_name.endswith("EditText")
    kin = {"checked": "checkable", "enabled": "clickable", "selected": "clickable"}
    return node.flag(kin.get(attribute, attribute))


def is_touchable(dump: Dump, node: Node) -> bool:
    if dump.is_clickable(node) or dump.labels(node):
        return True
    return any(node.flag(name) for name in ("checkable", "focusable", "scrollable", "long-clickable"))


class Flips:
    """Counts by population and attribute; `keeps_labels` misses flips that changed the text by losing another label."""

    def __init__(self, program: Program, sample: int):
        self.program = program
        self.sample = sample
        self.tallies = {name: {each: Tally() for each in ATTRIBUTES} for name in POPULATIONS}
        self.population = {name: 0 for name in POPULATIONS}
        self.keeps_labels = Tally()
        self.control = Tally()
        self.waiting: list[tuple[Dump, Node, str, tuple[str, ...], Path]] = []
        self.folder = tempfile.TemporaryDirectory(prefix="thimble-flips-")
        self.texts: dict[Path, str] = {}

    def total(self, population: str) -> Tally:
        found = Tally()
        for tally in self.tallies[population].values():
            found.merge(tally)
        return found

    def measure(self, dumps: list[Dump]) -> None:
        """`sample` nodes of each dump, attribute and population, drawn with a fixed seed; 0 takes them all."""
        for number, dump in enumerate(dumps):
            for attribute in ATTRIBUTES:
                for node, populations in self.choose(dump, attribute).items():
                    value = "false" if dump.nodes[node].flag(attribute) else "true"
                    data = with_attribute(dump, dump.nodes[node], {attribute: value})
                    if data is not None:
                        name = f"d{number}-n{node}-{attribute}.xml"
                        self.submit(dump, dump.nodes[node], attribute, populations, name, data)
            # Names must not leak into the text, or every flip would seem to be seen.
            self.submit(dump, dump.nodes[0], "control", (), f"d{number}-control.xml", dump.data)
        self.flush()

    def choose(self, dump: Dump, attribute: str) -> dict[int, tuple[str, ...]]:
        stated = [node for node in dump.nodes if node.attributes.get(attribute) in ("true", "false")]
        seen = [node for node in stated if dump.visible(node)]
        groups = {
            "plausible": [node for node in seen if is_plausible(dump, node, attribute)],
            "touchable": [node for node in seen if is_touchable(dump, node)],
            "visible": seen if dump.kind != "xcuitest" or attribute == "enabled" else [],
        }
        chosen: dict[int, tuple[str, ...]] = {}
        for population, nodes in groups.items():
            self.population[population] += len(nodes)
            if self.sample and len(nodes) > self.sample:
                nodes = random.Random(f"{dump.path.name} {attribute} {population}").sample(nodes, self.sample)
            for node in nodes:
                chosen[node.index] = chosen.get(node.index, ()) + (population,)
        return chosen

    def submit(self, dump: Dump, node: Node, attribute: str, populations, name: str, data: bytes) -> None:
        path = Path(self.folder.name, name)
        path.write_bytes(data)
        self.waiting.append((dump, node, attribute, populations, path))
        if len(self.waiting) >= BATCH:
            self.flush()

    def base(self, dump: Dump) -> str:
        return self.texts[dump.path]

    def flush(self) -> None:
        if not self.waiting:
            return
        found = self.program.describe_all([path for *_, path in self.waiting])
        for dump, node, attribute, populations, path in self.waiting:
            text = found.get(path.name, b"").decode("utf-8", "replace")
            path.unlink()
            where = f"{dump.path.name} node {node.index} ({node.class_name}) {attribute}"
            if attribute == "control":
                self.control.add(text == self.base(dump), where)
                continue
            changed = bool(text) and text != self.base(dump)
            for population in populations:
                self.tallies[population][attribute].add(changed, where)
            if changed and attribute != "password":
                self.keeps_labels.add(not self.lost(dump, text), f"{where}: {self.lost(dump, text)[:3]}")
        self.waiting.clear()

    def lost(self, dump: Dump, text: str) -> list[str]:
        before, after = fold(self.base(dump)), fold(text)
        labels = {label for node in dump.nodes if dump.visible(node) for label in dump.labels(node)}
        return sorted(label for label in labels if label in before and label not in after)


def secrets(program: Program, dumps: list[Dump]) -> Tally:
    """A secret typed into password nodes, real ones and fields made so, must appear in no output."""
    tally = Tally()
    files: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="thimble-secrets-") as folder:
        for number, dump in enumerate(dumps):
            fields = [node for node in dump.nodes if hides_text(dump, node) or node.class_name.endswith("EditText")]
            # Without a field, some text is made one: what matters is the attribute, not the class.
            for node in (fields or [node for node in dump.nodes if dump.labels(node)])[:4]:
                change = {"text": SECRET, "password": "true"}
                if dump.kind == "xcuitest":
                    change = {"value": SECRET} if node.class_name == "SecureTextField" else {}
                data = with_attribute(dump, node, change) if change else None
                if data:
                    path = Path(folder, f"d{number}-n{node.index}.xml")
                    path.write_bytes(data)
                    files[path.name] = f"{dump.path.name} node {node.index}"
        paths = [Path(folder, name) for name in files]
        for rendering in ("text", "json", "svg", "stats"):
            found = program.describe_all(paths, rendering) if paths else {}
            for name, where in files.items():
                output = found.get(name, b"")
                tally.add(bool(output) and SECRET.encode() not in output, f"{where} as {rendering}")
    return tally


def hides_text(dump: Dump, node: Node) -> bool:
    return node.flag("password") or node.class_name == "SecureTextField"
