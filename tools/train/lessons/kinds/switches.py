"""Kind: controls without a name of their own, told apart by the card that they stand in: switches, repeated buttons."""

import cards
import furniture
import wording
import words
from dump import Node
from lesson import Lesson, drawn
from page import Page
from parts import WIDGET

_ON = {
    "en": ("turn on {}", "switch {} on", "enable {}", "activate {}", "{} on", "set {} to on", "I need {} active"),
    "de": ("schalte {} ein", "{} einschalten", "aktiviere {}"),
    "es": ("activa {}", "enciende {}"),
    "fr": ("active {}", "mets {} en marche"),
    "zh": ("打开{}", "启用{}"),
    "ja": ("{}をオンにして",),
    "hi": ("{} चालू करो",),
    "pt": ("ative {}", "ligar {}"),
    "it": ("attiva {}",),
    "ru": ("включи {}",),
    "ko": ("{} 켜 줘",),
}
_OFF = {
    "en": ("turn off {}", "switch {} off", "disable {}", "deactivate {}", "{} off", "set {} to off", "stop {}"),
    "de": ("schalte {} aus", "{} ausschalten", "deaktiviere {}"),
    "es": ("desactiva {}", "apaga {}"),
    "fr": ("désactive {}", "coupe {}"),
    "zh": ("关闭{}", "关掉{}"),
    "ja": ("{}をオフにして",),
    "hi": ("{} बंद करो",),
    "pt": ("desative {}", "desligar {}"),
    "it": ("disattiva {}",),
    "ru": ("выключи {}",),
    "ko": ("{} 꺼 줘",),
}
# What a card is called, by its sort; {} is its name.
_CALLED = {
    "alarm": {
        "en": ("the {} alarm", "the alarm at {}", "my {} alarm", "the alarm for {}"),
        "de": ("den Wecker um {}",),
        "es": ("la alarma de las {}",),
        "fr": ("l'alarme de {}",),
        "zh": ("{}的闹钟",),
        "ja": ("{}のアラーム",),
        "hi": ("{} का अलार्म",),
        "pt": ("o alarme das {}",),
        "it": ("la sveglia delle {}",),
        "ru": ("будильник на {}",),
        "ko": ("{} 알람",),
    },
    "rule": {"en": ("the rule {}", "{}", "the schedule {}"), "de": ("die Regel {}",), "zh": ("规则{}",)},
    "network": {"en": ("{}", "the network {}"), "de": ("das Netz {}",), "es": ("la red {}",)},
    "device": {"en": ("{}", "the device {}", "the lamp {}"), "de": ("das Gerät {}",), "zh": ("设备{}",)},
    "app": {"en": ("{}", "permission for {}", "{} in this list"), "de": ("die App {}",), "es": ("la app {}",)},
    "event": {"en": ("reminders for {}", "{}"), "fr": ("le rappel de {}",)},
}
_ORDER = ("first", "second", "third", "fourth")
_BUTTONS = {
    "order": (("Buy again", "order {} again"), ("Return", "send {} back"), ("Track", "where is my parcel with {}")),
    "comment": (("Reply", "answer {}"), ("Like", "like the comment of {}"), ("Report", "report what {} wrote")),
    "network": (("Connect", "join {}"), ("Forget", "remove the network {}")),
    "device": (("Connect", "connect {}"), ("Pair", "pair {}"), ("Settings", "change the settings of {}")),
    "app": (("Install", "get {}"), ("Update", "bring {} up to date"), ("Uninstall", "remove {}"), ("Open", "start {}")),
    "train": (("Book", "buy a ticket to {}"), ("Details", "show the stops of the train to {}")),
    "call": (("Call", "ring {} back"), ("Message", "write to {}"), ("Block", "block {}")),
    "payment": (("Repeat", "pay {} the same again"), ("Receipt", "show the receipt for {}")),
    "event": (("Join", "take part in {}"), ("Decline", "say no to {}"), ("Edit", "change {}")),
    "file": (("Open", "open {}"), ("Delete", "delete {}"), ("Share", "send {} to someone")),
    "mail": (
        ("Archive", "archive the mail of {}"),
        ("Delete", "throw away what {} wrote"),
        ("Reply", "answer {}'s mail"),
    ),
}
_APPS = {
    "alarm": "Clock",
    "order": "Amazon",
    "app": "Play Store",
    "call": "Phone",
    "mail": "Gmail",
    "event": "Calendar",
}


def _opened(rng, sort):
    app = _APPS.get(sort)
    return [f'opened "{app}"; the screen changed'] if app and rng.random() < 0.5 else []


def _order(rng, place, count):
    return "last" if place == count - 1 and count > 1 and rng.random() < 0.4 else _ORDER[min(place, 3)]


