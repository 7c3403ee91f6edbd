"""How one app looks and how its developers name things: size, package, ids, descriptions."""

import re

SIZES = [(1080, 2400), (1080, 2340), (1080, 1920), (1440, 2560), (1440, 3120), (720, 1600), (1220, 2712), (1200, 2664)]
_DOMAINS = ("com", "com", "org", "net", "io", "de")
_ICON_PREFIXES = (
    "",
    "",
    "btn_",
    "iv_",
    "img_",
    "ic_",
    "action_",
    "menu_",
    "ib_",
    "image_",
    "button_",
    "toolbar_",
    "nav_",
)
_ICON_SUFFIXES = (
    "",
    "",
    "_button",
    "_icon",
    "_btn",
    "_image",
    "_iv",
    "_img",
    "_image_view",
    "_image_button",
    "_action",
)
_FEATURES = (
    "list ",
    "item ",
    "row ",
    "detail ",
    "main ",
    "header ",
    "footer ",
    "bottom bar ",
    "card ",
    "content ",
    "fragment ",
    "activity ",
    "cell ",
    "top ",
    "left ",
    "right ",
    "view ",
    "player ",
    "my ",
    "header bar ",
    "list row ",
    "result ",
    "feed ",
    "app ",
    "tool ",
)
_SHORT = {
    "search": "srch",
    "message": "msg",
    "messages": "msgs",
    "notifications": "notif",
    "profile": "prof",
    "location": "loc",
    "delete": "del",
    "settings": "setting",
    "picture": "pic",
    "image": "img",
    "favorite": "fav",
    "account": "acct",
    "previous": "prev",
    "information": "info",
    "details": "detail",
    "password": "pwd",
    "calendar": "cal",
    "download": "dl",
    "options": "opts",
    "navigation": "nav",
    "button": "btn",
    "refresh": "rfrsh",
    "background": "bg",
    "number": "num",
    "category": "cat",
    "position": "pos",
    "language": "lang",
    "volume": "vol",
}
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


class Style:
    """Drawn once a screen. `u` is one dp in pixels; `flat` is the Rico manner: leaves side by side, all clickable."""

    def __init__(self, rng, flat, package=None, coined=None):
        self.rng, self.flat = rng, flat
        self.width, self.height = (1440, 2560) if flat else rng.choice(SIZES)
        self.u = self.width / 360
        self.package = package or ("app" if flat else f"{rng.choice(_DOMAINS)}.{coined(rng, 2)}.{coined(rng, 2)}")
        self.case = rng.choices(("snake", "camel", "none"), (0.12, 0.86, 0.02) if flat else (0.62, 0.23, 0.15))[0]
        # How often a control bears an id, and an icon a description: apps differ, and within one app it is a habit.
        self.ids = rng.choice((0.5, 0.8, 0.95, 1.0))
        self.descs = rng.choice((0.05, 0.15, 0.3, 0.6)) if flat else rng.choice((0.2, 0.5, 0.8, 0.95))
        self.compose = not flat and rng.random() < 0.12
        self.dp_row = rng.choice((36, 40, 48, 52, 60, 72)) if flat else rng.choice((48, 56, 64, 72, 84))

    def px(self, dp):
        return round(dp * self.u)

    def id(self, words, always=False):
        """A resource id from words ("wifi switch"), or nothing."""
        if self.case == "none" or self.compose or (not always and self.rng.random() > self.ids):
            return ""
        parts = [word for word in _WORD.findall(words.lower()) if word.isascii()][:6]
        if not parts:
            return ""
        name = parts[0] + "".join(part.capitalize() for part in parts[1:]) if self.case == "camel" else "_".join(parts)
        return f"{self.package}:id/{name}"

    def icon_id(self, icon):
        word = self.rng.choice(icon.ids)
        if self.rng.random() < 0.5:
            word = self.rng.choice(_ICON_PREFIXES) + word
        if self.rng.random() < 0.5:
            word = word + self.rng.choice(_ICON_SUFFIXES)
        word = word.replace("_", " ")
        if self.rng.random() < 0.2:
            word = self.rng.choice(_FEATURES) + word
        if self.rng.random() < 0.12:
            word = " ".join(_SHORT.get(part, part) for part in word.split())
        return self.id(word, always=True)

    def text_class(self):
        return "android.view.View" if self.compose else "android.widget.TextView"
