"""Nodes of a screen under construction, and the uiautomator dump they become."""

import re

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Node:
    """One node: what the dump says of it, and what a person would call it (`kind`, `names`), which the dump does not say.

    `box` is (left, top, right, bottom) in pixels. `names` are words for it beside its text; `cell` and `part` place it in
    a list of like things (the third product, its heart).
    """

    __slots__ = (
        "box",
        "cell",
        "checkable",
        "checked",
        "children",
        "click",
        "cls",
        "desc",
        "enabled",
        "focused",
        "hint",
        "index",
        "item",
        "kind",
        "long",
        "names",
        "part",
        "password",
        "rid",
        "scroll",
        "selected",
        "shapes",
        "text",
    )

    def __init__(
        self, cls, box, kind="", text="", desc="", rid="", click=False, names=(), shapes=(), part="", item=None
    ):
        self.cls, self.box, self.kind, self.text, self.desc, self.rid = cls, box, kind, text, desc, rid
        self.click, self.names, self.shapes, self.part, self.item = click, names, shapes, part, item
        self.hint = ""
        self.long = self.checkable = self.checked = self.focused = self.scroll = self.password = self.selected = False
        self.enabled = True
        self.children = []
        self.cell = None
        self.index = -1

    def add(self, *nodes):
        self.children.extend(nodes)
        return self

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def width(self):
        return self.box[2] - self.box[0]

    @property
    def height(self):
        return self.box[3] - self.box[1]

    @property
    def center(self):
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


def quoted(value):
    """An attribute value with what XML reserves escaped."""
    value = str(value)
    if "&" in value:
        value = value.replace("&", "&amp;")
    if "<" in value:
        value = value.replace("<", "&lt;").replace(">", "&gt;")
    if '"' in value:
        value = value.replace('"', "&quot;")
    if "\n" in value:
        value = value.replace("\n", "&#10;")
    return _CONTROL.sub("", value)


class Screen:
    """A finished screen: a root node whose descendants are numbered in document order, and its dump."""

    def __init__(self, package, width, height, root, flat=False, title="", locale="en"):
        self.package, self.width, self.height, self.root = package, width, height, root
        self.flat, self.title, self.locale = flat, title, locale
        self.nodes = list(root.walk())
        for index, node in enumerate(self.nodes):
            node.index = index
        self.xml = self.write()

    def write(self):
        """The dump. `xml` holds what it was when the screen was made."""
        out = ["<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation=\"0\">"]
        self._write(self.root, out, self.package)
        out.append("</hierarchy>")
        return "".join(out)

    def _write(self, node, out, package):
        left, top, right, bottom = node.box
        out.append(f'<node class="{node.cls}"')
        if node.text:
            out.append(f' text="{quoted(node.text)}"')
        if node.desc:
            out.append(f' content-desc="{quoted(node.desc)}"')
        if node.rid:
            out.append(f' resource-id="{node.rid}"')
        if node.hint:
            out.append(f' hint="{quoted(node.hint)}"')
        out.append(f' package="{package}" clickable="{"true" if node.click else "false"}"')
        if node.checkable:
            out.append(f' checkable="true" checked="{"true" if node.checked else "false"}"')
        if node.long:
            out.append(' long-clickable="true"')
        if node.focused:
            out.append(' focused="true"')
        if node.scroll:
            out.append(' scrollable="true"')
        if node.password:
            out.append(' password="true"')
        if node.selected:
            out.append(' selected="true"')
        out.append(f' enabled="{"true" if node.enabled else "false"}" bounds="[{left},{top}][{right},{bottom}]"')
        if node.children:
            out.append(">")
            for child in node.children:
                self._write(child, out, package)
            out.append("</node>")
        else:
            out.append("/>")
