"""Texts of real open-source apps with their resource names (`ui-strings`), by language and app."""

import json
import os
import pathlib
import re
import sys

LANGUAGES = {"zh-CN": "zh", "pt-BR": "pt"}
_PLACEHOLDER = re.compile(r"%\d*\$?[a-z0-9,.]*|\{[^}]*\}|@string/\S*|https?:|</?[a-z]", re.I)
_NAME_SPLIT = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[_\-.\[\]]+")
# Words of resource names that say what a resource is for, not what it means.
NOISE = set(
    [
        "title",
        "summary",
        "label",
        "text",
        "string",
        "message",
        "msg",
        "pref",
        "prefs",
        "preference",
        "preferences",
        "settings",
        "setting",
        "desc",
        "description",
        "hint",
        "button",
        "btn",
        "dialog",
        "menu",
        "item",
        "action",
        "tb",
        "atp",
        "account",
        "accessibility",
        "key",
        "entry",
        "entries",
        "value",
        "values",
        "content",
        "name",
        "category",
        "header",
        "format",
        "fmt",
        "list",
        "option",
        "options",
        "screen",
        "page",
        "activity",
        "fragment",
        "view",
        "cd",
        "a11y",
        "content",
        "tab",
        "default",
        "preferencekey",
        "positive",
        "negative",
        "toast",
        "error",
        "warning",
        "info",
        "notification",
        "notifications",
    ]
)


class Text:
    """One text of an app: `words` is its resource name in words, without those that mean nothing."""

    __slots__ = ("app", "name", "text", "translations", "words")

    def __init__(self, app, name, text):
        self.app, self.name, self.text = app, name, text
        self.words = [w.lower() for w in _NAME_SPLIT.split(name) if w]
        self.translations = {}


def folder():
    """The folder of the shared data, or None with a line on standard error."""
    root = os.environ.get("THIMBLE_SHARED")
    if not root:
        here = pathlib.Path(__file__).resolve()
        candidates = [parent.parent / "shared" for parent in here.parents]
        root = next((path for path in candidates if (path / "data" / "ui-strings").is_dir()), None)
    path = pathlib.Path(root) / "data" if root else None
    return path if path and path.is_dir() else None


class Strings:
    """The texts and trees of all apps. Empty where the shared data is absent."""

    def __init__(self):
        self.texts, self.by_app, self.pages, self.keywords = [], {}, [], {}
        self.labels = {}
        data = folder()
        source = data / "ui-strings" if data else None
        if not source or not source.is_dir():
            print(
                "lessons: no ui-strings (THIMBLE_SHARED is not set or lacks data/ui-strings); texts and structure are left out",
                file=sys.stderr,
            )
            return
        for path in sorted(source.glob("*.strings.jsonl")):
            self._read(path)
        for path in sorted(source.glob("*.screens.jsonl")):
            app = path.name.split(".screens")[0]
            with open(path, encoding="utf-8") as file:
                for line in file:
                    page = json.loads(line)
                    self.pages.append((app, page["kind"], page["name"], page["tree"]))

    def _read(self, path):
        app = path.name.split(".strings")[0]
        english, others = {}, []
        with open(path, encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                text = " ".join(row["text"].replace("\\n", " ").split())
                if not text or len(text) > 90 or _PLACEHOLDER.search(text):
                    continue
                language = LANGUAGES.get(row["lang"], row["lang"])
                self.labels.setdefault(language, set()).add(text) if len(text) <= 28 else None
                if "keywords" in row["name"]:
                    if language == "en":
                        key = row["name"].replace("keywords_", "").replace("_keywords", "")
                        self.keywords[key] = [word.strip() for word in text.split(",") if word.strip()]
                elif row["name"].endswith("[]"):
                    continue
                elif language == "en":
                    english[row["name"]] = Text(app, row["name"], text)
                else:
                    others.append((language, row["name"], text))
        for language, name, text in others:
            if name in english and text != english[name].text:
                english[name].translations[language] = text
        self.by_app[app] = list(english.values())
        self.texts.extend(english.values())

    def seal(self):
        """Sorts what came from sets, so that the same seed gives the same lessons."""
        self.labels = {language: sorted(texts) for language, texts in self.labels.items()}
        return self
