"""A past for a lesson: steps that led to its screen and did not reach its goal, so that the call stays the same."""

import phrases
import words
from compose import words_of_id
from kinds.hidden import NAMES

_CALLS = {"tap", "type", "clear", "long_press", "double_tap", "scroll", "swipe", "answer", "press_key"}
_PLAIN = {"back", "home", "wait", "infeasible", "open_app"}
_SHARE = 0.55
_APPS = {*words.APPS, *(app for names in NAMES.values() for app in names["app"])}
_JOINTS = (
    "open {app} and {cmd}",
    "in {app} {cmd}",
    "in {app}, {cmd}",
    "{cmd} in {app}",
    "go to {app} and {cmd}",
    "launch {app}, then {cmd}",
    "use {app} to {cmd}",
    "{app}: {cmd}",
    "open {app}. {cmd}",
)
_TAPPED = ("row", "row", "row", "row", "button", "button", "button", "button", "tab", "image", "text")


def led(rng, world, screen, lesson):
    """Gives a lesson without a history one, more often than not; and its wish the app's name, now and then."""
    if lesson.history or lesson.call == "done" or rng.random() > _SHARE:
        return
    if lesson.call not in _CALLS and lesson.call not in _PLAIN:
        return
    shown = " ".join(f"{node.text} {node.desc}" for node in screen.nodes).lower()
    said = lesson.instruction.lower()
    package = screen.package
    if "launcher" in package or package == "com.miui.home":
        lesson.history = _at_home(rng, said)
        return
    title = screen.title
    app = rng.choice(words.APPS) if rng.random() < 0.8 else words.coined(rng, 2).capitalize()
    if title in _APPS or (len(title) > 3 and title.lower() in said):
        app, title = title, ""
    steps = [f'opened "{app}"; the screen changed'] if rng.random() < 0.75 else []
    labels = [title] if title and rng.random() < 0.6 else []
    pool = world.words or words.SECTIONS
    labels = [rng.choice(pool) for _ in range(rng.choice((0, 0, 1, 1, 2)))] + labels
    for label in labels:
        if label and len(label) <= 40 and label.lower() not in said and '"' not in label:
            steps.append(_tapped(rng, label))
    if rng.random() < 0.12:
        steps.insert(rng.randrange(len(steps) + 1), _strayed(rng))
    if lesson.call == "type" and rng.random() < 0.5:
        steps += _focused(screen, lesson)
    elif lesson.call == "scroll" and rng.random() < 0.4:
        steps.append(f"scrolled {lesson.arguments.get('direction', 'down')}; the screen changed")
    elif lesson.call in _CALLS and rng.random() < 0.14:
        steps.append(
            rng.choice(("scrolled down", "scrolled down", "swiped up", "scrolled up")) + "; the screen changed"
        )
    lesson.history = steps[-4:]
    named = steps and steps[0].startswith("opened") and app.lower() not in shown and app.lower() not in said
    if named and lesson.language == "en" and lesson.call in _CALLS and len(said) < 100 and rng.random() < 0.25:
        lesson.instruction = _with_app(rng, lesson, app)


def _tapped(rng, label):
    return f'tapped {rng.choice(_TAPPED)} "{label}"; the screen changed'


def _strayed(rng):
    """Something that is no way to anywhere."""
    return rng.choice(
        (
            "went back; the screen changed",
            f'tapped button "{rng.choice(words.SECTIONS)}"; nothing changed',
            'tapped button "Not now"; the screen changed',
            'tapped button "Allow"; the screen changed',
            'tapped button "Skip"; the screen changed',
            'tapped button "Got it"; the screen changed',
            "swiped left; the screen changed",
            "waited 3 seconds; the screen changed",
            "went to the home screen; the screen changed",
        )
    )


def _focused(screen, lesson):
    """The field was tapped, and the keyboard came."""
    node = screen.nodes[lesson.node]
    name = node.hint or node.text or node.desc or words_of_id(node.rid.rpartition("/")[2])
    return [f'tapped field "{name}"; the screen changed' if name else "tapped field; the screen changed"]


def _at_home(rng, said):
    """What was done before one came to a home screen."""
    app = rng.choice(words.APPS)
    before = [f'opened "{app}"; the screen changed'] if app.lower() not in said else []
    home = rng.choice(("went to the home screen", "went to the home screen", "swiped left", "swiped up", "went back"))
    return [*before, f"{home}; the screen changed"] if rng.random() < 0.6 else []


def _with_app(rng, lesson, app):
    cmd = lesson.instruction.rstrip(".! ")
    if not cmd.isupper() and cmd[:1].isupper() and cmd[1:2].islower():
        cmd = cmd[0].lower() + cmd[1:]
    shown = app if rng.random() < 0.5 else app.lower()
    return phrases.fill(rng.choice(_JOINTS), {"app": shown, "cmd": cmd}) or lesson.instruction
