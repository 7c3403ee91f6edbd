"""Kind: goals that begin with a search or an address: the box, the text, what sends it, and the results."""

import furniture
import wording
import words
from icons import BY_ID
from kinds.hidden import NAMES
from lesson import Lesson, at, group
from page import Page, any_label, any_nav
from parts import Item, item_icon

# kind of app: (hints of its box, wishes with {} for what is sought, sort of text, wishes that the results end).
_GOALS = {
    "store": (
        ("Search for apps & games", "Search apps & games", "Search Google Play", "Search apps"),
        (
            "install {}",
            "download {}",
            "get the app {}",
            "find the app {}",
            "put {} on my phone",
            "I need {} on this phone",
            "update {}",
            "how well is {} rated",
            "@de installiere {}",
            "@es instala {}",
            "@fr installe {}",
            "@zh 安装{}",
            "@ja {}をインストール",
            "@hi {} इंस्टॉल करो",
            "@pt instale {}",
            "@ru установи {}",
            "@ko {} 설치해 줘",
            "@it installa {}",
        ),
        "app",
    ),
    "video": (
        ("Search YouTube", "Search", "Search videos", "Find shows and movies"),
        (
            "watch {}",
            "play the video {}",
            "find videos about {}",
            "show me clips of {}",
            "I want to see {}",
            "watch the trailer of {}",
            "look for a tutorial on {}",
            "@de schau {} an",
            "@es quiero ver {}",
            "@fr regarde {}",
            "@zh 看{}",
            "@ja {}を見たい",
            "@hi {} देखना है",
            "@pt assistir {}",
            "@it guarda {}",
            "@ru посмотреть {}",
            "@ko {} 보고 싶어",
        ),
        "title",
    ),
    "player": (
        ("What do you want to listen to?", "Search", "Artists, songs, or podcasts", "Search your library"),
        (
            "play {}",
            "listen to {}",
            "put on {}",
            "find the album {}",
            "add {} to my favourites",
            "look for songs of {}",
            "@de spiel {}",
            "@es pon {}",
            "@fr joue {}",
            "@zh 播放{}",
            "@ja {}を再生",
            "@pt toque {}",
            "@it metti {}",
            "@ru включи {}",
            "@ko {} 틀어 줘",
        ),
        "title",
    ),
    "maps": (
        ("Search here", "Where to?", "Search for a place or address", "Search Maps", "Enter destination"),
        (
            "navigate to {}",
            "how do I get to {}",
            "take me to {}",
            "find {} on the map",
            "directions to {}",
            "how long is the drive to {}",
            "where is {}",
            "bring me to {}",
            "@de navigiere nach {}",
            "@es llévame a {}",
            "@fr emmène-moi à {}",
            "@zh 导航去{}",
            "@ja {}まで案内して",
            "@hi {} का रास्ता",
            "@pt rota para {}",
            "@it portami a {}",
            "@ru маршрут до {}",
            "@ko {}까지 길 안내",
        ),
        "city",
    ),
    "shop": (
        ("Search Amazon", "Search for anything", "What are you looking for?", "Search products", "Search for Products"),
        (
            "buy {}",
            "order {}",
            "find {} below 30 dollars",
            "look for {}",
            "add {} to the cart",
            "how much is {}",
            "find a cheap {}",
            "compare offers for {}",
            "@de kaufe {}",
            "@es compra {}",
            "@fr achète {}",
            "@zh 买{}",
            "@ja {}を買う",
            "@hi {} खरीदो",
            "@pt comprar {}",
            "@it compra {}",
            "@ru купить {}",
            "@ko {} 주문",
        ),
        "product",
    ),
    "browser": (
        ("Search or type URL", "Search or type web address", "Search or enter address", "Search", "Search the web"),
        (
            "search the web for {}",
            "find out about {}",
            "look up {}",
            "google {}",
            "what is {}",
            "find pictures of {}",
            "search for {}",
            "read about {}",
            "@de suche nach {}",
            "@es busca {}",
            "@fr cherche {}",
            "@zh 搜索{}",
            "@ja {}を検索",
            "@hi {} खोजो",
            "@pt pesquise {}",
            "@it cerca {}",
            "@ru найди {}",
            "@ko {} 검색",
        ),
        "query",
    ),
    "address": (
        ("Search or type URL", "Search or type web address", "Search or enter address", "Search", ""),
        (
            "go to {}",
            "open {}",
            "visit {}",
            "open the website {}",
            "load {}",
            "browse to {}",
            "show me the page {}",
            "take me to the site {}",
            "@de geh auf {}",
            "@es entra en {}",
            "@fr va sur {}",
            "@zh 打开{}",
            "@ja {}を開いて",
            "@hi {} खोलो",
            "@pt acesse {}",
            "@it vai su {}",
            "@ru зайди на {}",
            "@ko {} 접속",
        ),
        "url",
    ),
    "mail": (
        ("Search in mail", "Search in emails", "Search"),
        (
            "find the mail about {}",
            "look for the message on {}",
            "search my mail for {}",
            "which mail mentions {}",
            "delete the mail about {}",
            "@de suche die Mail über {}",
            "@es busca el correo sobre {}",
            "@fr trouve le mail sur {}",
            "@zh 查找关于{}的邮件",
        ),
        "query",
    ),
    "contacts": (
        ("Search contacts", "Search contacts & places", "Search"),
        (
            "find {}",
            "call {}",
            "what is the number of {}",
            "edit the entry of {}",
            "text {}",
            "delete {} from my contacts",
            "@de ruf {} an",
            "@es llama a {}",
            "@fr appelle {}",
            "@zh 给{}打电话",
            "@ja {}に電話",
            "@hi {} को फ़ोन करो",
            "@ru позвони {}",
        ),
        "name",
    ),
    "notes": (
        ("Search your notes", "Search notes", "Search"),
        (
            "find my note about {}",
            "open the note on {}",
            "which notes mention {}",
            "@de suche die Notiz {}",
            "@zh 查找笔记{}",
        ),
        "query",
    ),
    "files": (
        ("Search in Drive", "Search files", "Search this phone", "Search"),
        (
            "find the file {}",
            "where is {}",
            "open the document {}",
            "@de suche die Datei {}",
            "@zh 找文件{}",
            "@es busca {}",
        ),
        "title",
    ),
    "settings": (
        ("Search settings", "Search Settings", "Search"),
        (
            "search the settings for {}",
            "find the option {} by searching",
            "use the search of the settings for {}",
            "look {} up in the settings",
            "@de suche {} in den Einstellungen",
            "@zh 在设置里查找{}",
        ),
        "setting",
    ),
}
_HINTS = {
    "de": ("Suchen", "Suche"),
    "es": ("Buscar", "Búsqueda"),
    "fr": ("Rechercher", "Recherche"),
    "zh": ("搜索", "搜索或输入网址", "搜一搜"),
    "ja": ("検索", "検索または URL を入力"),
    "hi": ("खोजें",),
    "pt": ("Pesquisar", "Buscar"),
    "it": ("Cerca",),
    "ru": ("Поиск", "Найти"),
    "ko": ("검색", "검색어를 입력하세요"),
}
_SETTINGS = (
    "font size",
    "hotspot",
    "battery saver",
    "vpn",
    "storage",
    "date",
    "keyboard",
    "nfc",
    "roaming",
    "ringtone",
)
_STAGES = (("box", 5), ("field", 6), ("typed", 4), ("suggestion", 2), ("results", 3), ("other", 2))
_BOX_IDS = ("search box text", "search container", "search action bar", "search bar", "open search", "omnibox")
_FIELD_IDS = ("search src text", "search edit text", "url bar", "query", "input", "search input", "search field", "")


