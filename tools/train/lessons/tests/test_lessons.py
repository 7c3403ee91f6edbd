"""What must hold of every lesson: `python3 -m unittest discover -s tools/train/lessons/tests`."""

import json
import pathlib
import random
import re
import sys
import unittest
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import mix
import scenes
import strings
import things
from pointing import Pointing
from world import World

WORLD = World()
TOOLS = {
    "tap",
    "long_press",
    "double_tap",
    "type",
    "clear",
    "press_key",
    "back",
    "home",
    "scroll",
    "swipe",
    "open_app",
    "wait",
    "answer",
    "done",
    "infeasible",
}
NEEDS_ELEMENT = {"tap", "long_press", "double_tap", "type", "clear"}
KINDS = list(mix.MIXES["default"])


def groups(kind, seed=7, units=3):
    for number in range(units):
        for line in mix.unit(WORLD, kind, seed, number)[0]:
            yield json.loads(line)


class EveryKind(unittest.TestCase):
    def test_screens_parse_and_nodes_can_be_acted_on(self):
        for kind in KINDS:
            with self.subTest(kind=kind):
                for group in groups(kind):
                    nodes = list(ElementTree.fromstring(group["screen"]).iter("node"))
                    self.assertTrue(nodes[0].get("bounds"))
                    for lesson in group["lessons"]:
                        call = lesson["call"]["name"]
                        self.assertIn(call, TOOLS)
                        self.assertTrue(lesson["instruction"].strip())
                        self.assertNotRegex(lesson["instruction"], r"\{[a-z_]+\}")
                        self.assertTrue(
                            lesson["node"] is not None
                            if call in NEEDS_ELEMENT
                            else lesson["node"] is None or call == "swipe",
                            lesson,
                        )
                        for index in lesson.get("nodes") or ([] if lesson["node"] is None else [lesson["node"]]):
                            node = nodes[index]
                            reacts = any(
                                node.get(name) == "true" for name in ("clickable", "checkable", "long-clickable")
                            )
                            self.assertTrue(reacts or call == "swipe" or "EditText" in node.get("class"), lesson)

    def test_texts_to_type_stand_in_the_instruction(self):
        for group in (group for kind in ("typing", "searching", "forms") for group in groups(kind, units=6)):
            for lesson in group["lessons"]:
                text = lesson["call"]["arguments"].get("text" if lesson["call"]["name"] == "type" else "app")
                if text is not None:
                    self.assertIn(text.lower(), lesson["instruction"].lower())

    def test_answers_stand_on_the_screen(self):
        for group in (group for kind in ("typing", "asking") for group in groups(kind, units=8)):
            nodes = list(ElementTree.fromstring(group["screen"]).iter("node"))
            shown = {node.get("text") for node in nodes}
            words = {word for node in nodes for word in node.get("content-desc", "").split()}
            for lesson in group["lessons"]:
                if lesson["call"]["name"] == "answer":
                    self.assertIn(lesson["call"]["arguments"]["text"], shown | words)

    def test_a_past_does_not_reach_the_goal(self):
        pasts = 0
        for kind in ("referring", "concepts", "launchers", "moving"):
            for group in groups(kind):
                for lesson in group["lessons"]:
                    self.assertLessEqual(len(lesson["history"]), 4)
                    pasts += bool(lesson["history"])
                    if kind == "referring":
                        self.assertNotEqual(lesson["call"]["name"], "done")
                        for step in lesson["history"]:
                            tapped = re.match(r'tapped \w+ "([^"]+)"', step)
                            self.assertFalse(tapped and tapped[1].lower() in lesson["instruction"].lower(), lesson)
        self.assertGreater(pasts, 150)

    def test_equal_icons_are_equally_right(self):
        for group in groups("launchers", units=6):
            nodes = list(ElementTree.fromstring(group["screen"]).iter("node"))
            for lesson in group["lessons"]:
                if len(lesson.get("nodes", ())) > 1:
                    names = [
                        {
                            child.get("text") or child.get("content-desc", "").split(": ")[-1]
                            for child in nodes[index].iter()
                        }
                        for index in lesson["nodes"]
                    ]
                    self.assertTrue(set.intersection(*names), lesson)

    def test_switches_are_as_the_call_says(self):
        seen = 0
        for group in groups("outcomes", units=12):
            nodes = list(ElementTree.fromstring(group["screen"]).iter("node"))
            for lesson in group["lessons"]:
                wish = re.match(r"(turn on|enable|turn off|disable) ", lesson["instruction"])
                if wish and lesson["call"]["name"] == "tap" and lesson["node"] is not None and not lesson["history"]:
                    below = [node for node in nodes[lesson["node"]].iter("node") if node.get("checkable") == "true"]
                    if len(below) == 1:
                        seen += 1
                        self.assertEqual(below[0].get("checked") == "true", wish[1] in ("turn off", "disable"), lesson)
        self.assertGreater(seen, 0)

    def test_the_same_seed_gives_the_same_lessons(self):
        for kind in KINDS:
            with self.subTest(kind=kind):
                self.assertEqual(mix.unit(WORLD, kind, 3, 5), mix.unit(WORLD, kind, 3, 5))
                if mix.unit(WORLD, kind, 3, 5)[1]:
                    self.assertNotEqual(mix.unit(WORLD, kind, 3, 5), mix.unit(WORLD, kind, 4, 5))


