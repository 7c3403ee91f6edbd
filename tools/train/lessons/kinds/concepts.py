"""Kind lex: tools of apps asked for in other words than their labels, on screens among their neighbours."""

import re

import furniture
import lexicon
import phrases
import wording
import words
from compose import bare, compose, filled, item_of
from lesson import Lesson, at, group
from page import any_label
from parts import Item

_OFF = re.compile(r"\b(off|disable|deactivate|stop|mute|don't|no more|without|kill|cut)\b", re.I)
_ON = re.compile(r"\b(turn on|switch on|enable|activate|turn .* on|switch .* on)\b", re.I)


class Tree:
    """What stands under each path of labels, from the lexicon's `under` lines."""

    def __init__(self, concepts):
        self.children, self.concepts = {}, {}
        for concept in concepts:
            for path in concept.paths:
                for depth in range(len(path)):
                    self.children.setdefault(tuple(path[:depth]), {}).setdefault(path[depth], None)
                self.concepts.setdefault(tuple(path), []).append(concept)


TREE = Tree(lexicon.CONCEPTS)
DEEP = [concept for concept in lexicon.CONCEPTS if any(len(path) >= 1 for path in concept.paths)]
BY_SOURCE = {}
for _concept in lexicon.CONCEPTS:
    BY_SOURCE.setdefault(_concept.sources, []).append(_concept)
_OWNERS = {}
for _concept in lexicon.CONCEPTS:
    for _label in _concept.labels:
        _OWNERS.setdefault(_label.lower(), set()).add(_concept.id)


def phrase(rng, concept, language, slots=None, goals=True):
    """(what a person says, whether it is a goal rather than this very step)."""
    if language == "en":
        says, aims = concept.get("say"), concept.get("goal") if goals else ()
    else:
        says, aims = concept.get(language), ()
    if not says and not aims:
        return None, False
    if aims and rng.random() < (0.4 if says else 1.0):
        return filled(rng, rng.choice(aims), language, slots), True
    return (filled(rng, rng.choice(says), language, slots), False) if says else (None, False)


def by_label(rng, concept, item):
    """Asking with the label itself, or one that this screen does not show."""
    label = (item.label or item.desc) if rng.random() < 0.4 else bare(rng.choice(concept.labels))
    templates = phrases.REFERRING["en"]["label"]
    return phrases.fill(rng.choice(templates), {"label": label.lower() if rng.random() < 0.7 else label})


def overlaps(concept, others):
    """Whether another on the screen could be meant as well: a shared label, or the same thing in another app."""
    labels = {label.lower() for label in concept.labels} | {desc.lower() for desc in concept.get("desc")}
    tail = concept.id.split(".")[-1]
    for other in others:
        if other.id.split(".")[-1] == tail or labels & (
            {label.lower() for label in other.labels} | {desc.lower() for desc in other.get("desc")}
        ):
            return True
    return False


def neighbours(rng, concept, count):
    """Concepts that could share a screen with this one: of its page, its app, its file, any."""
    pools = []
    if concept.paths:
        pools.append(TREE.concepts.get(tuple(rng.choice(concept.paths)), []))
    pools += [lexicon.BY_APP[concept.app], BY_SOURCE[concept.sources], lexicon.CONCEPTS]
    chosen = [concept]
    weights = (6, 5, 3, 2) if len(pools) == 4 else (6, 3, 2)
    for _ in range(count * 3):
        if len(chosen) > count:
            break
        other = rng.choice(rng.choices(pools, weights)[0] or [concept])
        if other not in chosen and not overlaps(other, chosen):
            chosen.append(other)
    return chosen


def history_of(rng, path):
    """How one came here, in the words of a run."""
    steps = [f'opened "{path[0]}"; the screen changed']
    for label in path[1:]:
        steps.append(f'tapped {rng.choice(("row", "row", "button", "tab"))} "{label}"; the screen changed')
    return steps


