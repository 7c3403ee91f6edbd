"""Cards: things told in several lines each, such as alarms, comments and trains, perhaps with a switch at the right."""

import words
from dump import Node
from parts import WIDGET, text_width

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _days(rng):
    return rng.choice(
        (
            ", ".join(day for day in _DAYS if rng.random() < 0.4) or "Mon",
            "Every day",
            "Weekdays",
            "Mon-Fri",
            "Sat, Sun",
            "Tomorrow",
            "Not scheduled",
        )
    )


def percent(rng):
    return f"{rng.randrange(2, 100)}%"


def _ago(rng):
    return f"{rng.randrange(2, 23)}{rng.choice((' h', 'h ago', ' min ago', ' hours ago', 'd'))}"


def _size(rng):
    return f"{rng.randrange(1, 900)}{rng.choice(('', '.4', '.75'))} {rng.choice(('MB', 'GB', 'kB'))}"


def one_of(*texts):
    return lambda rng: rng.choice(texts)


def number(low, high):
    return lambda rng: str(rng.randrange(low, high))


def _said(rng):
    return words.value(rng, "message")


def _platform(rng):
    return f"{rng.choice(('Platform', 'Gate', 'Track'))} {rng.randrange(1, 24)}"


def _temperature(rng):
    return f"{rng.randrange(-9, 39)}°"


_STATIONS = ("Alexanderplatz", "Gare de Lyon", "King's Cross", "Shinjuku", "Central", "Airport", "Dadar", "Old Town")

# Sorts of cards: the lines of one, the first its name.
DECKS = {
    "alarm": (("time", words.clock), ("days", _days)),
    "comment": (("author", words.person), ("text", _said), ("age", _ago), ("likes", number(1, 999))),
    "mail": (("sender", words.person), ("subject", words.title), ("date", words.date)),
    "chat": (("person", words.person), ("text", _said), ("time", words.clock), ("unread", number(1, 60))),
    "call": (("person", words.person), ("sort", one_of("Missed", "Outgoing", "Incoming")), ("time", words.clock)),
    "order": (
        ("product", words.title),
        ("price", words.price),
        ("state", one_of("Delivered", "Arriving Friday", "Shipped", "Out for delivery", "Cancelled", "Returned")),
    ),
    "train": (
        ("station", lambda rng: f"{rng.choice(_STATIONS)} {rng.randrange(1, 90)}"),
        ("departure", words.clock),
        ("platform", _platform),
        ("price", words.price),
    ),
    "event": (("title", words.title), ("date", words.date), ("time", words.clock), ("place", one_of(*words.CITIES))),
    "day": (
        ("day", one_of(*words.DAYS)),
        ("condition", one_of("Sunny", "Rain", "Cloudy", "Snow showers", "Thunderstorm", "Fog", "Clear")),
        ("temperature", _temperature),
    ),
    "file": (("name", words.title), ("size", _size), ("date", words.date)),
    "payment": (("payee", words.person), ("amount", words.price), ("date", words.date)),
    "device": (
        ("name", words.title),
        ("state", one_of("Connected", "Not connected", "Saved", "Pairing…", "Active")),
        ("battery", percent),
    ),
    "network": (
        ("name", lambda rng: words.coined(rng, 2).capitalize()),
        ("state", one_of("Connected", "Saved", "Open")),
    ),
    "app": (("name", lambda rng: rng.choice(words.APPS)), ("size", _size), ("use", _ago)),
    "rule": (("name", words.title), ("time", words.clock)),
}


class Card:
    """One card: its texts by line, and the nodes once drawn."""

    def __init__(self, rng, sort, on=None):
        self.sort, self.on = sort, on
        self.texts = {line: make(rng) for line, make in DECKS[sort]}
        self.name = next(iter(self.texts.values()))
        self.node = self.switch = None


def deck(rng, sort, count, with_switches=False):
    """Cards of one sort whose names differ, and none is a part of another."""
    cards = []
    for _ in range(count * 3):
        card = Card(rng, sort, rng.random() < 0.5 if with_switches else None)
        name = card.name.lower()
        if len(cards) < count and not any(name in other.name.lower() or other.name.lower() in name for other in cards):
            cards.append(card)
    return cards


def draw(page, cards, words_of_state=False):
    """Puts the cards on a page; those for which there is no room are left out."""
    style, rng = page.style, page.style.rng
    px, wide = style.px, style.width
    side_by_side, shown = rng.random() < 0.3, []
    ids = [style.id(rng.choice((line, f"{line} text", f"tv {line}", "text"))) for line in cards[0].texts]
    for card in cards:
        lines = list(card.texts.values())
        height = px(20 + 24 * (len(lines) if not side_by_side else -(-len(lines) // 2)) + 12)
        if page.top + height > page.bottom:
            break
        row = Node(
            rng.choice((WIDGET + "LinearLayout", "android.view.ViewGroup", "androidx.cardview.widget.CardView")),
            (0, page.top, wide, page.top + height),
            "row",
            click=rng.random() < 0.9,
        )
        for place, (text, rid) in enumerate(zip(lines, ids, strict=True)):
            line, right = (place // 2, place % 2) if side_by_side else (place, 0)
            left, top = px(16) + right * wide * 0.5, page.top + px(10) + px(24) * line
            box = (left, top, left + min(text_width(style, text, 14), wide * 0.45), top + px(22))
            row.add(Node(style.text_class(), tuple(round(v) for v in box), "text", text, "", rid))
        if card.on is not None:
            card.switch = _switch(style, card, wide, page.top, height, words_of_state)
            row.add(card.switch)
        card.node = row
        page.body.append(row)
        page.top += height + px(rng.choice((0, 8)))
        shown.append(card)
    return shown


def _switch(style, card, wide, top, height, words_of_state):
    """A switch that has no name of its own, at most its state."""
    px = style.px
    box = (round(wide - px(64)), top + height // 2 - px(14), round(wide - px(12)), top + height // 2 + px(14))
    node = Node(WIDGET + "Switch", box, "switch", "", "", style.id("on off switch"), True)
    node.checkable, node.checked = True, card.on
    if words_of_state:
        node.text = "ON" if card.on else "OFF"
    return node
