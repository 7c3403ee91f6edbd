"""What screens are full of: names, places, songs, products, prices, times, messages; and words no one has read before."""

import pathlib


def _lists():
    """The lists of `vocabulary/words.txt` by name."""
    found, name = {}, ""
    path = pathlib.Path(__file__).parent / "vocabulary" / "words.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
            found[name] = []
        elif line and not line.startswith("#"):
            found[name] += [word.strip() for word in line.split("|") if word.strip()]
    return found


_LISTS = _lists()
FIRST, LAST, CITIES, APPS = _LISTS["first"], _LISTS["last"], _LISTS["cities"], _LISTS["apps"]
ADJECTIVES, NOUNS, VERBING = _LISTS["adjectives"], _LISTS["nouns"], _LISTS["verbing"]
SECTIONS, ACTIONS, PHRASES = _LISTS["sections"], _LISTS["actions"], _LISTS["phrases"]
MONTHS, DAYS = _LISTS["months"], _LISTS["days"]
FIELDS = [
    ("Email", "email"),
    ("Email address", "email"),
    ("Password", "password"),
    ("Username", "user"),
    ("Phone number", "phone"),
    ("First name", "first"),
    ("Last name", "last"),
    ("Full name", "name"),
    ("Name", "name"),
    ("Confirm password", "password"),
    ("City", "city"),
    ("Address", "address"),
    ("Street", "address"),
    ("Zip code", "zip"),
    ("Postal code", "zip"),
    ("Date of birth", "date"),
    ("Date", "date"),
    ("Time", "time"),
    ("Amount", "amount"),
    ("Title", "title"),
    ("Subject", "title"),
    ("Message", "message"),
    ("Comment", "message"),
    ("Add a comment", "message"),
    ("Notes", "message"),
    ("Description", "message"),
    ("Promo code", "code"),
    ("Verification code", "digits"),
    ("Card number", "card"),
    ("CVV", "digits"),
    ("Website", "url"),
    ("Company", "title"),
    ("From", "city"),
    ("To", "city"),
    ("Destination", "city"),
    ("Search", "query"),
    ("Age", "number"),
    ("Weight", "number"),
    ("Height", "number"),
    ("Quantity", "number"),
    ("Event name", "title"),
    ("Location", "city"),
    ("Nickname", "first"),
    ("Bio", "message"),
    ("Budget", "amount"),
]
OTHER_PHRASES = {
    "de": ["Ich komme später", "Alles Gute zum Geburtstag", "Bis morgen", "Wo bist du?", "Danke dir"],
    "es": ["Llego tarde", "Feliz cumpleaños", "Nos vemos mañana", "¿Dónde estás?", "Muchas gracias"],
    "fr": ["Je suis en retard", "Joyeux anniversaire", "À demain", "Où es-tu ?", "Merci beaucoup"],
    "pt": ["Vou chegar atrasado", "Feliz aniversário", "Até amanhã", "Onde você está?"],
    "it": ["Arrivo tardi", "Buon compleanno", "A domani", "Dove sei?"],
    "zh": ["我会晚点到", "生日快乐", "明天见", "你在哪里", "谢谢你"],
    "ja": ["遅れます", "お誕生日おめでとう", "また明日", "どこにいますか"],
    "ko": ["늦을 것 같아요", "생일 축하해", "내일 봐요", "어디야?"],
    "ru": ["Я опоздаю", "С днём рождения", "До завтра", "Где ты?"],
    "ar": ["سأتأخر قليلا", "عيد ميلاد سعيد", "أراك غدا"],
    "hi": ["मुझे देर हो जाएगी", "जन्मदिन मुबारक", "कल मिलते हैं"],
}
_ONSETS = [
    "b",
    "c",
    "d",
    "f",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "z",
    "br",
    "ch",
    "cl",
    "cr",
    "dr",
    "fl",
    "gr",
    "kl",
    "pl",
    "pr",
    "sh",
    "sk",
    "sp",
    "st",
    "th",
    "tr",
]
_VOWELS = ["a", "e", "i", "o", "u", "a", "e", "i", "o", "ai", "ea", "io", "oo", "ou"]
_CODAS = ["", "", "", "n", "r", "s", "l", "m", "x", "t", "nd", "ck", "rt"]


def coined(rng, syllables=None):
    """A word that no one has read before, so that reading it off the screen is all that helps."""
    count = syllables or rng.choice((1, 2, 2, 3))
    return "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS) for _ in range(count))


def person(rng):
    roll = rng.random()
    if roll < 0.35:
        return rng.choice(FIRST)
    if roll < 0.85:
        return f"{rng.choice(FIRST)} {rng.choice(LAST)}"
    return f"{coined(rng).capitalize()} {coined(rng, 2).capitalize()}"


