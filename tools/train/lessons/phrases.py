"""Templates of what people say (`lexicon/phrases`): a tag and a sentence with slots a line, or groups of alternatives."""

import re

import lexicon

_SLOT = re.compile(r"\{(\w+)\}")


def _lines(name):
    for folder in lexicon.folders():
        path = folder / "phrases" / f"{name}.txt"
        if path.is_file():
            return [
                line
                for line in path.read_text(encoding="utf-8").splitlines()
                if line.strip() and not line.startswith("#")
            ]
    return []


def tagged(name, language="en"):
    """{tag: [template]} of a file, or of its sister in another language."""
    found = {}
    for line in _lines(name if language == "en" else f"{name}.{language}"):
        tag, _, text = line.partition("\t")
        if text:
            found.setdefault(tag.strip(), []).append(text.strip())
    return found


def keyed(name, language="en"):
    """{key: [alternative]} of a file whose alternatives stand in one line."""
    return {
        tag: [part.strip() for text in texts for part in text.split("|") if part.strip()]
        for tag, texts in tagged(name, language).items()
    }


def groups(name):
    """Groups of words that mean nearly the same."""
    return [[part.strip() for part in line.split("|") if part.strip()] for line in _lines(name)]


def fill(template, slots):
    """The template with its slots filled, or None where one has no filling."""
    missing = [slot for slot in _SLOT.findall(template) if slots.get(slot) is None]
    if missing:
        return None
    return _SLOT.sub(lambda match: str(slots[match[1]]), template)


LANGUAGES = ("en", "de", "es", "fr", "zh")
REFERRING = {language: tagged("referring", language) for language in LANGUAGES}
KINDS = {language: keyed("kinds", language) for language in LANGUAGES}
PLACES = {language: keyed("places", language) for language in LANGUAGES}
WRAPPING = {language: tagged("wrapping", language) for language in LANGUAGES}
TYPING = {language: tagged("typing", language) for language in LANGUAGES}
SCROLL = {language: tagged("scroll", language) for language in LANGUAGES}
KEYS = {language: tagged("keys", language) for language in LANGUAGES}
OPEN_APP = {language: tagged("openapp", language) for language in LANGUAGES}
MULTISTEP = {language: tagged("multistep", language) for language in LANGUAGES}
ASK = {language: tagged("ask", language) for language in LANGUAGES}
TEXTS = {language: tagged("texts", language) for language in LANGUAGES}
DONE, HISTORY = tagged("done"), tagged("history")
VERBS, NOUNS = groups("verbs"), groups("nouns")
TYPOS = {
    word: slips[0].split("|") and [slip.strip() for slip in slips[0].split("|")]
    for word, slips in tagged("typos").items()
}
