"""Kind c: real dumps with other words: their nesting, classes, ids and boxes, and things to point at on them."""

import pathlib
import re
import xml.etree.ElementTree as ElementTree

import strings
import wording
import words
from dump import Node
from icons import ICONS
from kinds.referring import WAYS, weight
from lesson import Lesson, group
from page import any_label
from pointing import Pointing

_BOUNDS = re.compile(r"-?\d+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BY_WORD = {}
for _icon in ICONS:
    for _word in _icon.ids:
        _BY_WORD.setdefault(_word.replace("_", " "), _icon)
_LIMIT = 60_000


class RealScreen:
    """A real dump as `Pointing` reads it; `xml` is written anew from the changed tree."""

    flat, title = False, ""

    def __init__(self, text):
        self.tree = ElementTree.fromstring(text)
        elements = list(self.tree.iter("node"))
        boxes = [
            tuple(int(number) for number in _BOUNDS.findall(element.get("bounds", ""))[:4]) for element in elements
        ]
        self.width = max((box[2] for box in boxes if len(box) == 4), default=0)
        self.height = max((box[3] for box in boxes if len(box) == 4), default=0)
        self.elements, self.boxes = elements, boxes

    @property
    def usable(self):
        return (
            6 <= len(self.elements) <= 260
            and self.width >= 300
            and self.height >= 500
            and all(len(box) == 4 for box in self.boxes)
        )

    def read(self, rng, pool):
        """Swaps the words and builds the nodes."""
        self.nodes = []
        swapped = {}
        package = max(
            (element.get("package", "") for element in self.elements),
            key=[e.get("package", "") for e in self.elements].count,
        )
        self.package = package
        for index, (element, box) in enumerate(zip(self.elements, self.boxes, strict=True)):
            if self.is_icon(element, box):
                self.swap_icon(rng, element)
            for name in ("text", "content-desc"):
                value = element.get(name, "")
                if value and not (name == "content-desc" and self.is_icon(element, box)):
                    if value not in swapped:
                        swapped[value] = like(rng, value, pool)
                    element.set(name, swapped[value])
            node = Node(
                element.get("class", ""),
                box,
                "",
                element.get("text", ""),
                element.get("content-desc", ""),
                element.get("resource-id", ""),
                element.get("clickable") == "true",
            )
            node.index = index
            node.checkable = element.get("checkable") == "true"
            node.checked = element.get("checked") == "true"
            node.selected = element.get("selected") == "true"
            node.enabled = element.get("enabled") != "false"
            if element.get("package", "") == package and self.is_shown(box) and node.enabled:
                self.name(node)
            self.nodes.append(node)
        places = {element: place for place, element in enumerate(self.elements)}
        for element, node in zip(self.elements, self.nodes, strict=True):
            node.children = [self.nodes[places[child]] for child in element if child.tag == "node"]
        self.root = Node("", (0, 0, self.width, self.height), "layout")
        self.root.children = [self.nodes[places[child]] for child in self.tree if child.tag == "node"]
        self.xml = ElementTree.tostring(self.tree, encoding="unicode")
        return self

    def is_shown(self, box):
        return box[2] - box[0] > 8 and box[3] - box[1] > 8 and box[0] >= 0 and box[1] >= 0

    def is_icon(self, element, box):
        return (
            "Image" in element.get("class", "")
            and (box[2] - box[0]) * 6 <= self.width
            and (box[3] - box[1]) * 8 <= self.height
        )

    def swap_icon(self, rng, element):
        """Another icon in its place: described, identified or neither, as the one that was there."""
        icon = rng.choice(ICONS)
        if element.get("content-desc"):
            element.set("content-desc", rng.choice(icon.descs))
        package, mark, tail = element.get("resource-id", "").partition(":id/")
        if tail and any(word in _BY_WORD for word in re.split(r"[_ ]", _CAMEL.sub("_", tail).lower())):
            element.set("resource-id", package + mark + rng.choice(icon.ids).replace(" ", "_"))

    def name(self, node):
        """The kind that people would see, from class, size and words."""
        cls = node.cls.split(".")[-1]
        small = node.width * 6 <= self.width and node.height * 8 <= self.height
        if "EditText" in cls:
            node.kind = "field"
        elif "Switch" in cls or "Toggle" in cls:
            node.kind = "switch"
        elif "CheckBox" in cls:
            node.kind = "checkbox"
        elif "RadioButton" in cls:
            node.kind = "radio"
        elif "Image" in cls:
            node.kind = "icon" if small else "image"
        elif "Button" in cls:
            node.kind = "button" if node.text else "icon" if small else "button"
        elif "TextView" in cls:
            node.kind = "text"
        elif node.click:
            node.kind = (
                "icon"
                if small and node.desc
                else "row"
                if node.width * 2 > self.width and node.height * 4 < self.height
                else ("tile" if node.height * 3 < self.height else "")
            )
        if node.kind == "icon":
            words_of_id = _CAMEL.sub(" ", node.rid.split("/")[-1]).replace("_", " ").lower()
            icon = _BY_WORD.get(words_of_id) or next(
                (_BY_WORD[word] for word in words_of_id.split() if word in _BY_WORD), None
            )
            if icon:
                node.names, node.shapes = icon.names, icon.shapes
            if node.desc:
                node.names = [node.desc.lower()]


def like(rng, value, pool):
    """Other words of the same sort and about the same length; figures stay figures."""
    if len(value) <= 1 or rng.random() < 0.15:
        return value
    if value.replace(":", "").replace(".", "").replace(",", "").replace("%", "").strip().isdigit():
        return re.sub(r"\d", lambda match: str(rng.randrange(1, 10)), value)
    if re.search(r"\d{1,2}:\d\d", value) and len(value) < 10:
        return words.clock(rng)
    if len(value) > 60:
        return " ".join(any_label(rng, pool) for _ in range(min(8, max(3, len(value) // 18))))
    best = min((any_label(rng, pool) for _ in range(5)), key=lambda label: abs(len(label) - len(value)))
    return best.upper() if value.isupper() and len(value) > 2 else best


_texts = []


def texts():
    """The dumps that may be learnt from: those of the development set are not."""
    if not _texts:
        data = strings.folder()
        if not data:
            return _texts
        listed = next(
            (
                parent / "fixtures/lessons/real-dev.txt"
                for parent in pathlib.Path(__file__).resolve().parents
                if (parent / "fixtures/lessons/real-dev.txt").is_file()
            ),
            None,
        )
        held = set(listed.read_text(encoding="utf-8").split()) if listed else set()
        for path in sorted((data / "dumps" / "uiautomator").glob("*.xml")):
            if str(path.relative_to(data)) in held or path.stat().st_size > _LIMIT:
                continue
            text = path.read_text(encoding="utf-8", errors="replace")
            try:
                if RealScreen(text).usable:
                    _texts.append(text)
            except (ElementTree.ParseError, ValueError):
                continue
    return _texts


def make(rng, world, count):
    made = 0
    if not texts():
        return
    ways = [way for way, _ in WAYS if way != "by_cell"]
    shares = [share for way, share in WAYS if way != "by_cell"]
    while made < count:
        screen = RealScreen(rng.choice(texts())).read(rng, world.labels(rng))
        language = "en" if rng.random() < 0.9 else rng.choice(("de", "es", "fr", "zh"))
        pointing = Pointing(rng, screen, language)
        if len(pointing.targets) < 3:
            made += 1
            continue
        lessons, seen = [], set()
        weights = [weight(thing, False) for thing in pointing.targets]
        for _ in range(6):
            way = rng.choices(ways, shares)[0]
            for thing in rng.choices(pointing.targets, weights, k=4):
                said = getattr(pointing, way)(thing)
                if said and said.lower() not in seen:
                    seen.add(said.lower())
                    lessons.append(
                        Lesson(wording.noisy(rng, said, language), "tap", node=thing.node.index, language=language)
                    )
                    break
        if lessons:
            made += len(lessons)
            yield group(screen, lessons)
