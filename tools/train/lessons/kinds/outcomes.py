"""Kind g: what is not a tap on what is named: done, infeasible, scrolling, keys, waiting, pop-ups, several steps, holding."""

import furniture
import lexicon
import lists
import panels
import phrases
import scenes
import wording
import words
from compose import bare, compose, item_of
from dump import Node
from kinds import concepts
from lesson import Lesson, at, drawn
from page import Page, any_label
from parts import WIDGET, Item
from pointing import Pointing

SWITCHES = [concept for concept in lexicon.CONCEPTS if "switch" in concept.roles]
SLIDERS = [concept for concept in lexicon.CONCEPTS if "slider" in concept.roles]
LANGUAGES = ("de", "es", "fr", "zh")
KEYS = {
    "enter": "enter",
    "recents": "app_switch",
    "volume_up": "volume_up",
    "volume_down": "volume_down",
    "power": "power",
    "delete": "backspace",
    "tab": "tab",
    "escape": "escape",
    "space": "space",
    "menu": "menu",
}
ON = {
    "en": (
        "turn on {}",
        "switch on {}",
        "enable {}",
        "activate {}",
        "turn {} on",
        "{} on",
        "i want {} on",
        "set {} to on",
        "put {} on",
    ),
    "de": ("{} einschalten", "schalte {} ein", "{} aktivieren", "mach {} an"),
    "es": ("activa {}", "enciende {}", "pon {}"),
    "fr": ("active {}", "allume {}", "mets {} en marche"),
    "zh": ("打开{}", "开启{}", "启用{}"),
}
OFF = {
    "en": (
        "turn off {}",
        "switch off {}",
        "disable {}",
        "deactivate {}",
        "turn {} off",
        "{} off",
        "stop {}",
        "set {} to off",
    ),
    "de": ("{} ausschalten", "schalte {} aus", "{} deaktivieren", "mach {} aus"),
    "es": ("desactiva {}", "apaga {}", "quita {}"),
    "fr": ("désactive {}", "éteins {}", "coupe {}"),
    "zh": ("关闭{}", "关掉{}", "禁用{}"),
}
DISMISS = {
    "allow": ["Allow", "While using the app", "ALLOW", "Only this time", "Accept", "Continue", "Grant"],
    "deny": [
        "Deny",
        "Don't allow",
        "DENY",
        "Not now",
        "No thanks",
        "Later",
        "Skip",
        "Close",
        "Maybe later",
        "Cancel",
        "Dismiss",
        "Got it",
        "OK",
    ],
}
POPUPS = [
    ("Allow {app} to access your location?", ["While using the app", "Only this time", "Don't allow"], 0),
    ("Allow {app} to send you notifications?", ["Allow", "Don't allow"], 0),
    ("Allow {app} to access photos and media on your device?", ["Allow", "Deny"], 0),
    ("Allow {app} to take pictures and record video?", ["While using the app", "Only this time", "Don't allow"], 0),
    ("Allow {app} to access your contacts?", ["Allow", "Don't allow"], 0),
    ("Rate {app}: Enjoying the app? Tell others what you think", ["Rate now", "Not now", "Never"], 1),
    ("A new version of {app} is available", ["Update", "Later"], 1),
    (
        "We value your privacy. We use cookies to improve your experience",
        ["Accept all", "Manage options", "Reject all"],
        0,
    ),
    ("Get 20% off with Premium", ["Start free trial", "No thanks"], 1),
    ("Turn on notifications to never miss a thing", ["Turn on", "Not now"], 1),
    ("Sign in to sync your data", ["Sign in", "Skip"], 1),
    ("What's new: dark theme, faster search", ["Got it"], 0),
    ("Subscribe to our newsletter", ["Subscribe", "No, thanks"], 1),
    ("Save password to your account?", ["Save", "Never"], 1),
    ("{app} isn't responding", ["Close app", "Wait"], 1),
    ("Welcome to {app}", ["Next", "Skip"], 1),
    ("Complete your profile to get better results", ["Complete now", "Maybe later"], 1),
    ("Invite friends and earn rewards", ["Invite", "Close"], 1),
]
FAR = [concept for concept in lexicon.CONCEPTS if not concept.id.startswith("icon.") and "key" not in concept.roles]


def tongue(rng, chance=0.14):
    return rng.choice(LANGUAGES) if rng.random() < chance else "en"


