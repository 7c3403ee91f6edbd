import pathlib
import random
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))

import written
from kinds import scenes
from world import World

SCENE = """@ Post | Inbox
icon Write #compose
icon - #menu
row Anna | Lunch? | 9:41
row Anna Schmidt | Hello
field Search = milk !
switch Sound *
more
? write | @de neue Mail => Write
? [opened Post; tapped Search; typed "a b" into Search; went back] find Bob => type Search: Bob
? look for tea => submit Search: tea
? when did Anna write => answer 9:41
? open the post => open post
? further => scroll down
"""


def scene_of(text, faults=None):
    path = pathlib.Path(__file__).parent / "scene.tmp"
    path.write_text(text, encoding="utf-8")
    try:
        return written.read(path, faults)
    finally:
        path.unlink()


class Reading(unittest.TestCase):
    def test_a_scene_holds_items_and_wishes(self):
        (scene,) = scene_of(SCENE)
        self.assertEqual((scene.app, scene.title, scene.more, len(scene.things)), ("Post", "Inbox", True, 6))
        field, switch = scene.things[4], scene.things[5]
        self.assertEqual((field.label, field.value, field.focused, switch.on), ("Search", "milk", True, True))
        self.assertEqual(scene.things[2].texts, ["Anna", "Lunch?", "9:41"])
        self.assertEqual(scene.wishes[0].said, [("en", "write"), ("de", "neue Mail")])
        calls = [(wish.call, wish.arguments, wish.thing) for wish in scene.wishes]
        self.assertEqual(
            calls,
            [
                ("tap", {}, 0),
                ("type", {"text": "Bob"}, 4),
                ("type", {"text": "tea", "submit": True}, 4),
                ("answer", {"text": "9:41"}, None),
                ("open_app", {"app": "post"}, None),
                ("scroll", {"direction": "down"}, None),
            ],
        )

    def test_steps_are_told_as_a_run_tells_them(self):
        (scene,) = scene_of(SCENE)
        self.assertEqual(
            scene.wishes[1].history,
            [
                'opened "Post"; the screen changed',
                'tapped {role} "Search"; the screen changed',
                'typed "a b" into field "search"; read back',
                "went back; the screen changed",
            ],
        )

    def test_faults_name_their_line(self):
        for line, fault in [
            ("? x => Nothing", "names 0 items"),
            ("? x => Ann", "names 2 items"),
            ("? x", "needs ' => '"),
            ("blob X", "is no role"),
            ("? find Bob | find it => type Search: Bob", "is not in 'find it'"),
            ("? when => answer 10:00", "stands nowhere"),
            ("icon", "needs a label or an id"),
        ]:
            with self.subTest(line=line):
                faults = []
                scene_of(SCENE + line, faults)
                self.assertEqual(len(faults), 1)
                self.assertIn(":15: ", faults[0])
                self.assertIn(fault, faults[0])


class Lexicon(unittest.TestCase):
    def test_all_scenes_are_well_formed(self):
        faults = []
        for path in sorted(written.FOLDER.glob("*.txt")):
            written.read(path, faults)
        self.assertEqual(faults, [])

    def test_lessons_point_at_what_is_shown(self):
        rng, world = random.Random(3), World()
        seen = 0
        for screen, lessons in scenes.make(rng, world, 300):
            for lesson in lessons:
                if lesson.node is not None:
                    self.assertTrue(screen.nodes[lesson.node].click or screen.nodes[lesson.node].checkable)
                    seen += 1
        if scenes.SCENES:
            self.assertGreater(seen, 100)