def page_lessons(rng, world):
    """A screen of several concepts and what is asked of each."""
    concept = (
        rng.choice(lexicon.CONCEPTS)
        if rng.random() < 0.72
        else rng.choice([c for c in lexicon.CONCEPTS if not c.id.startswith("icon.")])
    )
    language = "en" if rng.random() < 0.88 else rng.choice(lexicon.LANGUAGES)
    if language != "en" and not concept.get("label_" + language):
        language = "en"
    chosen = neighbours(rng, concept, rng.choice((4, 6, 8, 10, 12, 14)))
    path = rng.choice(concept.paths) if concept.paths else None
    items = [item_of(rng, other, language) for other in chosen]
    if concept.get("near") and rng.random() < 0.6:
        taken = {item.label.lower() for item in items} | {label.lower() for other in chosen for label in other.labels}
        for label in rng.sample(list(concept.get("near")), min(len(concept.get("near")), 3)):
            if label.lower() not in taken and len(label) < 40:
                items.append(
                    Item(rng.choice(("row", "button") if concept.roles[0] != "switch" else ("switch", "row")), label)
                )
    asked = {}
    for item in items[: len(chosen)]:
        said = "en" if rng.random() < 0.8 else rng.choice(lexicon.LANGUAGES) if language == "en" else language
        slots = {}
        text, is_goal = phrase(rng, item.key, said, slots)
        if text is None:
            said = "en"
            text, is_goal = phrase(rng, item.key, "en", slots)
        if said == "en" and (text is None or rng.random() < 0.22):
            text, is_goal, slots = by_label(rng, item.key, item), False, {}
        if item.role == "switch":
            if _OFF.search(text) and not _ON.search(text):
                item.on = True
        elif item.role in ("radio", "checkbox") and rng.random() < 0.1:
            pass
        asked[id(item)] = (text, is_goal, said, slots)
    title = path[-1] if path else (concept.app.capitalize() if rng.random() < 0.5 else any_label(rng, world.words))
    style = furniture.a_style(rng, rng.random() < 0.38)
    page = compose(rng, style, items, title, dialog=rng.random() < 0.25 and concept.roles[0] == "button")
    screen = page.finish(language)
    lessons = []
    order = items[: len(chosen)]
    for place, item in enumerate(order[:1] + rng.sample(order[1:], min(len(order) - 1, rng.choice((1, 2, 3, 4))))):
        where = at(item)
        if not where:
            continue
        text, is_goal, said, slots = asked[id(item)]
        past = history_of(rng, path) if path and place == 0 and rng.random() < 0.35 else []
        if past and said == "en" and rng.random() < 0.3:
            text = joined(rng, f"{rng.choice(('open', 'go to', 'launch', 'open the'))} {path[0].lower()}", text) or text
        if item.role == "field" and slots:
            value = next(iter(slots.values()))
            lessons.append(
                Lesson(
                    wording.noisy(rng, text, said, keep=value),
                    "type",
                    {"text": value},
                    history=past,
                    language=said,
                    **where,
                )
            )
        else:
            lessons.append(
                Lesson(
                    wording.noisy(rng, text, said, keep=next(iter(slots.values()), None)),
                    "tap",
                    history=past,
                    language=said,
                    **where,
                )
            )
    return screen, lessons


def joined(rng, *steps):
    """Steps joined into one instruction."""
    templates = phrases.MULTISTEP["en"].get(str(len(steps)), ())
    slots = dict(zip("abcd", steps, strict=False))
    for _ in range(4):
        done = phrases.fill(rng.choice(templates), slots) if templates else None
        if done:
            return done
    return None


def path_lessons(rng, world):
    """A wish for something deep, on a screen that shows one of the pages above it."""
    concept = rng.choice(DEEP)
    path = rng.choice(concept.paths)
    depth = rng.randrange(len(path))
    said = "en" if rng.random() < 0.82 else rng.choice(lexicon.LANGUAGES)
    slots = {}
    text, is_goal = phrase(rng, concept, said, slots)
    if text is None:
        said = "en"
        text, _is_goal = phrase(rng, concept, "en", slots)
    if text is None:
        return None
    prefix = tuple(path[:depth])
    target = path[depth]
    if depth == 0:
        return launcher_lesson(rng, target, text, said, slots)
    siblings = [label for label in TREE.children.get(prefix, {}) if label != target]
    rng.shuffle(siblings)
    inside = [
        other
        for other in TREE.concepts.get(prefix, [])
        if target.lower() not in {label.lower() for label in other.labels}
    ]
    rng.shuffle(inside)
    owner = next(
        (
            other
            for other in TREE.concepts.get(prefix, [])
            if target.lower() in {label.lower() for label in other.labels}
        ),
        None,
    )
    if owner is None:
        ids = _OWNERS.get(target.lower())
        owner = next((other for other in lexicon.CONCEPTS if ids and other.id in ids), None)
    goal = item_of(rng, owner) if owner else Item("row", target, id=target.lower())
    if not goal.label or rng.random() < 0.5:
        goal.label = target
    if goal.role in ("switch", "field", "text"):
        goal.role = "row"
    items = [goal] + [Item("row", label) for label in siblings[: rng.choice((2, 4, 6))]]
    taken = {item.label.lower() for item in items}
    for other in inside[: rng.choice((3, 5, 8))]:
        if other is not concept and not overlaps(other, [concept]):
            item = item_of(rng, other)
            if item.label.lower() not in taken:
                items.append(item)
                taken.add(item.label.lower())
    if len(items) < 4:
        items += [item_of(rng, other) for other in neighbours(rng, concept, 5)[1:]]
    rng.shuffle(items)
    page = compose(rng, furniture.a_style(rng, rng.random() < 0.25), items, prefix[-1])
    screen = page.finish()
    where = at(goal)
    if not where:
        return None
    past = history_of(rng, prefix) if rng.random() < 0.7 else []
    if said == "en" and rng.random() < 0.15:
        text = joined(rng, f"open {path[0].lower()}", text) or text
    return screen, [
        Lesson(
            wording.noisy(rng, text, said, keep=next(iter(slots.values()), None)),
            "tap",
            history=past,
            language=said,
            **where,
        )
    ]


