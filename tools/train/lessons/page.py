"""A page under construction: parts are stacked from the top, bars are kept at the edges."""

import words
from dump import Node, Screen
from icons import ICONS
from parts import (
    BACK,
    CLOSE,
    MENU,
    MORE,
    WIDGET,
    Item,
    button_node,
    field_node,
    icon_node,
    item_icon,
    row_node,
    tab_node,
    text_node,
    text_width,
)

_OBFUSCATED = ("O", "Ba", "Q", "M", "Z", "V", "Text", "AppCompatImageView", "SimpleDraweeView", "RoundedImageView")


class Page:
    """`top` and `bottom` bound what is still free; `body` holds what scrolls; `sort` says what a list is of."""

    def __init__(self, style, title=""):
        self.style, self.title = style, title
        self.top = style.px(24)
        self.navigation = style.px(style.rng.choice((16, 48)))
        self.bottom = style.height - self.navigation
        self.bars, self.body, self.over = [], [], []
        self.scrolls = False
        self.sort = None
        self.dialog_box = None
        self.body_top = None

    def count(self):
        """Nodes without children so far: what a flat dump will show."""
        return sum(not node.children for part in self.bars + self.body + self.over for node in part.walk())

    # MARK: Bars

    def app_bar(self, title, nav=BACK, actions=(), overflow=True, subtitle=""):
        """The bar on top; actions are icons or items, set from the right."""
        style, px = self.style, self.style.px
        height, width = px(56), style.width
        bar = Node(
            "android.view.ViewGroup",
            (0, self.top, width, self.top + height),
            "layout",
            "",
            "",
            style.id(style.rng.choice(("toolbar", "action bar", "app bar", "header"))),
        )
        x, right = px(16), width - px(4)
        if nav is not None:
            bar.add(icon_node(style, nav, px(4), self.top + px(4), px(48), "nav"))
            x = px(60)
        edge = right - px(48) * (len(actions) + (1 if overflow else 0))
        if title:
            node = text_node(
                style,
                title,
                (x, self.top + px(14), min(edge, x + text_width(style, title, 20)), self.top + px(42)),
                style.id(style.rng.choice(("title", "toolbar title", "header text", "action bar title"))),
            )
            node.kind = "heading"
            bar.add(node)
        for action in list(actions) + ([MORE] if overflow else []):
            if isinstance(action, Item):
                bar.add(item_icon(style, action, edge, self.top + px(4), px(48)))
            else:
                bar.add(icon_node(style, action, edge, self.top + px(4), px(48), "action"))
            edge += px(48)
        self.bars.append(bar)
        self.top += height
        return bar

    def search_bar(self, item, trailing=()):
        style, px = self.style, self.style.px
        right = style.width - px(16) - px(40) * len(trailing)
        node = field_node(style, item, px(16), self.top + px(6), right, 44)
        self.bars.append(node)
        for icon in trailing:
            self.bars.append(icon_node(style, icon, right, self.top + px(8), px(40), "trailing"))
            right += px(40)
        self.top += px(56)
        return node

    def tabs(self, items, icons=None, at_bottom=False):
        style, px = self.style, self.style.px
        height = px(style.rng.choice((56, 64, 72))) if at_bottom else px(48)
        y = self.bottom - height if at_bottom else self.top
        bar = Node(
            "android.view.ViewGroup",
            (0, y, style.width, y + height),
            "layout",
            "",
            "",
            style.id("bottom navigation" if at_bottom else "tab layout"),
        )
        wide = style.width / len(items)
        for number, item in enumerate(items):
            bar.add(
                tab_node(
                    style,
                    item,
                    (wide * number, y, wide * (number + 1), y + height),
                    icons[number] if icons else None,
                    at_bottom,
                )
            )
        self.bars.append(bar)
        if at_bottom:
            self.bottom = y
        else:
            self.top += height

    def chips(self, labels):
        style, px = self.style, self.style.px
        x, row = px(12), []
        for label in labels:
            item = label if isinstance(label, Item) else Item("button", label)
            wide = text_width(style, item.label, 14) + px(28)
            if x + wide > style.width:
                break
            node = Node(
                WIDGET + style.rng.choice(("Button", "TextView", "CheckBox")),
                (round(x), self.top + px(8), round(x + wide), self.top + px(40)),
                "chip",
                item.label,
                "",
                style.id("chip"),
                True,
            )
            if node.cls.endswith("CheckBox"):
                node.checkable, node.checked = True, item.selected
            item.placed(node)
            row.append(node)
            x += wide + px(8)
        self.body.extend(row)
        self.top += px(48)
        return row

    def fab(self, icon):
        style, px = self.style, self.style.px
        x, y = style.width - px(72), self.bottom - px(72)
        if isinstance(icon, Item):
            self.over.append(item_icon(style, icon, x, y, px(56)))
        else:
            self.over.append(icon_node(style, icon, x, y, px(56), "fab"))

    # MARK: Body

    def heading(self, text, link=""):
        style, px = self.style, self.style.px
        node = text_node(
            style,
            text,
            (px(16), self.top + px(12), px(16) + text_width(style, text, 16), self.top + px(36)),
            style.id(style.rng.choice(("header", "section title", "heading", "title"))),
            "heading",
        )
        self.body.append(node)
        if link:
            wide = text_width(style, link, 14)
            self.body.append(
                text_node(
                    style,
                    link,
                    (style.width - px(16) - wide, self.top + px(12), style.width - px(16), self.top + px(36)),
                    style.id("see all"),
                    "link",
                    True,
                )
            )
        self.top += px(44)
        return node

    def paragraph(self, text, size=14, centered=False, kind="text"):
        style, px = self.style, self.style.px
        wide = text_width(style, text, size)
        room = style.width - px(48)
        lines = max(1, -(-int(wide) // int(room)))
        shown = min(wide, room)
        x = (style.width - shown) / 2 if centered else px(24)
        node = text_node(
            style,
            text,
            (x, self.top + px(6), x + shown, self.top + px(6) + px(22) * lines),
            style.id(style.rng.choice(("message", "description", "text", "body", "content"))),
            kind,
        )
        self.body.append(node)
        self.top += px(12) + px(22) * lines
        return node

    def row(self, item, icon=None, chevron=None):
        height = self.style.px(max(self.style.dp_row, 60) if item.summary else self.style.dp_row)
        node = row_node(self.style, item, 0, self.top, self.style.width, height, icon, chevron)
        self.body.append(node)
        self.top += height
        return node

    def fits(self, dp=72):
        return self.top + self.style.px(dp) <= self.bottom

    def field(self, item, label_above=None):
        style, px = self.style, self.style.px
        if label_above is None:
            label_above = style.rng.random() < 0.35
        if label_above and item.label:
            self.body.append(
                text_node(
                    style,
                    item.label,
                    (px(24), self.top + px(4), px(24) + text_width(style, item.label, 14), self.top + px(24)),
                    style.id("label"),
                    "caption",
                )
            )
            self.top += px(26)
        elif item.label and not item.hint:
            item.hint = item.label
        node = field_node(style, item, px(24), self.top, style.width - px(24))
        if label_above and item.hint == item.label:
            node.text, node.hint = item.value, ""
        self.body.append(node)
        self.top += px(64)
        return node

    def button(self, item, left=None, right=None, advance=True):
        px, width = self.style.px, self.style.width
        node = button_node(
            self.style,
            item,
            px(24) if left is None else left,
            self.top + px(4),
            width - px(24) if right is None else right,
        )
        self.body.append(node)
        if advance:
            self.top += px(56)
        return node

    def buttons(self, items):
        """Buttons side by side."""
        px = self.style.px
        wide = (self.style.width - px(48)) / len(items)
        for number, item in enumerate(items):
            self.button(item, px(24) + wide * number + px(4), px(24) + wide * (number + 1) - px(4), advance=False)
        self.top += px(56)

    def icons(self, icons, size=48, spread=True):
        """Icons side by side; icons or items."""
        style, px = self.style, self.style.px
        wide = style.width / len(icons) if spread else px(size + 8)
        for number, icon in enumerate(icons):
            x = wide * number + (wide - px(size)) / 2
            self.body.append(
                item_icon(style, icon, x, self.top + px(4), px(size))
                if isinstance(icon, Item)
                else icon_node(style, icon, x, self.top + px(4), px(size), "icons")
            )
        self.top += px(size + 12)

    def image(self, dp, names=(), desc="", click=None):
        style, px = self.style, self.style.px
        node = Node(
            WIDGET + "ImageView",
            (0, self.top, style.width, self.top + px(dp)),
            "image",
            "",
            desc,
            style.id(style.rng.choice(("image", "banner", "cover", "photo", "header image", "thumbnail"))),
            style.rng.random() < 0.4 if click is None else click,
            names,
        )
        self.body.append(node)
        self.top += px(dp)
        return node

    # MARK: The end

    def dialog(self, title, message, buttons, items=(), icon=None):
        """A dialog over the page. What lies beneath is left out, as real dumps do."""
        style, px, rng = self.style, self.style.px, self.style.rng
        self.bars, self.body, self.over = [], [], []
        left, right = px(24), style.width - px(24)
        height = px(72) + px(44) * max(1, len(message) // 38) + px(52) * len(items) + px(56)
        self.top = max(px(40), (style.height - height) // 2)
        start = self.top
        self.top += px(20)
        if title:
            node = text_node(
                style,
                title,
                (
                    left + px(24),
                    self.top,
                    min(right - px(24), left + px(24) + text_width(style, title, 20)),
                    self.top + px(28),
                ),
                "android:id/alertTitle" if not style.flat else style.id("alert title"),
            )
            node.kind = "heading"
            self.body.append(node)
            self.top += px(40)
        if message:
            lines = max(1, int(text_width(style, message, 14) / (right - left - px(48))) + 1)
            self.body.append(
                text_node(
                    style,
                    message,
                    (left + px(24), self.top, right - px(24), self.top + px(20) * lines),
                    "android:id/message" if not style.flat else style.id("message"),
                )
            )
            self.top += px(20) * lines + px(12)
        for item in items:
            self.body.append(row_node(style, item, left, self.top, right, px(52), icon))
            self.top += px(52)
        stacked = any(len(item.label) > 14 for item in buttons) or (len(buttons) > 2 and rng.random() < 0.5)
        if stacked:
            for item in buttons:
                self.body.append(button_node(style, item, left + px(16), self.top, right - px(16)))
                self.top += px(50)
        else:
            x = right - px(12)
            for item in reversed(buttons):
                wide = text_width(style, item.label, 15) + px(32)
                node = button_node(style, item, x - wide, self.top + px(6), x)
                self.body.append(node)
                x -= wide + px(8)
            self.top += px(60)
        self.dialog_box = (left, start, right, self.top + px(8))

    def finish(self, locale="en"):
        if self.style.flat:
            return self._flat(locale)
        style = self.style
        root = Node(WIDGET + "FrameLayout", (0, 0, style.width, style.height), "layout")
        rng = style.rng
        if self.dialog_box:
            panel = Node(WIDGET + "FrameLayout", self.dialog_box, "layout", "", "", style.id("parent panel")).add(
                *self.body
            )
            return Screen(style.package, style.width, style.height, root.add(panel), False, self.title, locale)
        content = root
        for _ in range(rng.choice((0, 1, 1, 2, 3))):
            inner = Node(
                rng.choice((WIDGET + "FrameLayout", WIDGET + "LinearLayout", "android.view.ViewGroup")),
                root.box,
                "layout",
                "",
                "",
                "android:id/content" if content is root else "",
            )
            content.add(inner)
            content = inner
        tops = [bar for bar in self.bars if bar.box[1] < style.height / 2]
        content.add(*tops)
        body = sorted(self.body, key=lambda node: (node.box[1], node.box[0])) if rng.random() < 0.5 else self.body
        if self.scrolls and body:
            upper = min(node.box[1] for node in body)
            holder = Node(
                rng.choice(("androidx.recyclerview.widget.RecyclerView", WIDGET + "ScrollView", WIDGET + "ListView")),
                (0, upper, style.width, self.bottom),
                "list",
                "",
                "",
                style.id(rng.choice(("list", "recycler view", "content"))),
            )
            holder.scroll = True
            content.add(holder.add(*body))
        else:
            content.add(*body)
        content.add(*[bar for bar in self.bars if bar.box[1] >= style.height / 2])
        content.add(*self.over)
        return Screen(style.package, style.width, style.height, root, False, self.title, locale)

    def _flat(self, locale):
        """The leaves side by side, all clickable, larger ones first, lower-cased: how Rico's sets come out as dumps."""
        style, rng = self.style, self.style.rng
        leaves = []
        for top in self.bars + self.body + self.over:
            for node in top.walk():
                if not node.children:
                    leaves.append(node)
                elif node.kind in ("row", "tile", "layout", "tab") and rng.random() < 0.12:
                    leaves.append(
                        Node(
                            rng.choice((WIDGET + "FrameLayout", "View", WIDGET + "FrameLayout")),
                            node.box,
                            "noise",
                            "",
                            "",
                            style.id(rng.choice(("container", "layout", "root", "item", "background"))),
                        )
                    )
        for node in leaves:
            node.children = []
            if node.text:
                node.text = plain(node.text)
            if node.desc:
                node.desc = plain(node.desc)
            node.hint = ""
            node.click = True
            if node.kind == "icon" and rng.random() < 0.05:
                node.cls = rng.choice(_OBFUSCATED)
            node.enabled = True
        width, height = style.width, style.height
        if rng.random() < 0.6:
            leaves.append(
                Node("View", (0, 0, width, style.px(21)), "noise", "", "", "app:id/statusBarBackground", True)
            )
            leaves.append(
                Node(
                    "View",
                    (0, height - style.px(42), width, height),
                    "noise",
                    "",
                    "",
                    "app:id/navigationBarBackground",
                    True,
                )
            )
        for _ in range(rng.choice((0, 0, 0, 1, 2, 3))):
            y = rng.randrange(style.px(80), height - style.px(60))
            leaves.append(
                Node(
                    rng.choice(("View", WIDGET + "ImageView")),
                    (0, y, width, y + 3),
                    "noise",
                    "",
                    "",
                    style.id("divider"),
                    True,
                )
            )
        for node in leaves:
            node.click = True
        if rng.random() < 0.85:
            leaves.sort(key=lambda node: -(node.width * node.height))
        root = Node(WIDGET + "FrameLayout", (0, 0, width, height), "layout").add(*leaves)
        return Screen(style.package, width, height, root, True, self.title, locale)


def plain(text):
    """Lower case, letters and digits only, as Rico's reading sets have their texts."""
    return " ".join(
        "".join(c if c.isalnum() or c == " " else " " for c in text.lower().replace("'", "").replace("’", "")).split()
    )


def any_icons(rng, count):
    return rng.sample(ICONS, count)


def any_nav(rng):
    return rng.choices((BACK, MENU, CLOSE, None), (5, 4, 1, 1))[0]


def any_label(rng, pool=None):
    """A short label: a section, an action, a title, a person, or a text of a real app."""
    roll = rng.random()
    if pool and roll < 0.45:
        return rng.choice(pool)
    if roll < 0.65:
        return rng.choice(words.SECTIONS)
    if roll < 0.85:
        return words.title(rng)
    if roll < 0.95:
        return words.person(rng)
    return words.coined(rng, 2).capitalize()