def title(rng):
    """A song, book, product, dish, article: two to five words."""
    roll = rng.random()
    adjective, noun = rng.choice(ADJECTIVES), rng.choice(NOUNS)
    if roll < 0.3:
        words = f"{adjective} {noun}"
    elif roll < 0.45:
        words = f"the {noun} of {coined(rng) if rng.random() < 0.4 else rng.choice(NOUNS)}"
    elif roll < 0.6:
        words = f"{coined(rng)} {noun}"
    elif roll < 0.7:
        words = f"{rng.choice(VERBING)} the {adjective} {noun}"
    elif roll < 0.8:
        words = f"{adjective} {noun} and {rng.choice(NOUNS)}"
    elif roll < 0.9:
        words = f"{noun} in {rng.choice(CITIES)}"
    else:
        words = f"{coined(rng)} {coined(rng)}"
    return words.title() if rng.random() < 0.5 else words[0].upper() + words[1:]


def clock(rng):
    hour, minute = rng.randrange(1, 13), rng.choice((0, 0, 15, 30, 45, rng.randrange(60)))
    if rng.random() < 0.5:
        return f"{hour}:{minute:02d} {rng.choice(('AM', 'PM', 'am', 'pm'))}"
    return f"{rng.randrange(24)}:{minute:02d}"


def date(rng):
    day, month = rng.randrange(1, 29), rng.choice(MONTHS)
    return rng.choice(
        (
            f"{month} {day}",
            f"{day} {month}",
            f"{month[:3]} {day}, 202{rng.randrange(10)}",
            f"{day}.{MONTHS.index(month) + 1}.202{rng.randrange(10)}",
            rng.choice(DAYS),
            "tomorrow",
            f"202{rng.randrange(10)}-{MONTHS.index(month) + 1:02d}-{day:02d}",
        )
    )


def price(rng):
    amount = f"{rng.randrange(1, 400)}.{rng.choice(('00', '99', '50', '49', '95'))}"
    return rng.choice((f"${amount}", f"€{amount}", f"{amount} €", f"£{amount}", f"₹{rng.randrange(50, 9000)}"))


def phone(rng):
    return rng.choice(
        (
            f"+{rng.randrange(1, 99)} {rng.randrange(100, 999)} {rng.randrange(100000, 9999999)}",
            f"555-{rng.randrange(1000, 9999)}",
            f"0{rng.randrange(100, 999)} {rng.randrange(100000, 999999)}",
            str(rng.randrange(1000000, 999999999)),
        )
    )


def email(rng):
    return (
        f"{rng.choice(FIRST).lower()}{rng.choice(('', '.' + coined(rng), str(rng.randrange(100))))}@"
        f"{rng.choice(('gmail.com', 'example.com', 'mail.org', 'outlook.com', coined(rng, 2) + '.com'))}"
    )


def query(rng):
    roll = rng.random()
    if roll < 0.5:
        return title(rng).lower()
    if roll < 0.7:
        return f"{rng.choice(('best', 'cheap', 'how to find a', 'new', 'nearby'))} {rng.choice(NOUNS)}"
    if roll < 0.85:
        return coined(rng, rng.choice((2, 3)))
    return rng.choice(CITIES)


def value(rng, sort, language="en"):
    """Something to type into a field of this sort (the second words of FIELDS, or a lexicon placeholder)."""
    if sort in ("email",):
        return email(rng)
    if sort in ("phone",):
        return phone(rng)
    if sort in ("name",):
        return person(rng)
    if sort in ("first", "nickname"):
        return rng.choice(FIRST)
    if sort == "last":
        return rng.choice(LAST)
    if sort == "user":
        return coined(rng, 2) + rng.choice(("", str(rng.randrange(100)), "_" + rng.choice(NOUNS)))
    if sort == "password":
        return rng.choice(
            (
                coined(rng, 2).capitalize() + str(rng.randrange(1000)) + rng.choice(("", "!", "#")),
                f"{rng.choice(NOUNS)}{rng.randrange(10000)}",
            )
        )
    if sort == "city":
        return rng.choice(CITIES)
    if sort == "address":
        return f"{rng.randrange(1, 300)} {rng.choice(NOUNS).title()} {rng.choice(('Street', 'Road', 'Avenue', 'Lane'))}"
    if sort == "zip":
        return str(rng.randrange(10000, 99999))
    if sort == "date":
        return date(rng)
    if sort == "time":
        return clock(rng)
    if sort == "amount":
        return rng.choice((str(rng.randrange(1, 5000)), price(rng)))
    if sort == "digits":
        return str(rng.randrange(100, 999999))
    if sort == "number":
        return str(rng.randrange(1, 300))
    if sort == "card":
        return " ".join(str(rng.randrange(1000, 9999)) for _ in range(4))
    if sort == "code":
        return coined(rng).upper() + str(rng.randrange(10, 99))
    if sort == "url":
        return f"{rng.choice(('www.', ''))}{coined(rng, 2)}.{rng.choice(('com', 'org', 'net', 'io'))}"
    if sort == "message":
        return rng.choice(OTHER_PHRASES.get(language, PHRASES)) if rng.random() < 0.75 else title(rng).lower()
    if sort == "app":
        return rng.choice(APPS)
    if sort in ("song", "product", "title"):
        return title(rng)
    return query(rng)
