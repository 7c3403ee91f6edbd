"""Kind: questions that the screen answers; the answer stands there in one piece."""

import cards
import furniture
import wording
import words
from home import Home
from lesson import Lesson, drawn
from page import Page
from parts import Item

_PLACES = (("first", 0), ("second", 1), ("third", 2), ("last", -1), ("topmost", 0))
_FOREIGN = {"de": ("erste", "zweite", "dritte"), "es": ("primer", "segundo", "tercer"), "zh": ("第一", "第二", "第三")}
# Of a sort of cards: the line asked for, and questions; {} is the card's name, <> its place.
_QUESTIONS = {
    "alarm": {
        "days": (
            "on which days does the {} alarm ring",
            "when is the alarm of {} repeated",
            "which days is {} set for",
            "@de an welchen Tagen klingelt der Wecker um {}",
            "@es qué días suena la alarma de las {}",
            "@zh {}的闹钟哪几天响",
        ),
        "time": ("when does the <> alarm go off", "what time is the <> alarm", "@de wann klingelt der <> Wecker"),
    },
    "comment": {
        "author": ("who wrote the <> comment", "name of the person behind the <> comment", "@zh <>条评论是谁写的"),
        "text": (
            "what does {} say",
            "what did {} write",
            "read {}'s comment to me",
            "@de was schreibt {}",
            "@es qué dice {}",
        ),
        "age": ("how old is the comment by {}", "when did {} comment"),
        "likes": ("how many likes does {}'s comment have", "how many people like what {} wrote"),
    },
    "mail": {
        "sender": (
            "who sent the <> mail",
            "from whom is the <> message",
            "@de von wem ist die <> Mail",
            "@fr qui a écrit le <> mail",
        ),
        "subject": ("what is {}'s mail about", "subject of the mail from {}", "@de worum geht es in der Mail von {}"),
        "date": ("when did {} write", "date of {}'s mail", "@zh {}的邮件是什么时候的"),
    },
    "chat": {
        "text": ("what was the last thing {} wrote", "what does {} want", "@es qué ha escrito {}", "@zh {}说了什么"),
        "time": ("what time did {} write", "when was {}'s last message", "@fr à quelle heure {} a écrit"),
        "unread": (
            "how many new messages do I have from {}",
            "number of new messages from {}",
            "@de wie viele neue Nachrichten von {}",
        ),
    },
    "call": {
        "person": (
            "who is at the top of the call list",
            "who was the <> caller",
            "@de wer steht als <> in der Anrufliste",
        ),
        "sort": ("did I take the call of {} or miss it", "what kind of call was {}'s"),
        "time": (
            "when did {} call",
            "at what time was the call with {}",
            "@es a qué hora llamó {}",
            "@hi {} ने कब फ़ोन किया",
        ),
    },
    "order": {
        "price": ("how much did {} cost", "price of {}", "what did I pay for {}", "@de was kostet {}", "@zh {}多少钱"),
        "state": (
            "has {} arrived",
            "where is my order of {}",
            "status of {}",
            "@de wo bleibt {}",
            "@es estado del pedido {}",
        ),
    },
    "train": {
        "departure": (
            "when does the train to {} leave",
            "departure to {}",
            "@de wann fährt der Zug nach {}",
            "@fr à quelle heure part le train pour {}",
        ),
        "platform": (
            "where does the train to {} stop",
            "which platform for {}",
            "@de von welchem Gleis nach {}",
            "@ja {}行きは何番線",
        ),
        "price": ("what is the fare to {}", "how much is the ride to {}", "@it quanto costa il treno per {}"),
    },
    "event": {
        "date": ("on what day is {}", "when is {}, which date", "@zh {}是哪天"),
        "time": (
            "at what time does {} start",
            "when does {} begin",
            "@de um wie viel Uhr beginnt {}",
            "@es a qué hora es {}",
        ),
        "place": ("where does {} take place", "in which city is {}", "@fr où a lieu {}", "@ru где проходит {}"),
        "title": ("what is the <> event", "what comes as the <> thing in my calendar"),
    },
    "day": {
        "condition": (
            "what will the weather be like on {}",
            "how is the weather on {}",
            "@de wie wird das Wetter am {}",
        ),
        "temperature": (
            "how warm does it get on {}",
            "temperature for {}",
            "@es qué temperatura hará el {}",
            "@ko {} 기온은?",
        ),
    },
    "file": {
        "size": ("how big is {}", "size of the file {}", "@de wie groß ist {}", "@zh {}有多大"),
        "date": ("when was {} changed", "date of {}", "@fr de quand date {}"),
        "name": ("name of the <> file", "what is the <> file called"),
    },
    "payment": {
        "amount": (
            "how much did I pay {}",
            "what did {} get from me",
            "@de wie viel habe ich {} gezahlt",
            "@pt quanto paguei a {}",
        ),
        "date": ("when did I pay {}", "date of the payment to {}"),
        "payee": ("who got the <> payment",),
    },
    "device": {
        "state": ("is {} connected", "state of {}", "@de ist {} verbunden", "@zh {}连上了吗"),
        "battery": ("how much battery does {} have left", "charge of {}", "@es batería de {}"),
    },
    "network": {
        "state": ("am I connected to {}", "what is the state of the network {}", "@de bin ich mit {} verbunden")
    },
    "app": {
        "size": (
            "how much space does {} take",
            "how large is {}",
            "@de wie viel Platz braucht {}",
            "@zh {}占了多少空间",
        ),
        "use": ("when did I last use {}", "last time {} was opened"),
    },
}
_PAIRS = (
    ("Battery", ("how full is the battery", "charge level?", "@zh 还剩多少电", "@de Akkustand?"), cards.percent),
    (
        "Storage",
        ("how much space is used", "is the memory full", "@es cuánto espacio se usa"),
        lambda rng: f"{rng.randrange(9, 99)}% used",
    ),
    (
        "Android version",
        ("which release of Android runs here", "os version number", "@de welche Version läuft"),
        lambda rng: str(rng.randrange(8, 17)),
    ),
    (
        "Screen timeout",
        ("when does the display switch off by itself", "how long does the screen stay on"),
        cards.one_of("30 seconds", "1 minute", "10 minutes"),
    ),
    (
        "Language",
        ("what language is the phone in", "@es en qué idioma está el teléfono"),
        cards.one_of("English (UK)", "Deutsch", "Español"),
    ),
    ("Phone number", ("what is my own number", "@de wie lautet meine Nummer"), words.phone),
    ("Device name", ("what is this phone called", "@fr comment s'appelle ce téléphone"), words.title),
    (
        "Wi-Fi",
        ("which wireless network is in use", "@zh 连着哪个无线网"),
        lambda rng: words.coined(rng, 2).capitalize(),
    ),
    (
        "Time zone",
        ("in what time zone am I", "@ja どのタイムゾーン"),
        cards.one_of("GMT+01:00 Berlin", "GMT+05:30 Kolkata", "GMT-03:00 Lima"),
    ),
    (
        "Model",
        ("what model is it", "which phone do I hold", "@de welches Modell ist das"),
        lambda rng: f"{words.coined(rng).capitalize()} {rng.randrange(3, 20)}",
    ),
    ("Total", ("how much is it all together", "sum of the bill", "@es cuánto es en total"), words.price),
    (
        "Followers",
        ("how many people follow this account", "number of followers", "@de wie viele Follower"),
        cards.number(3, 9000),
    ),
    ("Security update", ("how old is the security patch", "date of the latest patch"), words.date),
    ("Hotspot", ("is tethering active", "hotspot running?", "@de läuft der Hotspot"), cards.one_of("On", "Off")),
    ("Dark theme", ("are the dark colours active", "@zh 夜间模式开没开"), cards.one_of("On", "Off")),
)
_DIALOGS = (
    "No internet connection",
    "Your request was submitted",
    "The file could not be opened",
    "Wrong password",
    "Your order has been placed",
    "This number is not valid",
    "Low battery",
    "Update installed",
    "The selected item will be removed for good",
)