def toggled(rng, world):
    """A switch that has to be tapped, or that is as wished already; with its row and others."""
    wanted = rng.sample(SWITCHES, 5)
    chosen = []
    for concept in wanted:
        if not concepts.overlaps(concept, chosen):
            chosen.append(concept)
    language = tongue(rng)
    items = [item_of(rng, concept, role="switch") for concept in chosen]
    others = [
        item_of(rng, concept, role="row")
        for concept in concepts.neighbours(rng, chosen[0], 4)[1:]
        if not concepts.overlaps(concept, chosen)
    ]
    for item in items:
        item.on = rng.random() < 0.5
    page = compose(
        rng, furniture.a_style(rng, False), items + others, rng.choice(("Settings", any_label(rng, world.words)))
    )
    screen = page.finish()
    lessons = []
    for item in items:
        where = at(item)
        if not where or rng.random() < 0.35:
            continue
        wish = rng.random() < 0.5
        label = bare(rng.choice(item.key.get("label_" + language) or item.key.labels))
        said = rng.choice((ON if wish else OFF)[language]).format(label.lower() if rng.random() < 0.7 else label)
        if language == "en" and rng.random() < 0.25:
            template = rng.choice(phrases.DONE["toggle"])
            said = phrases.fill(template, {"label": label.lower(), "state": "on" if wish else "off"}) or said
        said = wording.noisy(rng, said, language)
        if item.on == wish:
            past = [f'tapped switch "{item.label}"; now {"on" if wish else "off"}'] if rng.random() < 0.6 else []
            lessons.append(Lesson(said, "done", history=past, language=language))
        else:
            lessons.append(Lesson(said, "tap", language=language, **where))
    return screen, lessons


def reached(rng, world):
    """The history holds the last step and the page shows what it led to."""
    concept = rng.choice(concepts.DEEP)
    path = rng.choice(concept.paths)
    label = bare(concept.labels[0])
    said, _ = concepts.phrase(rng, concept, "en", {}, goals=False)
    chosen = concepts.neighbours(rng, rng.choice(concepts.DEEP), 6)
    if concepts.overlaps(concept, chosen):
        return None
    page = compose(rng, furniture.a_style(rng, False), [item_of(rng, other) for other in chosen], label)
    screen = page.finish()
    past = [*concepts.history_of(rng, path), f'tapped {concept.roles[0]} "{label}"; the screen changed']
    if rng.random() < 0.5 or said is None:
        said = rng.choice(
            (
                f"open {label.lower()}",
                f"go to {label.lower()}",
                f"{path[0].lower()} {label.lower()}",
                f"open the {label.lower()} page in {path[0].lower()}",
                phrases.fill(rng.choice(phrases.DONE["page"]), {"page": label.lower()}) or label,
            )
        )
    return screen, [Lesson(wording.noisy(rng, said), "done", history=past[-4:])]


def opened(rng, world):
    """The app that was to be opened is open."""
    app = rng.choice(words.APPS)
    screen = scenes.any_page(rng, world.words, False).finish()
    said = phrases.fill(rng.choice(phrases.OPEN_APP["en"]["name"]), {"app": app.lower() if rng.random() < 0.6 else app})
    return (
        (screen, [Lesson(wording.noisy(rng, said), "done", history=[f'opened "{app}"; the screen changed'])])
        if said
        else None
    )


def off_topic(rng, world):
    """A wish that this screen and what lies around it cannot grant: somewhere else first, or not at all."""
    concept = rng.choice(FAR)
    chosen = [other for other in concepts.neighbours(rng, rng.choice(FAR), 7) if other.app != concept.app]
    if len(chosen) < 3 or concepts.overlaps(concept, chosen):
        return None
    said, _ = concepts.phrase(rng, concept, "en")
    if said is None or concept.id.startswith("launch"):
        return None
    page = compose(
        rng, furniture.a_style(rng, False), [item_of(rng, other) for other in chosen], chosen[0].app.capitalize()
    )
    page.scrolls = False
    screen = page.finish()
    if any(node.scroll for node in screen.nodes):
        return None
    past = [f'opened "{chosen[0].app.capitalize()}"; the screen changed', "scrolled down; nothing changed"]
    return screen, [
        Lesson(wording.noisy(rng, said), "infeasible", {"reason": "nothing on this screen fits"}, history=past)
    ]


