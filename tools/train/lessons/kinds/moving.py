"""Kind: moving about without pointing: scrolling, swiping, back, home, clearing, keys, waiting, holding."""

import cards
import furniture
import lexicon
import wording
import words
from dump import Node
from home import Home
from icons import BY_ID
from kinds.concepts import phrase
from lesson import Lesson, at, drawn
from page import Page, any_label
from parts import WIDGET, Item

_DOWN = (
    "continue with the text",
    "what comes further down",
    "the rest of the page",
    "show me older entries",
    "there must be more below",
    "next part of the list",
    "load further comments",
    "what do the other reviews say",
    "keep reading",
    "see the end of the page",
    "go on through the list",
    "I have read this, what follows",
    "move on to the lower part",
    "more posts please",
    "the bottom of this page",
    "@de lies weiter unten",
    "@de zeig mehr Kommentare",
    "@de ans Ende der Seite",
    "@es más abajo",
    "@es enséñame más comentarios",
    "@fr descends dans la page",
    "@fr montre la suite",
    "@zh 往下看",
    "@zh 看更多评论",
    "@ja もっと下を見せて",
    "@ja 続きを読む",
    "@hi नीचे और दिखाओ",
    "@pt mostre mais abaixo",
    "@it scorri verso il basso",
    "@it fammi vedere il resto",
    "@ru листай вниз",
    "@ru покажи ещё",
    "@ko 아래로 내려 줘",
    "@ko 더 보여 줘",
)
_UP = (
    "back to the top",
    "to the beginning of the page",
    "show the start of the list again",
    "what was above",
    "return to the first entries",
    "go up again",
    "I went too far down",
    "the headline once more",
    "@de wieder nach oben",
    "@de zum Anfang der Seite",
    "@es vuelve arriba",
    "@fr remonte en haut de la page",
    "@zh 回到顶部",
    "@ja 一番上に戻って",
    "@hi ऊपर जाओ",
    "@pt voltar ao topo",
    "@it torna in cima",
    "@ru наверх",
    "@ko 맨 위로",
)
_LEAVE = (
    "I don't want to {}",
    "close this without choosing anything",
    "get me out of this page",
    "the page before this one, please",
    "I opened this by mistake",
    "wrong page",
    "return to where I was",
    "I'd rather not {}",
    "never mind",
    "no need to {} any more, leave",
    "don't {} after all",
    "no, not this",
    "@de raus hier",
    "@de eine Seite zurück",
    "@de doch nicht",
    "@es sal de aquí",
    "@es vuelve a la página anterior",
    "@fr sors de cette page",
    "@fr reviens en arrière",
    "@zh 退出这个页面",
    "@zh 回到上一页",
    "@ja 前の画面に戻って",
    "@hi पीछे जाओ",
    "@pt voltar à tela anterior",
    "@it torna alla pagina precedente",
    "@ru вернись назад",
    "@ko 이전 화면으로",
)
_LEAVE_WHAT = ("add an account", "create anything", "sign in", "change the date", "save", "share", "pay", "filter")
_CLEAR = (
    "rub out what I typed",
    "empty the {} field",
    "remove what stands in {}",
    "get rid of the text in {}",
    "delete the {} again",
    "start over with the {}",
    "no {} at all, make it blank",
    "take the text out of the field",
    "@de leere das Feld {}",
    "@de lösch, was ich getippt habe",
    "@es vacía el campo {}",
    "@fr vide le champ {}",
    "@zh 清空{}",
    "@ja {}を消して",
    "@hi {} खाली करो",
    "@pt limpe o campo {}",
    "@it svuota il campo {}",
    "@ru очисти поле {}",
    "@ko {} 지워 줘",
)
_HOLD = (
    "hold {}",
    "hold your finger on {}",
    "keep {} pressed",
    "press {} for long",
    "long press on {}",
    "{}: press and hold",
    "@de halte {} gedrückt",
    "@es mantén pulsado {}",
    "@fr reste appuyé sur {}",
    "@zh 长按{}",
    "@ja {}を長押し",
    "@hi {} को दबाए रखो",
    "@pt segure {}",
    "@it tieni premuto {}",
    "@ru удерживай {}",
    "@ko {} 길게 눌러",
)
_HOLD_APP = (
    "show the shortcuts of {} by holding its icon",
    "what does {} offer when its icon is held",
    "hold the icon of {}",
)
_HOLD_ROW = ("mark several entries, beginning with {}", "hold the entry {}", "select {} by a long press")
_SWIPES = (
    (
        "left",
        (
            "next home screen",
            "the screen to the right",
            "@de nächster Startbildschirm",
            "@zh 下一页桌面",
            "@es siguiente pantalla",
        ),
    ),
    (
        "right",
        ("previous home screen", "the screen to the left of this", "@de vorheriger Startbildschirm", "@zh 上一页桌面"),
    ),
    (
        "up",
        (
            "where are all my apps",
            "pull up the app drawer",
            "@de alle Apps anzeigen",
            "@zh 显示所有应用",
            "@es todas las aplicaciones",
        ),
    ),
    (
        "down",
        (
            "pull the notifications down",
            "open the quick settings from above",
            "@de Benachrichtigungen herunterziehen",
            "@zh 下拉通知栏",
        ),
    ),
)
_INTRO = (
    "next page of the introduction",
    "on to the following slide",
    "next picture",
    "@de nächstes Bild",
    "@zh 下一张",
    "@fr page suivante",
)
_HOME = (
    "go to the launcher",
    "minimise this app",
    "show the desktop with my apps",
    "out of the app, to the home screen",
    "I am done here, home screen",
    "@de zum Startbildschirm",
    "@es ve a la pantalla de inicio",
    "@fr retour à l'accueil du téléphone",
    "@zh 回到主屏幕",
    "@ja ホーム画面に戻って",
    "@hi होम स्क्रीन पर जाओ",
    "@pt voltar à tela inicial do celular",
    "@it vai alla schermata iniziale",
    "@ru на главный экран",
    "@ko 홈 화면으로",
)
_BUSY = (
    "Loading…",
    "Please wait",
    "Connecting…",
    "Searching for devices…",
    "Scanning…",
    "Installing…",
    "Signing in…",
    "Fetching messages",
    "Downloading 43 %",
    "Updating…",
    "Getting your location…",
    "Preparing…",
    "正在加载…",
    "Wird geladen…",
    "Cargando…",
    "Chargement…",
)
_DEEDS = (
    ("turn on {}", 'tapped switch "{}"; now on'),
    ("turn off {}", 'tapped switch "{}"; now off'),
    ("delete {}", 'tapped button "Delete"; the screen changed'),
    ("save {}", 'tapped button "Save"; the screen changed'),
    ("send {}", 'tapped button "Send"; the screen changed'),
)
_THINGS = ("airplane mode", "the hotspot", "the note", "the alarm", "my draft", "the message", "battery saver")
_FAR = [concept for concept in lexicon.CONCEPTS if not concept.id.startswith("icon.") and concept.get("goal")]


