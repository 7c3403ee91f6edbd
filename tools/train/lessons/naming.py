"""Words for things: labels, icon names, nouns, and how a neighbour is named."""

import phrases
import things as geometry

# Whom a noun may mean: the kinds that compete for it.
NOUNS = {
    "icon": ("icon", ("icon",)),
    "symbol": ("icon", ("icon",)),
    "button": ("button", ("button", "icon", "key", "chip")),
    "image": ("image", ("image", "tile")),
    "picture": ("image", ("image", "tile")),
    "text": ("text", ("text",)),
    "option": ("option", ("option", "button", "icon", "tab", "row", "text", "image")),
    "checkbox": ("checkbox", ("checkbox",)),
    "switch": ("switch", ("switch",)),
    "radio": ("radio", ("radio",)),
    "field": ("field", ("field",)),
    "tab": ("tab", ("tab",)),
    "row": ("row", ("row", "tile")),
    "link": ("link", ("link",)),
    "slider": ("slider", ("slider",)),
    "key": ("key", ("key",)),
    "heading": ("heading", ("heading",)),
}
SPOKEN = {
    "icon": ["icon"] * 9 + ["symbol", "symbol", "button", "button", "sign", "logo", "option", "small icon", "image"],
    "image": ["image"] * 7 + ["picture", "photo", "pic", "thumbnail", "logo", "image icon"],
    "text": ["text"] * 6 + ["option", "line", "words", "label", "content", "word", "title"],
    "button": ["button"] * 6 + ["option", "tab button", "box", "btn"],
    "checkbox": ["check box", "checkbox", "check box", "tick box", "box", "square box", "tickbox"],
    "switch": ["switch", "toggle", "toggle button", "switch button", "on off button", "slider", "on/off switch"],
    "radio": ["radio button", "circle", "round button", "option", "radio"],
    "field": ["text field", "field", "text box", "input box", "box", "input field", "textbox", "search box"],
    "tab": ["tab", "option", "tab", "menu option"],
    "row": ["option", "row", "item", "entry", "line", "list item", "one"],
    "option": ["option", "option", "item", "one", "thing"],
    "link": ["link", "text"],
    "slider": ["slider", "seek bar", "bar", "progress bar"],
    "key": ["key", "button", "number"],
    "heading": ["heading", "title", "header", "text"],
}
MAIN = (
    "icon",
    "image",
    "checkbox",
    "switch",
    "radio",
    "field",
    "slider",
    "key",
    "tab",
    "button",
    "row",
    "link",
    "heading",
    "text",
    "option",
)
FOREIGN_KIND = {
    "icon": "icon",
    "image": "image",
    "text": "text",
    "button": "button",
    "checkbox": "checkbox",
    "switch": "switch",
    "radio": "radio",
    "field": "field",
    "tab": "tab",
    "row": "row",
    "option": "any",
    "link": "link",
    "slider": "slider",
    "key": "button",
    "heading": "heading",
}
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
SHORT = ["1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th"]
VERBS = [
    "click on",
    "click on",
    "click on",
    "click",
    "select",
    "select",
    "tap",
    "tap on",
    "press",
    "choose",
    "go to",
    "hit",
    "touch",
    "open",
    "find",
    "pick",
    "move to",
    "",
    "",
    "select on",
    "take",
]
PAGE = [
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    " of the page",
    " of the screen",
    " on the page",
    " in the page",
    " on the screen",
    " of the app",
    " of the web page",
    " on screen",
]
WHICH = [
    "",
    "",
    "",
    "",
    "which is ",
    "that is ",
    "which is present ",
    "placed ",
    "located ",
    "that's ",
    "which is shown ",
    "just ",
    "given ",
]


def main_kind(thing):
    return next((kind for kind in MAIN if kind in thing.kinds), "option")


def scope(found, noun):
    kinds = NOUNS[noun][1]
    return [thing for thing in found if thing.kinds.intersection(kinds)]


def article(rng):
    return "the " if rng.random() < 0.72 else rng.choice(("", "", "a ", "that "))


def ordinal(rng, place):
    return ORDINALS[place] if rng.random() < 0.72 else SHORT[place]


