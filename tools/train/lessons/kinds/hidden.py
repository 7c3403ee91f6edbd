"""Kind: what is wanted is not on the screen, but the menu, drawer, account or link behind which it lies is."""

import pathlib

import furniture
import wording
import words
from icons import BY_ID
from lesson import Lesson, at, drawn
from page import Page, any_label
from parts import Item, item_icon, row_node

_MORE = ("More options", "More options", "More", "Options", "Menu", "Overflow menu", "More actions", "")
_MORE_IDS = ("more", "overflow", "menu button", "action more", "more options", "btn more", "iv more", "menu overflow")
_DRAWER = ("Open navigation drawer", "Show navigation drawer", "Navigate up", "Menu", "Open drawer", "Main menu", "")
_DRAWER_IDS = ("hamburger", "nav menu", "drawer toggle", "menu icon", "home button", "side menu")
_ACCOUNT = ("Account and settings", "Signed in as {}", "Profile", "Account", "My profile", "{} avatar", "Me")
_ACCOUNT_IDS = ("avatar", "account particle", "profile", "user icon", "selected account disc")
_ROW = ("More options", "More", "Options for {}", "More options for {}", "Action menu", "Menu", "")
_ROW_IDS = ("more", "menu", "overflow", "options", "row menu", "item more", "three dots")
_FOREIGN = {
    "more": (
        "Weitere Optionen",
        "Más opciones",
        "Plus d'options",
        "更多选项",
        "更多",
        "その他のオプション",
        "अन्य विकल्प",
        "Mais opções",
        "Altre opzioni",
        "Ещё",
        "옵션 더보기",
    ),
    "drawer": (
        "Navigationsleiste öffnen",
        "Abrir panel de navegación",
        "Ouvrir le menu",
        "打开导航抽屉",
        "ナビゲーション ドロワーを開く",
        "Abrir menu",
        "Apri menu di navigazione",
        "Открыть меню",
        "탐색 메뉴 열기",
    ),
    "account": (
        "Konto",
        "Mi cuenta",
        "Mon compte",
        "我的",
        "マイページ",
        "Minha conta",
        "Il mio account",
        "Профиль",
        "내 정보",
    ),
}
_FOREIGN |= {"any": _FOREIGN["more"], "row": _FOREIGN["more"]}
_TABS = {
    "account": ("Profile", "Account", "Me", "My Amazon", "You", "More"),
    "drawer": ("Menu", "More"),
    "any": ("More", "Menu"),
    "more": ("More", "Menu"),
}
_SEE = ("See all", "More", "View all", "Show all", "See more", "All", "Show more")
_READ = ("Read more", "more", "…more", "Show more", "See more", "Continue reading", "Expand")


class Function:
    """One line of a menu: its label, and wishes as (language, text)."""

    def __init__(self, line):
        self.label, _, rest = line.partition(": ")
        self.wishes = []
        for wish in rest.split(" | "):
            language, text = wish[1:].split(" ", 1) if wish.startswith("@") else ("en", wish)
            self.wishes.append((language, text.strip()))


def _read():
    """{kind: {place: [function]}} and {kind: {"app" or "package": [name]}}."""
    menus, names = {}, {}
    path = pathlib.Path(__file__).resolve().parent.parent / "vocabulary" / "hidden.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind, place = line.strip("[]").split()
        elif line and not line.startswith("#"):
            if place in ("app", "package"):
                names.setdefault(kind, {})[place] = line.split(" | ")
            else:
                menus.setdefault(kind, {}).setdefault(place, []).append(Function(line))
    return menus, names


MENUS, NAMES = _read()


def _wish(rng, function, name=""):
    language, text = rng.choice(function.wishes if rng.random() < 0.35 else function.wishes[:2])
    filled = text.replace("{}", name).replace("{name}", words.person(rng))
    return language, wording.noisy(rng, filled, language, name or None)