def _split(template):
    return template[1:].split(" ", 1) if template.startswith("@") else ("en", template)


def _said(rng, templates, name="", keep=None):
    """(language, what is said): English seven times of ten."""
    plain = [template for template in templates if not template.startswith("@")]
    language, text = _split(rng.choice(plain if rng.random() < 0.65 else templates))
    return language, wording.noisy(rng, text.replace("{}", name), language, keep or name or None)


def _page(rng, world, nav=True):
    page = Page(furniture.a_style(rng, False))
    if nav:
        furniture.bar(page, rng, world.words)
    elif rng.random() < 0.6:
        page.app_bar(any_label(rng, world.words), None, [], False)
    return page


def _opened(rng):
    return [f'opened "{rng.choice(words.APPS)}"; the screen changed'] if rng.random() < 0.4 else []


def scroll_lessons(rng, world):
    """Reading on and going back up."""
    page = _page(rng, world)
    sort = rng.choice(("comment", "mail", "chat", "order", "text", "text"))
    if sort == "text":
        while page.fits(150):
            page.paragraph(". ".join(words.title(rng) for _ in range(rng.choice((6, 9, 12)))) + ".", 14)
    else:
        cards.draw(page, cards.deck(rng, sort, 8))
    page.scrolls = True
    screen = page.finish()
    if not any(node.scroll for node in screen.nodes):
        return None
    up = rng.random() < 0.35
    language, said = _said(rng, _UP if up else _DOWN)
    past = _opened(rng)
    if rng.random() < (0.6 if up else 0.25):
        past += ["scrolled down; the screen changed"] * rng.choice((1, 2))
    return screen, [Lesson(said, "scroll", {"direction": "up" if up else "down"}, history=past, language=language)]