def switch_lessons(rng, world):
    """The switch of one card among several; or it is as wished already."""
    sort = rng.choice(("alarm", "alarm", "alarm", *_CALLED))
    page = Page(furniture.a_style(rng, False))
    furniture.bar(page, rng, world.words, sort.capitalize() if rng.random() < 0.4 else None)
    shown = cards.draw(page, cards.deck(rng, sort, rng.choice((2, 3, 4, 5)), True), rng.random() < 0.6)
    if not shown:
        return None
    if rng.random() < 0.5:
        furniture.navigation(page, rng, world.words, 0.5)
    screen = page.finish()
    lessons = []
    for place in rng.sample(range(len(shown)), min(2, len(shown))):
        card = shown[place]
        wish = rng.random() < 0.5 if rng.random() < 0.3 else not card.on
        languages = [language for language in _CALLED[sort] if language != "en"]
        language = rng.choice(languages) if rng.random() < 0.25 else "en"
        name = rng.choice(_CALLED[sort][language]).replace("{}", card.name)
        if language == "en" and rng.random() < 0.25:
            noun = rng.choice(("switch", "toggle", sort))
            name = f"the {_order(rng, place, len(shown)) if place < 4 else 'last'} {noun}"
        said = rng.choice((_ON if wish else _OFF)[language]).replace("{}", name)
        said = wording.noisy(rng, said, language, card.name)
        past = _opened(rng, sort)
        if card.on == wish:
            state = "on" if wish else "off"
            label = f' "{state.upper()}"' if card.switch.text else ""
            past.append(f"tapped switch{label}; now {state}")
            lessons.append(Lesson(said, "done", history=past, language=language))
        else:
            lessons.append(Lesson(said, "tap", node=card.switch.index, history=past, language=language))
    return screen, lessons


def button_lessons(rng, world):
    """Every card has the same buttons; the one of the card that is meant, by name or by order."""
    sort = rng.choice(list(_BUTTONS))
    page = Page(furniture.a_style(rng, False))
    furniture.bar(page, rng, world.words)
    chosen = rng.sample(_BUTTONS[sort], min(len(_BUTTONS[sort]), rng.choice((1, 2))))
    shown, buttons = [], {}
    style, px = page.style, page.style.px
    for card in cards.deck(rng, sort, rng.choice((2, 3, 4))):
        if not page.fits(190) or not cards.draw(page, [card]):
            break
        wide = style.width / (len(chosen) + 1)
        for number, (label, _) in enumerate(chosen):
            left = round(px(12) + wide * number)
            box = (left, page.top, round(left + wide - px(12)), page.top + px(40))
            node = Node(WIDGET + "Button", box, "button", label, "", style.id(label), True, [label])
            page.body.append(node)
            buttons[len(shown), label] = node
        page.top += px(48)
        shown.append(card)
    if not shown:
        return None
    screen = page.finish()
    lessons = []
    for _ in range(2):
        place = rng.randrange(len(shown))
        label, wish = rng.choice(chosen)
        name = shown[place].name
        if rng.random() < 0.35 and place < 4:
            said = rng.choice(
                (
                    f"{label.lower()} the {_order(rng, place, len(shown))} {sort}",
                    f"press {label.lower()} on the {_order(rng, place, len(shown))} card",
                    f"the {_order(rng, place, len(shown))} {label.lower()} button",
                )
            )
            keep = None
        else:
            said, keep = wish.replace("{}", name if rng.random() < 0.6 else name.lower()), name
        said = wording.noisy(rng, said, "en", keep)
        lessons.append(Lesson(said, "tap", node=buttons[place, label].index, history=_opened(rng, sort)))
    return screen, lessons


def label_lessons(rng, world):
    """A label at the left and, apart from it, a switch at the right that nothing names but its place."""
    page = Page(furniture.a_style(rng, False))
    furniture.bar(page, rng, world.words)
    style, px, rows = page.style, page.style.px, []
    labels = [label for label in rng.sample(world.words or words.SECTIONS, 12) if 3 < len(label) < 28]
    stated = rng.random() < 0.5
    for label in labels[: rng.choice((3, 4, 6))]:
        if not page.fits(70) or any(
            label.lower() in other.lower() or other.lower() in label.lower() for other, _, _ in rows
        ):
            continue
        page.paragraph(label, 16)
        text = page.body[-1]
        on = rng.random() < 0.5
        box = (style.width - px(70), text.box[1] - px(2), style.width - px(14), text.box[3] + px(2))
        node = Node(WIDGET + rng.choice(("Switch", "Switch", "CheckBox", "ToggleButton")), box, "switch", click=True)
        node.checkable, node.checked = True, on
        node.rid = style.id("switch")
        if stated:
            node.text = rng.choice(("ON", "On")) if on else rng.choice(("OFF", "Off"))
        page.body.append(node)
        page.top += px(20)
        rows.append((label, node, on))
    screen = page.finish()
    lessons = []
    for label, node, on in rng.sample(rows, min(2, len(rows))):
        name = label.lower() if rng.random() < 0.7 else label
        said = rng.choice((_OFF if on else _ON)["en"]).replace("{}", name)
        if rng.random() < 0.3:
            pool = ("the switch beside {}", "the toggle next to {}", "tap the switch of {}", "switch right of {}")
            said = rng.choice(pool).replace("{}", name)
        lessons.append(Lesson(wording.noisy(rng, said, "en", name), "tap", node=node.index))
    return screen, lessons


WAYS = ((switch_lessons, 6), (button_lessons, 4), (label_lessons, 3))


make = drawn(WAYS)
