"""What a dump says, read with Python's own parsers: the reference that the program's output is held against."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

BOUNDS = re.compile(r"\[(-?\d+),(-?\d+)\]\[(-?\d+),(-?\d+)\]")
START_TAG = re.compile(rb"<(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>")
# XCUITest types that react to a tap by their nature; the format has no `clickable`.
TAPPABLE_TYPES = set("Button Cell Switch Toggle Link TextField SecureTextField SearchField TextView Key".split())
TEXT_TYPES = {"StaticText", "TextField", "TextView", "SearchField", "SecureTextField", "Link"}


@dataclass
class Node:
    """One node; `index` counts the dump's nodes in document order, `tag` is the byte range of its start tag."""

    index: int
    parent: int
    attributes: dict[str, str]
    class_name: str
    tag: tuple[int, int] = (0, 0)
    bounds: tuple[int, int, int, int] | None = None
    children: list[int] = field(default_factory=list)

    def flag(self, name: str) -> bool:
        return self.attributes.get(name) == "true"

    @property
    def is_empty(self) -> bool:
        """No area, in the written order of the bounds: inverted bounds count as empty."""
        return self.bounds is not None and not (self.bounds[0] < self.bounds[2] and self.bounds[1] < self.bounds[3])

    @property
    def is_inverted(self) -> bool:
        return self.bounds is not None and (self.bounds[0] > self.bounds[2] or self.bounds[1] > self.bounds[3])

    @property
    def center(self) -> tuple[float, float]:
        left, top, right, bottom = self.bounds or (0, 0, 0, 0)
        return (left + right) / 2, (top + bottom) / 2


@dataclass
class Dump:
    """A dump that Python's parsers accept; `kind` is uiautomator, appium, xcuitest or a JSON shape's name."""

    path: Path
    data: bytes
    kind: str
    nodes: list[Node]
    size: tuple[int, int]
    roots: int

    def hidden(self, node: Node) -> bool:
        """Said to be invisible by its own attributes."""
        return any(node.attributes.get(name) == "false" for name in ("visible-to-user", "displayed", "visible"))

    def on_screen(self, node: Node) -> bool:
        """Has an area that meets the screen; a node without any bounds (a toast) counts."""
        if node.bounds is None:
            return True
        if node.is_empty:
            return False
        left, top, right, bottom = node.bounds
        return right > 0 and bottom > 0 and left < self.size[0] and top < self.size[1]

    def visible(self, node: Node) -> bool:
        return self.on_screen(node) and not self.hidden(node)

    def plainly_visible(self, node: Node) -> bool:
        """The lenient reading: the node and all its ancestors are visible, and it lies within each of them."""
        step, box = node, node.bounds
        while True:
            if not self.visible(step):
                return False
            if box and step.bounds:
                box = (max(box[0], step.bounds[0]), max(box[1], step.bounds[1]),
                       min(box[2], step.bounds[2]), min(box[3], step.bounds[3]))
                if box[0] >= box[2] or box[1] >= box[3]:
                    return False
            if step.parent < 0:
                return True
            step = self.nodes[step.parent]

    def labels(self, node: Node) -> list[str]:
        """The node's own label strings, white space folded; the text of a password node is not one of them."""
        values = node.attributes
        if self.kind == "xcuitest":
            kind = node.class_name
            found = [values.get("label", ""), values.get("placeholderValue", "")]
            value = values.get("value", "")
            if kind != "SecureTextField" and (kind in TEXT_TYPES or value not in ("0", "1")):
                found.append(value)
        else:
            found = [values.get("content-desc", ""), values.get("hint", "")]
            if not node.flag("password"):
                found.insert(0, values.get("text", ""))
        return list(dict.fromkeys(filter(None, map(fold, found))))

    def subtree(self, node: Node):
        yield node
        for child in node.children:
            yield from self.subtree(self.nodes[child])

    def is_labelled(self, node: Node) -> bool:
        return any(self.labels(each) for each in self.subtree(node))

    def is_clickable(self, node: Node) -> bool:
        return node.class_name in TAPPABLE_TYPES if self.kind == "xcuitest" else node.flag("clickable")


def fold(text: str) -> str:
    return " ".join(text.split())


def read(path: Path) -> Dump | None:
    """The dump, or None where Python's parser refuses it or where it holds no single tree of a known shape."""
    data = path.read_bytes()
    try:
        if data.lstrip()[:1] in (b"{", b"["):
            kind, nodes, size = *read_json(json.loads(data)), None
        else:
            kind, nodes, size = read_xml(data)
    except (expat.ExpatError, ValueError, OverflowError, RecursionError):
        return None
    if not nodes:
        return Dump(path, data, kind or "unknown", [], (0, 0), 0)
    roots = [node for node in nodes if node.parent < 0]
    if not size:
        boxes = [node.bounds for node in roots if node.bounds] or [node.bounds for node in nodes if node.bounds]
        size = (max((box[2] for box in boxes), default=0), max((box[3] for box in boxes), default=0))
    return Dump(path, data, kind, nodes, size, len(roots))


