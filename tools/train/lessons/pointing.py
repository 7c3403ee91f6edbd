"""The ways to point at a thing: true of the boxes, and of one thing only."""

import phrases
import things as geometry
from naming import PAGE, SPOKEN, WHICH, Naming, article, main_kind, ordinal, scope


class Pointing(Naming):
    """The ways to point at things of one screen. Each returns an instruction, or None where it does not single out."""

    def by_label(self, thing):
        rng = self.rng
        label = self.own_label(thing)
        if not label:
            return None
        kind, noun = self.noun(thing)
        done = self.template(
            (
                "label",
                "label_kind",
                "label_kind",
                kind if kind in ("tab", "checkbox", "field", "link", "row") else "label",
            ),
            label=label,
            kind=noun,
        )
        if done or self.language != "en":
            return done
        if kind == "field":
            return self.say(self.verb(), article(rng), label, noun)
        return self.say(
            self.verb(),
            rng.choice(
                (
                    label,
                    f"{article(rng)}{label}",
                    f"{article(rng)}{noun} {label}",
                    f"{article(rng)}{label} {noun}",
                    f"{article(rng)}{label} option",
                    f"{article(rng)}text {label}",
                    f"{article(rng)}{noun} which says {label}",
                    f"{article(rng)}{noun} with the text {label}",
                    f"{label} {noun}",
                    f'"{label}"',
                    f'{article(rng)}"{label}" {noun}',
                )
            )
            + rng.choice(PAGE[6:]),
        )

    def by_icon(self, thing):
        rng = self.rng
        name = self.icon_name(thing)
        if not name or self.language != "en":
            return None
        if rng.random() < 0.2:
            done = self.template(("icon_look",), look="the " + name, kind="icon")
            if done:
                return done
        noun = rng.choice(SPOKEN["icon"])
        if rng.random() < 0.12:
            noun = ""
        if rng.random() < 0.06:
            return self.say(self.verb(), article(rng) + noun, "with", name)
        return self.say(self.verb(), article(rng) + name, noun + rng.choice(PAGE))

    def by_caption(self, thing):
        """A picture by the words below or beside it that name it."""
        if not thing.kinds & {"icon", "image"} or thing.label or self.language != "en":
            return None
        near = self.screen.width / 24
        texts = [other for other in self.things if "text" in other.kinds and other.label]
        under = [
            other
            for gap, other in geometry.below(thing, texts, self.tolerance)
            if gap < near and abs(other.x - thing.x) < near
        ]
        beside = [
            other
            for other in geometry.right_of(thing, texts, self.tolerance)
            if other.box[0] - thing.box[2] < near * 1.5
        ]
        caption = (under or beside or [None])[0]
        label = self.own_label(caption) if caption else None
        if not label:
            return None
        kind = "image" if "image" in thing.kinds else "icon"
        pictures = [other for other in self.things if other is not thing and other.kinds & {"icon", "image"}]
        if (
            any(
                geometry.level(caption, other) and abs(other.x - caption.x) < abs(thing.x - caption.x) * 1.5
                for other in pictures
            )
            and not under
        ):
            return None
        rng = self.rng
        noun = rng.choice(SPOKEN[kind][:7])
        return rng.choice(
            (
                self.say(self.verb(), article(rng) + label.lower(), noun + rng.choice(PAGE)),
                self.say(
                    self.verb(),
                    article(rng) + noun,
                    rng.choice(("of", "for", "with the text", "named", "saying", "labelled")),
                    label.lower(),
                ),
                self.say(self.verb(), article(rng) + label.lower(), noun),
            )
        )

    def by_icon_place(self, thing):
        name = self.icon_name(thing)
        corner = self.corner_of(thing)
        if not name or not corner or self.language != "en":
            return None
        rng = self.rng
        return self.say(
            self.verb(),
            article(rng) + name,
            rng.choice(SPOKEN["icon"]),
            rng.choice(WHICH),
            rng.choice(("at the", "at", "on the", "in the", "in")),
            self.corner_words(corner) + rng.choice(PAGE),
        )

    def corner_of(self, thing):
        """(vertical, horizontal) if it lies in a corner of the screen."""
        width, height = self.screen.width, self.screen.height
        low = "top" if thing.y < height * 0.16 else "bottom" if thing.y > height * 0.8 else None
        side = "left" if thing.x < width * 0.22 else "right" if thing.x > width * 0.78 else None
        return (low, side) if low and side else None

    def corner_words(self, corner):
        rng = self.rng
        low, side = corner
        words = phrases.PLACES["en"].get(f"{low}-{side}")
        if words and rng.random() < 0.3:
            return rng.choice(words)
        return rng.choice(
            (
                f"{low} {side} corner",
                f"{low} {side} corner",
                f"{low} {side}",
                f"{side} {low} corner",
                f"{low} {side} side",
                f"{low} right hand side" if side == "right" else f"{low} left hand side",
                f"{low} most {side} corner",
            )
        )

    def by_corner(self, thing):
        """The outermost of its noun in a corner, with no rival about as far out."""
        corner = self.corner_of(thing)
        if not corner:
            return None
        kind, noun = self.noun(thing, strict=True)
        width, height = self.screen.width, self.screen.height
        x, y = (0 if corner[1] == "left" else width), (0 if corner[0] == "top" else height)

        def far(other):
            return abs(other.x - x) + abs(other.y - y)

        rivals = [other for other in scope(self.things, kind) if other is not thing]
        if any(far(other) < far(thing) + width * 0.06 for other in rivals):
            return None
        rng = self.rng
        if self.language != "en":
            return self.template(
                ("kind_corner",),
                kind=noun,
                corner=rng.choice(phrases.PLACES[self.language].get("-".join(corner)) or [" ".join(corner)]),
            )
        done = self.template(
            ("kind_corner",),
            kind=noun,
            corner=rng.choice(phrases.PLACES["en"].get("-".join(corner)) or [" ".join(corner)]),
        )
        return done or self.say(
            self.verb(),
            article(rng) + noun,
            rng.choice(WHICH),
            rng.choice(("at the", "at", "on the", "in the", "in", "to the")),
            self.corner_words(corner) + rng.choice(PAGE),
        )

    def by_region(self, thing):
        """The only one of its noun at the top or bottom, or on the whole page."""
        kind, noun = self.noun(thing, strict=True)
        height = self.screen.height
        rivals = [other for other in scope(self.things, kind) if other is not thing]
        rng = self.rng
        if not rivals and kind not in ("text", "option", "button"):
            return self.template(("kind_only",), kind=noun) or (
                self.say(self.verb(), article(rng) + noun + rng.choice(PAGE)) if self.language == "en" else None
            )
        if thing.y < height * 0.3 and not any(other.y < height * 0.5 for other in rivals):
            region = "top"
        elif thing.y > height * 0.7 and not any(other.y > height * 0.55 for other in rivals):
            region = "bottom"
        elif (
            height * 0.35 < thing.y < height * 0.65
            and kind in ("image", "button", "field")
            and not any(height * 0.25 < other.y < height * 0.75 for other in rivals)
        ):
            region = "middle"
        else:
            return None
        place = rng.choice(phrases.PLACES[self.language].get(region) or [region])
        done = self.template(("kind_region",), kind=noun, region=place)
        if done or self.language != "en":
            return done
        return self.say(
            self.verb(),
            article(rng) + noun,
            rng.choice(WHICH),
            rng.choice(("at the", "in the", "on the", "at")),
            region + rng.choice(PAGE),
        )

    def by_relation(self, thing):
        """Beside, above or below a neighbour that can be named."""
        kind, noun = self.noun(thing, strict=self.rng.random() < 0.6)
        rng = self.rng
        peers = scope(self.things, kind)
        sides = ["right", "left", "below", "above", "beside"]
        rng.shuffle(sides)
        for side in sides:
            anchors = self.anchors(thing, side, peers)
            rng.shuffle(anchors)
            for anchor in anchors[:3]:
                words = self.anchor(anchor)
                if words:
                    return self.relate(side, noun, words)
        return None

    def anchors(self, thing, side, peers):
        """Neighbours of which the thing is the nearest peer on that side."""
        tolerance, found = self.tolerance, []
        for anchor in self.things:
            if anchor is thing or geometry.inside(thing, anchor) or geometry.inside(anchor, thing):
                continue
            if side in ("right", "left", "beside"):
                if not geometry.level(anchor, thing) or abs(anchor.x - thing.x) > self.screen.width * 0.85:
                    continue
                near = (
                    geometry.right_of(anchor, peers, tolerance)
                    if side == "right"
                    else geometry.left_of(anchor, peers, tolerance)
                )
                if side == "beside":
                    around = (
                        geometry.right_of(anchor, peers, tolerance)[:1] + geometry.left_of(anchor, peers, tolerance)[:1]
                    )
                    if len(around) == 2:
                        continue
                    near = around
                if near and near[0] is thing:
                    found.append(anchor)
            else:
                if abs(anchor.y - thing.y) > self.screen.height * 0.45:
                    continue
                pairs = (
                    geometry.below(anchor, peers, tolerance)
                    if side == "below"
                    else geometry.above(anchor, peers, tolerance)
                )
                if geometry.nearest_alone(pairs, self.tolerance * 2) is thing:
                    found.append(anchor)
        return found

    def relate(self, side, noun, words):
        rng = self.rng
        tags = {
            "right": "kind_relation",
            "left": "kind_relation",
            "below": "kind_below",
            "above": "kind_above",
            "beside": "kind_beside",
        }[side]
        if self.language != "en":
            place = (phrases.PLACES[self.language].get(side) or [side])[0]
            return self.template((tags,), kind=noun, anchor=words, side=place)
        done = self.template((tags,), kind=noun, anchor=words, side=side)
        if done and not (side == "beside" and (" before " in done or " after " in done or "following" in done)):
            return done
        link = {
            "right": (
                "right to",
                "to the right of",
                "on the right side of",
                "right of",
                "next to",
                "after",
                "right side of",
                "on right of",
                "to the immediate right of",
                "right next to",
                "on the right of",
                "which is right side to",
                "at right of",
            ),
            "left": (
                "left to",
                "to the left of",
                "on the left side of",
                "left of",
                "before",
                "left side of",
                "on left to",
                "on the left of",
                "to the immediate left of",
                "left hand side of",
                "just left to",
                "on left side to",
            ),
            "below": (
                "below",
                "below",
                "under",
                "just below",
                "beneath",
                "right below",
                "which is under",
                "below to",
                "underneath",
                "after",
            ),
            "above": ("above", "above", "just above", "on top of", "over", "right above", "which is above", "before"),
            "beside": (
                "beside",
                "next to",
                "next to",
                "near",
                "adjacent to",
                "along with",
                "by",
                "close to",
                "beside to",
            ),
        }[side]
        chosen = rng.choice(link)
        return self.say(
            self.verb(),
            article(rng) + noun,
            "" if chosen.startswith("which") else rng.choice(WHICH),
            chosen,
            words + rng.choice(PAGE),
        )

    def by_label_relation(self, thing):
        """Its own words and a neighbour's, as people add to be sure; or its words with its place."""
        label = self.own_label(thing) or self.icon_name(thing)
        if not label or self.language != "en":
            return None
        rng = self.rng
        for side in rng.sample(("right", "left", "below", "above", "beside"), 5):
            anchors = self.anchors(thing, side, self.things)
            for anchor in anchors[:2]:
                words = self.anchor(anchor)
                if words:
                    return self.relate(side, f"{label} {self.noun(thing)[1]}" if rng.random() < 0.5 else label, words)
        return None

    def by_order(self, thing):
        """The nth of its noun on the page, from the top, the end or the left."""
        kind, noun = self.noun(thing, strict=True)
        peers = scope(self.things, kind)
        rng = self.rng
        if len(peers) < 2 or thing not in peers or (kind == "text" and len(peers) > 6):
            return None
        if kind == "icon" and self.has_small_images:
            return None
        place = peers.index(thing)
        if place == len(peers) - 2 and len(peers) > 3 and self.language == "en" and rng.random() < 0.3:
            word = rng.choice(phrases.PLACES["en"].get("-2") or ["second last"])
            return self.say(self.verb(), article(rng) + word, noun + rng.choice(PAGE))
        if place == len(peers) - 1 and rng.random() < 0.8:
            done = self.template(("last",), kind=noun)
            return done or (
                self.say(self.verb(), article(rng) + "last", noun + rng.choice(PAGE)) if self.language == "en" else None
            )
        if place == 0 and self.language == "en" and rng.random() < 0.25:
            done = self.template(("first",), kind=noun)
            if done:
                return done
        if place >= len(peers) - 3 and len(peers) > 3 and rng.random() < 0.3 and self.language == "en":
            back = len(peers) - 1 - place
            return (
                self.template(("ordinal_from_end",), kind=noun, ordinal=ordinal(rng, back))
                if back and rng.random() < 0.4
                else self.say(
                    self.verb(),
                    article(rng) + ordinal(rng, back),
                    noun,
                    rng.choice(("from the bottom", "from bottom", "from below", "from the end")),
                )
            )
        if place > 9 or (kind in ("text", "option") and place > 5):
            return None
        if self.language != "en":
            word = phrases.PLACES[self.language].get(str(place + 1))
            return self.template(("kind_ordinal",), kind=noun, ordinal=word[0], n=place + 1) if word else None
        done = self.template(("kind_ordinal",), kind=noun, ordinal=ordinal(rng, place), n=place + 1)
        return done or self.say(
            self.verb(),
            article(rng) + ordinal(rng, place),
            noun + rng.choice([*PAGE, " from top", " from the top", " in the list"]),
        )

    def by_grid(self, thing):
        """Row and column among its peers, or its place in a line of them."""
        kind, noun = self.noun(thing, strict=True)
        if kind in ("text", "option") or self.language != "en":
            return None
        if kind == "icon" and self.has_small_images:
            return None
        rows = geometry.rows_of(scope(self.things, kind))
        at = next((place for place, row in enumerate(rows) if thing in row), None)
        if at is None:
            return None
        row, rng = rows[at], self.rng
        place = row.index(thing)
        if len(row) < 2 or place > 8 or at > 8:
            return None
        nth = ordinal(rng, place) if place < len(row) - 1 or rng.random() < 0.5 else "last"
        line = rng.choice(("row", "row", "row", "line"))
        if len(rows) == 1 or (at == 0 and rng.random() < 0.2) or (at == len(rows) - 1 and rng.random() < 0.2):
            back = len(row) - 1 - place
            where = (
                ""
                if len(rows) == 1
                else (
                    " in the top row"
                    if at == 0
                    else " at the bottom"
                    if rows[at][0].y > self.screen.height * 0.7
                    else " in the last row"
                )
            )
            if rng.random() < 0.4:
                return self.say(
                    self.verb(),
                    article(rng) + ordinal(rng, back),
                    noun,
                    rng.choice(("from the right", "from right", "from the right side")) + where,
                )
            return self.say(
                self.verb(),
                article(rng) + ordinal(rng, place),
                noun,
                rng.choice(("from the left", "from left", "from the left side")) + where,
            )
        nth_row = ordinal(rng, at) if at < len(rows) - 1 or rng.random() < 0.5 else "last"
        done = self.template(("row_ordinal",), kind=noun, ordinal=nth, row=nth_row)
        if done and "{" not in done and nth in done.replace(nth_row, "", 1):
            return done
        return rng.choice(
            (
                self.say(self.verb(), article(rng) + nth, noun, "in", article(rng) + nth_row, line),
                self.say(self.verb(), nth_row, line, nth, noun),
                self.say(self.verb(), article(rng) + nth, noun, "of", article(rng) + nth_row, line),
                self.say(
                    self.verb(),
                    article(rng) + noun,
                    "which is in",
                    article(rng) + nth_row,
                    line,
                    nth,
                    rng.choice(("column", "place", "position")),
                ),
                self.say(self.verb(), article(rng) + nth_row, line, nth, noun),
            )
        )

    def by_section_order(self, thing):
        """The nth of its noun below a neighbour that can be named."""
        kind, noun = self.noun(thing, strict=True)
        peers, rng = scope(self.things, kind), self.rng
        if thing not in peers:
            return None
        anchors = [
            other
            for other in self.things
            if other.box[3] <= thing.box[1] + self.tolerance
            and other is not thing
            and thing.y - other.y < self.screen.height * 0.5
        ]
        rng.shuffle(anchors)
        for anchor in anchors[:6]:
            after = [peer for peer in peers if peer.box[1] >= anchor.box[3] - self.tolerance]
            if any(peer.y > anchor.y and peer not in after for peer in peers) or thing not in after:
                continue
            place = after.index(thing)
            if place > 4 or len(after) < 2:
                continue
            words = self.anchor(anchor)
            if not words:
                continue
            if self.language != "en":
                word = phrases.PLACES[self.language].get(str(place + 1))
                return self.template(("relation_ordinal",), kind=noun, anchor=words, ordinal=word[0]) if word else None
            done = self.template(("relation_ordinal",), kind=noun, anchor=words, ordinal=ordinal(rng, place))
            return done or self.say(
                self.verb(),
                article(rng) + ordinal(rng, place),
                noun,
                rng.choice(WHICH),
                rng.choice(("below", "under", "below", "just below", "beneath", "in")),
                words,
            )
        return None

    def by_cell(self, thing):
        """The part of a list's nth cell, or of the cell that bears a title."""
        node, rng = thing.node, self.rng
        if (
            node.cell is None
            or not node.part
            or self.language != "en"
            or node.part in ("cell", "title", "line", "tile")
        ):
            return None
        like = [other for other in self.things if other.node.part == node.part and other.node.cell is not None]
        titles = [
            other
            for other in self.things
            if other.node.cell == node.cell
            and other is not thing
            and other.label
            and other.node.part in ("title", "cell", "tile")
        ]
        if len(like) < 2:
            return None
        name = (
            rng.choice(thing.names[:3]).lower() + rng.choice((" icon", " button", "", " symbol", " icon"))
            if thing.names and "icon" in thing.kinds
            else thing.label.lower() + rng.choice((" button", "", " option"))
            if thing.label
            else self.noun(thing)[1]
        )
        if titles and rng.random() < 0.5:
            title = self.own_label(titles[0])
            if title:
                return self.say(
                    self.verb(),
                    article(rng) + name,
                    rng.choice(("of", "for", "next to", "beside", "in", "which is next to", "on")),
                    rng.choice(("", "the ", "")) + title.lower(),
                )
        place = like.index(thing)
        if place > 8:
            return None
        thing_word = rng.choice(
            ("item", "option", "row", "one", "product", "block", "card", "entry", "post", "result", "line", "list item")
        )
        nth = ordinal(rng, place) if place < len(like) - 1 or rng.random() < 0.5 else "last"
        return rng.choice(
            (
                self.say(
                    self.verb(), article(rng) + name, rng.choice(("of", "in", "for", "on")), "the", nth, thing_word
                ),
                self.say(self.verb(), article(rng) + nth, name),
            )
        )

    def by_between(self, thing):
        if self.language != "en":
            return None
        _kind, noun = self.noun(thing)
        left = [other for other in geometry.left_of(thing, self.things, self.tolerance)]
        right = [other for other in geometry.right_of(thing, self.things, self.tolerance)]
        if not left or not right or left[0].box[2] + self.screen.width * 0.3 < thing.box[0]:
            return None
        one, two = self.anchor(left[0]), self.anchor(right[0])
        return (
            self.template(("kind_between",), kind=noun, anchor=one, other=two)
            or self.say(self.verb(), article(self.rng) + noun, "between", one, "and", two)
            if one and two
            else None
        )

    def by_state(self, thing):
        node, rng = thing.node, self.rng
        toggles = [other for other in self.things if other.kinds & {"switch", "checkbox", "radio"}]
        tabs = [other for other in self.things if "tab" in other.kinds]
        if self.language != "en":
            return None
        if "tab" in thing.kinds and node.selected and sum(other.node.selected for other in tabs) == 1:
            return self.say(
                self.verb(), article(rng) + rng.choice(("selected", "current", "active", "highlighted")), "tab"
            )
        if thing in toggles and node.checkable:
            alike = [other for other in toggles if other.node.checkable and other.node.checked == node.checked]
            if len(alike) == 1 and len(toggles) > 1:
                kind = main_kind(thing)
                if kind not in ("switch", "checkbox", "radio"):
                    return None
                word = {
                    "switch": ("on", "turned on", "enabled"),
                    "checkbox": ("checked", "ticked", "selected"),
                    "radio": ("selected",),
                }[kind]
                off = {
                    "switch": ("off", "turned off", "disabled"),
                    "checkbox": ("unchecked", "not ticked", "empty"),
                    "radio": ("not selected",),
                }[kind]
                return self.say(
                    self.verb(),
                    article(rng) + rng.choice(SPOKEN[kind]),
                    "that is",
                    rng.choice(word if node.checked else off),
                )
        return None
