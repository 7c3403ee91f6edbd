"""Noise on instructions: wrapping, synonyms, slips, dropped words, case, punctuation."""

import re

import phrases

_WORD = re.compile(r"[a-z']+")
_KEYS = {
    "a": "sq",
    "b": "vn",
    "c": "xv",
    "d": "sf",
    "e": "wr",
    "f": "dg",
    "g": "fh",
    "h": "gj",
    "i": "uo",
    "j": "hk",
    "k": "jl",
    "l": "ko",
    "m": "n",
    "n": "bm",
    "o": "ip",
    "p": "o",
    "q": "w",
    "r": "et",
    "s": "ad",
    "t": "ry",
    "u": "yi",
    "v": "cb",
    "w": "qe",
    "x": "zc",
    "y": "tu",
    "z": "x",
}
_SAME = {}
for _group in phrases.NOUNS:
    for _word in _group:
        if " " not in _group[0]:
            _SAME.setdefault(_word, []).extend(other for other in _group[:5] if other != _word)


def slip(rng, word):
    """The word with one slip of the finger."""
    known = phrases.TYPOS.get(word)
    if known and rng.random() < 0.6:
        return rng.choice(known)
    if len(word) < 4:
        return word
    place = rng.randrange(1, len(word) - 1)
    roll = rng.random()
    if roll < 0.3:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if roll < 0.6:
        return word[:place] + word[place + 1 :]
    if roll < 0.8:
        return word[:place] + word[place] + word[place:]
    return word[:place] + rng.choice(_KEYS.get(word[place], word[place])) + word[place + 1 :]


def with_slips(rng, text, keep=()):
    """One or two words with slips; words in `keep` stay, since they are to be copied."""
    parts = text.split(" ")
    free = [place for place, part in enumerate(parts) if len(part) > 3 and part.isalpha() and part not in keep]
    for place in rng.sample(free, min(len(free), rng.choice((1, 1, 2)))):
        parts[place] = slip(rng, parts[place])
    return " ".join(parts)


def synonyms(rng, text, chance=0.3):
    """Nouns swapped for others that mean nearly the same."""

    def swap(match):
        others = _SAME.get(match[0])
        return rng.choice(others) if others and rng.random() < chance else match[0]

    return _WORD.sub(swap, text)


def wrapped(rng, text, language="en"):
    """The command as a polite person, a hurried one, or one who explains would put it."""
    tags = phrases.WRAPPING.get(language) or {}
    tag = rng.choice([tag for tag in tags if tag not in ("typo",)] or [None])
    if tag is None:
        return text
    done = phrases.fill(rng.choice(tags[tag]), {"cmd": text})
    return done or text


def noisy(rng, text, language="en", keep=None):
    """What a person might have typed. `keep` is a text that has to stay as it is."""
    roll = rng.random()
    if keep is None:
        if language == "en" and roll < 0.06:
            text = with_slips(rng, text)
        if language == "en" and rng.random() < 0.12:
            text = re.sub(r"\b(the|a|an|on|to|of) ", lambda m: "" if rng.random() < 0.6 else m[0], text)
    if language in phrases.LANGUAGES and rng.random() < 0.14 and len(text) < 120:
        text = wrapped(rng, text, language)
    roll = rng.random()
    if roll < 0.12:
        text = text[:1].upper() + text[1:] + ("." if rng.random() < 0.5 else "")
    elif roll < 0.2:
        text = text[:1].upper() + text[1:]
    elif roll < 0.22 and keep is None:
        text = text.upper()
    elif roll < 0.25:
        text += rng.choice((".", "!", " ", "..", " please", " now"))
    return re.sub(r"\b(the|a|an|on|to) \1\b", r"\1", " ".join(text.split()))
