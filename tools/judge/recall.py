"""What of a dump survives: labels in the text, clickable nodes among the elements, ids."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from .dumps import Dump, Node, fold


@dataclass
class Tally:
    """Hits out of a total, and a line for each miss."""

    hits: int = 0
    total: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, hit: bool, miss: str) -> None:
        self.total += 1
        if hit:
            self.hits += 1
        else:
            self.misses.append(miss)

    def merge(self, other: "Tally") -> None:
        self.hits += other.hits
        self.total += other.total
        self.misses += other.misses

    @property
    def is_complete(self) -> bool:
        return self.hits == self.total


def soften(text: str) -> str:
    """For the lenient reading: compatibility forms made equal, invisible characters and escapes gone."""
    kept = (char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) not in ("Cc", "Cf"))
    return fold(re.sub(r"\\(.)", r"\1", "".join(kept)))


def is_bounded(label: str, text: str, besides: int = 0) -> bool:
    """The label occurs as whole words, more often than `besides` times."""
    before = r"(?<![A-Za-z0-9])" if label[:1].isascii() and label[:1].isalnum() else ""
    after = r"(?![A-Za-z0-9])" if label[-1:].isascii() and label[-1:].isalnum() else ""
    return len(re.findall(before + re.escape(label) + after, text)) > besides


class Labels:
    """Label recall in five readings; `strict` and `lenient` are the bar's, the others are told beside them."""

    readings = ("strict", "lenient", "whole words", "each occurrence", "off-screen too")

    def __init__(self) -> None:
        self.tallies = {name: Tally() for name in self.readings}

    def measure(self, dump: Dump, text: str, element_count: int) -> None:
        folded = fold(text)
        soft = soften(text)
        carriers: dict[str, list[Node]] = {}
        for node in dump.nodes:
            for label in dump.labels(node):
                carriers.setdefault(label, []).append(node)
        for label, nodes in carriers.items():
            seen = [node for node in nodes if dump.visible(node)]
            where = f"{dump.path.name} node {(seen or nodes)[0].index}: {label!r}"
            self.tallies["off-screen too"].add(label in folded, where)
            if not seen:
                continue
            self.tallies["strict"].add(label in folded, where)
            # A bare number may be found in an element's id: that occurrence does not count.
            ids = 1 if label.isdigit() and label.isascii() and 1 <= int(label) <= element_count else 0
            self.tallies["whole words"].add(is_bounded(label, folded, besides=ids), where)
            separate = [node for node in seen if not self.repeats_an_ancestor(dump, node, label)]
            found = folded.count(label)
            self.tallies["each occurrence"].add(found >= len(separate), f"{where} {found} of {len(separate)} times")
            if any(dump.plainly_visible(node) for node in seen):
                self.tallies["lenient"].add(soften(label) in soft, where)

    @staticmethod
    def repeats_an_ancestor(dump: Dump, node: Node, label: str) -> bool:
        parent = node.parent
        while parent >= 0:
            if label in dump.labels(dump.nodes[parent]):
                return True
            parent = dump.nodes[parent].parent
        return False


class Clickables:
    """Labelled clickable nodes that can be tapped, and every clickable node offered exactly once."""

    classes = ("enabled", "disabled", "empty bounds", "off-screen", "said invisible")

    def __init__(self) -> None:
        self.recall = {"strict": Tally(), "lenient": Tally()}
        self.reach = {name: Tally() for name in self.classes}
        self.reach_leniently = Tally()
        self.offered_once = Tally()
        self.same_box = Tally()

    @classmethod
    def class_of(cls, dump: Dump, node: Node) -> str:
        if node.is_empty:
            return "empty bounds"
        if not dump.on_screen(node):
            return "off-screen"
        if dump.hidden(node):
            return "said invisible"
        return "disabled" if node.attributes.get("enabled") == "false" else "enabled"

    def measure(self, dump: Dump, elements: list[dict]) -> None:
        by_node = Counter(element.get("node") for element in elements)
        tapped = {element.get("node") for element in elements if "tap" in element.get("actions", [])}
        boxes = [element["bounds"] for element in elements if "tap" in element.get("actions", [])]
        for node, count in by_node.items():
            self.offered_once.add(count == 1, f"{dump.path.name} node {node}: {count} elements")
        repeated = Counter(tuple(box) for box in boxes)
        for box, count in repeated.items():
            self.same_box.add(count == 1, f"{dump.path.name} bounds {list(box)}: {count} tap elements")
        for node in dump.nodes:
            if not dump.is_clickable(node):
                continue
            kind = self.class_of(dump, node)
            where = f"{dump.path.name} node {node.index} ({kind}, {node.class_name})"
            x, y = node.center
            covered = any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in boxes)
            self.reach[kind].add(by_node[node.index] == 1, where)
            if kind == "enabled":
                self.reach_leniently.add(by_node[node.index] == 1 or covered, where)
                if dump.is_labelled(node):
                    self.recall["strict"].add(node.index in tapped, where)
                    self.recall["lenient"].add(node.index in tapped or covered, where)


class Identifiers:
    """Ids 1…n without a gap, each in the text; the text inside the JSON is the text rendering."""

    def __init__(self) -> None:
        self.tallies = {name: Tally() for name in ("contiguous", "present", "in order", "JSON holds the text")}

    @staticmethod
    def numbers(text: str):
        """Every number in the text; a range such as 12-45 stands for all between."""
        for first, last in re.findall(r"(?<![\d.,])(\d{1,6})(?:-(\d{1,6}))?(?![\d])", text):
            yield from range(int(first), min(int(last or first), int(first) + 20_000) + 1)

    def measure(self, name: str, text: str, described: dict) -> None:
        elements = described.get("elements", [])
        ids = [element.get("id") for element in elements]
        self.tallies["contiguous"].add(ids == list(range(1, len(ids) + 1)), f"{name}: {ids[:12]}…")
        numbers = list(self.numbers(text))
        absent = sorted(set(ids) - set(numbers), key=str)
        self.tallies["present"].add(not absent, f"{name}: ids {absent[:12]} are not in the text")
        stream = iter(numbers)
        self.tallies["in order"].add(all(each in stream for each in ids), f"{name}: ids do not appear in order")
        same = described.get("text", "").strip() == text.strip()
        self.tallies["JSON holds the text"].add(same, name)
