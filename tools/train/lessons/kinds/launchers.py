"""Kind: wishes on home screens and elsewhere that an app serves: its icon, its name to open, or the way to all apps."""

import furniture
import lexicon
import phrases
import scenes
import wording
import words
from home import Home
from kinds.concepts import phrase
from lesson import Lesson, drawn

APPS = [concept for concept in lexicon.CONCEPTS if concept.app == "launch"]
LANGUAGES = ("de", "es", "fr", "zh", "ja", "hi", "pt", "it", "ru", "ko")
# Names that may be opened unsaid, of apps that one wish alone can be about.
COMMON = {
    "launch_settings": "Settings",
    "launch_clock": "Clock",
    "launch_calendar": "Calendar",
    "launch_contacts": "Contacts",
    "launch_phone": "Phone",
    "launch_messages": "Messages",
    "launch_camera": "Camera",
    "files": "Files",
    "calculator": "Calculator",
    "weather": "Weather",
    "play_store": "Play Store",
    "maps": "Maps",
    "recorder": "Recorder",
    "launch_translate": "Translate",
    "tasks": "Tasks",
    "news": "News",
    "podcasts": "Podcasts",
}
# Apps that serve the same wishes: a home screen shows one of each line.
_RIVALS = [
    set(line.split())
    for line in (
        "launch_messages whatsapp telegram messenger launch_wechat signal line kakaotalk qq sms_other discord slack",
        "chrome launch_google wikipedia chatgpt",
        "youtube video_apps streaming_apps netflix tiktok twitch snapchat",
        "youtube_music spotify music_player music_streaming radio podcasts audiobooks",
        "amazon other_shops classifieds food_delivery shopping_list",
        "paypal launch_wallet bank expense stocks",
        "booking flights trains bitpay_transport uber maps",
        "fitness run_tracker health_tracker health_records meditation",
        "duolingo language_courses school kids",
        "keep tasks shopping_list launch_docs",
        "launch_docs pdf scanner sheets slides",
        "launch_facebook instagram twitter microblogs reddit forums photo_social linkedin jobs snapchat tiktok",
        "drive files downloads",
        "authenticator password_manager vpn_client",
        "play_store other_stores",
        "launch_home tv_remote",
        "news microblogs twitter reddit sports weather",
        "cleaner launch_settings launch_tips contacts_backup theme_store",
        "launch_games play_games",
        "launch_dictionary launch_translate duolingo language_courses",
        "qr scanner launch_camera photo_edit video_edit launch_flashlight",
        "gallery photo_edit photo_social draw",
        "launch_contacts contacts_work launch_phone",
        "zoom slack messenger",
        "launch_calendar tasks",
        "recorder keep",
    )
]
_WITHIN = {
    "en": (
        "{cmd} in {app}",
        "{cmd} on {app}",
        "{cmd} with {app}",
        "open {app} and {cmd}",
        "use {app} to {cmd}",
        "{cmd} using {app}",
        "in {app}, {cmd}",
        "go to {app} and {cmd}",
        "{cmd} in the {app} app",
        "open the {app} app and {cmd}",
    ),
    "ja": ("{app}で{cmd}", "{app}を開いて{cmd}"),
    "hi": ("{app} में {cmd}", "{app} खोलो और {cmd}"),
    "pt": ("{cmd} no {app}", "abra o {app} e {cmd}", "{cmd} com o {app}"),
    "it": ("{cmd} su {app}", "apri {app} e {cmd}", "{cmd} con {app}"),
    "ru": ("{cmd} в {app}", "открой {app} и {cmd}"),
    "ko": ("{app} 앱에서 {cmd}", "{app} 앱 열고 {cmd}"),
}
_BARE = {
    "ja": ("{app}を開いて", "{app}を起動して"),
    "hi": ("{app} खोलो", "{app} चालू करो"),
    "pt": ("abra o {app}", "abrir {app}"),
    "it": ("apri {app}", "avvia {app}"),
    "ru": ("открой {app}", "запусти {app}"),
    "ko": ("{app} 열어 줘", "{app} 실행"),
}


def key(concept):
    return concept.id.split(".")[-1]


def rivals(concept, others):
    """Whether another of them could serve the wishes of this one."""
    names = {key(other) for other in others}
    labels = {label.lower() for label in concept.labels}
    return (
        key(concept) in names
        or any(key(concept) in line and names & line for line in _RIVALS)
        or any(labels & {label.lower() for label in other.labels} for other in others)
    )


def named(rng, concept, language):
    """A name that the app bears on a phone of this language."""
    own = concept.get("label_" + language) if language != "en" else ()
    labels = own or concept.labels
    return rng.choice(labels[:2] if rng.random() < 0.55 else labels)


def wish(rng, concept, language):
    """(what is wanted, the filling that has to stay), or nothing where the lexicon has none in this language."""
    slots = {}
    said, _ = phrase(rng, concept, language, slots)
    return said, next(iter(slots.values()), None)


def wish_with_name(rng, concept, app, language):
    """A wish that names the app."""
    shown = app if rng.random() < 0.75 else app.lower()
    if rng.random() < 0.25:
        pool = phrases.OPEN_APP.get(language, {}).get("name") or _BARE.get(language) or ("open {app}",)
        return phrases.fill(rng.choice(pool), {"app": shown}), shown
    said, _ = wish(rng, concept, language)
    pool = _WITHIN.get(language) or phrases.OPEN_APP.get(language, {}).get("in_app")
    if not said or not pool or shown.lower() in said.lower():
        return None, shown
    return phrases.fill(rng.choice(pool), {"app": shown, "cmd": said}), shown


