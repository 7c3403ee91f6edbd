"""Scenes of apps written by hand (`../lexicon/scenes/*.txt`): what a screen holds, and what people would say on it.

    python3 tools/train/lessons/written.py FILE...     checks files

A scene is `@ APP | TITLE`, items (`ROLE LABEL`), and wishes (`? [STEP; …] WORDS | @de WORDS => CALL`); the README of the
folder has the whole form.
"""

import pathlib
import re
import sys
from dataclasses import dataclass, field

FOLDER = pathlib.Path(__file__).parent.parent / "lexicon" / "scenes"
ROLES = {
    *("icon", "row", "switch", "checkbox", "radio", "dropdown", "button", "link", "tab", "field", "slider"),
    *("heading", "text", "image", "key", "app"),
}
_PLAIN = {"back": "back", "home": "home", "wait": "wait", "done": "done"}
_ON = {"switch", "tab", "radio", "checkbox"}
_STEP = re.compile(r'opened (?P<app>.+)|tapped (?P<tapped>.+)|typed "(?P<text>.+)" into (?P<into>.+)|(?P<other>.+)')
_TOKEN = re.compile(r"@([a-z]{2}) ")


class Fault(ValueError):
    """What is wrong with a line."""


@dataclass
class Thing:
    """One item: its first text is its label."""

    role: str
    texts: list[str]
    rid: str = ""
    value: str = ""
    focused: bool = False
    on: bool = False

    @property
    def label(self):
        return self.texts[0]


@dataclass
class Wish:
    """Words for one call; `thing` is what it acts on, by its place."""

    said: list[tuple[str, str]]
    call: str
    arguments: dict
    thing: int | None
    history: list[str]


@dataclass
class Scene:
    app: str
    title: str
    things: list[Thing] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    more: bool = False

    @property
    def is_home(self):
        return self.app == "launcher"


def thing(line):
    role, _, rest = line.partition(" ")
    if role not in ROLES:
        raise Fault(f"{role!r} is no role")
    rid, on, focused, value = "", False, False, ""
    while True:
        rest = rest.strip()
        if match := re.search(r"(?:^|\s)#([\w.]+)$", rest):
            rid, rest = match[1], rest[: match.start()]
        elif rest.endswith(" *") and role in _ON:
            on, rest = True, rest[:-2]
        elif rest.endswith(" !") and role == "field":
            focused, rest = True, rest[:-2]
        else:
            break
    if role == "field":
        rest, _, value = rest.partition(" = ")
    texts = [part.strip() for part in rest.split(" | ")] if role != "app" else [rest.strip()]
    if texts == ["-"]:
        texts = [""]
    if not texts[0] and not rid:
        raise Fault("an item needs a label or an id")
    return Thing(role, texts, rid, value.strip(), focused, on)


def step(text):
    """A step of a history in the words of a run."""
    found = _STEP.fullmatch(text.strip())
    if found["app"]:
        return f'opened "{found["app"]}"; the screen changed'
    if found["tapped"]:
        return f'tapped {{role}} "{found["tapped"]}"; the screen changed'
    if found["text"]:
        return f'typed "{found["text"]}" into field "{found["into"].lower()}"; read back'
    return f"{found['other']}; the screen changed"


def find(things, name):
    """The place of the item of that label, id or beginning."""
    lower = name.strip().lower()
    if lower.startswith("#"):
        found = [k for k, t in enumerate(things) if t.rid.lower() == lower[1:]]
    else:
        found = [k for k, t in enumerate(things) if t.label.lower() == lower] or [
            k for k, t in enumerate(things) if " | ".join(t.texts).lower().startswith(lower) and t.label
        ]
    if len(found) != 1:
        raise Fault(f"{name!r} names {len(found)} items")
    return found[0]


def wish(line, things):
    words, arrow, call = line.rpartition(" => ")
    if not arrow:
        raise Fault("a wish needs ' => '")
    words = words.strip()
    history = []
    if words.startswith("["):
        steps, _, words = words[1:].partition("]")
        history = [step(part) for part in steps.split(";")]
    said = []
    for part in (part.strip() for part in words.split(" | ")):
        match = _TOKEN.match(part)
        said.append((match[1], part[match.end() :].strip()) if match else ("en", part))
    if any(not text or text.startswith("@") for _, text in said):
        raise Fault("a wish is empty or its language unknown")
    name, arguments, on = act(call.strip(), things, said)
    return Wish(said, name, arguments, on, history)


def act(call, things, said):
    """Name, arguments and item of a call."""
    verb, _, rest = call.partition(" ")
    if call in _PLAIN:
        return _PLAIN[call], {"seconds": 2} if call == "wait" else {}, None
    if call == "enter":
        return "press_key", {"key": "enter"}, None
    if verb == "scroll" and rest in ("up", "down", "left", "right"):
        return "scroll", {"direction": rest}, None
    if verb in ("type", "submit") and ": " in rest:
        name, _, text = rest.partition(": ")
        missing = [words for _, words in said if text.lower() not in words.lower()]
        if missing:
            raise Fault(f"{text!r} is not in {missing[0]!r}")
        return "type", {"text": text, **({"submit": True} if verb == "submit" else {})}, find(things, name)
    if verb == "open" and all(rest.lower() in words.lower() for _, words in said):
        return "open_app", {"app": rest}, None
    if verb == "answer":
        if not any(rest.lower() in text.lower() for t in things for text in [*t.texts, t.value]):
            raise Fault(f"{rest!r} stands nowhere")
        return "answer", {"text": rest}, None
    if verb in ("hold", "clear"):
        return {"hold": "long_press", "clear": "clear"}[verb], {}, find(things, rest)
    return "tap", {}, find(things, call)


def read(path, faults=None):
    """The scenes of a file; lines at fault are left out and told."""
    scenes = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        try:
            if line.startswith("@ "):
                app, _, title = line[2:].partition("|")
                scenes.append(Scene(app.strip(), title.strip()))
            elif line == "more":
                scenes[-1].more = True
            elif line.startswith("? "):
                scenes[-1].wishes.append(wish(line[2:], scenes[-1].things))
            elif line and not line.startswith("//"):
                scenes[-1].things.append(thing(line))
        except (Fault, IndexError) as fault:
            if faults is not None:
                faults.append(f"{path}:{number}: {fault}")
    return [scene for scene in scenes if scene.things and scene.wishes]


def every():
    """All scenes of the lexicon."""
    return [scene for path in sorted(FOLDER.glob("*.txt")) for scene in read(path)]


def main():
    faults = []
    for name in sys.argv[1:]:
        scenes = read(pathlib.Path(name), faults)
        wishes = [one for scene in scenes for one in scene.wishes]
        print(f"{name}: {len(scenes)} scenes, {len(wishes)} wishes, {sum(len(one.said) for one in wishes)} phrasings")
    print(*faults, sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