def strayed(rng, world):
    """The last step led to the wrong page: back to where the way goes on."""
    concept = rng.choice(concepts.DEEP)
    path = rng.choice(concept.paths)
    siblings = [label for label in concepts.TREE.children.get((path[0],), {}) if label not in path]
    if not siblings:
        return None
    wrong = rng.choice(siblings)
    inside = [
        other for other in concepts.TREE.concepts.get((path[0], wrong), []) if not concepts.overlaps(other, [concept])
    ]
    said, _ = concepts.phrase(rng, concept, "en" if rng.random() < 0.85 else rng.choice(LANGUAGES))
    if said is None or len(inside) < 3:
        return None
    page = compose(rng, furniture.a_style(rng, False), [item_of(rng, other) for other in inside[:9]], wrong)
    screen = page.finish()
    return screen, [Lesson(wording.noisy(rng, said), "back", history=concepts.history_of(rng, [path[0], wrong]))]


def scrolled(rng, world):
    """What is wanted is not in view but the list goes on; or scrolling itself is asked for."""
    language = tongue(rng)
    templates = phrases.SCROLL[language]
    page = (
        scenes.settings_list(rng, furniture.a_style(rng, False), world.words)
        if rng.random() < 0.6
        else lists.content_list(rng, furniture.a_style(rng, False), world.words)
    )
    page.scrolls = True
    screen = page.finish()
    box = next((node for node in screen.nodes if node.scroll), None)
    if box is None:
        return None
    found = []
    tags = ["down"] * 5 + ["up"] * 2 + ["left", "right"] + ["find"] * 2
    for tag in rng.sample(tags, 2):
        if tag in templates:
            said = phrases.fill(
                rng.choice(templates[tag]),
                {"label": any_label(rng, world.words).lower(), "n": rng.choice((2, 3)), "anchor": "list"},
            )
            if said:
                found.append(
                    Lesson(
                        wording.noisy(rng, said, language),
                        "scroll",
                        {"direction": "down" if tag == "find" else tag},
                        language=language,
                    )
                )
    swipes = [tag for tag in templates if tag.startswith("swipe_")]
    if swipes and rng.random() < 0.25:
        tag = rng.choice(swipes)
        said = phrases.fill(rng.choice(templates[tag]), {})
        if said:
            found.append(
                Lesson(wording.noisy(rng, said, language), "swipe", {"direction": tag.split("_")[1]}, language=language)
            )
    return screen, found


def below_the_fold(rng, world):
    """A settings page of the right app that does not show what is wanted, but scrolls."""
    concept = rng.choice(
        [concept for concept in concepts.DEEP if concept.roles[0] in ("row", "switch", "button", "link")]
    )
    path = rng.choice(concept.paths)
    inside = [
        other
        for other in concepts.TREE.concepts.get(tuple(path), [])
        if other is not concept and not concepts.overlaps(other, [concept])
    ]
    siblings = [
        other
        for other in lexicon.BY_APP[concept.app]
        if other not in inside and other is not concept and not concepts.overlaps(other, [concept])
    ]
    rng.shuffle(inside)
    rng.shuffle(siblings)
    items = [item_of(rng, other, role="row") for other in (inside + siblings)[:10]]
    while len(items) < 8:
        items.append(Item("row", any_label(rng)))
    said, _is_goal = concepts.phrase(rng, concept, "en", goals=False)
    if said is None or rng.random() < 0.4:
        said = (
            rng.choice(("open ", "tap ", "go to ", "find ", "select ", "")) + bare(rng.choice(concept.labels)).lower()
        )
    page = compose(rng, furniture.a_style(rng, False), items, path[-1])
    page.scrolls = True
    screen = page.finish()
    if not any(node.scroll for node in screen.nodes):
        return None
    past = concepts.history_of(rng, path)
    if rng.random() < 0.3:
        past.append("scrolled down; the screen changed")
    elif rng.random() < 0.25:
        past.append("scrolled down; nothing changed")
        return screen, [
            Lesson(wording.noisy(rng, said), "scroll", {"direction": "up"}, history=past[-4:])
        ] if rng.random() < 0.4 else []
    return screen, [Lesson(wording.noisy(rng, said), "scroll", {"direction": "down"}, history=past[-4:])]


