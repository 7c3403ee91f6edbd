"""Kind: keys and pickers that take several taps: calculator, dial pad, timer, clock face, days of a month."""

import calendar

import furniture
import wording
import words
from dump import Node
from lesson import Lesson, drawn
from page import Page
from parts import WIDGET

_SIGNS = {"+": ("plus", "Plus"), "−": ("minus", "Minus"), "×": ("times", "Multiply"), "÷": ("divided by", "Divide")}
_NAMES = {sign: names[1] for sign, names in _SIGNS.items()} | {"=": "Equals", "C": "Clear", "⌫": "Delete", ".": "Point"}
_CALCULATE = (
    "what is {0}",
    "calculate {0}",
    "work out {0}",
    "how much is {0}",
    "{0}",
    "@de rechne {0}",
    "@es cuánto es {0}",
    "@fr calcule {0}",
    "@zh 计算{0}",
    "@ja {0}を計算",
    "@hi {0} कितना है",
    "@pt quanto é {0}",
    "@ru посчитай {0}",
)
_DIAL = (
    "call {0}",
    "dial {0}",
    "ring the number {0}",
    "phone {0}",
    "@de ruf {0} an",
    "@es llama al {0}",
    "@fr appelle le {0}",
    "@zh 拨打{0}",
    "@it chiama {0}",
)
_TIMER = (
    "set a timer for {0} minutes",
    "count down {0} minutes from now",
    "timer: {0} min",
    "ring in {0} minutes",
    "@de Timer auf {0} Minuten",
    "@es temporizador de {0} minutos",
    "@fr minuteur de {0} minutes",
    "@zh 定时{0}分钟",
)
_ALARM = (
    "set an alarm for {0}",
    "wake me up at {0}",
    "let it ring at {0}",
    "alarm at {0}",
    "change the time to {0}",
    "@de weck mich um {0}",
    "@es despiértame a las {0}",
    "@fr réveille-moi à {0}",
    "@zh {0}叫醒我",
    "@hi {0} का अलार्म लगाओ",
)
_DATE = (
    "pick {0}",
    "set the date to {0}",
    "choose {0} as the day",
    "make it {0}",
    "the due date is {0}",
    "book for {0}",
    "@de wähle den {0}",
    "@es elige el {0}",
    "@fr choisis le {0}",
    "@zh 选择{0}",
)


def _goal(rng, templates, thing):
    plain = [template for template in templates if not template.startswith("@")]
    text = rng.choice(plain if rng.random() < 0.75 else templates)
    language, text = text[1:].split(" ", 1) if text.startswith("@") else ("en", text)
    return language, wording.noisy(rng, text.format(thing), language, thing)


def _told(node):
    name = node.desc or node.text
    return f'tapped button "{name}"; the screen changed'


class _Pad:
    """A page with keys, by what they stand for."""

    def __init__(self, rng, app):
        self.rng, self.app = rng, app
        self.page = Page(furniture.a_style(rng, False), app)
        self.keys = {}
        if rng.random() < 0.5:
            self.page.app_bar(app, None, [], rng.random() < 0.5)

    def show(self, text):
        if text:
            self.page.paragraph(text, 30, True)

    def key(self, sign, box, desc="", rid="", text=None):
        cls = self.rng.choice(("Button", "ImageButton")) if desc and self.rng.random() < 0.3 else "Button"
        shown = "" if cls == "ImageButton" else {"D": "00"}.get(sign, sign) if text is None else text
        box = tuple(round(side) for side in box)
        node = Node(WIDGET + cls, box, "key", shown, desc, self.page.style.id(rid) if rid else "", True)
        self.page.body.append(node)
        self.keys[sign] = node
        return node

    def grid(self, rows, descs):
        px, wide = self.page.style.px, self.page.style.width / len(rows[0])
        described = self.rng.random() < 0.5
        for row in rows:
            for column, sign in enumerate(row):
                box = (wide * column, self.page.top, wide * (column + 1), self.page.top + px(60))
                desc = descs.get(sign, "") if described or not sign.isalnum() else ""
                self.key(sign, box, desc, f"digit {sign}" if sign.isdigit() else "op " + descs.get(sign, sign))
            self.page.top += px(60)

    def lesson(self, said, language, signs, step):
        """The tap after `step` taps; nothing where all are done."""
        opened = [f'opened "{self.app}"; the screen changed'] if self.rng.random() < 0.7 else []
        past = [*opened, *(_told(self.keys[sign]) for sign in signs[:step])][-4:]
        screen = self.page.finish()
        node = self.keys[signs[step]]
        return screen, [Lesson(said, "tap", node=node.index, history=past, language=language)]