def _text(rng, sort):
    if sort == "setting":
        return rng.choice(_SETTINGS)
    if sort == "app":
        return rng.choice(words.APPS) if rng.random() < 0.6 else words.coined(rng, 2).capitalize()
    if sort == "url" and rng.random() < 0.4:
        return f"{words.coined(rng, 2)}.{rng.choice(('com', 'org', 'de', 'net', 'edu', 'fr', 'co.uk'))}"
    if sort == "city" and rng.random() < 0.4:
        return words.value(rng, "address")
    return words.value(rng, sort)


def _goal(rng, kind):
    """(language, what is said, the text in it)."""
    templates, sort = _GOALS[kind][1], _GOALS[kind][2]
    plain = [template for template in templates if not template.startswith("@")]
    template = rng.choice(plain if rng.random() < 0.7 else templates)
    language, template = template[1:].split(" ", 1) if template.startswith("@") else ("en", template)
    text = _text(rng, sort)
    return language, template.replace("{}", text), text


def _app(rng, kind):
    known = NAMES.get({"address": "browser"}.get(kind, kind))
    app = rng.choice(known["app"]) if known else {"store": "Play Store", "maps": "Maps"}.get(kind, kind.capitalize())
    return app, rng.choice(known["package"]) if known else None


def _quoted(text):
    return text.replace('"', "'")