def keyed(rng, world):
    """Back, home, keys, waiting, on any screen."""
    language = tongue(rng, 0.25)
    templates = phrases.KEYS[language]
    page = scenes.any_page(rng, world.words, False)
    screen = page.finish()
    found = []
    for tag in rng.sample([tag for tag in templates if tag not in ("long_press", "double_tap")], 3) + rng.sample(
        ["back", "home"], rng.choice((0, 1))
    ):
        said = phrases.fill(rng.choice(templates[tag]), {"n": 3, "label": "ok"})
        if not said:
            continue
        shown = [node for node in screen.nodes if node.names and "back" in node.names[:1]]
        if tag == "back":
            if "button" in said or "arrow" in said or "icon" in said:
                continue
            if shown and language == "en":
                found.append(Lesson(wording.noisy(rng, said, language), "back", language=language))
                continue
            found.append(Lesson(wording.noisy(rng, said, language), "back", language=language))
        elif tag == "home":
            if not any("home" in (node.text + node.desc + node.rid).lower() for node in screen.nodes):
                found.append(Lesson(wording.noisy(rng, said, language), "home", language=language))
        elif tag == "wait":
            found.append(Lesson(wording.noisy(rng, said, language), "wait", {"seconds": 3}, language=language))
        elif tag in KEYS:
            names = [name for name in (tag, tag.replace("_", " ")) if name]
            if not any(name in (node.text + node.desc + node.rid).lower() for node in screen.nodes for name in names):
                found.append(
                    Lesson(wording.noisy(rng, said, language), "press_key", {"key": KEYS[tag]}, language=language)
                )
    return screen, found


def held(rng, world):
    """Long presses and double taps on something that takes them."""
    language = tongue(rng, 0.2)
    screen = (
        panels.launcher(rng, furniture.a_style(rng, False), world.words)
        if rng.random() < 0.5
        else scenes.any_page(rng, world.words, False)
    ).finish()
    for node in screen.nodes:
        if node.kind == "row" and node.cell is not None:
            node.long = True
    screen.xml = screen.write()
    pointing = Pointing(rng, screen, "en")
    found = []
    long = [thing for thing in pointing.targets if thing.node.click and pointing.own_label(thing)]
    for thing in rng.sample(long, min(2, len(long))):
        tag = rng.choice(("long_press", "long_press", "double_tap"))
        said = phrases.fill(rng.choice(phrases.KEYS[language][tag]), {"label": thing.label.lower()})
        if (said and thing.node.long) or (said and tag == "double_tap"):
            found.append(Lesson(wording.noisy(rng, said, language), tag, node=thing.node.index, language=language))
    return screen, found


def slid(rng, world):
    """Sliders that are to be moved: a swipe to the right is more."""
    concept = rng.choice(SLIDERS)
    others = concepts.neighbours(rng, concept, 5)[1:]
    items = [item_of(rng, concept, role="slider")] + [item_of(rng, other) for other in others]
    screen = compose(rng, furniture.a_style(rng, False), items, any_label(rng, world.words)).finish()
    if not items[0].nodes or items[0].nodes[0].index < 0:
        return None
    more = rng.random() < 0.6
    label = bare(rng.choice(concept.labels)).lower()
    said = rng.choice(
        (
            "increase {}",
            "turn up {}",
            "raise the {}",
            "more {}",
            "{} up",
            "make {} higher",
            "set {} to the maximum",
            "move the {} slider to the right",
            "higher {}",
        )
        if more
        else (
            "decrease {}",
            "turn down {}",
            "lower the {}",
            "less {}",
            "{} down",
            "make {} lower",
            "set {} to the minimum",
            "move the {} slider to the left",
            "reduce {}",
        )
    ).format(label)
    return screen, [
        Lesson(
            wording.noisy(rng, said), "swipe", {"direction": "right" if more else "left"}, node=items[0].nodes[0].index
        )
    ]