def _way(rng, kind, place):
    """The item that leads to a menu; a row's has the row's name to follow."""
    descs, ids = {
        "more": (_MORE, _MORE_IDS),
        "any": (_MORE, _MORE_IDS),
        "drawer": (_DRAWER, _DRAWER_IDS),
        "account": (_ACCOUNT, _ACCOUNT_IDS),
        "row": (_ROW, _ROW_IDS),
    }[place]
    desc = rng.choice(descs)
    if rng.random() < 0.12:
        desc = rng.choice(_FOREIGN[place])
    elif kind == "browser" and place == "more" and rng.random() < 0.25:
        desc = "Customize and control Google Chrome"
    return Item("icon", "", desc.replace("{}", words.person(rng)), rng.choice(ids))


def _app(rng, kind):
    """A style of an app of this kind, and the app's name."""
    style = furniture.a_style(rng, rng.random() < 0.15, rng.choice(NAMES[kind]["package"]))
    return style, rng.choice(NAMES[kind]["app"])


def _distractors(rng, function, count):
    """Icons that have nothing to do with the wish."""
    said = {word for _, text in function.wishes for word in text.lower().split()} | set(function.label.lower().split())
    pool = [BY_ID[name] for name in ("search", "add", "refresh", "call", "mic", "favorite", "cast") if name in BY_ID]
    free = [icon for icon in pool if not said & {word for name in icon.names for word in name.lower().split()}]
    return rng.sample(free, min(count, len(free)))


def _past(rng, app, wish):
    if rng.random() < 0.5 and app.lower() not in wish.lower():
        return [f'opened "{app}"; the screen changed']
    return []


def page_lessons(rng, world):
    """A page of an app of a known kind; the wish is granted by a menu, or by a tool in view."""
    kind = rng.choice(list(MENUS))
    place = rng.choice([place for place in MENUS[kind] if place != "row"] or ["row"])
    if place == "row":
        return None
    function = rng.choice(MENUS[kind][place])
    style, app = _app(rng, kind)
    page = Page(style, app)
    way, tool = _way(rng, kind, "drawer" if place == "any" and rng.random() < 0.5 else place), None
    direct = rng.random() < 0.2
    actions = _distractors(rng, function, rng.choice((0, 1, 2)))
    if direct:
        tool = Item("icon", function.label, function.label, function.label.lower())
        actions.insert(0, tool)
    in_tab = not direct and rng.random() < 0.2
    in_drawer = way.id in _DRAWER_IDS
    both = place in ("more", "drawer", "account") and rng.random() < 0.35
    nav = BY_ID["back"] if rng.random() < 0.25 else None
    if not in_tab:
        if not in_drawer:
            actions.append(way)
        if both and not in_drawer:
            nav = BY_ID["menu"]
        elif both:
            actions.append(BY_ID["more"])
    page.app_bar(app if rng.random() < 0.6 else any_label(rng, world.words), nav, actions, False)
    if in_drawer and not in_tab:
        bar = page.bars[-1]

        if nav is not None:
            bar.children.pop(0)
        bar.children.insert(0, item_icon(style, way, style.px(4), bar.box[1] + style.px(4), style.px(48)))
    if in_tab:
        way = Item("tab", rng.choice(_TABS[place]))
        tabs = [Item("tab", name) for name in rng.sample(("Home", "Search", "Explore", "Library", "Inbox"), 3)] + [way]
        tabs[0].selected = True
        page.tabs(tabs, None, at_bottom=True)
    for _ in range(rng.choice((2, 4, 6, 8))):
        if page.fits(80):
            page.row(Item("row", words.title(rng), summary=words.date(rng) if rng.random() < 0.4 else ""))
    screen = page.finish()
    target = tool or way
    language, wish = _wish(rng, function)
    if not at(target):
        return None
    return screen, [Lesson(wish, "tap", history=_past(rng, app, wish), language=language, **at(target))]


