"""Kind e: text arguments. Typing into the right field, what comes after it, opening apps by name, reading values."""

import furniture
import lexicon
import phrases
import scenes
import wording
import words
from icons import BY_ID
from kinds.concepts import home_screen, joined
from lesson import Lesson, at, group
from page import Page, any_icons, any_label, any_nav
from parts import Item

FIELD_TAGS = {
    "query": ("search",),
    "name": ("name",),
    "first": ("name",),
    "last": ("name",),
    "title": ("name", "title"),
    "number": ("number",),
    "digits": ("number",),
    "amount": ("number",),
    "phone": ("number",),
    "date": ("date",),
    "time": ("date",),
    "email": ("email",),
    "password": ("password",),
    "message": ("message",),
    "url": ("url",),
    "city": ("place",),
    "address": ("place",),
}
SUBMIT = {"query": ("search", "check", "next"), "message": ("send",)}
TEXT_TAGS = {
    "query": ("product", "search", "query", "web"),
    "message": ("message", "chat"),
    "title": ("title", "note"),
    "city": ("city", "place"),
}
_FIELDS = [concept for concept in lexicon.CONCEPTS if "field" in concept.roles and concept.get("value")]


def some_text(rng, sort, language):
    """What a person might type; from the phrase files or made up."""
    if rng.random() < 0.4:
        tags = phrases.TEXTS.get(language) or {}
        pool = [text for tag in TEXT_TAGS.get(sort, (sort,)) for text in tags.get(tag, ())]
        if pool:
            return rng.choice(pool)
    if rng.random() < 0.07 and sort in ("message", "title", "name", "query"):
        language = rng.choice(sorted(words.OTHER_PHRASES))
        return words.value(rng, "message", language)
    return words.value(rng, sort, language)


def form(rng, world):
    """A form: (screen, [(item, sort)])."""
    style = furniture.a_style(rng, rng.random() < 0.2)
    page = Page(style)
    if rng.random() < 0.8:
        furniture.bar(page, rng, world.words, actions=[BY_ID["check"]] if rng.random() < 0.3 else [])
    chosen = []
    kinds = rng.sample(words.FIELDS, rng.choice((1, 2, 3, 4, 5)))
    if rng.random() < 0.35:
        concept = rng.choice(_FIELDS)
        sort = concept.get("value")[0].strip("{}") if concept.get("value")[0].startswith("{") else "query"
        kinds[0] = (rng.choice(concept.labels), sort)
    seen = set()
    above = rng.random() < 0.35
    for label, sort in kinds:
        if label in seen or not page.fits(110):
            continue
        seen.add(label)
        item = Item("field", label, hint=label, password=sort == "password", id=label.lower())
        if rng.random() < 0.1 and sort not in ("password",):
            item.value = words.value(rng, sort)
        page.field(item, above)
        chosen.append((item, sort))
    if rng.random() < 0.3 and page.fits(60):
        page.row(
            Item(
                rng.choice(("checkbox", "switch")), rng.choice(("Remember me", "Show password", "I agree to the terms"))
            )
        )
    done = Item(
        "button",
        rng.choice(
            (
                "Save",
                "Continue",
                "Next",
                "Sign in",
                "Log in",
                "Submit",
                "Done",
                "Register",
                "Create account",
                "Send",
                "Search",
                "OK",
                "Apply",
                "Confirm",
                "Add",
            )
        ),
    )
    if page.fits(60):
        page.button(done)
    if rng.random() < 0.4 and page.fits(60):
        page.button(Item("button", rng.choice(("Cancel", "Skip", "Forgot password?", "Back"))))
    return page, chosen, done


def typed(rng, item, text, submitted=False):
    name = f'field "{item.label}"' if item.label else "field"
    return (
        f'typed "{text}" into {name} and pressed enter; the screen changed'
        if submitted
        else f'typed "{text}" into {name}; read back'
    )


