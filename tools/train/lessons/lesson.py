"""A lesson and the line it is written as."""


class Lesson:
    """One step: what a person says, what was done before, and the right call."""

    __slots__ = ("arguments", "call", "history", "instruction", "language", "node", "nodes")

    def __init__(self, instruction, call, arguments=None, node=None, nodes=None, history=(), language="en"):
        self.instruction, self.call, self.arguments = instruction, call, arguments or {}
        self.node, self.nodes, self.history, self.language = node, nodes, list(history), language

    def row(self, kind, name):
        row = {
            "id": name,
            "set": kind,
            "language": self.language,
            "instruction": self.instruction,
            "history": self.history,
            "call": {"name": self.call, "arguments": self.arguments},
            "node": self.node,
        }
        if self.nodes and len(self.nodes) > 1:
            row["nodes"] = self.nodes
        return row


def group(screen, lessons):
    """A screen with the lessons on it."""
    return screen, lessons


def at(item):
    """`node` and `nodes` of an item that was placed: the first of its nodes that is on the screen, and those as right."""
    present = [node for node in item.nodes if node.index >= 0 and (node.click or node.checkable)]
    indices = [node.index for node in present]
    return {"node": indices[0], "nodes": indices} if indices else {}


def drawn(ways):
    """A kind's `make` that draws its ways by their shares; a way gives a screen with lessons, or nothing."""

    def make(rng, world, count):
        made = 0
        while made < count:
            done = rng.choices([way for way, _ in ways], [share for _, share in ways])[0](rng, world)
            if done and done[1]:
                made += len(done[1])
                yield group(*done)

    return make
