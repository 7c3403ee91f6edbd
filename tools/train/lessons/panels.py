"""Pages of controls: players, keypads, calendars, home screens."""

import words
from dump import Node
from furniture import bar
from icons import BY_ID
from page import Page
from parts import WIDGET, Item, icon_node, text_node, tile_node


def player(rng, style, pool):
    page = Page(style)
    bar(page, rng, pool)
    page.image(rng.choice((200, 260, 300)))
    page.paragraph(words.title(rng), 20, True)
    page.paragraph(words.person(rng), 14, True)
    px = style.px
    slider = Node(
        WIDGET + "SeekBar",
        (px(24), page.top, style.width - px(24), page.top + px(32)),
        "slider",
        "",
        "",
        style.id(rng.choice(("seek bar", "progress", "playback progress"))),
        False,
    )
    page.body.append(slider)
    for x, text in (
        (px(24), f"{rng.randrange(4)}:{rng.randrange(60):02d}"),
        (style.width - px(64), f"{rng.randrange(3, 9)}:{rng.randrange(60):02d}"),
    ):
        page.body.append(
            text_node(style, text, (x, page.top + px(32), x + px(40), page.top + px(50)), style.id("time"))
        )
    page.top += px(56)
    names = ["previous", rng.choice(("play", "pause")), "next_track"]
    if rng.random() < 0.6:
        names = ["shuffle", *names, "repeat"]
    page.icons([BY_ID[name] for name in names], 56)
    if page.fits(70) and rng.random() < 0.7:
        page.icons(
            [
                BY_ID[name]
                for name in rng.sample(
                    ("favorite", "share", "playlist", "download", "volume", "timer", "cast", "add"),
                    rng.choice((2, 3, 4)),
                )
            ],
            40,
        )
    return page


def keypad(rng, style, pool):
    page = Page(style)
    px = style.px
    if rng.random() < 0.5:
        bar(page, rng, pool)
    page.paragraph(str(rng.randrange(10, 99999)), 24, True)
    calculator = rng.random() < 0.5
    rows = ["C±%÷", "789×", "456−", "123+", "0.⌫="] if calculator else ["123", "456", "789", "*0#"]
    wide, tall = style.width / len(rows[0]), px(rng.choice((56, 72, 84)))
    names = {
        "÷": "divide",
        "×": "multiply",
        "−": "minus",
        "+": "plus",
        "=": "equals",
        "C": "clear",
        "%": "percent",
        "±": "plus minus",
        ".": "point",
        "⌫": "backspace",
        "*": "star",
        "#": "hash",
    }
    for row in rows:
        for column, key in enumerate(row):
            node = Node(
                WIDGET + "Button",
                (round(wide * column), page.top, round(wide * (column + 1)), page.top + tall),
                "key",
                key,
                names.get(key, "") if rng.random() < 0.5 else "",
                style.id(("digit " if key.isdigit() else "op ") + names.get(key, key)),
                True,
                [names.get(key, key)],
            )
            page.body.append(node)
        page.top += tall
    if page.fits(72):
        page.icons(
            [BY_ID["call"], BY_ID["backspace"]]
            if not calculator
            else [BY_ID["history"] if "history" in BY_ID else BY_ID["clock"]],
            56,
        )
    return page


def month(rng, style, pool):
    """A calendar of one month: (page, the month's name)."""
    page = Page(style)
    px = style.px
    name = rng.choice(words.MONTHS)
    if rng.random() < 0.5:
        bar(page, rng, pool)
    back = icon_node(style, BY_ID["back"], px(8), page.top + px(4), px(40), "previous")
    back.desc = "Previous month"
    page.body.append(back)
    title = f"{name} 202{rng.randrange(4, 10)}"
    page.body.append(
        text_node(style, title, (px(120), page.top + px(10), px(250), page.top + px(36)), style.id("month"), "heading")
    )
    ahead = icon_node(style, BY_ID["next"], style.width - px(48), page.top + px(4), px(40), "next")
    ahead.desc = "Next month"
    page.body.append(ahead)
    page.top += px(52)
    wide, tall = style.width / 7, px(rng.choice((40, 48, 56)))
    first, count = rng.randrange(7), rng.choice((28, 30, 31))
    for day in range(1, count + 1):
        column, row = (first + day - 1) % 7, (first + day - 1) // 7
        left, top = wide * column, page.top + row * tall
        node = Node(
            style.text_class(),
            (round(left), round(top), round(left + wide), round(top + tall)),
            "key",
            str(day),
            f"{day} {title}" if rng.random() < 0.5 and not style.flat else "",
            "",
            True,
            [],
            (),
            "day",
        )
        page.body.append(node)
    page.top += tall * 6
    if page.fits(60):
        page.buttons([Item("button", "Cancel"), Item("button", rng.choice(("OK", "Done", "Apply")))])
    return page, name


def launcher(rng, style, pool):
    page = Page(style)
    px = style.px
    if rng.random() < 0.6:
        page.paragraph(words.clock(rng), 30, True)
        page.paragraph(words.date(rng), 14, True)
    columns, rows = rng.choice((4, 5)), rng.choice((2, 3, 4, 5))
    names = rng.sample(words.APPS, min(len(words.APPS), columns * rows + 5))
    names = [words.coined(rng, 2).capitalize() if rng.random() < 0.15 else name for name in names]
    wide, tall = style.width / columns, px(88)
    page.top = max(page.top, page.bottom - tall * (rows + 1) - px(20))
    for number, name in enumerate(names[: columns * (rows + 1)]):
        column, row = number % columns, number // columns
        if page.top + tall * (row + 1) > page.bottom:
            break
        left, top = wide * column, page.top + row * tall
        if style.flat:
            tile = tile_node(style, name, (left + px(8), top, left + wide - px(8), top + tall - px(4)), "icon", "label")
        else:
            tile = Node(
                WIDGET + "TextView",
                (round(left), top, round(left + wide), top + tall),
                "tile",
                name,
                name if rng.random() < 0.5 else "",
                style.id("icon") if rng.random() < 0.3 else "",
                True,
                [name],
            )
            tile.long = True
        tile.part = "app"
        page.body.append(tile)
    page.title = "home"
    return page