def form_lessons(rng, world):
    page, chosen, done = form(rng, world)
    if not chosen:
        return None
    language = "en" if rng.random() < 0.86 else rng.choice(("de", "es", "fr", "zh"))
    templates = phrases.TYPING.get(language) or phrases.TYPING["en"]
    roll = rng.random()
    item, sort = rng.choice(chosen)
    if roll < 0.2 and done.nodes:
        return after_typing(rng, page, chosen, done)
    if roll < 0.27:
        item.value = item.value or words.value(rng, sort)
        if sort == "password":
            item.value = "secret"
        for node in item.nodes:
            node.text, node.hint = ("•" * 8 if sort == "password" else item.value), ""
        screen = page.finish()
        said = phrases.fill(
            rng.choice(templates.get("clear") or ["clear {field}"]), {"field": item.label.lower(), "text": item.value}
        )
        return (
            (screen, [Lesson(wording.noisy(rng, said, language), "clear", language=language, **at(item))])
            if (said and len(chosen) == 1) or (said and item.label.lower() in said)
            else None
        )
    screen = page.finish()
    lessons = []
    for item, sort in rng.sample(chosen, min(len(chosen), 3)):
        text = some_text(rng, sort, language)
        label = item.label.lower()
        tags = ["field"] * 3 + list(FIELD_TAGS.get(sort, ()))
        rivals = [
            other
            for _, other in chosen
            if other == sort
            or {other, sort} <= {"name", "first", "last", "title"}
            or {other, sort} <= {"number", "digits", "amount", "phone", "card", "zip"}
        ]
        if len(rivals) > 1:
            tags = ["field"]
        if len(chosen) == 1 and rng.random() < 0.5:
            tags = ["bare"]
        pool = [text for tag in tags for text in templates.get(tag, ())]
        said = (
            phrases.fill(rng.choice(pool), {"text": text, "field": label, "name": words.person(rng)}) if pool else None
        )
        if not said or text not in said:
            continue
        if len(chosen) > 1 and tags == ["field"] and label not in said:
            continue
        arguments = {"text": text}
        if any(hint in said for hint in (" and search", "press enter", "and hit enter", "and submit", "and send")):
            arguments["submit"] = True
        lessons.append(
            Lesson(wording.noisy(rng, said, language, keep=text), "type", arguments, language=language, **at(item))
        )
    others = [pair for pair in chosen if pair[1] != "password"]
    if len(others) >= 2 and rng.random() < 0.5:
        lessons.append(several(rng, others))
    if rng.random() < 0.25:
        label = rng.choice(chosen)[0].label.lower()
        said = phrases.fill(rng.choice(phrases.REFERRING["en"]["field"]), {"label": label})
        target = next(item for item, _ in chosen if item.label.lower() == label)
        if said:
            lessons.append(Lesson(wording.noisy(rng, said), "tap", **at(target)))
    return screen, lessons


def several(rng, pairs):
    """One wish that fills several fields; some of them are filled already."""
    pairs = rng.sample(pairs, min(len(pairs), rng.choice((2, 2, 3))))
    texts = [words.value(rng, sort) for _, sort in pairs]
    parts = [
        rng.choice(
            (
                f"{item.label.lower()} {text}",
                f"{text} as {item.label.lower()}",
                f"{item.label.lower()}: {text}",
                f"set the {item.label.lower()} to {text}",
            )
        )
        for (item, _), text in zip(pairs, texts, strict=True)
    ]
    said = rng.choice(("fill in ", "enter ", "fill the form with ", "", "type ", "put ")) + rng.choice(
        (", ", " and ", ", ")
    ).join(parts)
    place = 0
    item, _ = pairs[place]
    return Lesson(said, "type", {"text": texts[place]}, **at(item))