def calculator_lessons(rng, world):
    left, right, sign = rng.randrange(2, 900), rng.randrange(2, 99), rng.choice(list(_SIGNS))
    spoken = _SIGNS[sign][0] if rng.random() < 0.6 else {"−": "-", "×": rng.choice("x*"), "÷": "/"}.get(sign, sign)
    language, said = _goal(rng, _CALCULATE, f"{left} {spoken} {right}")
    signs = [*str(left), sign, *str(right), "="]
    step = rng.randrange(len(signs))
    pad = _Pad(rng, "Calculator")
    rows = rng.choice((["C%⌫÷", "789×", "456−", "123+", "0.±="], ["789÷", "456×", "123−", "C0=+"]))
    if rng.random() < 0.2 and sign != "÷" and language == "en":
        return result(pad, said, signs, str({"+": left + right, "−": left - right, "×": left * right}[sign]), rows)
    pad.show("".join(signs[:step]))
    pad.grid(rows, _NAMES)
    return pad.lesson(said, language, signs, step)


def result(pad, said, signs, value, rows):
    """The sum is worked out: its value is the answer."""
    pad.show(value)
    pad.grid(rows, _NAMES)
    past = [_told(pad.keys[sign]) for sign in signs][-4:]
    return pad.page.finish(), [Lesson(said, "answer", {"text": value}, history=past)]


def dial_lessons(rng, world):
    number = "".join(sign for sign in words.phone(rng) if sign.isdigit())[:9]
    language, said = _goal(rng, _DIAL, number)
    signs = [*number, "call"]
    step = rng.choice((0, rng.randrange(len(signs)), len(number)))
    pad = _Pad(rng, "Phone")
    pad.show(number[:step])
    pad.grid(["123", "456", "789", "*0#"], {"*": "star", "#": "pound"})
    px, middle = pad.page.style.px, pad.page.style.width / 2
    box = (middle - px(32), pad.page.top + px(8), middle + px(32), pad.page.top + px(72))
    pad.key("call", box, rng.choice(("Call", "dial", "Audio call")), "dialpad floating action button", "")
    return pad.lesson(said, language, signs, step)


def timer_lessons(rng, world):
    minutes = rng.choice((3, 5, 8, 10, 12, 15, 20, 25, 40, 45, 90))
    language, said = _goal(rng, _TIMER, str(minutes))
    signs = [*f"{minutes}00", "start"]
    step = rng.randrange(len(signs))
    pad = _Pad(rng, "Clock")
    digits = "".join(signs[:step]).rjust(6, "0")[-6:].replace("start", "")
    pad.show(f"{digits[:2]}h {digits[2:4]}m {digits[4:]}s")
    pad.grid(["123", "456", "789", "D0⌫"], {"⌫": "Delete", "D": "Double zero"})
    if step:
        px, middle = pad.page.style.px, pad.page.style.width / 2
        box = (middle - px(36), pad.page.top + px(8), middle + px(36), pad.page.top + px(80))
        pad.key("start", box, "Start", "fab", "")
    return pad.lesson(said, language, signs, step)