def waiting(rng, world):
    """A page that is loading."""
    page = Page(furniture.a_style(rng, False))
    if rng.random() < 0.6:
        furniture.bar(page, rng, world.words, actions=[])
    style = page.style
    middle = style.height // 2
    spinner = Node(
        WIDGET + "ProgressBar",
        (style.width // 2 - style.px(24), middle, style.width // 2 + style.px(24), middle + style.px(48)),
        "layout",
        "",
        rng.choice(("Loading", "", "Loading…")),
        style.id("progress bar"),
    )
    page.body.append(spinner)
    page.top = middle + style.px(60)
    if rng.random() < 0.7:
        page.paragraph(
            rng.choice(
                (
                    "Loading…",
                    "Please wait",
                    "Please wait…",
                    "Signing in…",
                    "Loading results",
                    "Connecting…",
                    "Fetching data",
                )
            ),
            14,
            True,
        )
    screen = page.finish()
    concept = rng.choice(FAR)
    said, _ = concepts.phrase(rng, concept, "en")
    if said is None:
        return None
    past = (
        [f'opened "{concept.paths[0][0] if concept.paths else rng.choice(words.APPS)}"; the screen changed']
        if rng.random() < 0.8
        else [f'tapped button "{rng.choice(words.ACTIONS)}"; the screen changed']
    )
    return screen, [Lesson(wording.noisy(rng, said), "wait", {"seconds": 3}, history=past)]


def popup(rng, world):
    """Something lies over the page: it goes first, whatever is wanted; or its own buttons are asked for."""
    app = rng.choice(words.APPS)
    message, labels, usual = rng.choice(POPUPS)
    message = message.format(app=app)
    title, _, rest = message.partition(": ")
    page = Page(furniture.a_style(rng, rng.random() < 0.15))
    if rng.random() < 0.7:
        page.style.package = (
            rng.choice(("com.android.permissioncontroller", "com.google.android.permissioncontroller"))
            if message.startswith("Allow")
            else page.style.package
        )
    buttons = [Item("button", label, id=label.lower()) for label in labels]
    if message.startswith("Allow") and rng.random() < 0.6:
        for item in buttons:
            item.id = "permission deny button" if item.label.startswith(("Don", "Deny")) else "permission allow button"
    page.dialog(title, rest, buttons)
    screen = page.finish()
    concept = rng.choice(FAR)
    said, _ = concepts.phrase(rng, concept, "en" if rng.random() < 0.85 else rng.choice(LANGUAGES))
    found = []
    if said:
        past = [f'opened "{app}"; the screen changed'] if rng.random() < 0.7 else []
        text = concepts.joined(rng, f"open {app.lower()}", said) if rng.random() < 0.3 else said
        found.append(Lesson(wording.noisy(rng, text or said), "tap", history=past, **at(buttons[usual])))
    for place in rng.sample(range(len(labels)), min(2, len(labels))):
        label = labels[place]
        negative = any(
            word in label.lower()
            for word in ("not", "no", "don't", "deny", "later", "skip", "close", "reject", "never")
        )
        asked = (
            rng.choice(
                (
                    "no thanks",
                    "not now",
                    "decline",
                    "dismiss this",
                    "close the popup",
                    "get rid of this message",
                    "refuse",
                    "say no",
                    "i don't want that",
                    "deny it",
                    "reject",
                    "skip this",
                    "cancel the pop up",
                    "not interested",
                )
            )
            if negative
            else rng.choice(
                (
                    "allow it",
                    "accept",
                    "yes",
                    "agree",
                    "say yes",
                    "permit it",
                    "ok do it",
                    "go on",
                    "continue",
                    "grant access",
                    "sure",
                    "confirm",
                )
            )
        )
        alike = [
            other
            for other in labels
            if any(
                word in other.lower()
                for word in ("not", "no", "don't", "deny", "later", "skip", "close", "reject", "never")
            )
            == negative
        ]
        if len(alike) == 1:
            found.append(Lesson(wording.noisy(rng, asked), "tap", **at(buttons[place])))
    return screen, found


def steps(rng, world):
    """Several steps in one instruction: which one is next follows from the history."""
    style = furniture.a_style(rng, rng.random() < 0.15)
    chosen = concepts.neighbours(rng, rng.choice(concepts.DEEP), rng.choice((5, 8)))
    items = [item_of(rng, concept) for concept in chosen]
    page = compose(rng, style, items, any_label(rng, world.words))
    screen = page.finish()
    present = [item for item in items if at(item) and item.role != "field" and (item.label or item.desc)]
    if len(present) < 2:
        return None
    count = min(len(present), rng.choice((2, 2, 3)))
    wanted = rng.sample(present, count)
    done = rng.randrange(count)
    parts, past = [], []
    for item in wanted:
        said, _ = concepts.phrase(rng, item.key, "en", goals=False)
        if said is None or rng.random() < 0.45:
            said = f"{rng.choice(('tap', 'click', 'press', 'open', 'go to', 'select'))} {(item.label or item.desc).lower()}"
        parts.append(said)
    for item in wanted[:done]:
        past.append(
            f'tapped {"icon" if item.role == "icon" else item.role} "{item.label or item.desc}"; the screen changed'
        )
    text = concepts.joined(rng, *parts)
    if text is None:
        return None
    if rng.random() < 0.25 and done == 0:
        past = [f'opened "{rng.choice(words.APPS)}"; the screen changed']
    return screen, [Lesson(wording.noisy(rng, text), "tap", history=past, **at(wanted[done]))]


WAYS = (
    (toggled, 5),
    (reached, 2),
    (opened, 1),
    (off_topic, 1),
    (strayed, 1.5),
    (scrolled, 3),
    (below_the_fold, 5),
    (keyed, 3),
    (held, 2),
    (slid, 1),
    (waiting, 1),
    (popup, 4),
    (steps, 5),
)


make = drawn(WAYS)