def _page(rng, title=""):
    page = Page(furniture.a_style(rng, False), title)
    if rng.random() < 0.8:
        furniture.bar(page, rng, None, title or None, [] if rng.random() < 0.5 else None)
    return page


def _split(template):
    return template[1:].split(" ", 1) if template.startswith("@") else ("en", template)


def _answer(rng, said, language, text, keep=None):
    said = wording.noisy(rng, said + ("?" if rng.random() < 0.5 else ""), language, keep)
    return Lesson(said, "answer", {"text": text}, language=language)


def card_lessons(rng, world):
    """Several alike things; one line of one of them is asked for."""
    sort = rng.choice(list(_QUESTIONS))
    page = _page(rng)
    shown = cards.draw(page, cards.deck(rng, sort, rng.choice((2, 3, 4, 6)), sort == "alarm"), rng.random() < 0.5)
    if not shown:
        return None
    screen = page.finish()
    lessons = []
    for line in rng.sample(list(_QUESTIONS[sort]), min(2, len(_QUESTIONS[sort]))):
        language, template = _split(rng.choice(_QUESTIONS[sort][line]))
        card = rng.choice(shown)
        if "<>" in template:
            order = rng.choice(_PLACES[:4])
            name = order[0]
            if language != "en":
                order = rng.choice(_PLACES[:3])
                name = _FOREIGN.get(language, ("1.", "2.", "3."))[order[1]]
            if order[1] >= len(shown) or (order[1] == -1 and len(shown) < 2):
                continue
            card, template = shown[order[1]], template.replace("<>", name)
        elif "top of" in template:
            card = shown[0]
        name = card.name if rng.random() < 0.6 else card.name.lower()
        lessons.append(_answer(rng, template.replace("{}", name), language, card.texts[line], name))
    return screen, lessons