def launcher_lesson(rng, app, text, language, slots):
    """On the home screen: the app's icon is the first step."""
    names = [name for name in words.APPS if name.lower() != app.lower()]
    shown = rng.sample(names, rng.choice((6, 10, 14)))
    shown.insert(rng.randrange(len(shown) + 1), app)
    style = furniture.a_style(rng, False)
    screen, tiles = home_screen(rng, style, shown)
    if language == "en" and rng.random() < 0.3:
        text = joined(rng, f"{rng.choice(('open', 'launch', 'go to', 'start'))} {app.lower()}", text) or text
    tile = tiles[app]
    return screen, [
        Lesson(
            wording.noisy(rng, text, language, keep=next(iter(slots.values()), None)),
            "tap",
            node=tile.index,
            language=language,
        )
    ]


APPS = [concept for concept in lexicon.CONCEPTS if concept.app == "launch"]


def home_lessons(rng, world):
    """Wishes that say which app is meant by what it is for."""
    chosen = []
    for concept in rng.sample(APPS, min(len(APPS), rng.choice((8, 12, 16)))):
        if not overlaps(concept, chosen):
            chosen.append(concept)
    page_language = "en" if rng.random() < 0.9 else rng.choice(lexicon.LANGUAGES)
    names = {}
    for concept in chosen:
        label = rng.choice(concept.get("label_" + page_language) or concept.labels[:2])
        names.setdefault(label, concept)
    shown = list(names)
    for app in rng.sample(words.APPS, 6):
        if not any(app.lower() in {label.lower() for label in concept.labels} for concept in APPS):
            shown.append(app)
    rng.shuffle(shown)
    screen, tiles = home_screen(rng, furniture.a_style(rng, False), shown)
    lessons = []
    for label in rng.sample(list(names), min(3, len(names))):
        said = "en" if rng.random() < 0.82 else rng.choice(lexicon.LANGUAGES)
        slots = {}
        text, _ = phrase(rng, names[label], said, slots)
        if text is None:
            said = "en"
            text, _ = phrase(rng, names[label], "en", slots)
        if text:
            lessons.append(
                Lesson(
                    wording.noisy(rng, text, said, keep=next(iter(slots.values()), None)),
                    "tap",
                    node=tiles[label].index,
                    language=said,
                )
            )
    return screen, lessons


def home_screen(rng, style, shown):
    """A home screen that shows these apps: (screen, {app: node})."""
    from dump import Node
    from page import Page
    from parts import WIDGET

    page = Page(style, "home")
    style.package = rng.choice(
        (
            "com.android.launcher3",
            "com.google.android.apps.nexuslauncher",
            "com.sec.android.app.launcher",
            "com.miui.home",
        )
    )
    if rng.random() < 0.5:
        page.paragraph(words.date(rng), 16, True)
    columns = rng.choice((4, 5))
    wide, tall = style.width / columns, style.px(88)
    page.top += style.px(20)
    tiles = {}
    for number, name in enumerate(shown):
        left, top = wide * (number % columns), page.top + (number // columns) * tall
        node = Node(
            WIDGET + "TextView",
            (round(left), top, round(left + wide), top + tall),
            "tile",
            name,
            name if rng.random() < 0.6 else "",
            "",
            True,
            [name],
        )
        node.long = True
        tiles[name] = node
        page.body.append(node)
    return page.finish(), tiles


def make(rng, world, count):
    made = 0
    while made < count:
        way = rng.choices((page_lessons, path_lessons, home_lessons), (62, 32, 8))[0]
        done = way(rng, world) if lexicon.CONCEPTS else None
        if not lexicon.CONCEPTS:
            return
        if done and done[1]:
            made += len(done[1])
            yield group(*done)
