"""What apps are full of: songs, people, products, files, days; opened, or acted on through the parts of their cells."""

import re

import furniture
import lists
import panels
import things as geometry
import wording
import words
from kinds.concepts import joined
from lesson import Lesson, drawn
from naming import ORDINALS, SHORT

OPEN = {
    "product": (
        "open {}",
        "show {}",
        "view {}",
        "look at {}",
        "i want to see {}",
        "details of {}",
        "i'd like to buy {}",
        "tell me more about {}",
        "see {}",
        "find {} and open it",
        "{}",
    ),
    "person": (
        "open the chat with {}",
        "open {}",
        "talk to {}",
        "view the profile of {}",
        "select {}",
        "go to {}",
        "show me {}",
        "find {}",
        "{}'s profile",
        "choose {}",
        "who is {}",
        "see what {} wrote",
    ),
    "song": (
        "play {}",
        "listen to {}",
        "start {}",
        "put on {}",
        "i want to hear {}",
        "play the song {}",
        "play the track called {}",
        "open {}",
        "let me hear {}",
    ),
    "article": (
        "read {}",
        "open the article {}",
        "open {}",
        "show me the story about {}",
        "read the news about {}",
        "i want to read about {}",
        "see the post on {}",
        "watch {}",
        "open the video {}",
        "the one about {}",
    ),
    "file": ("open {}", "view {}", "show {}", "open the file {}", "open the document {}", "look into {}", "find {}"),
    "place": (
        "go to {}",
        "select {}",
        "show {}",
        "choose {}",
        "set the city to {}",
        "weather in {}",
        "travel to {}",
        "pick {}",
        "switch to {}",
        "take me to {}",
    ),
}
PARTS = {
    "favorite": (
        "like {}",
        "add {} to my favorites",
        "favorite {}",
        "put {} on my wishlist",
        "i love {}",
        "heart {}",
        "save {} to favourites",
    ),
    "share": ("share {}", "send {} to a friend", "share {} with someone", "pass {} on"),
    "more": ("more options for {}", "show the menu of {}", "open the options of {}", "what else can i do with {}"),
    "download": ("download {}", "save {} for offline", "get {} on my phone", "keep {} offline"),
    "delete": ("delete {}", "remove {}", "get rid of {}", "throw {} away", "erase {}"),
    "edit": ("edit {}", "change {}", "rename {}", "modify {}"),
    "call": ("call {}", "ring {}", "phone {}", "give {} a call", "dial {}"),
    "chat": ("message {}", "write to {}", "text {}", "send {} a message", "comment on {}", "chat with {}"),
    "play": ("play {}", "listen to {}", "start {}", "watch {}"),
    "star": ("star {}", "mark {} with a star", "rate {}", "give {} a star"),
    "bookmark": ("bookmark {}", "save {} for later", "remember {}", "read {} later"),
    "info": ("details of {}", "info about {}", "tell me about {}"),
    "add": ("add {}", "add {} to the list", "include {}", "plus {}"),
    "close": ("dismiss {}", "remove {}", "hide {}", "close {}"),
    "cart": ("buy {}", "put {} in the cart", "add {} to my basket", "i want to order {}"),
    "thumbs_up": ("upvote {}", "like {}", "thumbs up for {}"),
    "thumbs_down": ("dislike {}", "downvote {}", "thumbs down for {}"),
    "reply": ("reply to {}", "answer {}", "respond to {}"),
    "expand": ("expand {}", "show more of {}", "unfold {}"),
    "next": ("go to {}", "continue with {}"),
    "check": ("mark {} as done", "tick off {}", "complete {}"),
    "location": ("show {} on the map", "where is {}", "locate {}"),
    "copy": ("copy {}", "duplicate {}"),
}
SIMILAR = ({"favorite", "thumbs_up", "star"}, {"delete", "close"}, {"chat", "reply"})


def loosely(rng, title, others):
    """A title as people say it: shorter, in lower case, still of one thing only."""
    text = re.sub(r"\.(pdf|jpg|docx|mp3|zip)$", "", title).replace("_", " ").lower() if rng.random() < 0.75 else title
    parts = text.split()
    if len(parts) > 1 and rng.random() < 0.35:
        cut = " ".join(rng.choice((parts[:1], parts[1:], parts[-1:], parts[:2])))
        if len(cut) > 3 and not any(
            cut.lower() in other.replace("_", " ").lower() for other in others if other != title
        ):
            return cut
    return text


def cells_of(screen):
    """The cells of a list: (title, node to open it, {part: node})."""
    found = {}
    for thing in geometry.things(screen):
        node = thing.node
        if node.cell is None:
            continue
        cell = found.setdefault(node.cell, {"title": "", "open": None, "parts": {}, "lines": []})
        if node.part == "title":
            cell["title"], cell["open"] = node.text, node
        elif node.part == "cell":
            cell["title"], cell["open"] = (node.names or [""])[0] or cell["title"], node
            cell["lines"] = [below.text for below in node.walk() if below.part == "line"]
        elif node.part == "line":
            cell["lines"].append(node.text)
        elif node.click and node.part:
            cell["parts"][node.part] = node
    return [cell for cell in found.values() if cell["title"]]


