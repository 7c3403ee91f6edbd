"""Values that people put into requests, drawn by kind: names, places, times, amounts, titles, messages, codes.

`draw(kind, rng, language)` gives the text of one value; numbers are the text of digits. `functions_words.txt` holds the
lists, those of other languages under `kind.language`.
"""

import pathlib
import random


def read_pools() -> dict[str, list[str]]:
    text = pathlib.Path(__file__).with_name("functions_words.txt").read_text(encoding="utf-8")
    pools: dict[str, list[str]] = {}
    for line in text.replace("\n    ", " ").splitlines():
        kind, colon, values = line.partition(": ")
        if colon and not line.startswith("#"):
            pools[kind] = values.split("; ")
    return pools


POOLS = read_pools()


def pool(kind: str, language: str) -> list[str]:
    """The list of that language, else the English one."""
    return POOLS.get(f"{kind}.{language}") or POOLS[kind]


def one(rng: random.Random, kind: str) -> str:
    return rng.choice(POOLS[kind])


_ONSETS = [
    *"bcdfghjklmnprstvwz",
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
_VOWELS = [*"aeiouaeio", "ai", "ea", "io", "oo", "ou"]
_CODAS = ["", "", "", "n", "r", "s", "l", "m", "x", "t", "nd", "ck", "rt"]


def word(rng: random.Random, most: int = 3) -> str:
    """A word that no one has read before."""
    return "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS) for _ in range(rng.randint(2, most)))


def title(rng: random.Random, _: str = "en") -> str:
    noun, other, kind = one(rng, "noun"), one(rng, "noun"), one(rng, "adjective")
    text = rng.choice(
        [
            f"{kind} {noun}",
            f"the {kind} {noun}",
            f"{noun} of the {kind} {other}",
            f"{noun} and {other}",
            f"{kind} {noun} {rng.randint(2, 30)}",
            f"{noun} {rng.randint(2019, 2027)}",
            noun,
            f"{word(rng).capitalize()} {noun}",
            f"my {kind} {noun}",
            f"{noun} {other}",
        ]
    )
    return text.title().replace("'S", "'s") if rng.random() < 0.6 else text


def person(rng: random.Random, language: str) -> str:
    roll = rng.random()
    if roll < 0.12:
        return rng.choice(pool("relative", language))
    if roll < 0.18:
        return word(rng).capitalize()
    if roll < 0.45:
        return one(rng, "first") + " " + one(rng, "last")
    if roll < 0.5:
        return rng.choice(["Dr. ", "Mr. ", "Mrs. ", "Ms. ", "Professor "]) + one(rng, "last")
    return one(rng, "first")


def clock(rng: random.Random, language: str) -> str:
    hour, minute = rng.randint(1, 12), rng.choice([0, 5, 10, 15, 20, 30, 40, 45, 50, rng.randint(0, 59)])
    if language == "de":
        return rng.choice([f"{rng.randint(0, 23)}:{minute:02}", f"{rng.randint(6, 23)} Uhr", f"{hour}:{minute:02} Uhr"])
    if language == "fr":
        return rng.choice([f"{rng.randint(6, 23)}h{minute:02}", f"{rng.randint(6, 23)} heures", f"{hour}:{minute:02}"])
    if language == "es":
        return rng.choice([f"{rng.randint(6, 23)}:{minute:02}", f"{hour} de la tarde", f"{hour}:{minute:02}"])
    half = rng.choice(["am", "pm", " am", " pm", " AM", " PM", " a.m.", " p.m."])
    return rng.choice(
        [
            f"{hour}{half}",
            f"{hour}:{minute:02}{half}",
            f"{rng.randint(0, 23):02}:{minute:02}",
            f"{hour}:{minute:02}",
            f"{hour} o'clock",
            "noon",
            "midnight",
            f"half past {hour}",
            f"quarter to {hour}",
            f"{hour} in the morning",
            f"{rng.randint(5, 11)} in the evening",
        ]
    )


def date(rng: random.Random, language: str) -> str:
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(2024, 2029)
    name = pool("month", language)[month - 1]
    if near := POOLS.get(f"date.{language}"):
        if language == "zh":
            return rng.choice(near)
        written = {"de": f"{day}. {name}", "es": f"{day} de {name}", "fr": f"{day} {name}"}[language]
        return rng.choice([*near, written, written, f"{day:02}.{month:02}.{year}"])
    ordinal = f"{day}" + ("th" if 10 <= day <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th"))
    return rng.choice(
        [
            "tomorrow",
            "today",
            one(rng, "day"),
            "next " + one(rng, "day"),
            f"{name} {day}",
            f"{name} {ordinal}",
            f"the {ordinal} of {name}",
            f"{day} {name}",
            f"{year}-{month:02}-{day:02}",
            f"{month}/{day}/{year}",
            f"{day:02}.{month:02}.{year}",
            "the day after tomorrow",
            f"{name[:3]} {day}",
            f"{ordinal} {name[:3]}",
            f"this {one(rng, 'day')}",
            "next week",
            "tonight",
            f"{name} {day}, {year}",
        ]
    )


def duration(rng: random.Random, language: str) -> str:
    units = POOLS.get(f"unit.{language}", [])
    count = rng.choice([2, 3, 5, 8, 10, 12, 15, 20, 25, 30, 45, 90])
    if language != "en":
        return f"{count}{' ' if language != 'zh' else rng.choice(['', ' '])}{rng.choice([units[0], units[0], *units])}"
    return rng.choice(
        [
            f"{count} minutes",
            f"{count} minutes",
            f"{count} min",
            f"{rng.randint(2, 9)} hours",
            "an hour",
            "half an hour",
            f"{count} seconds",
            "an hour and a half",
            f"{rng.randint(1, 3)}h {count}m",
            "a quarter of an hour",
            f"{count} mins",
        ]
    )


def email(rng: random.Random, _: str) -> str:
    first = rng.choice([name for name in POOLS["first"] if name.isascii()]).lower()
    last = rng.choice([name for name in POOLS["last"] if name.isascii() and name.isalpha()]).lower()
    user = rng.choice(
        [
            f"{first}.{last}",
            first,
            f"{first[0]}{last}",
            f"{first}_{last}",
            f"{word(rng)}{rng.randint(1, 99)}",
            "info",
            "support",
            f"{last}-{first}",
        ]
    )
    return f"{user}@{rng.choice([*POOLS['domain'], word(rng) + '.com'])}"


def url(rng: random.Random, _: str) -> str:
    site = rng.choice([*POOLS["domain"], word(rng) + rng.choice([".com", ".org", ".io", ".dev", ".net"])])
    path = rng.choice(
        [
            "",
            "",
            "/" + one(rng, "noun"),
            f"/{one(rng, 'noun')}/{rng.randint(1, 900)}",
            f"/{one(rng, 'noun')}?id={rng.randint(10, 9999)}",
            f"/api/v{rng.randint(1, 3)}/{one(rng, 'noun')}s",
        ]
    )
    return rng.choice(["https://", "https://", "", "www.", "http://"]) + site + path


def phone(rng: random.Random, _: str) -> str:
    digits = "".join(rng.choice("0123456789") for _ in range(10))
    return rng.choice(
        [
            f"555-{digits[:4]}",
            f"+49 {digits[:3]} {digits[3:]}",
            f"({digits[:3]}) {digits[3:6]}-{digits[6:]}",
            digits,
            f"+1 {digits[:3]} {digits[3:6]} {digits[6:]}",
            f"0{digits[:9]}",
        ]
    )


def code(rng: random.Random, _: str) -> str:
    letters = "".join(rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(4))
    number = rng.randint(100, 99999)
    return rng.choice(
        [
            f"{letters[:2]}-{number}",
            f"{letters}{number}",
            f"{number}",
            f"#{number}",
            f"{letters[:3]}-{number}-{letters[3]}",
            f"{rng.randrange(16**7):07x}",
            f"{letters[:2]}{number}",
        ]
    )


def flight(rng: random.Random, _: str) -> str:
    return (
        rng.choice(["LH", "BA", "AF", "UA", "DL", "EK", "QF", "SQ", "KL", "TK"])
        + rng.choice(["", " "])
        + str(rng.randint(10, 2999))
    )


def file(rng: random.Random, _: str) -> str:
    stem = rng.choice(["_", "-", ""]).join([rng.choice(POOLS["adjective"] + POOLS["noun"]), one(rng, "noun")])
    return f"{stem}{rng.choice(['', '_v2', '2024', '-final'])}.{one(rng, 'extension')}"


def path(rng: random.Random, language: str) -> str:
    folder = "/".join(one(rng, "noun") for _ in range(rng.randint(1, 2)))
    return (
        rng.choice(["/home/", "~/", "/var/", "./", "src/", "/data/"])
        + folder
        + rng.choice(["", "/" + file(rng, language)])
    )


def branch(rng: random.Random, _: str) -> str:
    return rng.choice(
        [
            "main",
            "develop",
            "master",
            "staging",
            f"feature/{one(rng, 'noun')}-{one(rng, 'noun')}",
            f"fix/{one(rng, 'noun')}",
            f"release-{rng.randint(1, 9)}.{rng.randint(0, 9)}",
            f"hotfix-{rng.randint(2, 999)}",
        ]
    )


def version(rng: random.Random, _: str) -> str:
    return (
        rng.choice(["", "", "v"])
        + f"{rng.randint(0, 12)}.{rng.randint(0, 30)}"
        + rng.choice(["", f".{rng.randint(0, 20)}"])
    )


def repository(rng: random.Random, _: str) -> str:
    name = rng.choice(["-", "_", ""]).join([rng.choice(POOLS["adjective"] + POOLS["noun"]), one(rng, "noun")])
    return rng.choice(["", "", word(rng) + "/"]) + name


def user(rng: random.Random, _: str) -> str:
    return rng.choice(["", "", "@"]) + rng.choice(
        [
            word(rng) + str(rng.randint(1, 999)),
            f"{one(rng, 'adjective')}_{one(rng, 'noun')}",
            word(rng) + one(rng, "noun"),
        ]
    )


def address(rng: random.Random, _: str) -> str:
    number, street = rng.randint(1, 250), one(rng, "street")
    return rng.choice(
        [
            f"{number} {street} Street",
            f"{number} {street} Ave",
            f"{street}straße {number}",
            f"{number} rue {street}",
            f"{number} {street} Road, {one(rng, 'city')}",
        ]
    )


def query(rng: random.Random, language: str) -> str:
    if language != "en":
        return rng.choice(pool("topic", language) + pool("food", language) + pool("poi", language))
    thing, kind = one(rng, "noun"), one(rng, "adjective")
    return rng.choice(
        [
            f"{kind} {thing}s",
            f"best {thing} for beginners",
            f"how to fix a {thing}",
            f"{one(rng, 'topic')}",
            f"cheap {thing}s",
            f"{one(rng, 'food')} recipe",
            f"{one(rng, 'company')} jobs",
            f"{thing} reviews",
            f"{one(rng, 'city')} hotels",
        ]
    )


def message(rng: random.Random, language: str) -> str:
    if language != "en":
        return rng.choice(pool("saying", language))
    if rng.random() < 0.5:
        return one(rng, "saying")
    noun, kind, day = one(rng, "noun"), one(rng, "adjective"), one(rng, "day")
    return rng.choice(
        [
            f"the {noun} is ready",
            f"can you bring the {kind} {noun}",
            f"I sent you the {noun}",
            f"{noun} starts at {rng.randint(1, 12)}",
            f"we need a new {noun}",
            f"meet me at {one(rng, 'place')}",
            f"I'm in {one(rng, 'city')} until {day}",
            f"is the {noun} still {kind}?",
            f"the {noun} was moved to {day}",
            f"tell {one(rng, 'first')} about the {noun}",
            f"running {rng.randint(5, 40)} minutes late",
            f"{one(rng, 'first')} says hi",
            f"please check the {kind} {noun}",
            f"let's {one(rng, 'task')} together",
        ]
    )


def ip(rng: random.Random, _: str) -> str:
    return ".".join(str(rng.choice([10, 172, 192, rng.randint(1, 254)])) for _ in range(4))


def made_up(rng: random.Random, _: str) -> str:
    return word(rng).capitalize()


KINDS = {
    "person": person,
    "name": person,
    "time": clock,
    "date": date,
    "duration": duration,
    "email": email,
    "url": url,
    "phone": phone,
    "code": code,
    "flight": flight,
    "file": file,
    "path": path,
    "branch": branch,
    "version": version,
    "repository": repository,
    "user": user,
    "address": address,
    "query": query,
    "message": message,
    "ip": ip,
    "title": title,
    "word": made_up,
}
LONG = {"message", "title", "task", "query", "event", "topic", "word", "file"}  # may stand between quotes


def draw(kind: str, rng: random.Random, language: str = "en") -> str:
    """One value of a kind, or of `int:LOW-HIGH`, `num:LOW-HIGH` (up to two decimals), as a person would write it."""
    if kind.startswith(("int:", "num:")):
        low, high = (int(part) for part in kind[4:].split("-"))
        number = rng.randint(low, high)
        if number >= 20 and rng.random() < 0.4:
            number = max(low, number - number % (100 if number > 500 else 5))
        if kind.startswith("num:") and rng.random() < 0.35:
            return f"{number}.{rng.choice([5, 25, 75, 99, 49, 9, 1, 2])}"
        return str(number)
    local = POOLS.get(f"{kind}.{language}")
    if local and kind != "date" and rng.random() < 0.9:
        return rng.choice(local)
    return KINDS[kind](rng, language) if kind in KINDS else one(rng, kind)