def read_xml(data: bytes) -> tuple[str, list[Node], tuple[int, int] | None]:
    nodes: list[Node] = []
    open_nodes: list[int] = []
    size = None
    kind = ""
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal size, kind
        is_ios = tag.startswith("XCUIElementType")
        if tag == "hierarchy" and attributes.get("width", "").isdigit() and attributes.get("height", "").isdigit():
            size = (int(attributes["width"]), int(attributes["height"]))
        if tag in ("hierarchy", "AppiumAUT") or not (tag == "node" or is_ios or "bounds" in attributes or "." in tag):
            open_nodes.append(-1)
            return
        kind = kind or ("xcuitest" if is_ios else "uiautomator" if tag == "node" else "appium")
        parent = next((each for each in reversed(open_nodes) if each >= 0), -1)
        name = tag.removeprefix("XCUIElementType") if is_ios else attributes.get("class", tag)
        begin = parser.CurrentByteIndex
        node = Node(len(nodes), parent, dict(attributes), name)
        if tag_bytes := START_TAG.match(data, begin):
            node.tag = tag_bytes.span()
        if match := BOUNDS.fullmatch(attributes.get("bounds", "")):
            node.bounds = tuple(map(int, match.groups()))
        elif is_ios and "x" in attributes:
            x, y, width, height = (int(float(attributes.get(key) or 0)) for key in ("x", "y", "width", "height"))
            node.bounds = (x, y, x + width, y + height)
        if parent >= 0:
            nodes[parent].children.append(node.index)
        nodes.append(node)
        open_nodes.append(node.index)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda tag: open_nodes.pop()
    parser.Parse(data, True)
    return kind, nodes, size


def read_json(value) -> tuple[str, list[Node]]:
    """One tree of objects with `children`, or DroidBot's flat `views`; a recording of several screens gives none."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, dict):
        return "", []
    if isinstance(value.get("activity"), dict):
        value = value["activity"].get("root")
    nodes: list[Node] = []
    if isinstance(value, dict) and isinstance(value.get("views"), list):
        for view in value["views"]:
            add_json(view, view.get("parent", -1), nodes)
        return "droidbot", nodes

    def walk(item, parent: int) -> None:
        if isinstance(item, dict):
            index = add_json(item.get("attributes", item), parent, nodes)
            for child in item.get("children") or []:
                walk(child, index)

    if isinstance(value, dict) and "children" in value:
        walk(value, -1)
    return "json", nodes


def add_json(item: dict, parent: int, nodes: list[Node]) -> int:
    names = {"contentDesc": "content-desc", "content_description": "content-desc", "accessibilityText": "content-desc",
             "contentDescription": "content-desc", "hintText": "hint", "longClickable": "long-clickable",
             "long_clickable": "long-clickable", "isPassword": "password", "is_password": "password"}
    attributes = {}
    for key, each in item.items():
        if isinstance(each, list) and key in ("content-desc",):
            each = " ".join(str(part) for part in each if part)
        if isinstance(each, bool):
            each = "true" if each else "false"
        if isinstance(each, (str, int, float)):
            attributes[names.get(key, key)] = str(each)
    class_name = attributes.get("className") or attributes.get("class", "")
    if attributes.get("text") == class_name:  # mobilerun's formatter writes the class where there is no text
        attributes["text"] = ""
    box = item.get("bounds")
    if isinstance(box, dict):
        box = [box.get(side, 0) for side in ("left", "top", "right", "bottom")]
    numbers = [int(n) for n in re.findall(r"-?\d+", json.dumps(box))]
    node = Node(len(nodes), parent, attributes, class_name, bounds=tuple(numbers) if len(numbers) == 4 else None)
    nodes.append(node)
    if 0 <= parent < node.index:
        nodes[parent].children.append(node.index)
    return node.index


def with_attribute(dump: Dump, node: Node, values: dict[str, str]) -> bytes | None:
    """The dump's bytes with attributes of one start tag replaced (none added); None where one is absent."""
    begin, end = node.tag
    tag = dump.data[begin:end]
    for name, value in values.items():
        pattern = rb"(\s" + name.encode() + rb"\s*=\s*)(\"[^\"]*\"|'[^']*')"
        replacement = b'"' + value.encode() + b'"'
        tag, count = re.subn(pattern, lambda match: match.group(1) + replacement, tag, count=1)
        if not count:
            return None
    return dump.data[:begin] + tag + dump.data[end:]
