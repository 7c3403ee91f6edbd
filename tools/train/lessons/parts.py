"""The parts that pages are made of: bars, rows, tiles, fields, dialogs. Each is a node with a box in pixels."""

from dump import Node
from icons import BY_ID

WIDGET = "android.widget."


class Item:
    """Something to put on a page. `nodes` are its nodes once placed, the one to act on first.

    `role` is one of the lexicon's roles. `say` are words for it that stand nowhere on the screen.
    """

    __slots__ = (
        "desc",
        "enabled",
        "hint",
        "icon",
        "id",
        "key",
        "label",
        "names",
        "nodes",
        "on",
        "password",
        "role",
        "selected",
        "shapes",
        "summary",
        "value",
    )

    def __init__(
        self,
        role,
        label="",
        desc="",
        id="",
        summary="",
        on=False,
        hint="",
        value="",
        password=False,
        icon=None,
        names=(),
        shapes=(),
        key=None,
        selected=False,
    ):
        self.role, self.label, self.desc, self.id, self.summary, self.on = role, label, desc, id, summary, on
        self.hint, self.value, self.password, self.icon, self.names, self.shapes = (
            hint,
            value,
            password,
            icon,
            names,
            shapes,
        )
        self.enabled, self.key, self.selected, self.nodes = True, key, selected, []

    def placed(self, *nodes):
        self.nodes = [node for node in nodes if node is not None]
        for node in self.nodes:
            node.item = self
        return self.nodes[0]


def icon_node(style, icon, left, top, size, part="", item=None, kind="icon", tall=None):
    """A clickable icon. Its name is a description, an id, both, or (rarely) nothing."""
    rng = style.rng
    desc = rng.choice(icon.descs) if rng.random() < style.descs else ""
    rid = style.icon_id(icon) if not desc or rng.random() < 0.75 else ""
    if rng.random() < 0.06:
        desc, rid = "", ""
    cls = (
        rng.choice(("ImageView", "ImageButton", "ImageButton", "ImageButton", "ImageButton"))
        if style.flat
        else rng.choice(("ImageButton", "ImageView", "Button", "TextView") if desc else ("ImageButton", "ImageView"))
    )
    known = bool(desc or rid)
    box = (round(left), round(top), round(left + size), round(top + (tall or size)))
    name = "android.view.View" if style.compose else WIDGET + cls
    node = Node(name, box, kind, "", desc, rid, True, icon.names if known else (), icon.shapes if known else (), part)
    if item:
        item.placed(node)
    return node


def item_icon(style, item, left, top, size):
    """An icon button for an item of the lexicon: the description or the id is its only name."""
    rng = style.rng
    desc = item.desc if item.desc and (not item.id or rng.random() < style.descs) else ""
    if not desc and not item.id:
        desc = item.label
    rid = style.id(item.id.replace("_", " "), always=not desc) if item.id else ""
    box = (round(left), round(top), round(left + size), round(top + size))
    if not desc and not rid:
        desc = item.desc or item.label
    node = Node(
        WIDGET + ("ImageButton" if rng.random() < 0.6 else "ImageView"),
        box,
        "icon",
        "",
        desc,
        rid,
        True,
        list(item.names) or [name for name in (item.desc, item.label) if name],
        item.shapes,
    )
    item.placed(node)
    return node


def text_node(style, text, box, rid="", kind="text", click=False, part="", item=None):
    node = Node(style.text_class(), tuple(round(v) for v in box), kind, text, "", rid, click, (), (), part)
    if item:
        item.placed(node)
    return node


def text_width(style, text, size=16):
    """About how wide a text is, in pixels, at a font size in dp; wide scripts count double."""
    wide = sum(1.9 if ord(c) > 0x2E80 else 1 for c in text)
    return wide * size * 0.52 * style.u


