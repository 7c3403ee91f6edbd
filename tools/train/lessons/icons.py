"""Icons: ids a developer gives them, descriptions, what people call them and what they look like."""

import pathlib
import re

import lexicon


class Icon:
    """One line of `vocabulary/icons.txt`."""

    __slots__ = ("descs", "ids", "names", "places", "shapes")

    def __init__(self, line):
        parts = [[word.strip() for word in part.split(",") if word.strip()] for part in line.split("|")]
        self.ids, self.descs, self.names, self.shapes = parts[:4]
        self.places = set(parts[4][0].split()) if len(parts) > 4 and parts[4] else {"list"}


class LexiconIcon:
    """An icon of the concept lexicon."""

    __slots__ = Icon.__slots__

    def __init__(self, concept):
        plain = [name.replace("_", " ") for name in concept.get("id")]
        self.ids = [" ".join(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower().split()) for name in plain] or [
            "icon"
        ]
        self.descs = list(concept.get("desc") or concept.labels) or ["Icon"]
        self.names = [name.lower() for name in list(concept.labels)[:3] + self.descs[:2]]
        self.shapes = [re.sub(r"^(the|a|an) ", "", look) for look in concept.get("look")]
        self.places = {"bar", "list"}


def load():
    path = pathlib.Path(__file__).parent / "vocabulary" / "icons.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Icon(line) for line in lines if line.strip() and not line.startswith("#")]


ICONS = load()
OWN = list(ICONS)
ICONS += [
    LexiconIcon(concept)
    for concept in lexicon.CONCEPTS
    if concept.id.startswith("icon.") or "icon" in concept.roles[:1]
]
BY_PLACE = {}
for _icon in ICONS:
    for _place in _icon.places:
        BY_PLACE.setdefault(_place, []).append(_icon)
BY_ID = {_icon.ids[0]: _icon for _icon in OWN}
