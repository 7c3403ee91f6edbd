"""Home screens and app drawers as launchers of several makers dump them."""

import words
from dump import Node
from page import Page
from parts import WIDGET

MAKERS = (
    "com.google.android.apps.nexuslauncher",
    "com.android.launcher3",
    "com.sec.android.app.launcher",
    "com.miui.home",
    "com.huawei.android.launcher",
    "com.oppo.launcher",
)
_BADGES = (
    "{app} has {n} notifications",
    "{app} has 1 notification",
    "{app}, {n} notifications",
    "{app}, {n} new notifications",
    "{app} {n} unread messages",
    "{n} unread from {app}",
    "{app}, {n} unread",
)
_FOLDERS = ("Google", "Social", "Tools", "Games", "Work", "Travel", "Samsung", "Microsoft", "Folder")


class Home:
    """One home screen. `tiles` has the nodes of each app shown, by label; the same app may stand there twice."""

    def __init__(self, rng, style, apps, drawer=False):
        self.rng, self.style, self.tiles = rng, style, {}
        self.page = Page(style, "home")
        self.maker = style.package = rng.choice(MAKERS)
        self.badges = rng.random() < 0.6
        self.drawer, self.all_apps = drawer, None
        low = self.page.bottom - style.px(96)
        self._head()
        docked = [] if drawer else [apps[place] for place in rng.sample(range(len(apps)), min(len(apps), 4))]
        loose = [app for app in apps if app not in docked]
        if not drawer and rng.random() < 0.3:
            loose.insert(rng.randrange(len(loose) + 1), None)
        self._grid(loose, low)
        if docked:
            if docked and rng.random() < 0.15:
                docked[-1] = rng.choice(apps)
            self._dock(docked, low)
        self.screen = self.page.finish()

    def _id(self, name):
        return f"{self.maker}:id/{name}"

    def _add(self, cls, box, kind, text="", desc="", rid="", click=True, names=()):
        node = Node(WIDGET + cls, tuple(round(side) for side in box), kind, text, desc, rid, click, names)
        self.page.body.append(node)
        return node

    def _head(self):
        """Date and weather, or a search bar."""
        rng, px, page = self.rng, self.style.px, self.page
        wide = self.style.width
        if not self.drawer and rng.random() < 0.5:
            day = f"{rng.choice(words.DAYS)[:3]}, {rng.choice(words.MONTHS)[:3]} {rng.randrange(1, 29)}"
            self._add("TextView", (px(30), page.top, wide / 2, page.top + px(24)), "text", day, day, self._id("date"))
            page.top += px(40)
        if self.drawer or rng.random() < 0.45:
            box = (px(20), page.top, wide - px(20), page.top + px(48))
            hint = rng.choice(("Search apps", "Search", "Search web and more", "Search phone and web"))
            if rng.random() < 0.5:
                self._add("EditText", box, "field", hint, "", self._id("input"))
            else:
                self._add("FrameLayout", box, "field", "", "Search", self._id("search_container_workspace"))
            page.top += px(60)

    def _grid(self, apps, low):
        px, columns = self.style.px, self.rng.choice((4, 4, 5))
        wide, tall = self.style.width / columns, px(self.rng.choice((80, 92)))
        for number, app in enumerate(apps):
            left, top = wide * (number % columns), self.page.top + number // columns * tall
            if top + tall > low:
                break
            box = (left, top, left + wide, top + tall)
            if app is None:
                name = self.rng.choice(_FOLDERS)
                self._add("TextView", box, "tile", name, self.rng.choice((f"Folder: {name}", f"{name} folder")))
            else:
                self._tile(app, box)

    def _dock(self, apps, low):
        rng, px, wide = self.rng, self.style.px, self.style.width
        mark = rng.choice(("Home", "Page 1 of 2", "Home screen 1 of 3", ""))
        if mark:
            node = self._add("ImageView", (wide / 3, low - px(20), wide * 2 / 3, low - px(4)), "text", "", mark)
            node.click = False
        drawn = rng.random() < 0.35
        step = wide / (len(apps) + drawn)
        for number, app in enumerate(apps):
            place = number + (drawn and number >= 2)
            self._tile(app, (step * place, low, step * (place + 1), low + px(80)))
        if drawn:
            place = min(2, len(apps))
            self.all_apps = self._add(
                rng.choice(("TextView", "ImageView", "Button")),
                (step * place, low, step * (place + 1), low + px(80)),
                "icon",
                "",
                rng.choice(("Apps", "All apps", "Apps list", "App drawer")),
                self._id("all_apps_button") if rng.random() < 0.5 else "",
            )

    def _tile(self, app, box):
        rng = self.rng
        count = rng.randrange(2, 90)
        desc = app if self.maker.startswith(("com.google", "com.android")) or rng.random() < 0.4 else ""
        if self.badges and rng.random() < 0.2:
            desc = rng.choice(_BADGES).format(app=app, n=count)
        elif self.maker.startswith("com.google") and rng.random() < 0.08:
            desc = f"Predicted app: {app}"
        if self.maker.startswith("com.miui"):
            node = self._add("RelativeLayout", box, "tile", "", desc, "", True, [app])
            left, top, right, low = node.box
            node.add(
                Node(
                    WIDGET + "ImageView", (left + 20, top, right - 20, low - 50), "image", "", "", self._id("icon_icon")
                ),
                Node(WIDGET + "TextView", (left, low - 50, right, low), "text", app, "", self._id("icon_title")),
            )
        else:
            text = "" if desc and self.maker.startswith("com.huawei") else app
            node = self._add("TextView", box, "tile", text, desc, self._id("icon") if rng.random() < 0.4 else "")
            node.names = [app]
        node.long = True
        self.tiles.setdefault(app, []).append(node)
