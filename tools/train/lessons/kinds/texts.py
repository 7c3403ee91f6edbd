"""Kind b: texts of real apps, asked for by their resource names, translations, keywords and summaries."""

import furniture
import phrases
import wording
from compose import compose
from lesson import Lesson, at, group
from page import any_label
from parts import Item
from strings import NOISE

VERBS = [
    "open",
    "go to",
    "change",
    "show me",
    "tap",
    "select",
    "find",
    "i want",
    "set",
    "configure",
    "look at",
    "",
    "",
    "",
    "use",
    "where is",
    "see",
    "take me to",
    "check",
    "adjust",
]
ROLES = {
    "Switch": "switch",
    "CheckBox": "checkbox",
    "Radio": "radio",
    "SeekBar": "slider",
    "EditText": "field",
    "Button": "button",
    "TextInput": "field",
    "ImageButton": "icon",
    "FloatingActionButton": "icon",
}
_CONCEPT_NAMES = {"en", "de", "es", "fr", "pt", "it", "ja", "ko", "ru", "ar", "zh"}


class Index:
    """Of one app: its texts by text, and its summaries by the stem of their names."""

    def __init__(self, texts, keywords):
        self.by_text, self.by_stem, self.texts = {}, {}, texts
        for text in texts:
            self.by_text.setdefault(text.text, text)
            stem = "_".join(word for word in text.words if word not in NOISE)
            self.by_stem.setdefault(stem, []).append(text)
        self.keywords = keywords

    def ways(self, text):
        """Words for a text that are not the text: (language, words)."""
        found = []
        plain = [word for word in text.words if word not in NOISE and not word.isdigit()]
        if plain:
            found.append(("en", " ".join(plain)))
        for language, words in text.translations.items():
            if len(words) <= 60:
                found.append((language, words))
        stem = "_".join(word for word in text.words if word not in NOISE)
        for other in self.by_stem.get(stem, ()):
            if other.text != text.text and len(other.text) <= 80:
                found.append(("en", other.text.rstrip(".")))
        for key, words in self.keywords.items():
            parts = key.split("_")
            if all(part in text.words for part in parts):
                found.extend(("en", word) for word in words)
        return found


_indices = {}


def index_of(world, app):
    if app not in _indices:
        _indices[app] = Index(world.strings.by_app[app], world.strings.keywords if "Settings" in app else {})
    return _indices[app]


def role_of(name, kind):
    short = name.split(".")[-1]
    for word, role in ROLES.items():
        if word in short:
            return role
    return {"menu": "row", "preferences": "row"}.get(kind, "text")


def leaves(tree, kind, found):
    """Items of a layout, menu or preference tree that show words."""
    for child in tree.get("children", ()):
        words = child.get("title") or child.get("text") or child.get("content_desc") or child.get("hint")
        short = child["class"].split(".")[-1]
        if (
            words
            and "%" not in words
            and "Category" not in short
            and len(words) < 70
            and child.get("visibility") != "gone"
        ):
            role = role_of(child["class"], kind)
            if kind == "layout" and role == "text" and child.get("clickable") == "true":
                role = "link"
            item = Item(role, words, id=child.get("id", "").replace("_", " "))
            summary = child.get("summary", "")
            item.summary = summary if "%" not in summary and len(summary) < 70 else ""
            if child.get("content_desc") and not child.get("title") and not child.get("text"):
                item.desc = words
                item.role = "icon" if "Image" in short or "Button" in short else item.role
            if role == "field":
                item.hint = words
            found.append(item)
        leaves(child, kind, found)
    return found


_pages = []


def pages(world):
    if not _pages:
        for app, kind, name, tree in world.strings.pages:
            items = leaves(tree, kind, [])
            if len(items) >= 3 and app in world.strings.by_app:
                _pages.append((app, kind, name, tree.get("title", ""), items))
    return _pages


def copy_of(item):
    return Item(item.role, item.label, item.desc, item.id, item.summary, item.on, item.hint, key=item.key)


