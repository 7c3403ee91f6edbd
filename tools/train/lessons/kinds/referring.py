"""Kind d: things pointed at by words, looks, places, order and neighbours."""

import scenes
import wording
from lesson import Lesson, group
from naming import main_kind
from pointing import Pointing

WAYS = (
    ("by_label", 13),
    ("by_icon", 16),
    ("by_icon_place", 7),
    ("by_caption", 6),
    ("by_corner", 15),
    ("by_region", 5),
    ("by_relation", 33),
    ("by_label_relation", 5),
    ("by_order", 12),
    ("by_grid", 5),
    ("by_section_order", 7),
    ("by_cell", 8),
    ("by_between", 1),
    ("by_state", 1),
)


def weight(thing, flat):
    """People point at pictures and icons more than at texts, the more so as texts name themselves."""
    kind = main_kind(thing)
    base = {
        "icon": 6.5,
        "image": 6,
        "text": 1.0,
        "heading": 0.5,
        "option": 1.0,
        "button": 4,
        "checkbox": 5,
        "switch": 5,
        "field": 7,
    }.get(kind, 2.5)
    return base if flat or kind not in ("text", "heading") else base * 0.6


def make(rng, world, count):
    """Groups of lessons on one screen each."""
    made = 0
    while made < count:
        screen = scenes.any_page(rng, world.labels(rng)).finish()
        language = "en" if rng.random() < 0.9 else rng.choice(("de", "es", "fr", "zh"))
        pointing = Pointing(rng, screen, language)
        if len(pointing.targets) < 3:
            continue
        lessons, seen = [], set()
        weights = [weight(thing, screen.flat) for thing in pointing.targets]
        for _ in range(rng.choice((2, 3, 4, 4, 5))):
            # The way comes first: each has its share however rarely a thing allows it.
            way = rng.choices([way for way, _ in WAYS], [share for _, share in WAYS])[0]
            for thing in rng.choices(pointing.targets, weights, k=5):
                said = getattr(pointing, way)(thing)
                if said and said.lower() not in seen:
                    seen.add(said.lower())
                    lessons.append(
                        Lesson(wording.noisy(rng, said, language), "tap", node=thing.node.index, language=language)
                    )
                    break
        if lessons:
            made += len(lessons)
            yield group(screen, lessons)
