"""What most pages have: bars, tabs, a search field, a floating button."""

import words
from icons import BY_ID, BY_PLACE
from page import any_icons, any_label, any_nav
from parts import Item
from style import Style

CHEVRON = BY_ID["next"]


def a_style(rng, flat=None, package=None):
    return Style(rng, rng.random() < 0.55 if flat is None else flat, package, words.coined)


def bar(page, rng, pool, title=None, actions=None):
    count = rng.choices((0, 1, 2, 3), (2, 4, 4, 2))[0]
    chosen = (
        actions
        if actions is not None
        else (rng.sample(BY_PLACE["bar"], count) if rng.random() < 0.6 else any_icons(rng, count))
    )
    page.app_bar(
        title if title is not None else (any_label(rng, pool) if rng.random() < 0.85 else ""),
        any_nav(rng),
        chosen,
        rng.random() < 0.45,
    )


def navigation(page, rng, pool, chance=0.45):
    if rng.random() < chance:
        count = rng.choice((3, 4, 4, 5, 5))
        icons = rng.sample(BY_PLACE["tab"], count)
        plain = rng.random() < 0.25
        items = [
            Item(
                "tab",
                "" if plain else (icon.names[0].capitalize() if rng.random() < 0.6 else any_label(rng, pool)[:12]),
                icon=icon,
            )
            for icon in icons
        ]
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
        hint = rng.choice(
            ("Search", "Search here", "Search products", "Find a place", "Search or type URL", "Where to?")
        )
        page.search_bar(
            Item("field", "Search", hint=hint, id="search"),
            rng.sample(
                (BY_ID["mic"], BY_ID["filter"], BY_ID["qr_code"], BY_ID["search"], BY_ID["close"]),
                rng.choice((0, 1, 1, 2)),
            ),
        )


def ornament(page, rng):
    if rng.random() < 0.2:
        page.fab(rng.choice(BY_PLACE["fab"]))
