"""Pages of the common sorts, full of random content: what referring expressions are made on."""

import words
from furniture import CHEVRON, a_style, bar, navigation, ornament, search, top_tabs
from icons import BY_ID, ICONS
from lists import content_list, feed, tile_grid
from page import Page, any_icons, any_label
from panels import keypad, launcher, player
from parts import Item, icon_node, text_node, text_width


def settings_list(rng, style, pool):
    page = Page(style)
    bar(page, rng, pool)
    search(page, rng, 0.15)
    roles = rng.choice(
        (("row", "row", "row", "switch"), ("switch", "row"), ("checkbox", "row", "row"), ("radio",), ("row",))
    )
    icons = rng.random() < 0.4
    chevrons = CHEVRON if rng.random() < 0.2 else None
    while page.fits(84) and rng.random() < 0.94:
        if rng.random() < 0.12:
            page.heading(any_label(rng, pool))
            continue
        role = rng.choice(roles)
        page.row(
            Item(
                role,
                any_label(rng, pool),
                summary=any_label(rng, pool) if rng.random() < 0.4 else "",
                on=rng.random() < 0.4,
            ),
            rng.choice(ICONS) if icons else None,
            chevrons if role == "row" else None,
        )
    page.scrolls = rng.random() < 0.7
    return page


def form(rng, style, pool):
    page = Page(style)
    if rng.random() < 0.7:
        bar(
            page,
            rng,
            pool,
            actions=[rng.choice((BY_ID["check"], BY_ID["help"], BY_ID["close"]))] if rng.random() < 0.3 else [],
        )
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
        page.row(
            Item(
                rng.choice(("checkbox", "checkbox", "switch", "radio")),
                rng.choice(
                    (
                        "Remember me",
                        "Keep me signed in",
                        "I agree to the terms",
                        "Subscribe to the newsletter",
                        "Male",
                        "Female",
                        "Show password",
                        any_label(rng, pool),
                    )
                ),
            )
        )
    for _ in range(rng.choice((1, 1, 2, 3))):
        if page.fits(60):
            page.button(Item("button", rng.choice(words.ACTIONS)))
    if rng.random() < 0.4 and page.fits(60):
        page.icons(
            [
                BY_ID[name]
                for name in rng.sample(("facebook", "google", "twitter", "whatsapp", "instagram"), rng.choice((2, 3)))
            ]
        )
    if rng.random() < 0.4 and page.fits(40):
        page.body.append(
            text_node(
                style,
                "Forgot password?",
                (style.px(100), page.top, style.px(260), page.top + style.px(24)),
                style.id("forgot password"),
                "link",
                True,
            )
        )
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
    message = (
        " ".join(any_label(rng, pool) for _ in range(rng.choice((2, 4, 6)))) if not items or rng.random() < 0.3 else ""
    )
    buttons = [Item("button", label) for label in rng.sample(words.ACTIONS, rng.choice((1, 2, 2, 3)))]
    page.dialog(any_label(rng, pool) if rng.random() < 0.8 else "", message, buttons, items)
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
            page.row(
                Item(
                    rng.choice(("row", "row", "row", "switch", "checkbox")), any_label(rng, pool), on=rng.random() < 0.3
                ),
                rng.choice(ICONS) if rng.random() < 0.4 else None,
                CHEVRON if rng.random() < 0.15 else None,
            )
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
            page.body.append(
                text_node(
                    style,
                    text,
                    (x, page.top + px(13), x + wide, page.top + px(35)),
                    style.id(rng.choice(("text", "count", "label", "value", "name"))),
                    "text",
                    rng.random() < 0.5,
                )
            )
            x += wide + px(12)
    page.top += px(52)


SCENES = (
    (settings_list, 4),
    (content_list, 6),
    (tile_grid, 5),
    (form, 3),
    (dialog, 2),
    (player, 2),
    (feed, 3),
    (keypad, 1),
    (launcher, 1),
    (free, 7),
)


def any_page(rng, pool=None, flat=None):
    for _ in range(3):
        scene = rng.choices([scene for scene, _ in SCENES], [weight for _, weight in SCENES])[0]
        page = scene(rng, a_style(rng, flat), pool)
        # Real screens of this manner have some 26 nodes; a tenth of them fewer than 15.
        if not page.style.flat or page.count() >= 15 or rng.random() < 0.2:
            break
    return page