def pair_lessons(rng, world):
    """Captions with their values."""
    page = _page(rng, rng.choice(("About phone", "Settings", "Profile", "Details", "")))
    shown = []
    for label, questions, make in rng.sample(_PAIRS, rng.choice((3, 5, 7))):
        value = make(rng)
        if page.fits(80) and value not in (other for _, _, other in shown):
            page.row(Item("row", label, summary=value))
            shown.append((label, questions, value))
    screen = page.finish()
    lessons = []
    texts = {node.text for node in screen.nodes}
    for label, questions, value in rng.sample(shown, min(2, len(shown))):
        language, said = _split(rng.choice((*questions, f"what does it say under {label}", f"{label.lower()}?")))
        if value in texts:
            lessons.append(_answer(rng, said, language, value))
    return screen, lessons


def badge_lessons(rng, world):
    """Numbers of unread things at the icons of a home screen."""
    apps = rng.sample(words.APPS, rng.choice((6, 9, 14)))
    home = Home(rng, furniture.a_style(rng, False), apps)
    lessons = []
    for app, nodes in home.tiles.items():
        desc = nodes[0].desc
        count = next((word for word in desc.split() if word.isdigit()), None)
        if count and len(nodes) == 1 and "1 " not in desc[:2]:
            language, template = _split(
                rng.choice(
                    (
                        "how many notifications does {} have",
                        "number of unread things in {}",
                        "how many are unread in {}",
                        "count of new messages in {}",
                        "@de wie viele Benachrichtigungen hat {}",
                        "@es cuántas notificaciones tiene {}",
                        "@zh {}有几条未读",
                        "@fr combien de notifications a {}",
                    )
                )
            )
            lessons.append(_answer(rng, template.replace("{}", app), language, count, app))
    return home.screen, lessons[:2]


def message_lessons(rng, world):
    """What a dialog or a notice says."""
    page = Page(furniture.a_style(rng, False))
    text = rng.choice(_DIALOGS)
    page.dialog(rng.choice(("", words.title(rng))), text, [Item("button", rng.choice(("OK", "Close", "Retry")))])
    language, said = _split(
        rng.choice(
            (
                "what does the popup say",
                "read the dialog to me",
                "what is the message on the screen",
                "what went on, says the window",
                "@de was steht in dem Fenster",
                "@es qué dice el aviso",
                "@fr que dit la fenêtre",
                "@ja ダイアログには何と書いてある",
            )
        )
    )
    return page.finish(), [_answer(rng, said, language, text)]


def field_lessons(rng, world):
    """What stands in a field, or is chosen."""
    page = _page(rng)
    shown = []
    for label, sort in rng.sample([pair for pair in words.FIELDS if pair[1] != "password"], 4):
        value = words.value(rng, sort)
        if page.fits(110) and rng.random() < 0.8:
            item = Item("field", label, hint=label, value=value, id=label.lower())
            page.field(item, True)
            shown.append(item)
    screen = page.finish()
    if not shown:
        return None
    item = rng.choice(shown)
    said = rng.choice(
        ("what is filled in as {}", "which {} is entered", "what stands in the field {}", "what is the {} on this form")
    ).format(item.label.lower())
    return screen, [_answer(rng, said, "en", item.value)]


WAYS = ((card_lessons, 9), (pair_lessons, 4), (badge_lessons, 2), (message_lessons, 1), (field_lessons, 2))


make = drawn(WAYS)