class _Search:
    """One goal at one stage."""

    def __init__(self, rng, world):
        self.rng, self.world = rng, world
        self.kind = rng.choice([*_GOALS, "browser", "address", "store", "maps"])
        self.language, self.said, self.text = _goal(rng, self.kind)
        self.app, package = _app(rng, self.kind)
        self.style = furniture.a_style(rng, rng.random() < 0.1, package)
        self.page = Page(self.style, self.app)
        self.hint = rng.choice(_GOALS[self.kind][0])
        place = self.language if self.language != "en" or rng.random() < 0.9 else rng.choice(list(_HINTS))
        if place in _HINTS and rng.random() < 0.5:
            self.hint = rng.choice(_HINTS[place])
        self.past = [f'opened "{self.app}"; the screen changed'] if rng.random() < 0.7 else []
        if self.past and rng.random() < 0.25 and self.language == "en":
            self.said = rng.choice((f"{self.said} in {self.app}", f"open {self.app} and {self.said}"))

    def _named(self):
        """The field as the history of a run names it."""
        return f'field "{self.hint}"' if self.hint else "field"

    def _tapped(self):
        role = self.rng.choice(("row", "button", "field", "button"))
        return f'tapped {role} "{self.hint or "Search"}"; the screen changed'

    def _typed(self, text=None, enter=False):
        end = " and pressed enter; the screen changed" if enter else "; read back"
        return f'typed "{_quoted(text or self.text)}" into {self._named()}{end}'

    def _fill(self, count, priced=False):
        """Rows that are not what is sought."""
        for _ in range(count):
            if self.page.fits(80):
                self.page.row(Item("row", words.title(self.rng), summary=words.price(self.rng) if priced else ""))

    def _field(self, value=""):
        field = Item("field", self.hint or "Search", hint=self.hint, value=value, id=self.rng.choice(_FIELD_IDS))
        trailing = [BY_ID["close"]] if value and self.rng.random() < 0.6 else []
        if not trailing and self.rng.random() < 0.4:
            trailing = [BY_ID["mic"]]
        node = self.page.search_bar(field, trailing)
        node.focused = self.rng.random() < 0.8
        return field

    def _lesson(self, call, arguments=None, past=(), item=None):
        where = at(item) if item is not None else {}
        if item is not None and not where:
            return None
        said = wording.noisy(self.rng, self.said, self.language, self.text)
        return Lesson(said, call, arguments, history=[*self.past, *past][-4:], language=self.language, **where)

    def box(self):
        """A box that is no field yet, an icon or a tab."""
        rng, page = self.rng, self.page
        form = rng.choice(("box", "box", "icon", "icon", "tab"))
        item = Item("button", self.hint or "Search", id=rng.choice(_BOX_IDS))
        if form == "box":
            if rng.random() < 0.4:
                page.app_bar(self.app, any_nav(rng), [], rng.random() < 0.5)
            page.button(item)
        else:
            bar = [BY_ID["more"]] if rng.random() < 0.3 else []
            if form == "icon":
                item = Item("icon", "", rng.choice(("Search", self.hint or "Search", "Find")), "search")
                bar.insert(0, item)
            page.app_bar(self.app, any_nav(rng), bar, False)
        if form == "tab":
            item = Item("tab", rng.choice(("Search", "Search", "Explore", "Find")))
            names = rng.sample(("Home", "Library", "Updates", "Cart", "You", "Saved"), 3)
            tabs = [Item("tab", names[0]), item, *[Item("tab", name) for name in names[1:]]]
            tabs[0].selected = True
            page.tabs(tabs, None, at_bottom=True)
        self._fill(rng.choice((1, 3, 6)))
        return page.finish(), self._lesson("tap", item=item)

    def field(self):
        """A field that is ready."""
        rng = self.rng
        past = [self._tapped()] if rng.random() < 0.6 else []
        old = _text(rng, _GOALS[self.kind][2]) if rng.random() < 0.2 else ""
        field = self._field("" if old == self.text else old)
        self._fill(rng.choice((0, 2, 5)))
        arguments = {"text": self.text, **({"submit": True} if self.kind == "address" else {})}
        return self.page.finish(), self._lesson("type", arguments, past, field)

    def other(self):
        """Something else was sought before: type anew."""
        before = _text(self.rng, _GOALS[self.kind][2])
        if before == self.text:
            return None
        field = self._field(before)
        self._fill(4)
        arguments = {"text": self.text, **({"submit": True} if self.kind == "address" else {})}
        return self.page.finish(), self._lesson(
            "type", arguments, [self._typed(before, self.rng.random() < 0.5)], field
        )

    def typed(self):
        """The text stands in the field: enter, or the button that sends it."""
        rng = self.rng
        self._field(self.text)
        go = Item(
            "icon", "", rng.choice(("Search", "Go", "Submit", "Submit query")), rng.choice(("search go btn", "go"))
        )
        button = rng.random() < 0.35
        if button:
            bar = self.page.bars[-1] if not self.page.bars[-1].names else self.page.bars[0]
            bar.box = (bar.box[0], bar.box[1], bar.box[2] - self.style.px(60), bar.box[3])
            edge = self.style.width - self.style.px(56)
            self.page.bars.append(item_icon(self.style, go, edge, bar.box[1], self.style.px(44)))
        self._fill(rng.choice((0, 2, 4)))
        past = [self._tapped(), self._typed()] if rng.random() < 0.5 else [self._typed()]
        screen = self.page.finish()
        if button:
            return screen, self._lesson("tap", None, past, go)
        return screen, self._lesson("press_key", {"key": "enter"}, past)

    def suggestion(self):
        """Suggestions below the field, one of them what was typed."""
        rng = self.rng
        self._field(self.text)
        hit = Item("row", self.text if rng.random() < 0.7 else self.text.lower())
        rows = [hit] + [
            Item("row", f"{self.text} {word}") for word in rng.sample(("app", "near me", "free", "2", "online"), 3)
        ]
        if rng.random() < 0.4:
            rng.shuffle(rows)
        for row in rows:
            self.page.row(row, BY_ID["search"] if rng.random() < 0.3 else None)
        return self.page.finish(), self._lesson("tap", None, [self._typed()], hit)

    def results(self):
        """What was sought is found: open or get it; a mere search is over."""
        rng = self.rng
        if self.kind in ("address", "browser"):
            if self.language == "en" and self.said.split()[0] in ("what", "find", "read", "show"):
                return None
            self._field(self.text)
            self._fill(5)
            return self.page.finish(), self._lesson("done", None, [self._typed(enter=True)])
        self._field(self.text)
        hit = Item("row", self.text, summary=any_label(rng, self.world.words) if rng.random() < 0.5 else "")
        rows = [Item("row", words.title(rng)) for _ in range(4)]
        rows.insert(rng.choice((0, 0, 0, 1, 2)), hit)
        for row in rows:
            if self.page.fits(80):
                self.page.row(row)
        past = [self._typed(enter=True)] if rng.random() < 0.6 else [self._typed(), "pressed enter; the screen changed"]
        return self.page.finish(), self._lesson("tap", None, past, hit)