class Naming:
    """What the things of one screen can be called so that no other is meant."""

    def __init__(self, rng, screen, language="en"):
        self.rng, self.screen, self.language = rng, screen, language
        self.things = geometry.things(screen)
        self.tolerance = screen.width / 60
        counts, spoken = {}, {}
        for thing in self.things:
            if thing.label:
                counts[thing.label.lower()] = counts.get(thing.label.lower(), 0) + 1
            for name in set(thing.names[:3]) | set(thing.shapes[:2]):
                spoken[name.lower()] = spoken.get(name.lower(), 0) + 1
        self.counts, self.spoken = counts, spoken
        # Small pictures may be called icons as well: then icons cannot be counted.
        self.has_small_images = any("image" in thing.kinds and thing.width * 6 <= screen.width for thing in self.things)
        self.targets = [thing for thing in self.things if "still" not in thing.kinds]
        self.templates = phrases.REFERRING.get(language) or phrases.REFERRING["en"]

    # MARK: Words for a thing

    def own_label(self, thing):
        """Its words, if no other thing bears them and they are short enough to be said."""
        label = thing.label
        if not label or len(label) > 60 or self.counts[label.lower()] > 1:
            return None
        low = label.lower()
        if sum(low in other for other in self.counts) > 1:
            return None
        words = low.split()
        if len(words) > 5 and self.rng.random() < 0.6:
            cut = " ".join(words[: self.rng.choice((2, 3, 4))])
            return cut if sum(cut in other for other in self.counts) == 1 else label
        return label if self.rng.random() < 0.25 else low

    def icon_name(self, thing):
        """What it is called or looks like, if only it is so called."""
        rng = self.rng
        if "icon" not in thing.kinds and "tile" not in thing.kinds and "key" not in thing.kinds:
            return None
        pool = []
        if thing.names:
            pool += [name for name in thing.names[:4]]
        if thing.shapes and rng.random() < 0.45:
            pool = list(thing.shapes[:4])
        pool = [
            name for name in pool if self.spoken.get(name.lower(), 0) <= 1 and self.counts.get(name.lower(), 0) <= 1
        ]
        return rng.choice(pool).lower() if pool else None

    def noun(self, thing, strict=False):
        """A noun for it: (scope, spoken word)."""
        rng = self.rng
        kind = main_kind(thing)
        if (
            kind in ("row", "tile", "text", "tab", "button")
            and "option" in thing.kinds
            and not strict
            and rng.random() < 0.35
        ):
            kind = "option"
        if kind == "row" and "tile" in thing.kinds:
            kind = "image"
        if self.language != "en":
            words = phrases.KINDS[self.language].get(FOREIGN_KIND[kind]) or [kind]
            return kind, rng.choice(words[:4])
        spoken = rng.choice(SPOKEN[kind])
        if kind == "icon" and "image" in spoken and any("image" in other.kinds for other in self.things):
            spoken = "icon"
        # Who says button or option of an icon chooses among all that are so called.
        if spoken in ("button", "option") and thing.kinds.intersection(NOUNS[spoken][1]):
            kind = spoken
        return kind, spoken

    def anchor(self, thing):
        """Words for a neighbour: its label, or its icon's name."""
        label = self.own_label(thing)
        rng = self.rng
        if label:
            if self.language != "en" or rng.random() < 0.62:
                return label.lower()
            _, noun = self.noun(thing)
            return rng.choice(
                (
                    f"the {noun} {label}",
                    f"{label} {noun}",
                    f"the text {label}",
                    f"the word {label}",
                    f"the {label} {noun}",
                    f"{label} option",
                    f'"{label}"',
                )
            ).lower()
        name = self.icon_name(thing)
        if name:
            return rng.choice(
                (f"{name} icon", f"the {name} icon", f"{name} symbol", f"the {name} button", f"{name}", f"the {name}")
            )
        return None

    def verb(self):
        return self.rng.choice(VERBS)

    def say(self, *parts):
        return " ".join(" ".join(part for part in parts if part).split())

    def template(self, tags, **slots):
        """A template of the phrase files, half of the time; they are the only ones in other languages."""
        if self.language == "en" and self.rng.random() < 0.55:
            return None
        pool = [text for tag in tags for text in self.templates.get(tag, ())]
        for _ in range(4):
            if not pool:
                return None
            done = phrases.fill(self.rng.choice(pool), slots)
            if done:
                return done.strip()
        return None