class Positions(unittest.TestCase):
    """What is said of places is true, as judged from the boxes by other code than that which said it."""

    def pointings(self, count=60, seed=11):
        for number in range(count):
            rng = random.Random(seed + number)
            yield Pointing(rng, scenes.any_page(rng).finish())

    def test_corners(self):
        seen = 0
        for pointing in self.pointings():
            for thing in pointing.targets:
                said = pointing.by_corner(thing)
                if said:
                    seen += 1
                    x, y = thing.node.center
                    self.assertEqual("left" in said, x < pointing.screen.width / 2, said)
                    self.assertEqual(bool(re.search("top|upper|up on", said)), y < pointing.screen.height / 2, said)
        self.assertGreater(seen, 40)

    def test_neighbours_lie_where_they_are_said_to_lie(self):
        seen = 0
        for pointing in self.pointings():
            for thing in pointing.targets:
                for side in ("left", "right", "below", "above"):
                    for anchor in pointing.anchors(thing, side, pointing.things):
                        seen += 1
                        ax, ay = anchor.node.center
                        x, y = thing.node.center
                        self.assertTrue({"left": x < ax, "right": x > ax, "below": y > ay, "above": y < ay}[side])
        self.assertGreater(seen, 500)

    def test_ordinals_count_in_reading_order(self):
        seen = 0
        for pointing in self.pointings():
            for thing in pointing.targets:
                said = pointing.by_order(thing) or ""
                match = re.search(r"\b(1st|first|2nd|second|3rd|third) image( of| on| in|$)", said)
                if match and "from" not in said and "last" not in said and "bottom" not in said:
                    seen += 1
                    place = {"1": 0, "f": 0, "2": 1, "s": 1, "3": 2, "t": 2}[match[1][0]]
                    images = [other for other in pointing.things if other.kinds & {"image", "tile"}]
                    images = images or [other for other in pointing.things if "icon" in other.kinds]
                    self.assertIs(images[place], thing, said)
        self.assertGreater(seen, 10)

    def test_named_things_bear_names_that_no_other_bears(self):
        for pointing in self.pointings(20):
            for thing in pointing.targets:
                label = pointing.own_label(thing)
                if label:
                    bearers = [other for other in pointing.things if label.lower() in (other.label or "").lower()]
                    self.assertEqual(bearers, [thing])


class DevelopmentSets(unittest.TestCase):
    def test_no_referring_expression_of_the_development_set_is_in_the_sources(self):
        data = strings.folder()
        path = data / "grounding" / "refexp-dev.jsonl" if data else None
        if not path or not path.is_file():
            self.skipTest("no refexp-dev.jsonl")
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        said = {" ".join(record["instruction"].split()) for record in records}
        labels = {
            element["text"]
            for record in records
            for element in record["screen_elements"]
            if len(element["text"].split()) > 3
        }
        here = pathlib.Path(__file__).resolve().parents[1]
        for source in (
            list(here.glob("*.py")) + list((here / "kinds").glob("*.py")) + list((here / "vocabulary").glob("*.txt"))
        ):
            text = source.read_text(encoding="utf-8").lower()
            for phrase in said:
                if len(phrase.split()) > 4:
                    self.assertNotIn(phrase, text, source.name)
            for label in labels:
                if len(label) > 20:
                    self.assertNotIn(label, text, source.name)

    def test_no_wish_of_the_held_back_real_screens_is_in_the_sources(self):
        tools = pathlib.Path(__file__).resolve().parents[2]
        lessons = tools.parent.parent / "fixtures" / "lessons"

        def said(name):
            lines = (lessons / name).read_text(encoding="utf-8").splitlines()
            return {json.loads(line)["instruction"].lower().rstrip(".!?") for line in lines}

        held = {wish for wish in said("real-dev.jsonl") - said("real-train.jsonl") if len(wish.split()) > 4}
        sources = [tools / "lexicon" / "app_wishes.txt", tools / "lessons" / "vocabulary" / "hidden.txt"]
        for source in [*sources, *(tools / "lessons" / "kinds").glob("*.py")]:
            text = source.read_text(encoding="utf-8").lower()
            self.assertEqual([wish for wish in held if wish in text], [], source.name)

    def test_screens_of_the_development_set_are_left_out(self):
        from kinds import structure

        data = strings.folder()
        listed = pathlib.Path(__file__).resolve().parents[4] / "fixtures" / "lessons" / "real-dev.txt"
        if not data or not listed.is_file():
            self.skipTest("no real dumps or no list of those held back")
        held = {
            (data / line).read_text(encoding="utf-8", errors="replace")
            for line in listed.read_text(encoding="utf-8").split()
            if (data / line).is_file()
        }
        self.assertTrue(structure.texts())
        self.assertFalse(held.intersection(structure.texts()))


class Geometry(unittest.TestCase):
    def test_rows_hold_what_is_level(self):
        rng = random.Random(2)
        for _ in range(30):
            for row in things.rows_of(things.things(scenes.any_page(rng).finish())):
                self.assertEqual([thing.x for thing in row], sorted(thing.x for thing in row))


if __name__ == "__main__":
    unittest.main()
