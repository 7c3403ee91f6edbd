"""Pages of the common sorts, full of random content: what referring expressions are made on."""
import words
from dump import Node
from icons import BY_ID, BY_PLACE, ICONS
from page import Page, any_icons, any_label, any_nav
from parts import MORE, WIDGET, Item, icon_node, text_node, text_width, tile_node
from style import Style

CHEVRON = BY_ID["next"]
CELL_ICONS = ("favorite", "share", "more", "download", "delete", "edit", "call", "chat", "play", "star", "bookmark", "info",
              "add", "close", "cart", "thumbs_up", "thumbs_down", "reply", "expand", "next", "check", "location", "copy")


def a_style(rng, flat=None, package=None):
    return Style(rng, rng.random() < 0.55 if flat is None else flat, package, words.coined)


def bar(page, rng, pool, title=None, actions=None):
    count = rng.choices((0, 1, 2, 3), (2, 4, 4, 2))[0]
    chosen = actions if actions is not None else (rng.sample(BY_PLACE["bar"], count) if rng.random() < 0.6 else any_icons(rng, count))
    page.app_bar(title if title is not None else (any_label(rng, pool) if rng.random() < 0.85 else ""), any_nav(rng), chosen,
                 rng.random() < 0.45)


def navigation(page, rng, pool, chance=0.45):
    if rng.random() < chance:
        count = rng.choice((3, 4, 4, 5, 5))
        icons = rng.sample(BY_PLACE["tab"], count)
        plain = rng.random() < 0.25
        items = [Item("tab", "" if plain else (icon.names[0].capitalize() if rng.random() < 0.6 else any_label(rng, pool)[:12]),
                      icon=icon) for icon in icons]
        items[rng.randrange(count)].selected = True
        page.tabs(items, icons, at_bottom=True)


def top_tabs(page, rng, pool, chance=0.35):
    if rng.random() < chance:
        count = rng.choice((2, 3, 3, 4))
        items = [Item("tab", any_label(rng, pool)[:14]) for _ in range(count)]
        items[rng.randrange(count)].selected = True
        icons = any_icons(rng, count) if rng.random() < 0.2 else None
        page.tabs(items, icons)


def search(page, rng, chance=0.3):
    if rng.random() < chance:
        hint = rng.choice(("Search", "Search here", "Search products", "Find a place", "Search or type URL", "Where to?"))
        page.search_bar(Item("field", "Search", hint=hint, id="search"),
                        rng.sample((BY_ID["mic"], BY_ID["filter"], BY_ID["qr_code"], BY_ID["search"], BY_ID["close"]),
                                   rng.choice((0, 1, 1, 2))))


def ornament(page, rng):
    if rng.random() < 0.2:
        page.fab(rng.choice(BY_PLACE["fab"]))


def settings_list(rng, style, pool):
    page = Page(style)
    bar(page, rng, pool)
    search(page, rng, 0.15)
    roles = rng.choice((("row", "row", "row", "switch"), ("switch", "row"), ("checkbox", "row", "row"), ("radio",), ("row",)))
    icons = rng.random() < 0.4
    chevrons = CHEVRON if rng.random() < 0.2 else None
    while page.fits(84) and rng.random() < 0.94:
        if rng.random() < 0.12:
            page.heading(any_label(rng, pool))
            continue
        role = rng.choice(roles)
        page.row(Item(role, any_label(rng, pool), summary=any_label(rng, pool) if rng.random() < 0.4 else "", on=rng.random() < 0.4),
                 rng.choice(ICONS) if icons else None, chevrons if role == "row" else None)
    page.scrolls = rng.random() < 0.7
    return page