def row_node(style, item, left, top, right, height, icon=None, chevron=None):
    """A list row: icon, title, summary, and a switch, check box or radio button where the role asks for it."""
    rng, px = style.rng, style.px
    bottom = top + height
    ident = item.id.replace("_", " ") if item.id else item.label
    row = Node(
        rng.choice((WIDGET + "LinearLayout", WIDGET + "RelativeLayout", "android.view.ViewGroup")),
        (round(left), round(top), round(right), round(bottom)),
        "row",
        "",
        "",
        style.id(ident + rng.choice(("", " row", " layout", " item"))) if rng.random() < 0.3 else "",
        True,
        [item.label] if item.label else (),
        (),
        "row",
    )
    x = left + px(16)
    if icon is not None:
        node = Node(
            WIDGET + "ImageView",
            (round(x), round(top + height / 2 - px(12)), round(x + px(24)), round(top + height / 2 + px(12))),
            "icon",
            "",
            "",
            style.icon_id(icon) if rng.random() < 0.6 else style.id("icon"),
            False,
            icon.names,
            icon.shapes,
            "icon",
        )
        if not node.rid or node.rid.endswith("/icon"):
            node.names, node.shapes = (), ()
        row.add(node)
        x += px(56) if rng.random() < 0.7 else px(40)
    widget, edge = None, right - px(16)
    if item.role in ("switch", "checkbox", "radio"):
        name = {"switch": "Switch", "checkbox": "CheckBox", "radio": "RadioButton"}[item.role]
        wide = px(48 if item.role == "switch" else 32)
        mid = top + height / 2
        at_left = item.role != "switch" and icon is None and rng.random() < 0.4
        wx = left + px(12) if at_left else edge - wide
        widget = Node(
            WIDGET + name,
            (round(wx), round(mid - px(14)), round(wx + wide), round(mid + px(14))),
            item.role,
            "",
            "",
            style.id(
                item.id.replace("_", " ")
                if item.id and rng.random() < 0.5
                else rng.choice(("switch widget", "checkbox", "toggle", name))
            ),
            False,
            (),
            (),
            item.role,
        )
        widget.checkable, widget.checked = True, item.on
        if at_left:
            x = left + px(56)
        else:
            edge = wx - px(8)
        widget.click = rng.random() < 0.15 and not style.flat
    elif chevron:
        node = Node(
            WIDGET + "ImageView",
            (
                round(right - px(40)),
                round(top + height / 2 - px(12)),
                round(right - px(16)),
                round(top + height / 2 + px(12)),
            ),
            "icon",
            "",
            "",
            style.icon_id(chevron),
            False,
            chevron.names,
            chevron.shapes,
            "chevron",
        )
        row.add(node)
        edge = right - px(44)
    middle = top + height / 2
    has_summary = item.summary and height >= px(52)
    title_top = middle - px(20) if has_summary else middle - px(11)
    full = rng.random() < 0.4
    title = text_node(
        style,
        item.label,
        (x, title_top, edge if full else min(edge, x + text_width(style, item.label)), title_top + px(22)),
        style.id(rng.choice(("title", "text", "name", "label", ident + " title"))),
        part="title",
    )
    title.kind = "option"
    row.add(title)
    if has_summary:
        row.add(
            text_node(
                style,
                item.summary,
                (
                    x,
                    middle + px(3),
                    edge if full else min(edge, x + text_width(style, item.summary, 13)),
                    middle + px(21),
                ),
                style.id(rng.choice(("summary", "subtitle", "description", "detail"))),
                part="summary",
            )
        )
    if widget is not None:
        row.add(widget)
    if item.role in ("switch", "checkbox", "radio"):
        row.checkable = False
    if not item.enabled:
        row.enabled = title.enabled = False
    if widget is not None and widget.click:
        widget.names = (item.label,)
    # In a flat dump the row itself is gone: the control stands for it, else the title.
    item.placed(row, *([widget] if widget is not None else []), title)
    return row


def tile_node(style, label, box, image_id="image", caption_id="title", summary="", icon=None, item=None, extra=()):
    """A tile of a grid: image above caption, clickable as a whole."""
    px = style.px
    left, top, right, bottom = box
    below = px(24) * (1 if label else 0) + (px(20) if summary else 0)
    tile = Node(
        style.rng.choice(("android.view.ViewGroup", WIDGET + "FrameLayout", WIDGET + "LinearLayout")),
        tuple(round(v) for v in box),
        "tile",
        "",
        "",
        "",
        True,
        [label] if label else (),
        (),
        "tile",
    )
    image = Node(
        WIDGET + "ImageView",
        (round(left), round(top), round(right), round(bottom - below)),
        "image",
        "",
        "",
        style.icon_id(icon) if icon is not None else style.id(image_id),
        False,
        icon.names if icon is not None else (),
        icon.shapes if icon is not None else (),
        "image",
    )
    tile.add(image)
    if label:
        wide = min(right - left, text_width(style, label, 14))
        mid = (left + right) / 2
        tile.add(
            text_node(
                style,
                label,
                (mid - wide / 2, bottom - below, mid + wide / 2, bottom - below + px(22)),
                style.id(caption_id),
                part="title",
            )
        )
    if summary:
        tile.add(
            text_node(
                style,
                summary,
                (left, bottom - px(20), left + min(right - left, text_width(style, summary, 13)), bottom),
                style.id("subtitle"),
                part="summary",
            )
        )
    for node in extra:
        tile.add(node)
    if item:
        item.placed(tile, *tile.children[1:2], image)
    return tile


