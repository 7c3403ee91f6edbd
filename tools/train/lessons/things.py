"""What a person sees on a screen: things with kinds, names and boxes, and how they lie to each other."""

KINDS = {
    "icon": {"icon", "button"},
    "image": {"image"},
    "text": {"text"},
    "heading": {"text", "heading"},
    "caption": {"text"},
    "option": {"text", "option"},
    "button": {"button"},
    "link": {"link", "text"},
    "chip": {"button", "option", "chip"},
    "field": {"field"},
    "switch": {"switch"},
    "checkbox": {"checkbox"},
    "radio": {"radio"},
    "slider": {"slider"},
    "tab": {"tab", "option"},
    "row": {"row", "option"},
    "tile": {"tile", "image", "option"},
    "key": {"key", "button"},
    "dropdown": {"dropdown", "option"},
    "noise": set(),
    "list": set(),
    "layout": set(),
}


class Thing:
    __slots__ = ("box", "item", "kinds", "label", "names", "node", "shapes", "x", "y")

    def __init__(self, node, kinds, label):
        self.node, self.kinds, self.label, self.box = node, kinds, label, node.box
        self.names, self.shapes, self.item = list(node.names), list(node.shapes), node.item
        self.x, self.y = node.center

    @property
    def width(self):
        return self.box[2] - self.box[0]

    @property
    def height(self):
        return self.box[3] - self.box[1]


def things(screen):
    """The things of a screen that a call can point at, in reading order."""
    found = []
    if screen.flat:
        for node in screen.nodes[1:]:
            kinds = KINDS.get(node.kind)
            if kinds:
                found.append(Thing(node, kinds, node.text or node.desc))
    else:
        _collect(screen.root, found)
    return in_order(found)


def _collect(node, found):
    """Nested dumps: what reacts, with the words of what merges into it; other texts by themselves are left out."""
    for child in node.children:
        kinds = KINDS.get(child.kind)
        if kinds and (child.click or child.checkable):
            label = child.text or child.desc
            kinds = set(kinds)
            for below in child.walk():
                if below is not child and below.kind in ("switch", "checkbox", "radio"):
                    kinds.add(below.kind)
                if not label and below.kind in ("option", "tab", "text") and below.text:
                    label = below.text
            thing = Thing(child, kinds, label)
            found.append(thing)
        elif kinds and child.text and child.kind in ("text", "heading"):
            found.append(Thing(child, kinds | {"still"}, child.text))
        _collect(child, found)


def rows_of(found):
    """Things grouped into rows by their middles, top to bottom, each left to right."""
    rows = []
    for thing in sorted(found, key=lambda thing: (thing.y, thing.x)):
        if rows:
            last = rows[-1]
            middle = sum(other.y for other in last) / len(last)
            if abs(thing.y - middle) < 0.4 * min(thing.height, min(other.height for other in last)):
                last.append(thing)
                continue
        rows.append([thing])
    return [sorted(row, key=lambda thing: thing.x) for row in rows]


def in_order(found):
    return [thing for row in rows_of(found) for thing in row]


def inside(inner, outer):
    return (
        outer.box[0] <= inner.box[0]
        and inner.box[2] <= outer.box[2]
        and outer.box[1] <= inner.box[1]
        and inner.box[3] <= outer.box[3]
    )


def level(a, b):
    """Whether two things share a line: they overlap by half the lower one's height."""
    shared = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
    return shared >= 0.5 * min(a.height, b.height) and not inside(a, b) and not inside(b, a)


def gap_beside(a, b):
    """Pixels from a's right edge to b, if b lies right of a; negative for overlap."""
    return b.box[0] - a.box[2]


def right_of(anchor, others, tolerance):
    """Those on the anchor's line and right of it, nearest first."""
    found = [
        (other.box[0] - anchor.box[2], other)
        for other in others
        if other is not anchor and level(anchor, other) and other.box[0] >= anchor.box[2] - tolerance
    ]
    return [other for _, other in sorted(found, key=lambda pair: pair[0])]


def left_of(anchor, others, tolerance):
    found = [
        (anchor.box[0] - other.box[2], other)
        for other in others
        if other is not anchor and level(anchor, other) and other.box[2] <= anchor.box[0] + tolerance
    ]
    return [other for _, other in sorted(found, key=lambda pair: pair[0])]


def _stacked(anchor, other):
    shared = min(anchor.box[2], other.box[2]) - max(anchor.box[0], other.box[0])
    return shared >= 0.4 * min(anchor.width, other.width)


def below(anchor, others, tolerance):
    """Those under the anchor that share its column, nearest first."""
    found = [
        (other.box[1] - anchor.box[3], abs(other.x - anchor.x), other)
        for other in others
        if other is not anchor and _stacked(anchor, other) and other.box[1] >= anchor.box[3] - tolerance
    ]
    return [(gap, other) for gap, _, other in sorted(found, key=lambda found: found[:2])]


def above(anchor, others, tolerance):
    found = [
        (anchor.box[1] - other.box[3], abs(other.x - anchor.x), other)
        for other in others
        if other is not anchor and _stacked(anchor, other) and other.box[3] <= anchor.box[1] + tolerance
    ]
    return [(gap, other) for gap, _, other in sorted(found, key=lambda found: found[:2])]


def nearest_alone(found, slack):
    """The nearest of (gap, thing) pairs if no other is about as near."""
    if not found:
        return None
    if len(found) > 1 and found[1][0] < found[0][0] + slack:
        return None
    return found[0][1]