def leave_lessons(rng, world):
    """A page without a way back of its own is left by the key."""
    page = _page(rng, world, nav=False)
    for _ in range(rng.choice((2, 4, 6))):
        if page.fits(80):
            page.row(Item("row", any_label(rng, world.words), summary=words.date(rng) if rng.random() < 0.3 else ""))
    if rng.random() < 0.3:
        page.field(Item("field", "Name", hint="Name", id="name"))
    language, said = _said(rng, _LEAVE, rng.choice(_LEAVE_WHAT))
    past = _opened(rng)
    if rng.random() < 0.6:
        past.append(f'tapped row "{any_label(rng, world.words).replace(chr(34), "")}"; the screen changed')
    return page.finish(), [Lesson(said, "back", history=past, language=language)]


def clear_lessons(rng, world):
    page = _page(rng, world)
    label, sort = rng.choice([field for field in words.FIELDS if field[1] != "password"])
    value = words.value(rng, sort)
    field = Item("field", label, hint=label, value=value, id=label.lower())
    page.field(field, True)
    if rng.random() < 0.5:
        page.button(Item("button", rng.choice(("Save", "Next", "OK"))))
    screen = page.finish()
    if not at(field):
        return None
    language, said = _said(rng, _CLEAR, label.lower())
    text = value.replace('"', "'")
    past = [f'typed "{text}" into field "{label}"; read back'] if rng.random() < 0.4 else _opened(rng)
    return screen, [Lesson(said, "clear", history=past, language=language, **at(field))]


def enter_lessons(rng, world):
    """The text stands in the field, and no button sends it."""
    page = _page(rng, world)
    label, sort = rng.choice((("Search", "query"), ("Address", "url"), ("Code", "digits"), ("Password", "password")))
    value = words.value(rng, sort)
    field = Item("field", label, hint=label, value=value, id=label.lower(), password=sort == "password")
    page.field(field)
    for _ in range(rng.choice((0, 2))):
        page.row(Item("row", words.title(rng)))
    said = rng.choice(
        (
            f"enter {value} and confirm it",
            f"{value} as the {label.lower()}, then go",
            f"submit the {label.lower()} {value}",
            f"type {value} and press the enter key",
            f"put in {value} and send it off with the keyboard",
        )
    )
    shown = "•••" if sort == "password" else value.replace('"', "'")
    past = [*_opened(rng), f'typed "{shown}" into field "{label}"; read back']
    lesson = Lesson(wording.noisy(rng, said, "en", value), "press_key", {"key": "enter"}, history=past)
    return page.finish(), [lesson]


