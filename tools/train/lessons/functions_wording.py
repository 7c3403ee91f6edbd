"""How people write: politeness, telegrams, lower case, typos, quotes around what is to be copied; and chatter."""

import pathlib
import random
import re

from functions_family import Request
from functions_words import LONG, draw

BEFORE = [
    "please ",
    "can you ",
    "could you ",
    "could you please ",
    "would you ",
    "I need you to ",
    "I'd like you to ",
    "hey, ",
    "ok, ",
    "go ahead and ",
    "I want to ",
    "let's ",
    "help me ",
    "kindly ",
    "just ",
    "now ",
    "hi, please ",
    "quickly ",
]
AFTER = [
    " please",
    ", please",
    " thanks",
    ", thank you",
    " for me",
    " now",
    " asap",
    " if you can",
    ", ok?",
    " right away",
]
GREETING = ["hey, ", "hi! ", "ok, ", "so, ", "hmm, ", "yo ", "hello, ", "well, "]
LOCAL_BEFORE = {
    "de": ["bitte ", "hey, ", "ok, "],
    "es": ["por favor, ", "oye, ", "vale, "],
    "fr": ["s'il te plaît, ", "bon, ", "ok, "],
    "zh": ["请", "麻烦", "帮我", "嗯,"],
}
LOCAL_AFTER = {
    "de": [" bitte", ", danke"],
    "es": [" por favor", ", gracias"],
    "fr": [" s'il te plaît", ", merci"],
    "zh": ["，谢谢", "吧", "，快点"],  # noqa: RUF001
}
QUOTES = ['""', '""', "''"]  # a copy cannot begin behind a typographic mark, which counts as a letter
CHATTER = pathlib.Path(__file__).with_name("functions_chatter.txt").read_text(encoding="utf-8").splitlines()
NEIGHBOURS = dict(zip("abcdefghijklmnopqrstuvwxyz", "svxsdgfjkojlknjipqwadtygecaxzx", strict=False))


def chatter(rng: random.Random) -> list[tuple[str, str | None]]:
    """Something that no function is for."""
    text = rng.choice(CHATTER)
    while "{" in text:
        before, _, rest = text.partition("{")
        kind, _, after = rest.partition("}")
        text = before + draw(kind.rstrip("2"), rng) + after
    return [(text, None)]


def mistype(rng: random.Random, text: str) -> str:
    """One slip of the finger in a word of at least four letters."""
    places = [
        place for place in range(1, len(text) - 1) if text[place - 1 : place + 2].isalpha() and text[place].isascii()
    ]
    if not places:
        return text
    place = rng.choice(places)
    letter = text[place]
    return rng.choice(
        [
            text[:place] + text[place + 1 :],
            text[:place] + letter + text[place:],
            text[:place] + text[place + 1] + letter + text[place + 2 :],
            text[:place] + NEIGHBOURS.get(letter.lower(), letter) + text[place + 1 :],
        ]
    )


def quoted(rng: random.Random, text: str) -> str:
    marks = [each for each in QUOTES if not any(mark in text for mark in each)]
    return f"{text}".join(rng.choice(marks)) if marks else text


def stands(value: str, text: str) -> bool:
    """Whether the value is some whole words of the text, which is what the specialist can copy."""
    text, value = " ".join(text.lower().split()), " ".join(value.lower().split())

    def parts(left: str, right: str) -> bool:
        return not (left.isalnum() or left > "\x7f") or not (right.isalnum() or right > "\x7f")

    starts = (match.start() for match in re.finditer(f"(?={re.escape(value)})", text))
    return any(
        (start == 0 or value[0] >= "\u2000" or parts(text[start - 1], value[0]))
        and (end == len(text) or text[end] >= "\u2000" or parts(text[end - 1], text[end]))
        for start in starts
        for end in [start + len(value)]
    )


def dress(rng: random.Random, request: Request) -> tuple[str, dict[str, str]]:
    """The request's final text, and its values as they stand in it."""
    pieces, values = list(request.pieces), dict(request.values)
    language = request.language
    kinds = request.kinds
    if language == "zh":
        pieces = spaced(pieces)
    if rng.random() < 0.12:
        plain = [place for place, (text, key) in enumerate(pieces) if key is None and len(text) > 3]
        for place in rng.sample(plain, min(len(plain), rng.choice([1, 1, 2]))):
            pieces[place] = (mistype(rng, pieces[place][0]), None)
    for place, (text, key) in enumerate(pieces):
        before = pieces[place - 1][0][-1:] if place else ""
        if key and kinds.get(key) in LONG and before not in ('"', "'", "“", "„", "«") and rng.random() < 0.3:
            pieces[place] = (quoted(rng, text), key)
    text = "".join(text for text, _ in pieces).strip()
    if language == "en":
        if request.is_order and rng.random() < 0.35:
            text = rng.choice(BEFORE) + text
        elif rng.random() < 0.06:
            text = rng.choice(GREETING) + text
        if rng.random() < (0.12 if request.is_order else 0.05):
            text += rng.choice(AFTER)
    elif rng.random() < 0.25:
        text = (
            rng.choice(LOCAL_BEFORE[language]) + text
            if rng.random() < 0.5
            else text + rng.choice(LOCAL_AFTER[language])
        )
    roll = rng.random()
    if roll < 0.2:
        text = text.lower()
        values = {key: value if key not in kinds else value.lower() for key, value in values.items()}
    elif roll < 0.65:
        text = text[:1].upper() + text[1:]
        values = {
            key: value[:1].upper() + value[1:] if key in kinds and value not in text else value
            for key, value in values.items()
        }
    elif roll < 0.67 and all(value == value.upper().lower() for key, value in values.items() if key in kinds):
        text = text.upper()
        values = {key: value if key not in kinds else value.upper() for key, value in values.items()}
    if rng.random() < 0.35 and text[-1:].isalnum():
        text += "。" if language == "zh" else rng.choice([".", ".", "!"]) if request.is_order else rng.choice([".", ""])
    return " ".join(text.split()), values


def spaced(pieces: list[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """A blank between Chinese and a value in Latin letters or figures, as careful typists set it."""
    result: list[tuple[str, str | None]] = []
    for text, key in pieces:
        before = result[-1][0][-1:] if result else ""
        if (
            before
            and not before.isspace()
            and before.isalnum()
            and text[:1].isalnum()
            and before.isascii() != text[:1].isascii()
        ):
            result.append((" ", None))
        result.append((text, key))
    return result
