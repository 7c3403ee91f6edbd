"""Pages of like things: lists, grids, feeds."""

import words
from dump import Node
from furniture import bar, navigation, ornament, search, top_tabs
from icons import BY_ID, ICONS
from page import Page, any_label
from parts import MORE, WIDGET, Item, icon_node, text_node, text_width, tile_node

CELL_ICONS = (
    "favorite",
    "share",
    "more",
    "download",
    "delete",
    "edit",
    "call",
    "chat",
    "play",
    "star",
    "bookmark",
    "info",
    "add",
    "close",
    "cart",
    "thumbs_up",
    "thumbs_down",
    "reply",
    "expand",
    "next",
    "check",
    "location",
    "copy",
)


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
    image_word, title_word = (
        rng.choice(("image", "thumb", "avatar", "photo", "cover", "icon")),
        rng.choice(("title", "name", "text")),
    )
    clickable_parts = rng.random() < 0.9
    number = 0
    while page.fits(tall / style.u + 4) and number < 9:
        top, bottom = page.top, page.top + tall
        cell = Node(
            "android.view.ViewGroup",
            (0, top, style.width, bottom),
            "row",
            "",
            "",
            "",
            rng.random() < 0.97,
            (),
            (),
            "cell",
        )
        x, right = px(16), style.width - px(12)
        if picture:
            side = px(picture)
            left = right - side if at_right else x
            cell.add(
                Node(
                    WIDGET + "ImageView",
                    (left, (top + bottom - side) // 2, left + side, (top + bottom + side) // 2),
                    "image",
                    "",
                    "",
                    style.id(image_word),
                    False,
                    (),
                    (),
                    "image",
                )
            )
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
            node = Node(
                WIDGET + "Button",
                (round(right - wide), (top + bottom) // 2 - px(18), round(right), (top + bottom) // 2 + px(18)),
                "button",
                action,
                "",
                style.id(action),
                True,
                (),
                (),
                "button",
            )
            cell.add(node)
            right -= round(wide) + px(8)
        title = {
            "product": words.title,
            "person": words.person,
            "song": words.title,
            "article": words.title,
            "file": words.title,
            "place": lambda r: r.choice(words.CITIES),
        }[sort](rng)
        if sort == "file":
            title = title.replace(" ", "_") + rng.choice((".pdf", ".jpg", ".docx", ".mp3", ".zip"))
        texts = [title] + [
            rng.choice((words.price, words.date, words.clock, words.person, words.title))(rng) for _ in range(lines - 1)
        ]
        start = (top + bottom) / 2 - px(11) * len(texts)
        for place, text in enumerate(texts):
            wide = min(right - x, text_width(style, text, 16 if place == 0 else 13))
            node = text_node(
                style,
                text,
                (x, start, x + max(wide, px(20)), start + px(20)),
                style.id(title_word if place == 0 else rng.choice(("subtitle", "detail", "time", "price"))),
                "option" if place == 0 else "text",
                part="title" if place == 0 else "line",
            )
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
            box = (
                left + (wide - px(56)) / 2 if with_icons and not captions else left,
                page.top,
                left + wide if not (with_icons and not captions) else left + (wide + px(56)) / 2,
                page.top + tall,
            )
            tile = tile_node(
                style,
                label[:18],
                box,
                rng.choice(("image", "thumb", "photo", "poster")),
                "title",
                words.price(rng) if captions and not with_icons and rng.random() < 0.4 else "",
                icon,
                None,
                extra,
            )
            if with_icons and style.flat and tile.children:
                image = tile.children[0]
                middle, side = (image.box[0] + image.box[2]) // 2, px(rng.choice((40, 48, 56)))
                image.box = (
                    middle - side // 2,
                    image.box[1],
                    middle + side // 2,
                    min(image.box[3], image.box[1] + side),
                )
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


def feed(rng, style, pool):
    """Posts: author, text, picture, a row of icons under each."""
    page = Page(style)
    bar(page, rng, pool)
    navigation(page, rng, pool, 0.6)
    px = style.px
    icons = [
        BY_ID[name]
        for name in rng.sample(
            ("favorite", "chat", "share", "bookmark", "thumbs_up", "thumbs_down", "send", "more"), rng.choice((2, 3, 4))
        )
    ]
    number = 0
    tall = rng.choice((80, 140, 200))
    while page.fits(60 + tall + 52 + 30):
        mark = len(page.body)
        side = px(40)
        page.body.append(
            Node(
                WIDGET + "ImageView",
                (px(12), page.top + px(6), px(12) + side, page.top + px(6) + side),
                "image",
                "",
                "",
                style.id(rng.choice(("avatar", "profile image", "user photo"))),
                True,
                ["profile picture", "avatar"],
                (),
                "avatar",
            )
        )
        name = words.person(rng)
        page.body.append(
            text_node(
                style,
                name,
                (px(64), page.top + px(6), px(64) + text_width(style, name), page.top + px(28)),
                style.id("user name"),
                "text",
                True,
                "title",
            )
        )
        when = f"{rng.randrange(2, 59)} {rng.choice(('minutes', 'hours', 'days'))} ago"
        page.body.append(
            text_node(
                style,
                when,
                (px(64), page.top + px(28), px(64) + text_width(style, when, 12), page.top + px(46)),
                style.id("time"),
            )
        )
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