def hold_lessons(rng, world):
    """Icons of a home screen and entries of a list that are to be held."""
    if rng.random() < 0.5:
        home = Home(rng, furniture.a_style(rng, False), rng.sample(words.APPS, rng.choice((6, 10, 16))))
        app = rng.choice(list(home.tiles))
        nodes = [node.index for node in home.tiles[app]]
        language, said = _said(rng, (*_HOLD, *_HOLD_APP * 2), app)
        return home.screen, [Lesson(said, "long_press", node=nodes[0], nodes=nodes, language=language)]
    page = _page(rng, world)
    shown = cards.draw(page, cards.deck(rng, rng.choice(("mail", "chat", "file", "comment", "network")), 5))
    for card in shown:
        card.node.click = card.node.long = True
    if not shown:
        return None
    screen = page.finish()
    card = rng.choice(shown)
    language, said = _said(rng, (*_HOLD, *_HOLD_ROW * 2), card.name)
    lesson = Lesson(said, "long_press", node=card.node.index, history=_opened(rng), language=language)
    return screen, [lesson]


def swipe_lessons(rng, world):
    """From home screen to home screen, and through slides."""
    if rng.random() < 0.3:
        page = _page(rng, world, nav=False)
        page.image(260, ("picture",))
        page.paragraph(words.title(rng), 20, True)
        page.paragraph(rng.choice(("1 of 4", "2 / 5", "Step 1", "● ○ ○")), 14, True)
        language, said = _said(rng, _INTRO)
        return page.finish(), [Lesson(said, "swipe", {"direction": "left"}, history=_opened(rng), language=language)]
    home = Home(rng, furniture.a_style(rng, False), rng.sample(words.APPS, rng.choice((5, 8, 12))))
    direction, templates = rng.choice(_SWIPES)
    if direction == "up" and home.all_apps is not None:
        return None
    language, said = _said(rng, templates)
    return home.screen, [Lesson(said, "swipe", {"direction": direction}, language=language)]


def wait_lessons(rng, world):
    """The page is busy: whatever is wanted, there is nothing to act on yet."""
    page = _page(rng, world, nav=rng.random() < 0.6)
    style = page.style
    if rng.random() < 0.75:
        middle = rng.choice((style.height // 2, page.top + style.px(30)))
        box = (style.width // 2 - style.px(24), middle, style.width // 2 + style.px(24), middle + style.px(48))
        page.body.append(Node(WIDGET + "ProgressBar", box, "layout", "", "", style.id("progress")))
        page.top = middle + style.px(56)
    page.paragraph(rng.choice(_BUSY), 14, True)
    concept = rng.choice(_FAR)
    slots = {}
    said, _ = phrase(rng, concept, "en", slots)
    if said is None:
        return None
    past = [*_opened(rng), f'tapped button "{rng.choice(words.ACTIONS)}"; the screen changed']
    said = wording.noisy(rng, said, "en", next(iter(slots.values()), None))
    return page.finish(), [Lesson(said, "wait", {"seconds": 3}, history=past)]


def home_lessons(rng, world):
    """The home screen is asked for, alone or after something that is done; and then it is there."""
    language, said = _said(rng, _HOME)
    past = _opened(rng)
    if rng.random() < 0.4:
        wish, deed = rng.choice(_DEEDS)
        thing = rng.choice(_THINGS)
        said, language = (
            f"{wish.format(thing)} and {rng.choice(('go home', 'return to the home screen', 'then leave the app'))}",
            "en",
        )
        past.append(deed.replace("{}", thing.capitalize()))
    if rng.random() < 0.35:
        home = Home(rng, furniture.a_style(rng, False), rng.sample(words.APPS, 8))
        past.append("went to the home screen; the screen changed")
        return home.screen, [Lesson(said, "done", history=past, language=language)]
    page = _page(rng, world)
    for _ in range(4):
        page.row(Item("row", any_label(rng, world.words)), BY_ID["more"] if rng.random() < 0.1 else None)
    screen = page.finish()
    if any("home" in (node.text + node.desc + node.rid).lower() for node in screen.nodes):
        return None
    return screen, [Lesson(said, "home", history=past, language=language)]


WAYS = (
    (scroll_lessons, 6),
    (leave_lessons, 4),
    (clear_lessons, 3),
    (enter_lessons, 2),
    (hold_lessons, 3),
    (swipe_lessons, 2),
    (wait_lessons, 2),
    (home_lessons, 2),
)


make = drawn(WAYS)