def after_typing(rng, page, chosen, done):
    """The fields hold what was wanted: the button comes next, or the next field."""
    wanted = rng.sample(chosen, min(len(chosen), rng.choice((1, 2, 2))))
    texts = [words.value(rng, sort) for _, sort in wanted]
    history = []
    filled = len(wanted) if rng.random() < 0.6 else len(wanted) - 1
    for place in range(filled):
        item, sort = wanted[place]
        item.value = texts[place]
        for node in item.nodes:
            node.text = "•" * len(texts[place]) if sort == "password" else texts[place]
            node.hint = ""
        history.append(typed(rng, item, "•••" if sort == "password" and rng.random() < 0.7 else texts[place]))
    screen = page.finish()
    parts = [
        rng.choice(
            (
                f"{text} as {item.label.lower()}",
                f"{item.label.lower()} {text}",
                f"{text} in the {item.label.lower()} field",
            )
        )
        for (item, _), text in zip(wanted, texts, strict=True)
    ]
    action = done.label.lower()
    said = (
        rng.choice(("enter ", "type ", "fill in ", "put ", "write "))
        + " and ".join(parts)
        + rng.choice(
            (
                f" and {action}",
                f" and press {action}",
                f", then tap {action}",
                f" then {action}",
                f" and click on {action}",
            )
        )
    )
    if filled < len(wanted):
        item, _ = wanted[filled]
        return screen, [
            Lesson(
                wording.noisy(rng, said, keep=texts[filled]),
                "type",
                {"text": texts[filled]},
                history=history,
                **at(item),
            )
        ]
    return screen, [Lesson(wording.noisy(rng, said), "tap", history=history, **at(done))]


def search_lessons(rng, world):
    """A search field above a list, or an icon that leads to one; before and after typing."""
    style = furniture.a_style(rng, rng.random() < 0.25)
    page = Page(style)
    language = "en" if rng.random() < 0.85 else rng.choice(("de", "es", "fr", "zh"))
    text = some_text(rng, "query", language)
    templates = phrases.TYPING.get(language) or phrases.TYPING["en"]
    said = phrases.fill(rng.choice(templates["search"]), {"text": text, "field": "search"})
    if not said or text not in said:
        return None
    stage = rng.choices(("field", "icon", "typed", "results", "suggestion"), (4, 3, 2, 2, 1))[0]
    app = (
        rng.choice(words.APPS)
        if rng.random() < 0.25 and language == "en" and stage in ("field", "icon", "typed")
        else None
    )
    if app:
        said = joined(rng, f"{rng.choice(('open', 'go to', 'launch'))} {app.lower()}", said) or said
    field = Item(
        "field",
        "Search",
        hint=rng.choice(
            (
                "Search",
                "Search…",
                "Search here",
                "What are you looking for?",
                "Search or type URL",
                "Find products, brands and more",
                "Search settings",
                "Search apps & games",
            )
        ),
        id=rng.choice(("search", "search src text", "query", "search box", "search bar")),
    )
    icon = Item("icon", "Search", "Search", "search")
    others = [words.title(rng) for _ in range(7)]
    if stage == "icon":
        page.app_bar(any_label(rng, world.words), any_nav(rng), [icon, *any_icons(rng, 1)], True)
    else:
        if rng.random() < 0.5:
            page.app_bar(any_label(rng, world.words), any_nav(rng), [], rng.random() < 0.5)
        if stage in ("typed", "suggestion", "results"):
            field.value = text
        page.search_bar(field, [BY_ID["close"]] if stage == "typed" else [BY_ID["mic"]] if rng.random() < 0.4 else [])
    furniture.navigation(page, rng, world.words, 0.3)
    hit = Item(
        "row", text if rng.random() < 0.4 else f"{text} {rng.choice(('guide', 'review', '2024', 'near me', 'price'))}"
    )
    for label in others:
        if page.fits(80):
            page.row(Item("row", label, summary=words.price(rng) if stage == "results" else ""))
            if stage in ("suggestion",) and not hit.nodes:
                page.row(hit)
    go = Item("icon", "Search", "Search", "search go")
    if stage == "typed" and rng.random() < 0.4:
        page.fab(go)
    screen = page.finish()
    history = [f'opened "{app}"; the screen changed'] if app else []
    keep = text
    if stage == "field":
        if rng.random() < 0.3:
            history = [
                *history,
                rng.choice(
                    (
                        'tapped icon "Search"; the screen changed',
                        'tapped field "Search"; the screen changed',
                        'tapped button "Search"; the screen changed',
                    )
                ),
            ]
        arguments = {"text": text}
        if rng.random() < 0.35 and language == "en":
            said += rng.choice((" and press enter", " and submit", " and hit enter", " then press enter"))
            arguments["submit"] = True
        lesson = Lesson(
            wording.noisy(rng, said, language, keep=keep),
            "type",
            arguments,
            history=history,
            language=language,
            **at(field),
        )
    elif stage == "icon":
        lesson = Lesson(
            wording.noisy(rng, said, language, keep=keep), "tap", history=history, language=language, **at(icon)
        )
    elif stage == "typed":
        history = [*history, typed(rng, field, text)]
        where = at(go) if go.nodes else {}
        lesson = (
            Lesson(wording.noisy(rng, said, language, keep=keep), "tap", history=history, language=language, **where)
            if where
            else Lesson(
                wording.noisy(rng, said, language, keep=keep),
                "press_key",
                {"key": "enter"},
                history=history,
                language=language,
            )
        )
    elif stage == "suggestion" and at(hit):
        lesson = Lesson(
            wording.noisy(rng, said, language, keep=keep),
            "tap",
            history=[typed(rng, field, text)],
            language=language,
            **at(hit),
        )
    else:
        lesson = Lesson(
            wording.noisy(rng, said, language, keep=keep),
            "done",
            history=[typed(rng, field, text, True)],
            language=language,
        )
    return screen, [lesson]


