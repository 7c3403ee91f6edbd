"""The concept lexicon (`tools/train/lexicon/*.txt`): what tools of apps are called, and how people ask for them."""

import os
import pathlib

LANGUAGES = ("zh", "de", "es", "fr", "pt", "it", "ja", "ko", "ru", "ar", "hi")
ROLES = {
    "switch",
    "row",
    "button",
    "icon",
    "tab",
    "field",
    "checkbox",
    "radio",
    "slider",
    "text",
    "image",
    "link",
    "heading",
    "dropdown",
    "list",
    "key",
}


class Concept:
    """One block of the lexicon. `paths` are the labels above it, outermost first."""

    __slots__ = ("app", "fields", "id", "paths", "roles", "sources")

    def __init__(self, name, roles, source):
        self.id, self.app, self.sources = name, name.split(".")[0], source
        self.roles = [role for role in roles if role in ROLES] or ["row"]
        self.fields, self.paths = {}, []

    def get(self, key):
        return self.fields.get(key, ())

    @property
    def labels(self):
        return self.get("label")


def split(text):
    return [part.strip() for part in text.split("|") if part.strip()]


def parse(lines, source):
    """The concepts of one file. Lines that are not understood are passed over: several people write these files."""
    found, concept = [], None
    for line in lines:
        line = line.strip()
        if not line:
            continue
        if line.startswith("#"):
            continue
        if line.startswith("@"):
            name, _, roles = line[1:].partition("|")
            concept = Concept(name.strip(), [role.strip() for role in roles.replace("|", ",").split(",")], source)
            found.append(concept)
            continue
        key, colon, rest = line.partition(":")
        if concept is None or not colon:
            continue
        key = key.strip().lower()
        if key == "under":
            concept.paths.extend([[step.strip() for step in path.split(">") if step.strip()] for path in split(rest)])
        else:
            concept.fields[key] = list(concept.fields.get(key, [])) + split(rest)
    return found


def merged(found):
    """The concepts that have a name; a block without one adds its phrases to the concept of its id."""
    named = [concept for concept in found if concept.labels or concept.get("desc") or concept.get("id")]
    by_id = {concept.id: concept for concept in reversed(named)}
    for more in found:
        own = by_id.get(more.id)
        if more not in named and own:
            for key, texts in more.fields.items():
                own.fields[key] = list(dict.fromkeys([*own.get(key), *texts]))
    return named


def folders():
    """The lexicon's folder, and more that `THIMBLE_LEXICON` names, separated by colons."""
    own = pathlib.Path(__file__).resolve().parent.parent / "lexicon"
    return [own] + [pathlib.Path(name) for name in os.environ.get("THIMBLE_LEXICON", "").split(":") if name]


def load():
    found = []
    for folder in folders():
        for path in sorted(folder.glob("*.txt")):
            found.extend(parse(path.read_text(encoding="utf-8").splitlines(), path.stem))
    return merged(found)


CONCEPTS = load()
BY_APP = {}
for _concept in CONCEPTS:
    BY_APP.setdefault(_concept.app, []).append(_concept)