def tongue(rng, page_language):
    if page_language != "en" and rng.random() < 0.7:
        return page_language
    return "en" if rng.random() < 0.66 else rng.choice(LANGUAGES)


def home_lessons(rng, world):
    """Icons of a home screen that serve a wish, and apps that are not there."""
    chosen, spare = [], []
    for concept in rng.sample(APPS, min(len(APPS), rng.choice((16, 28, 40)))):
        if not rivals(concept, chosen):
            chosen.append(concept)
        else:
            spare.append(concept)
    page_language = "en" if rng.random() < 0.8 else rng.choice(LANGUAGES)
    away = [chosen.pop() for _ in range(min(len(chosen) // 3, 3))]
    labels = {}
    for concept in chosen[: rng.choice((6, 10, 16, 24))]:
        labels.setdefault(named(rng, concept, page_language), concept)
    home = Home(rng, furniture.a_style(rng, False), list(labels), rng.random() < 0.3)
    lessons = []
    present = [label for label in labels if label in home.tiles]
    for label in rng.sample(present, min(len(present), 4)):
        language = tongue(rng, page_language)
        if rng.random() < 0.2:
            said, keep = wish_with_name(rng, labels[label], label, language)
        else:
            said, keep = wish(rng, labels[label], language)
        if said:
            nodes = [node.index for node in home.tiles[label]]
            said = wording.noisy(rng, said, language, keep)
            lessons.append(Lesson(said, "tap", node=nodes[0], nodes=nodes, language=language))
    if len(present) > 1 and rng.random() < 0.3:
        lesson = both(rng, home, [(label, labels[label]) for label in rng.sample(present, 2)])
        if lesson:
            lessons.append(lesson)
    for concept in rng.sample(away, min(len(away), 2)):
        lesson = elsewhere(rng, concept, page_language, list(labels))
        if lesson:
            lessons.append(lesson)
    return home.screen, lessons


def both(rng, home, pair):
    """Two wishes in one: the first app, or the second once the history tells of the first."""
    said = [wish(rng, concept, "en") for _, concept in pair]
    if not all(text and len(text) < 60 and "?" not in text for text, _ in said):
        return None
    (first, keep), (second, other) = said
    text = rng.choice(("{} and then {}", "{}, then {}", "{}. afterwards {}", "first {}, then {}"))
    past, place = [], 0
    if rng.random() < 0.6:
        done = rng.choice(("Save", "Done", "OK", "Send", "Add"))
        past = [f'opened "{pair[0][0]}"; the screen changed', f'tapped button "{done}"; the screen changed']
        past, place = [*past, "went to the home screen; the screen changed"], 1
    nodes = [node.index for node in home.tiles[pair[place][0]]]
    text = wording.noisy(rng, text.format(first, second), "en", keep or other)
    return Lesson(text, "tap", node=nodes[0], nodes=nodes, history=past)


def elsewhere(rng, concept, page_language, shown):
    """The app that is wanted is not on the screen: opened by its name, or looked for among all apps."""
    language = tongue(rng, page_language)
    if rng.random() < 0.35 and key(concept) in COMMON:
        said, keep = wish(rng, concept, language)
        app = COMMON[key(concept)]
    else:
        said, keep = wish_with_name(rng, concept, named(rng, concept, language), language)
        app = keep
    if not said or any(app.lower() in label.lower() or label.lower() in said.lower() for label in shown):
        return None
    said = wording.noisy(rng, said, language, keep)
    if app not in COMMON.values() and app not in said:
        return None
    return Lesson(said, "open_app", {"app": app}, language=language)


def drawer_lessons(rng, world):
    """The way to all apps, where it is asked for."""
    apps = rng.sample(words.APPS, rng.choice((5, 8, 12)))
    home = Home(rng, furniture.a_style(rng, False), apps)
    if home.all_apps is None:
        return None
    said = rng.choice(
        (
            "show all apps",
            "list of everything installed",
            "open the app drawer",
            "which apps do I have",
            "see the other apps",
            "where are the rest of my apps",
            "browse my apps",
            "go to the menu with all apps",
            "find an app that is not here",
            "display every installed program",
        )
    )
    return home.screen, [Lesson(wording.noisy(rng, said), "tap", node=home.all_apps.index)]


def away_lessons(rng, world):
    """Another app is in front: the right one is opened by its name."""
    screen = scenes.any_page(rng, world.words, False).finish()
    shown = [node.text or node.desc for node in screen.nodes if len(node.text or node.desc) > 2]
    lessons = []
    for concept in rng.sample(APPS, 4):
        lesson = elsewhere(rng, concept, "en", [])
        app = lesson and lesson.arguments["app"].lower()
        if not lesson or any(app in label.lower() for label in shown):
            continue
        if rng.random() < 0.6:
            other = rng.choice(words.APPS)
            if other.lower() != app and other.lower() not in lesson.instruction.lower():
                lesson.history = [f'opened "{other}"; the screen changed']
        lessons.append(lesson)
    return screen, lessons[:2]


WAYS = ((home_lessons, 12), (drawer_lessons, 1), (away_lessons, 4))


make = drawn(WAYS)