def chat_lessons(rng, world):
    """A conversation: write, then send."""
    style = furniture.a_style(rng, rng.random() < 0.2)
    page = Page(style)
    person = words.person(rng)
    page.app_bar(
        person,
        BY_ID["back"],
        rng.sample((BY_ID["call"], BY_ID["video_call"], BY_ID["info"]), rng.choice((0, 1, 2))),
        rng.random() < 0.6,
    )
    language = "en" if rng.random() < 0.8 else rng.choice(("de", "es", "fr", "zh"))
    for _ in range(rng.choice((1, 2, 3, 4))):
        page.paragraph(words.value(rng, "message", language), 14, False)
    text = some_text(rng, "message", language)
    low = page.bottom - style.px(60)
    page.top = max(low, page.top)
    field = Item(
        "field",
        rng.choice(("Message", "Type a message", "Text message", "Write a message…", "Aa", "Add a comment")),
        id=rng.choice(("message", "compose message text", "entry", "input")),
    )
    field.hint = field.label
    send = Item(
        "icon",
        "Send",
        rng.choice(("Send", "Send message", "Send SMS")),
        rng.choice(("send", "send message button", "btn send")),
    )
    sent = rng.random() < 0.4
    if sent:
        field.value = text
    mark = page.search_bar(field, [BY_ID["attach"]] if rng.random() < 0.4 else [])
    mark.box = (mark.box[0], mark.box[1], mark.box[2] - style.px(56), mark.box[3])
    from parts import item_icon

    page.bars.append(item_icon(style, send, style.width - style.px(60), mark.box[1], style.px(48)))
    screen = page.finish()
    templates = phrases.TYPING.get(language) or phrases.TYPING["en"]
    said = phrases.fill(rng.choice(templates["message"]), {"text": text, "field": "message", "name": person})
    if not said or text not in said:
        return None
    if sent:
        return screen, [
            Lesson(
                wording.noisy(rng, said, language, keep=text),
                "tap",
                history=[typed(rng, field, text)],
                language=language,
                **at(send),
            )
        ]
    return screen, [
        Lesson(wording.noisy(rng, said, language, keep=text), "type", {"text": text}, language=language, **at(field))
    ]


