"""Kind: scenes of apps written by hand, laid out anew each time."""

import furniture
import wording
import written
from compose import compose, words_of_id
from home import Home
from lesson import Lesson, at, group
from parts import Item

SCENES = written.every()
_SUMS_UP = {"row", "switch", "checkbox", "radio", "dropdown"}
_MOST = 8  # lessons of one layout


def item_of(thing):
    """What the thing is laid out as. An icon's label is its description."""
    more = " · ".join(thing.texts[1:])
    label = thing.label if thing.role in _SUMS_UP or not more else f"{thing.label}, {more}"
    return Item(
        thing.role,
        "" if thing.role == "icon" else label,
        label if thing.role == "icon" else "",
        words_of_id(thing.rid),
        more if thing.role in _SUMS_UP else "",
        on=thing.on,
        selected=thing.on,
        hint=thing.label if thing.role == "field" else "",
        value=thing.value,
        key=thing,
    )


def laid_out(rng, scene):
    """The screen, and where each thing stands: `node` and `nodes`, empty for what found no room."""
    if scene.is_home:
        apps = [thing.label for thing in scene.things]
        home = Home(rng, furniture.a_style(rng, False), apps, drawer=rng.random() < 0.15)
        found = [[node.index for node in home.tiles.get(app, ()) if node.index >= 0] for app in apps]
        return home.screen, [{"node": nodes[0], "nodes": nodes} if nodes else {} for nodes in found]
    items = [item_of(thing) for thing in scene.things]
    roles = {thing.role for thing in scene.things}
    is_dialog = "button" in roles and roles <= {"button", "text", "heading", "radio", "checkbox"} and len(items) < 9
    page = compose(rng, furniture.a_style(rng, rng.random() < 0.3), list(items), scene.title, dialog=is_dialog)
    page.scrolls = scene.more or len(items) > 14
    screen = page.finish()
    held = [scene.things[wish.thing] for wish in scene.wishes if wish.call == "long_press"]
    for item in items:
        for node in item.nodes:
            node.focused = item.key.focused and item.role == "field"
            node.long = node.long or item.key in held
    screen.xml = screen.write()
    return screen, [at(item) for item in items]


def make(rng, world, count):
    made = 0
    while made < count and SCENES:
        scene = rng.choice(SCENES)
        screen, places = laid_out(rng, scene)
        shown = " ".join(f"{node.text} {node.desc}" for node in screen.nodes).lower()
        scrolls = any(node.scroll for node in screen.nodes)
        lessons = []
        for wish in rng.sample(scene.wishes, min(len(scene.wishes), _MOST)):
            where = places[wish.thing] if wish.thing is not None else {}
            if wish.thing is not None and not where or wish.call == "scroll" and not scrolls:
                continue
            if wish.call == "answer" and wish.arguments["text"].lower() not in shown:
                continue
            language, said = rng.choice(wish.said)
            text = wish.arguments.get("text") or wish.arguments.get("app")
            said = said if text else wording.noisy(rng, said, language)
            history = [step.format(role=rng.choice(("button", "row", "row", "tab"))) for step in wish.history]
            lessons.append(Lesson(said, wish.call, wish.arguments, history=history, language=language, **where))
        if lessons:
            made += len(lessons)
            yield group(screen, lessons)