def leave_lessons(rng, world):
    """Emptying the search, leaving it, or speaking instead of typing."""
    search = _Search(rng, world)
    tag = rng.choice(("empty", "leave", "speak"))
    field = Item("field", search.hint or "Search", hint=search.hint, id=rng.choice(_FIELD_IDS))
    field.value = search.text if tag != "speak" else ""
    cross = Item("icon", "", rng.choice(("Clear search", "Clear query", "Clear text", "Clear")), "search close btn")
    mic = Item("icon", "", rng.choice(("Voice search", "Search by voice", "Speak to search")), "mic")
    shown = {"empty": rng.random() < 0.5 and cross, "leave": cross, "speak": mic}[tag]
    search.page.search_bar(field, [])
    bar = search.page.bars[-1]
    bar.box = (bar.box[0], bar.box[1], bar.box[2] - search.style.px(60), bar.box[3])
    if shown:
        edge = search.style.width - search.style.px(56)
        search.page.bars.append(item_icon(search.style, shown, edge, bar.box[1], search.style.px(44)))
    search._fill(4)
    screen = search.page.finish()
    said = {
        "empty": ("empty the search box", "erase what I searched for", "remove the query", "wipe the search text"),
        "leave": (
            "quit the search",
            "get out of the search",
            "close the search without searching",
            "no search after all",
        ),
        "speak": (
            "say what I look for",
            "search with my voice",
            "let me speak what I want to find",
            "I'd rather speak than type",
        ),
    }[tag]
    said = wording.noisy(rng, rng.choice(said))
    if tag == "leave":
        return screen, [Lesson(said, "back")]
    target = shown or field
    return screen, [Lesson(said, "tap" if shown else "clear", **at(target))] if at(target) else []


def search_lessons(rng, world):
    search = _Search(rng, world)
    stage = rng.choices([stage for stage, _ in _STAGES], [share for _, share in _STAGES])[0]
    made = getattr(search, stage)()
    return (made[0], [made[1]]) if made and made[1] else None


def make(rng, world, count):
    made = 0
    while made < count:
        done = (leave_lessons if rng.random() < 0.08 else search_lessons)(rng, world)
        if done and done[1]:
            made += len(done[1])
            yield group(*done)