def field_node(style, item, left, top, right, height=52):
    """A text field; its name is a hint, an id or a label drawn above it (by the caller)."""
    rng, px = style.rng, style.px
    box = (round(left), round(top), round(right), round(top + px(height)))
    node = Node(
        WIDGET + "EditText",
        box,
        "field",
        item.value,
        "",
        style.id(
            (item.id or item.label or "input").replace("_", " ")
            + rng.choice(("", "", " edit text", " input", " field"))
        ),
        True,
        [name for name in (item.label, item.hint) if name],
    )
    if item.hint and not item.value:
        if style.flat or rng.random() < 0.6:
            node.text = item.hint
        else:
            node.hint = item.hint
    elif item.hint and rng.random() < 0.5 and not style.flat:
        node.hint = item.hint
    if item.desc and not item.hint:
        node.desc = item.desc
    node.password = item.password
    if item.password and item.value:
        node.text = "•" * len(item.value)
    item.placed(node)
    return node


def button_node(style, item, left, top, right, height=44):
    rng = style.rng
    box = (round(left), round(top), round(right), round(top + style.px(height)))
    words = (item.id.replace("_", " ") or item.label) + rng.choice(("", " button", " btn"))
    if rng.random() < 0.3:
        words = rng.choice(("btn ", "button ")) + words
    label = item.label
    if rng.random() < 0.15:
        label = label.upper()
    node = Node(
        "android.view.View" if style.compose else WIDGET + "Button",
        box,
        item.role if item.role == "link" else "button",
        label,
        "",
        style.id(words),
        True,
        item.names,
    )
    node.enabled = item.enabled
    if item.role == "link":
        node.cls = style.text_class()
    item.placed(node)
    return node


def tab_node(style, item, box, icon=None, bottom=False):
    """A tab of a tab bar or a bottom navigation: text, icon, or both."""
    rng, px = style.rng, style.px
    box = tuple(round(v) for v in box)
    left, top, right, low = box
    mid = (left + right) / 2
    tab = Node(
        rng.choice(
            (
                WIDGET + "FrameLayout",
                WIDGET + "LinearLayout",
                "android.view.ViewGroup",
                "androidx.appcompat.app.ActionBar$Tab",
            )
        ),
        box,
        "tab",
        "",
        "",
        "",
        True,
        [item.label] if item.label else (),
        (),
        "tab",
    )
    tab.selected = item.selected
    words = (item.id or item.label).replace("_", " ")
    tab.rid = style.id(rng.choice((words, "nav " + words, words + " tab", "tab " + words)))
    shows_text = bool(item.label) and (icon is None or rng.random() < 0.75)
    if icon is not None:
        size = px(24)
        y = top + px(8) if shows_text else (top + low) / 2 - size / 2
        node = Node(
            WIDGET + "ImageView",
            (round(mid - size / 2), round(y), round(mid + size / 2), round(y + size)),
            "icon",
            "",
            "",
            style.icon_id(icon) if rng.random() < 0.5 else style.id("icon"),
            False,
            (),
            (),
            "icon",
        )
        if node.rid and not node.rid.endswith("/icon"):
            node.names, node.shapes = icon.names, icon.shapes
        tab.names = list(tab.names) + list(icon.names[:1]) if not shows_text else tab.names
        tab.shapes = icon.shapes
        tab.add(node)
    text = None
    if shows_text:
        wide = min(right - left, text_width(style, item.label, 13))
        y = low - px(22) if icon is not None else (top + low) / 2 - px(10)
        text = text_node(
            style,
            item.label,
            (mid - wide / 2, y, mid + wide / 2, y + px(18)),
            style.id(rng.choice(("label", "tab text", "navigation bar item small label view"))),
            part="title",
        )
        text.kind = "tab"
        tab.add(text)
    elif item.label:
        tab.desc = item.label
    item.placed(tab, text if text is not None else (tab.children[0] if tab.children else None))
    return tab


BACK, MENU, CLOSE, MORE = BY_ID["back"], BY_ID["menu"], BY_ID["close"], BY_ID["more"]
