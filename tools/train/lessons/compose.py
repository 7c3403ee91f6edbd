"""Puts items of the lexicon or of real apps on a page that suits their roles."""

import re

import furniture
import words
from dump import Node
from icons import ICONS
from page import Page, any_label, any_nav
from parts import WIDGET, Item

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SLOT = re.compile(r"\{(\w+)\}")


def words_of_id(name):
    return _CAMEL.sub(" ", name).replace("_", " ").lower()


def filled(rng, text, language="en", slots=None):
    """The phrase with placeholders such as {name} filled; what was filled is put into `slots`."""

    def put(match):
        value = words.value(rng, match[1], language)
        if slots is not None:
            slots[match[1]] = value
        return value

    return _SLOT.sub(put, text)


def bare(label):
    """A label without its placeholders."""
    return " ".join(_SLOT.sub("", label).split()) or label.strip("{}")


def item_of(rng, concept, language="en", role=None):
    """An item for a concept: one of its labels, ids and descriptions."""
    labels = concept.get("label_" + language) if language != "en" else ()
    labels = labels or concept.labels
    if role is None:
        role = concept.roles[0] if rng.random() < 0.7 else rng.choice(concept.roles)
    ids = concept.get("id")
    descs = concept.get("desc") if language == "en" else ()
    return Item(
        role,
        filled(rng, rng.choice(labels)),
        rng.choice(descs) if descs else "",
        words_of_id(rng.choice(ids)) if ids else "",
        key=concept,
    )


def compose(rng, style, items, title, own_icon=True, dialog=False):
    """The page. Items for which there is no room are left without nodes."""
    page = Page(style, title)
    by = {}
    for item in items:
        by.setdefault(item.role, []).append(item)
    if dialog and len(by.get("button", ())) >= 1:
        rest = [item for role in ("radio", "checkbox", "row") for item in by.get(role, ())][:5]
        page.dialog(title, words.title(rng) if rng.random() < 0.5 else "", by["button"][:3], rest)
        return page
    icons = by.get("icon", [])
    rng.shuffle(icons)
    in_bar = icons[: rng.choice((0, 1, 2, 3))]
    icons = icons[len(in_bar) :]
    if in_bar or rng.random() < 0.85:
        page.app_bar(title, any_nav(rng), in_bar, rng.random() < 0.4)
    fields = by.get("field", [])
    for item in list(fields):
        if "search" in (item.id + item.label).lower() and rng.random() < 0.8:
            item.hint = item.label
            page.search_bar(item, rng.sample(ICONS, rng.choice((0, 0, 1))))
            fields.remove(item)
            break
    tabs = by.get("tab", [])
    if tabs:
        while len(tabs) < 3:
            tabs.append(Item("tab", any_label(rng)[:12]))
        tabs = tabs[:5]
        rng.shuffle(tabs)
        tabs[rng.randrange(len(tabs))].selected = True
        at_bottom = rng.random() < 0.65
        page.tabs(
            tabs, rng.sample(ICONS, len(tabs)) if rng.random() < (0.7 if at_bottom else 0.15) else None, at_bottom
        )
    if icons and rng.random() < 0.25:
        page.fab(icons.pop())
    blocks = []
    rows = [item for role in ("row", "switch", "checkbox", "radio", "dropdown", "heading") for item in by.get(role, ())]
    rng.shuffle(rows)
    row_icons = rng.random() < 0.35
    summaries = rng.choice((0.0, 0.2, 0.5))

    def list_rows():
        for item in rows:
            if not page.fits(80):
                break
            if not item.summary and rng.random() < summaries:
                item.summary = rng.choice(
                    (any_label(rng), "On" if item.on else "Off" if item.role == "switch" else words.title(rng))
                )
            page.row(item, rng.choice(ICONS) if row_icons else None, furniture.CHEVRON if rng.random() < 0.06 else None)

    def list_fields():
        for item in fields:
            if page.fits(100):
                page.field(item)

    def list_icons():
        left = list(icons)
        while left and page.fits(64):
            count = min(len(left), rng.choice((2, 3, 4, 5)))
            page.icons(left[:count], rng.choice((40, 48, 56)), rng.random() < 0.8)
            left = left[count:]

    def list_buttons():
        left = [item for role in ("button", "link", "key") for item in by.get(role, ())]
        rng.shuffle(left)
        while left and page.fits(60):
            if rng.random() < 0.5 or any(len(item.label) > 16 for item in left[:2]):
                page.button(left.pop(0))
            else:
                page.buttons(left[:2])
                left = left[2:]

    def list_rest():
        for item in by.get("slider", ()):
            if page.fits(90):
                page.paragraph(item.label)
                node = Node(
                    WIDGET + "SeekBar",
                    (style.px(24), page.top, style.width - style.px(24), page.top + style.px(32)),
                    "slider",
                    "",
                    item.desc or item.label,
                    style.id(item.id or item.label),
                    False,
                )
                page.body.append(node)
                item.placed(node)
                page.top += style.px(40)
        for item in by.get("text", []) + by.get("image", []):
            if page.fits(60):
                node = page.paragraph(item.label)
                node.click = True
                item.placed(node)

    for block, has in (
        (list_rows, rows),
        (list_fields, fields),
        (list_icons, icons),
        (list_buttons, by.get("button") or by.get("link") or by.get("key")),
        (list_rest, True),
    ):
        if has:
            blocks.append(block)
    if rng.random() < 0.5:
        rng.shuffle(blocks)
    for block in blocks:
        block()
    page.scrolls = len(rows) > 4 and rng.random() < 0.7
    return page