def content_list(rng, style, pool):
    """Cells of one pattern: picture, title, lines, and the same icons in each."""
    page = Page(style)
    bar(page, rng, pool)
    top_tabs(page, rng, pool)
    search(page, rng, 0.2)
    navigation(page, rng, pool, 0.4)
    if rng.random() < 0.2:
        page.chips([any_label(rng, pool) for _ in range(5)])
    px = style.px
    tall = px(rng.choice((64, 72, 88, 104, 132)))
    sort = page.sort = rng.choice(("product", "person", "song", "article", "file", "place"))
    icons = [BY_ID[name] for name in rng.sample(CELL_ICONS, rng.choices((0, 1, 2, 3), (3, 4, 3, 1))[0])]
    picture = rng.choice((0, 40, 48, 56, 64)) if tall <= px(88) else rng.choice((64, 80, 96))
    at_right = rng.random() < 0.15
    has_button = rng.random() < 0.25 and not at_right
    lines = 1 + (tall > px(64)) + (tall > px(96))
    action = rng.choice(words.ACTIONS)
    image_word, title_word = rng.choice(("image", "thumb", "avatar", "photo", "cover", "icon")), rng.choice(("title", "name", "text"))
    clickable_parts = rng.random() < 0.9
    number = 0
    while page.fits(tall / style.u + 4) and number < 9:
        top, bottom = page.top, page.top + tall
        cell = Node("android.view.ViewGroup", (0, top, style.width, bottom), "row", "", "", "", rng.random() < 0.97, (), (), "cell")
        x, right = px(16), style.width - px(12)
        if picture:
            side = px(picture)
            left = right - side if at_right else x
            cell.add(Node(WIDGET + "ImageView", (left, (top + bottom - side) // 2, left + side, (top + bottom + side) // 2), "image",
                          "", "", style.id(image_word), False, (), (), "image"))
            if at_right:
                right -= side + px(12)
            else:
                x += side + px(16)
        for icon in icons:
            node = icon_node(style, icon, right - px(44), (top + bottom) / 2 - px(22), px(44), icon.ids[0])
            node.click = clickable_parts
            cell.add(node)
            right -= px(44)
        if has_button:
            wide = text_width(style, action, 14) + px(28)
            node = Node(WIDGET + "Button", (round(right - wide), (top + bottom) // 2 - px(18), round(right),
                                            (top + bottom) // 2 + px(18)), "button", action, "", style.id(action), True, (), (), "button")
            cell.add(node)
            right -= round(wide) + px(8)
        title = {"product": words.title, "person": words.person, "song": words.title, "article": words.title, "file": words.title,
                 "place": lambda r: r.choice(words.CITIES)}[sort](rng)
        if sort == "file":
            title = title.replace(" ", "_") + rng.choice((".pdf", ".jpg", ".docx", ".mp3", ".zip"))
        texts = [title] + [rng.choice((words.price, words.date, words.clock, words.person, words.title))(rng) for _ in range(lines - 1)]
        start = (top + bottom) / 2 - px(11) * len(texts)
        for place, text in enumerate(texts):
            wide = min(right - x, text_width(style, text, 16 if place == 0 else 13))
            node = text_node(style, text, (x, start, x + max(wide, px(20)), start + px(20)),
                             style.id(title_word if place == 0 else rng.choice(("subtitle", "detail", "time", "price"))),
                             "option" if place == 0 else "text", part="title" if place == 0 else "line")
            cell.add(node)
            start += px(22)
        cell.names = [title]
        for node in cell.walk():
            node.cell = number
        page.body.append(cell)
        page.top = bottom
        number += 1
    page.scrolls = rng.random() < 0.75
    ornament(page, rng)
    return page


def tile_grid(rng, style, pool):
    """Pictures or icons in rows and columns, with or without captions."""
    page = Page(style)
    if rng.random() < 0.85:
        bar(page, rng, pool)
    top_tabs(page, rng, pool, 0.25)
    navigation(page, rng, pool, 0.35)
    if rng.random() < 0.3:
        page.heading(any_label(rng, pool), "See all" if rng.random() < 0.5 else "")
    px = style.px
    columns = rng.choice((2, 2, 3, 3, 4))
    with_icons = rng.random() < 0.4
    captions = rng.random() < (0.75 if not with_icons else 0.85)
    gap = px(rng.choice((4, 8, 12)))
    wide = (style.width - gap * (columns + 1)) / columns
    tall = wide * rng.choice((0.8, 1.0, 1.2)) if not with_icons else px(88)
    cell_icon = BY_ID[rng.choice(CELL_ICONS)] if rng.random() < 0.3 and not with_icons else None
    rows = rng.choice((1, 2, 2, 3, 4, 5))
    number = 0
    labelled = rng.random() < 0.5
    for _ in range(rows):
        if page.top + tall > page.bottom:
            break
        count = columns if rng.random() < 0.92 else rng.randrange(1, columns + 1)
        for column in range(count):
            left = gap + column * (wide + gap)
            icon = rng.choice(ICONS) if with_icons else None
            label = (icon.names[0].capitalize() if icon and labelled else any_label(rng, pool)) if captions else ""
            extra = []
            if cell_icon:
                extra = [icon_node(style, cell_icon, left + wide - px(40), page.top + px(4), px(36), cell_icon.ids[0])]
            box = (left + (wide - px(56)) / 2 if with_icons and not captions else left, page.top,
                   left + wide if not (with_icons and not captions) else left + (wide + px(56)) / 2, page.top + tall)
            tile = tile_node(style, label[:18], box, rng.choice(("image", "thumb", "photo", "poster")), "title",
                             words.price(rng) if captions and not with_icons and rng.random() < 0.4 else "", icon, None, extra)
            if with_icons and style.flat and tile.children:
                image = tile.children[0]
                middle, side = (image.box[0] + image.box[2]) // 2, px(rng.choice((40, 48, 56)))
                image.box = (middle - side // 2, image.box[1], middle + side // 2, min(image.box[3], image.box[1] + side))
                image.kind = "icon"
            elif with_icons:
                tile.names = list(tile.names) or list(icon.names)
                tile.shapes = icon.shapes
                if not captions:
                    tile.kind, tile.desc = "icon", rng.choice(icon.descs)
            for node in tile.walk():
                node.cell = number
            page.body.append(tile)
            number += 1
        page.top += round(tall + gap)
    while page.fits(80) and rng.random() < 0.4:
        if rng.random() < 0.4:
            page.heading(any_label(rng, pool))
        page.row(Item("row", any_label(rng, pool)))
    page.scrolls = rng.random() < 0.6
    ornament(page, rng)
    return page


def form(rng, style, pool):
    page = Page(style)
    if rng.random() < 0.7:
        bar(page, rng, pool, actions=[rng.choice((BY_ID["check"], BY_ID["help"], BY_ID["close"]))] if rng.random() < 0.3 else [])
    if rng.random() < 0.35:
        page.image(rng.choice((80, 120)), desc="Logo" if rng.random() < 0.2 else "")
    if rng.random() < 0.5:
        page.paragraph(any_label(rng, pool), 22, rng.random() < 0.5, "heading")
    above = rng.random() < 0.3
    for label, sort in rng.sample(words.FIELDS, rng.choice((1, 2, 2, 3, 4, 5))):
        if page.fits(100):
            node = page.field(Item("field", label, hint=label, password=sort == "password", id=label.lower()), above)
            if sort == "password" and rng.random() < 0.5:
                node.box = (node.box[0], node.box[1], node.box[2] - style.px(48), node.box[3])
                page.body.append(icon_node(style, BY_ID["eye"], node.box[2], node.box[1], style.px(48)))
    while page.fits(60) and rng.random() < 0.4:
        page.row(Item(rng.choice(("checkbox", "checkbox", "switch", "radio")), rng.choice((
            "Remember me", "Keep me signed in", "I agree to the terms", "Subscribe to the newsletter", "Male", "Female", "Show password",
            any_label(rng, pool)))))
    for _ in range(rng.choice((1, 1, 2, 3))):
        if page.fits(60):
            page.button(Item("button", rng.choice(words.ACTIONS)))
    if rng.random() < 0.4 and page.fits(60):
        page.icons([BY_ID[name] for name in rng.sample(("facebook", "google", "twitter", "whatsapp", "instagram"), rng.choice((2, 3)))])
    if rng.random() < 0.4 and page.fits(40):
        page.body.append(text_node(style, "Forgot password?", (style.px(100), page.top, style.px(260), page.top + style.px(24)),
                                   style.id("forgot password"), "link", True))
        page.top += style.px(32)
    return page


def dialog(rng, style, pool):
    page = Page(style)
    items = []
    if rng.random() < 0.4:
        role = rng.choice(("radio", "radio", "checkbox", "row"))
        items = [Item(role, any_label(rng, pool)) for _ in range(rng.choice((2, 3, 4, 5)))]
        if role == "radio":
            items[0].on = True
    message = " ".join(any_label(rng, pool) for _ in range(rng.choice((2, 4, 6)))) if not items or rng.random() < 0.3 else ""
    buttons = [Item("button", label) for label in rng.sample(words.ACTIONS, rng.choice((1, 2, 2, 3)))]
    page.dialog(any_label(rng, pool) if rng.random() < 0.8 else "", message, buttons, items)
    return page


def player(rng, style, pool):
    page = Page(style)
    bar(page, rng, pool)
    page.image(rng.choice((200, 260, 300)))
    page.paragraph(words.title(rng), 20, True)
    page.paragraph(words.person(rng), 14, True)
    px = style.px
    slider = Node(WIDGET + "SeekBar", (px(24), page.top, style.width - px(24), page.top + px(32)), "slider", "", "",
                  style.id(rng.choice(("seek bar", "progress", "playback progress"))), False)
    page.body.append(slider)
    for x, text in ((px(24), f"{rng.randrange(4)}:{rng.randrange(60):02d}"), (style.width - px(64), f"{rng.randrange(3, 9)}:{rng.randrange(60):02d}")):
        page.body.append(text_node(style, text, (x, page.top + px(32), x + px(40), page.top + px(50)), style.id("time")))
    page.top += px(56)
    names = ["previous", rng.choice(("play", "pause")), "next_track"]
    if rng.random() < 0.6:
        names = ["shuffle"] + names + ["repeat"]
    page.icons([BY_ID[name] for name in names], 56)
    if page.fits(70) and rng.random() < 0.7:
        page.icons([BY_ID[name] for name in rng.sample(("favorite", "share", "playlist", "download", "volume", "timer", "cast", "add"),
                                                       rng.choice((2, 3, 4)))], 40)
    return page


def feed(rng, style, pool):
    """Posts: author, text, picture, a row of icons under each."""
    page = Page(style)
    bar(page, rng, pool)
    navigation(page, rng, pool, 0.6)
    px = style.px
    icons = [BY_ID[name] for name in rng.sample(("favorite", "chat", "share", "bookmark", "thumbs_up", "thumbs_down", "send", "more"),
                                                rng.choice((2, 3, 4)))]
    number = 0
    tall = rng.choice((80, 140, 200))
    while page.fits(60 + tall + 52 + 30):
        mark = len(page.body)
        side = px(40)
        page.body.append(Node(WIDGET + "ImageView", (px(12), page.top + px(6), px(12) + side, page.top + px(6) + side), "image", "", "",
                              style.id(rng.choice(("avatar", "profile image", "user photo"))), True, ["profile picture", "avatar"], (), "avatar"))
        name = words.person(rng)
        page.body.append(text_node(style, name, (px(64), page.top + px(6), px(64) + text_width(style, name), page.top + px(28)),
                                   style.id("user name"), "text", True, "title"))
        when = f"{rng.randrange(2, 59)} {rng.choice(('minutes', 'hours', 'days'))} ago"
        page.body.append(text_node(style, when, (px(64), page.top + px(28), px(64) + text_width(style, when, 12), page.top + px(46)),
                                   style.id("time")))
        if rng.random() < 0.5:
            page.body.append(icon_node(style, MORE, style.width - px(48), page.top + px(6), px(40), "more"))
        page.top += px(54)
        if rng.random() < 0.7:
            page.paragraph(f"{words.title(rng)} {rng.choice(words.PHRASES)}")
        page.image(tall, click=True)
        page.icons(icons, 40, rng.random() < 0.4)
        for node in page.body[mark:]:
            node.cell = number
        number += 1
    page.scrolls = True
    ornament(page, rng)
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
    names = {"÷": "divide", "×": "multiply", "−": "minus", "+": "plus", "=": "equals", "C": "clear", "%": "percent", "±": "plus minus",
             ".": "point", "⌫": "backspace", "*": "star", "#": "hash"}
    for row in rows:
        for column, key in enumerate(row):
            node = Node(WIDGET + "Button", (round(wide * column), page.top, round(wide * (column + 1)), page.top + tall), "key", key,
                        names.get(key, "") if rng.random() < 0.5 else "", style.id(("digit " if key.isdigit() else "op ") + names.get(key, key)),
                        True, [names.get(key, key)])
            page.body.append(node)
        page.top += tall
    if page.fits(72):
        page.icons([BY_ID["call"], BY_ID["backspace"]] if not calculator else [BY_ID["history"] if "history" in BY_ID else BY_ID["clock"]], 56)
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
    page.body.append(text_node(style, title, (px(120), page.top + px(10), px(250), page.top + px(36)), style.id("month"), "heading"))
    ahead = icon_node(style, BY_ID["next"], style.width - px(48), page.top + px(4), px(40), "next")
    ahead.desc = "Next month"
    page.body.append(ahead)
    page.top += px(52)
    wide, tall = style.width / 7, px(rng.choice((40, 48, 56)))
    first, count = rng.randrange(7), rng.choice((28, 30, 31))
    for day in range(1, count + 1):
        column, row = (first + day - 1) % 7, (first + day - 1) // 7
        left, top = wide * column, page.top + row * tall
        node = Node(style.text_class(), (round(left), round(top), round(left + wide), round(top + tall)), "key", str(day),
                    f"{day} {title}" if rng.random() < 0.5 and not style.flat else "", "", True, [], (), "day")
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
    for number, name in enumerate(names[:columns * (rows + 1)]):
        column, row = number % columns, number // columns
        if page.top + tall * (row + 1) > page.bottom:
            break
        left, top = wide * column, page.top + row * tall
        if style.flat:
            tile = tile_node(style, name, (left + px(8), top, left + wide - px(8), top + tall - px(4)), "icon", "label")
        else:
            tile = Node(WIDGET + "TextView", (round(left), top, round(left + wide), top + tall), "tile", name, name if rng.random() < 0.5 else "",
                        style.id("icon") if rng.random() < 0.3 else "", True, [name])
            tile.long = True
        tile.part = "app"
        page.body.append(tile)
    page.title = "home"
    return page


def free(rng, style, pool):
    """A page of mixed blocks, as apps have on their start pages and web pages have throughout."""
    page = Page(style)
    if rng.random() < 0.8:
        bar(page, rng, pool)
    top_tabs(page, rng, pool, 0.2)
    search(page, rng, 0.25)
    navigation(page, rng, pool, 0.35)
    while page.fits(90) and rng.random() < 0.97:
        roll = rng.random()
        if roll < 0.12:
            page.heading(any_label(rng, pool), rng.choice(("", "", "See all", "More")))
        elif roll < 0.24:
            page.paragraph(any_label(rng, pool) + (" " + rng.choice(words.PHRASES) if rng.random() < 0.4 else ""))
        elif roll < 0.34 and page.fits(190):
            page.image(rng.choice((100, 140, 180)))
        elif roll < 0.46:
            page.icons(any_icons(rng, rng.choice((1, 2, 3, 4, 5))), rng.choice((32, 40, 48, 56)), rng.random() < 0.7)
        elif roll < 0.56:
            page.button(Item("button", rng.choice(words.ACTIONS)))
        elif roll < 0.64:
            page.buttons([Item("button", label) for label in rng.sample(words.ACTIONS, rng.choice((2, 2, 3)))])
        elif roll < 0.7:
            page.chips([any_label(rng, pool)[:14] for _ in range(4)])
        elif roll < 0.74:
            label, sort = rng.choice(words.FIELDS)
            page.field(Item("field", label, hint=label, password=sort == "password", id=label.lower()))
        elif roll < 0.84:
            mixed(page, rng, pool)
        else:
            page.row(Item(rng.choice(("row", "row", "row", "switch", "checkbox")), any_label(rng, pool), on=rng.random() < 0.3),
                     rng.choice(ICONS) if rng.random() < 0.4 else None, CHEVRON if rng.random() < 0.15 else None)
    page.scrolls = rng.random() < 0.6
    ornament(page, rng)
    return page


def mixed(page, rng, pool):
    """A line of icon, text, icon or text, text."""
    style, px = page.style, page.style.px
    x = px(16)
    for _ in range(rng.choice((2, 3, 3, 4))):
        if rng.random() < 0.5:
            if x + px(48) > style.width:
                break
            page.body.append(icon_node(style, rng.choice(ICONS), x, page.top + px(4), px(40)))
            x += px(48)
        else:
            text = any_label(rng, pool)[:16] if rng.random() < 0.7 else str(rng.randrange(1, 5000))
            wide = text_width(style, text, 15)
            if x + wide > style.width:
                break
            page.body.append(text_node(style, text, (x, page.top + px(13), x + wide, page.top + px(35)), style.id(
                rng.choice(("text", "count", "label", "value", "name"))), "text", rng.random() < 0.5))
            x += wide + px(12)
    page.top += px(52)


SCENES = ((settings_list, 4), (content_list, 6), (tile_grid, 5), (form, 3), (dialog, 2), (player, 2), (feed, 3), (keypad, 1),
          (launcher, 1), (free, 7))


def any_page(rng, pool=None, flat=None):
    for _ in range(3):
        scene = rng.choices([scene for scene, _ in SCENES], [weight for _, weight in SCENES])[0]
        page = scene(rng, a_style(rng, flat), pool)
        # Real screens of this manner have some 26 nodes; a tenth of them fewer than 15.
        if not page.style.flat or page.count() >= 15 or rng.random() < 0.2:
            break
    return page