def menu_lessons(rng, world):
    """The menu is open: the line that grants the wish."""
    kind = rng.choice(list(MENUS))
    place = rng.choice(list(MENUS[kind]))
    functions = MENUS[kind][place]
    style, app = _app(rng, kind)
    style.flat = False
    page = Page(style, app)
    name = words.title(rng)
    px, wide = style.px, style.width
    left, right = (0, wide * 0.8) if place == "drawer" else (wide * 0.45, wide - px(8))
    if place == "row":
        left, right = 0, wide
    shown = [Item("row", function.label) for function in functions]
    fill = [Item("row", label) for label in ("Help & feedback", "Refresh", "Close", "Select", "What's new")]
    shown += rng.sample([item for item in fill if item.label not in {i.label for i in shown}], rng.choice((0, 1, 2)))
    order = list(shown)
    rng.shuffle(order)
    page.top = px(40) if place != "row" else style.height // 2
    for item in order:
        if page.fits(48):
            page.body.append(row_node(style, item, left, page.top, right, px(48)))
            page.top += px(48)
    screen = page.finish()
    lessons = []
    way = _way(rng, kind, place)
    tapped = way.desc or way.id
    for function, item in rng.sample(list(zip(functions, shown, strict=False)), min(2, len(functions))):
        language, wish = _wish(rng, function, name)
        if at(item):
            past = [*_past(rng, app, wish), f'tapped button "{tapped}"; the screen changed']
            lessons.append(Lesson(wish, "tap", history=past, language=language, **at(item)))
    return screen, lessons


def row_lessons(rng, world):
    """Every row has a menu of its own: the one of the row that is meant."""
    kind = rng.choice([kind for kind in MENUS if "row" in MENUS[kind]])
    style, app = _app(rng, kind)
    style.flat = False
    page = Page(style, app)
    furniture.bar(page, rng, world.words, rng.choice((app, any_label(rng, world.words))), [])

    rows, desc, name = [], rng.choice(_ROW), rng.choice(_ROW_IDS)
    people = kind in ("social", "mail")
    for _ in range(rng.choice((2, 4, 6, 8))):
        label = words.person(rng) if people else words.title(rng)
        if not page.fits(80) or label in (row.label for row, _ in rows):
            continue
        row = Item("row", label, summary=words.date(rng) if rng.random() < 0.5 else "")
        way = Item("icon", "", desc.replace("{}", label), name)
        node = page.row(row)
        height = node.box[3] - node.box[1]
        edge = style.width - style.px(52)
        node.add(item_icon(style, way, edge, node.box[1] + (height - style.px(44)) / 2, style.px(44)))
        rows.append((row, way))
    screen = page.finish()
    lessons = []
    for row, way in rng.sample(rows, min(2, len(rows))):
        language, wish = _wish(rng, rng.choice(MENUS[kind]["row"]), row.label)
        if at(way) and row.label.lower() in wish.lower():
            past = _past(rng, app, wish)
            lessons.append(Lesson(wish, "tap", history=past, language=language, **at(way)))
    return screen, lessons


def section_lessons(rng, world):
    """Sections of which only a part is shown, and texts that are cut."""
    style = furniture.a_style(rng, rng.random() < 0.2)
    page = Page(style)
    furniture.bar(page, rng, world.words)
    word, sections = rng.choice(_SEE), []
    for _ in range(rng.choice((2, 3))):
        name = rng.choice(words.SECTIONS) if rng.random() < 0.6 else any_label(rng, world.words)
        if not page.fits(190) or name in (section for section, _ in sections):
            continue
        page.heading(name, word)
        sections.append((name, page.body[-1]))
        for _ in range(rng.choice((1, 2))):
            page.row(Item("row", words.title(rng)))
    more = None
    if rng.random() < 0.5 and page.fits(120):
        page.paragraph(" ".join(words.title(rng).lower() for _ in range(8)) + "…", 14)
        more = Item("link", rng.choice(_READ))
        page.button(more)
    screen = page.finish()
    lessons = []
    for name, link in rng.sample(sections, min(1, len(sections))):
        said = rng.choice(
            (
                "everything in {}",
                "the whole list of {}",
                "all of {}",
                "show the rest of {}",
                "I want to see more under {}",
                "open the complete section {}",
                "{}: what else is there",
                "more from {}",
            )
        ).format(name.lower() if rng.random() < 0.6 else name)
        lessons.append(Lesson(wording.noisy(rng, said), "tap", node=link.index))
    if more and at(more):
        said = rng.choice(
            (
                "read the text to its end",
                "unfold the description",
                "show the full text",
                "the description is cut, open all of it",
                "let me read the entire text",
                "expand the paragraph",
            )
        )
        lessons.append(Lesson(wording.noisy(rng, said), "tap", **at(more)))
    return screen, lessons


WAYS = ((page_lessons, 8), (menu_lessons, 3), (row_lessons, 4), (section_lessons, 2))


make = drawn(WAYS)