def clock_lessons(rng, world):
    """A clock face: the hour, then the minutes, then half of the day, then OK."""
    hour, minute, half = rng.randrange(1, 13), rng.choice((0, 5, 10, 15, 30, 45, 50)), rng.choice(("AM", "PM"))
    spoken = rng.choice((f"{hour}:{minute:02d} {half}", f"{hour}:{minute:02d} {half.lower()}"))
    language, said = _goal(rng, _ALARM, spoken)
    steps = [f"h{hour}", f"m{minute}", half, "OK"]
    step = rng.randrange(4)
    pad = _Pad(rng, "Clock")
    page, px = pad.page, pad.page.style.px
    wide = page.style.width
    had = (hour if step > 0 else hour % 12 + 1, minute if step > 1 else (minute + 20) % 60, step > 2)
    shown = half if had[2] else {"AM": "PM", "PM": "AM"}[half]
    for name, left, text in (("hours", 0.2, str(had[0])), ("minutes", 0.4, f"{had[1]:02d}")):
        box = (wide * left, page.top, wide * (left + 0.16), page.top + px(60))
        node = pad.key(name, box, f"{text} {'o’clock' if name == 'hours' else 'minutes'}", name, text)
        node.selected = (name == "hours") == (step == 0)
    for number, name in enumerate(("AM", "PM")):
        box = (wide * 0.7, page.top + px(30) * number, wide * 0.82, page.top + px(30) * (number + 1))
        node = pad.key(name, box, "", name.lower() + " label")
        node.checkable, node.checked = True, name == shown
    page.top += px(80)
    face = [(f"h{n}", str(n)) for n in range(1, 13)] if step == 0 else [(f"m{n}", f"{n:02d}") for n in range(0, 60, 5)]
    for number, (name, text) in enumerate(face):
        left, top = wide * (0.1 + 0.2 * (number % 4)), page.top + px(56) * (number // 4)
        pad.key(name, (left, top, left + wide * 0.18, top + px(50)), "", "", text)
    page.top += px(180)
    for number, name in enumerate(("Cancel", "OK")):
        box = (wide * (0.4 + 0.25 * number), page.top, wide * (0.6 + 0.25 * number), page.top + px(44))
        pad.key(name, box, "", f"button{2 - number}")
    past = (
        [f'tapped button "{rng.choice(("Add alarm", "Add", "+"))}"; the screen changed'] if rng.random() < 0.6 else []
    )
    told = {
        "h": f'tapped button "{hour}"; the screen changed',
        "m": f'tapped button "{minute:02d}"; the screen changed',
    }
    past += [told["h"], told["m"], f'tapped radio "{half}"; now checked'][:step]
    lesson = Lesson(said, "tap", node=None, history=past[-4:], language=language)
    screen = page.finish()
    lesson.node = pad.keys[steps[step]].index
    return screen, [lesson]


def month_lessons(rng, world):
    """A month: forward or back to the one that is meant, then its day, then OK."""
    year, shown, target = rng.randrange(2024, 2030), rng.randrange(1, 13), rng.randrange(1, 13)
    if rng.random() < 0.55:
        target = shown
    day = rng.randrange(1, 29)
    name = calendar.month_name[target]
    language, said = _goal(rng, _DATE, rng.choice((f"{name} {day}", f"{day} {name}", f"{name} {day}, {year}")))
    chosen = target == shown and rng.random() < 0.4
    pad = _Pad(rng, rng.choice(("Calendar", "Booking", "Tasks")))
    page, px, wide = pad.page, pad.page.style.px, pad.page.style.width
    for sign, left, desc in (("<", 0.02, "Previous month"), (">", 0.84, "Next month")):
        pad.key(sign, (wide * left, page.top, wide * (left + 0.14), page.top + px(44)), desc, desc.split()[0], "")
    page.paragraph(f"{calendar.month_name[shown]} {year}", 18, True)
    page.top += px(10)
    first, days = calendar.monthrange(year, shown)
    full = rng.random() < 0.6
    for number in range(days):
        place = number + first
        left, top = wide / 7 * (place % 7), page.top + px(44) * (place // 7)
        desc = f"{number + 1:02d} {calendar.month_name[shown]} {year}" if full else ""
        node = pad.key(str(number + 1), (left, top, left + wide / 7, top + px(44)), desc)
        node.selected = chosen and number + 1 == day
    page.top += px(44) * 6
    for number, sign in enumerate(("Cancel", "OK")):
        box = (wide * (0.4 + 0.25 * number), page.top, wide * (0.6 + 0.25 * number), page.top + px(44))
        pad.key(sign, box, "", f"button{2 - number}")
    past = [f'opened "{pad.app}"; the screen changed'] if rng.random() < 0.5 else []
    past += ['tapped row "Date"; the screen changed'] if rng.random() < 0.6 else []
    if target != shown:
        sign = ">" if target > shown else "<"
        if rng.random() < 0.4:
            past.append(_told(pad.keys[sign]))
    elif chosen:
        sign = "OK"
        past.append(f'tapped button "{pad.keys[str(day)].desc or day}"; now selected')
    else:
        sign = str(day)
    screen = page.finish()
    return screen, [Lesson(said, "tap", node=pad.keys[sign].index, history=past[-4:], language=language)]


WAYS = (
    (calculator_lessons, 3),
    (dial_lessons, 2),
    (timer_lessons, 2),
    (clock_lessons, 3),
    (month_lessons, 3),
)


make = drawn(WAYS)