def list_lessons(rng, world):
    page = lists.content_list(rng, furniture.a_style(rng, rng.random() < 0.35), world.words)
    screen = page.finish()
    cells = cells_of(screen)
    titles = [cell["title"] for cell in cells]
    if len(cells) < 2 or len(set(titles)) < len(titles):
        return None
    found = []
    for cell in rng.sample(cells, min(3, len(cells))):
        name = loosely(rng, cell["title"], titles)
        roll = rng.random()
        parts = [
            part
            for part in cell["parts"]
            if part in PARTS
            and not any(part in group and len(group.intersection(cell["parts"])) > 1 for group in SIMILAR)
        ]
        past = [f'opened "{rng.choice(words.APPS)}"; the screen changed'] if rng.random() < 0.25 else []
        if parts and roll < 0.5:
            part = rng.choice(parts)
            said = rng.choice(PARTS[part]).format(name)
            found.append(Lesson(wording.noisy(rng, said), "tap", node=cell["parts"][part].index, history=past))
        elif "button" in cell["parts"] and roll < 0.65:
            button = cell["parts"]["button"]
            label = (button.text or "").lower()
            said = rng.choice(("{} {}", "{} for {}", "press {} for {}", "tap {} next to {}", "{} on {}")).format(
                label, name
            )
            found.append(Lesson(wording.noisy(rng, said), "tap", node=button.index, history=past))
        elif cell["open"] is not None and cell["open"].click:
            lines = [line for line in cell["lines"] if sum(line in other["lines"] for other in cells) == 1]
            if lines and roll > 0.85:
                line = rng.choice(lines)
                said = rng.choice(
                    (
                        "open the one with {}",
                        "the one that says {}",
                        "select the entry with {}",
                        "the {} one",
                        "open the {} one",
                    )
                ).format(line.lower())
            elif roll > 0.78:
                place = cells.index(cell)
                word = (
                    "last" if place == len(cells) - 1 else rng.choice((ORDINALS, SHORT))[place] if place < 8 else None
                )
                if word is None:
                    continue
                said = rng.choice(
                    (
                        "open the {} one",
                        "{} in the list",
                        "choose the {} result",
                        "open the {} item",
                        "play the {} one",
                        "the {} one",
                        "tap the {} entry",
                        "go to the {} result",
                        "select the {} from the list",
                    )
                ).format(word)
            else:
                said = rng.choice(OPEN[page.sort]).format(name)
                if "play" in cell["parts"] and page.sort == "song":
                    continue
                if rng.random() < 0.2 and not past:
                    app = rng.choice(words.APPS)
                    past = [f'opened "{app}"; the screen changed']
                    said = joined(rng, f"open {app.lower()}", said) or said
            found.append(Lesson(wording.noisy(rng, said), "tap", node=cell["open"].index, history=past))
    return screen, found


def result_lessons(rng, world):
    """After a search: the result that was meant."""
    page = lists.content_list(rng, furniture.a_style(rng, rng.random() < 0.15), world.words)
    screen = page.finish()
    cells = [cell for cell in cells_of(screen) if cell["open"] is not None and cell["open"].click]
    if len(cells) < 3:
        return None
    query = words.query(rng)
    place = rng.choice((0, 0, 0, 1, 2, len(cells) - 1))
    cell = cells[place]
    word = "last" if place == len(cells) - 1 else ORDINALS[place]
    follow = rng.choice(
        (
            "open the {} result",
            "tap the {} one",
            "select the {} item",
            "play the {} one",
            "click on the {} result",
            "choose the {} option",
        )
    )
    text = joined(rng, f"{rng.choice(('search for', 'look up', 'search', 'find'))} {query}", follow.format(word))
    if rng.random() < 0.4:
        titles = [other["title"] for other in cells]
        text = joined(
            rng,
            f"{rng.choice(('search for', 'look up', 'search', 'find'))} {query}",
            f"open {loosely(rng, cell['title'], titles)}",
        )
    if not text:
        return None
    past = [f'typed "{query}" into field "Search" and pressed enter; the screen changed']
    if rng.random() < 0.5:
        past = ['tapped icon "Search"; the screen changed', *past]
    return screen, [Lesson(wording.noisy(rng, text, keep=query), "tap", node=cell["open"].index, history=past)]


def day_lessons(rng, world):
    """A month of days, or wheels of hours."""
    page, month = panels.month(rng, furniture.a_style(rng, rng.random() < 0.3), world.words)
    screen = page.finish()
    days = {node.text: node for node in screen.nodes if node.part == "day"}
    found = []
    for day in rng.sample(sorted(days), min(3, len(days))):
        number = int(day)
        suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        said = rng.choice(
            (
                "choose {d}",
                "select the {d}{s}",
                "pick the {d}{s} of {m}",
                "{m} {d}",
                "set the date to {m} {d}",
                "tap {d}",
                "go to the {d}{s}",
                "schedule it for {d} {m}",
                "book for the {d}{s}",
                "choose {d} as the date",
                "click on {d}",
                "on {m} {d}{s}",
            )
        ).format(d=day, s=suffix, m=month if rng.random() < 0.5 else month.lower())
        found.append(Lesson(wording.noisy(rng, said), "tap", node=days[day].index))
    for part, said in (
        (
            "next",
            ("next month", "go to the next month", "show the following month", "a month later", "forward a month"),
        ),
        ("previous", ("previous month", "last month", "one month back", "the month before")),
    ):
        node = next((node for node in screen.nodes if node.part == part), None)
        if node is not None and rng.random() < 0.3:
            found.append(Lesson(wording.noisy(rng, rng.choice(said)), "tap", node=node.index))
    return screen, found


WAYS = ((list_lessons, 8), (result_lessons, 2), (day_lessons, 1))


make = drawn(WAYS)