def app_lessons(rng, world):
    """An app by its name: its icon where it is shown, else open_app."""
    language = "en" if rng.random() < 0.85 else rng.choice(("de", "es", "fr", "zh"))
    templates = phrases.OPEN_APP.get(language) or phrases.OPEN_APP["en"]
    app = rng.choice(words.APPS) if rng.random() < 0.7 else words.coined(rng, 2).capitalize()
    pool = [text for tag in ("name", "name", "in_app", "switch") for text in templates.get(tag, ())]
    cmd = rng.choice(
        (
            "check my messages",
            "play something",
            "look for shoes",
            "write a note",
            "see what's new",
            "find a route",
            "turn on notifications",
            f"search for {words.query(rng)}",
            f"call {words.person(rng)}",
            f"message {words.person(rng)}",
        )
    )
    said = phrases.fill(rng.choice(pool), {"app": app if rng.random() < 0.6 else app.lower(), "cmd": cmd})
    if not said:
        return None
    if language == "en" and rng.random() < 0.35:
        said = joined(rng, f"{rng.choice(('open', 'open the', 'launch', 'start', 'go to'))} {app}", cmd) or said
    said_app = app if app in said else app.lower()
    if said_app not in said:
        return None
    if rng.random() < 0.45:
        shown = [name for name in rng.sample(words.APPS, 14) if name != app]
        here = rng.random() < 0.6
        if here:
            shown.insert(rng.randrange(len(shown)), app)
        screen, tiles = home_screen(rng, furniture.a_style(rng, False), shown)
        if here:
            return screen, [
                Lesson(
                    wording.noisy(rng, said, language, keep=said_app), "tap", node=tiles[app].index, language=language
                )
            ]
    else:
        screen = scenes.any_page(rng, world.words, False).finish()
        if any(app.lower() in (node.text + node.desc).lower() for node in screen.nodes):
            return None
    return screen, [
        Lesson(wording.noisy(rng, said, language, keep=said_app), "open_app", {"app": said_app}, language=language)
    ]


def ask_lessons(rng, world):
    """A question whose answer stands beside a caption, or on the row of an item."""
    style = furniture.a_style(rng, rng.random() < 0.2)
    page = Page(style)
    furniture.bar(page, rng, world.words)
    sorts = rng.choice(
        (
            ("amount", "price"),
            ("date", "date"),
            ("time", "time"),
            ("email", "value"),
            ("phone", "value"),
            ("number", "value"),
            ("city", "value"),
            ("name", "person"),
            ("title", "value"),
        )
    )
    rows = []
    for _ in range(rng.choice((3, 5, 7))):
        label = rng.choice((words.title(rng), any_label(rng, world.words)))
        value = words.price(rng) if sorts[1] == "price" else words.value(rng, sorts[0])
        item = Item("row", label, summary=value)
        if (
            page.fits(80)
            and len(label) < 34
            and value.lower() not in (seen.summary.lower() for seen in rows)
            and label not in (seen.label for seen in rows)
        ):
            page.row(item)
            rows.append(item)
    if not rows:
        return None
    screen = page.finish()
    language = "en" if rng.random() < 0.85 else rng.choice(("de", "es", "fr", "zh"))
    templates = phrases.ASK.get(language) or phrases.ASK["en"]
    item = rng.choice(rows)
    pool = templates.get(sorts[1], []) + templates.get("value", [])
    said = phrases.fill(
        rng.choice(pool),
        {
            "label": item.label.lower(),
            "item": item.label.lower(),
            "attribute": {"price": "price", "date": "date", "time": "time"}.get(sorts[1], "value"),
        },
    )
    if not said or item.label.lower() not in said:
        return None
    value = next((node.text for node in item.nodes[0].walk() if node.part == "summary"), item.summary)
    value = next(
        (
            node.text
            for node in screen.nodes
            if node.text and node.text.lower().replace(" ", "") == value.lower().replace(" ", "")
        ),
        value,
    )
    if not any(node.text == value for node in screen.nodes):
        return None
    return screen, [
        Lesson(
            wording.noisy(rng, said, language, keep=item.label.lower()), "answer", {"text": value}, language=language
        )
    ]


WAYS = ((form_lessons, 5), (search_lessons, 4), (chat_lessons, 3), (app_lessons, 5), (ask_lessons, 4))


def make(rng, world, count):
    made = 0
    while made < count:
        done = rng.choices([way for way, _ in WAYS], [share for _, share in WAYS])[0](rng, world)
        lessons = (
            [
                lesson
                for lesson in done[1]
                if lesson.call in ("open_app", "answer", "done", "press_key") or lesson.node is not None
            ]
            if done
            else []
        )
        if lessons:
            made += len(lessons)
            yield group(done[0], lessons)