def screen_of_page(rng, world):
    app, _kind, name, title, items = rng.choice(pages(world))
    start = rng.randrange(max(1, len(items) - 10))
    chosen = [copy_of(item) for item in items[start : start + rng.choice((6, 9, 12))]]
    index = index_of(world, app)
    for item in chosen:
        item.key = index.by_text.get(item.label)
        if item.role == "text":
            item.role = "row" if rng.random() < 0.5 else "button"
    if len(chosen) < 5:
        chosen += screen_of_names(rng, world, app)[1][:4]
    return app, chosen, title or name.replace("_", " ").title()


def screen_of_names(rng, world, app=None):
    """Texts whose names begin alike, with some of elsewhere in the app."""
    app = app or rng.choice([name for name, texts in world.strings.by_app.items() if len(texts) > 40])
    texts = world.strings.by_app[app]
    start = rng.randrange(len(texts))
    count = rng.choice((4, 6, 8, 12))
    chosen = [text for text in texts[start : start + count * 2] if 2 <= len(text.text) <= 44][:count]
    chosen += [text for text in rng.sample(texts, min(6, len(texts))) if 2 <= len(text.text) <= 34][:3]
    role = rng.choices(
        ("row", "switch", "button", "icon", "tab", "checkbox", "radio", "link"), (8, 3, 3, 3, 1, 1, 1, 1)
    )[0]
    items, seen = [], set()
    for text in chosen:
        if text.text.lower() in seen:
            continue
        seen.add(text.text.lower())
        own = role if rng.random() < 0.8 else rng.choice(("row", "button", "icon"))
        ident = " ".join(text.words[:5]) if rng.random() < 0.35 else ""
        items.append(Item(own, text.text, text.text if own == "icon" else "", ident, key=text))
    return app, items, any_label(rng, world.words)


def ask(rng, words, language):
    if language != "en":
        return words
    if rng.random() < 0.15:
        return phrases.fill(rng.choice(phrases.REFERRING["en"]["label"]), {"label": words.lower()})
    verb = rng.choice(VERBS)
    return f"{verb} {'the ' if verb and rng.random() < 0.3 else ''}{words}".strip()


def shuffled_words(rng, text):
    """A label said loosely: fewer words, other nouns, another order."""
    parts = text.lower().rstrip(".…").split()
    if len(parts) > 2 and rng.random() < 0.6:
        parts.pop(rng.randrange(len(parts)))
    if len(parts) > 1 and rng.random() < 0.25:
        parts = parts[1:] + parts[:1]
    return wording.synonyms(rng, " ".join(parts), 0.6)


def make(rng, world, count):
    if not world.strings.by_app:
        return
    made = 0
    while made < count:
        app, items, title = (
            screen_of_page(rng, world) if rng.random() < 0.35 and pages(world) else screen_of_names(rng, world)
        )
        local = rng.choice(sorted(_CONCEPT_NAMES - {"en"})) if rng.random() < 0.12 else "en"
        index = index_of(world, app)
        if local != "en":
            for item in items:
                if item.key is not None and local in item.key.translations:
                    item.label = item.key.translations[local]
                    item.desc = item.label if item.role == "icon" else ""
        for item in items:
            item.on = rng.random() < 0.3
        page = compose(rng, furniture.a_style(rng, rng.random() < 0.35), items, title)
        screen = page.finish(local)
        lessons = []
        placed = [item for item in items if item.key is not None and at(item)]
        for item in rng.sample(placed, min(len(placed), rng.choice((1, 2, 3, 4)))):
            ways = index.ways(item.key)
            english = [way for way in ways if way[0] == "en"]
            others = [way for way in ways if way[0] != "en"]
            if local != "en":
                english.append(("en", item.key.text.lower()))
            roll = rng.random()
            if others and roll < 0.16:
                language, words = rng.choice(others)
            elif english and roll < 0.72:
                language, words = rng.choice(english)
            else:
                language, words = (
                    "en",
                    shuffled_words(rng, item.key.text if local == "en" or rng.random() < 0.5 else item.label),
                )
            if not words.strip():
                continue
            lessons.append(
                Lesson(wording.noisy(rng, ask(rng, words, language), language), "tap", language=language, **at(item))
            )
        if lessons:
            made += len(lessons)
            yield group(screen, lessons)
