import itertools
import pathlib
import random
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from functions import Writer
from functions_family import families, parse
from functions_wording import stands

TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool}


def faults(arguments: dict, schema: dict) -> list[str]:
    """What of the arguments the schema does not allow."""
    found = [f"{name} is missing" for name in schema["required"] if name not in arguments]
    for name, value in arguments.items():
        kind = schema["properties"].get(name)
        if kind is None:
            found.append(f"{name} is unknown")
        elif not isinstance(value, TYPES[kind["type"]]) or isinstance(value, bool) != (kind["type"] == "boolean"):
            found.append(f"{name} is no {kind['type']}")
        elif "enum" in kind and value not in kind["enum"]:
            found.append(f"{name} is none of its options")
    return found


class Functions(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.lessons = list(Writer(7).lessons(600))

    def test_the_same_seed_gives_the_same_lessons(self) -> None:
        self.assertEqual(list(Writer(7).lessons(100)), self.lessons[:100])
        self.assertNotEqual(list(Writer(8).lessons(100)), self.lessons[:100])

    def test_calls_are_valid(self) -> None:
        for lesson in self.lessons:
            names = [tool["name"] for tool in lesson["tools"]]
            self.assertEqual(len(names), len(set(names)), "no name twice")
            self.assertIn(len(names), range(1, 17))
            for tool in lesson["tools"]:
                self.assertRegex(tool["name"], "^[A-Za-z][A-Za-z0-9_-]{0,63}$")
                self.assertLessEqual(set(tool["parameters"]["required"]), set(tool["parameters"]["properties"]))
            if call := lesson["call"]:
                schema = lesson["tools"][names.index(call["name"])]["parameters"]
                self.assertEqual(faults(call["arguments"], schema), [], lesson)

    def test_values_stand_in_the_request(self) -> None:
        for lesson in self.lessons:
            call = lesson["call"] or {"name": "", "arguments": {}}
            tool = next((tool for tool in lesson["tools"] if tool["name"] == call["name"]), None)
            for name, value in call["arguments"].items():
                if isinstance(value, bool) or "enum" in tool["parameters"]["properties"][name]:
                    continue
                self.assertIn(str(value), lesson["instruction"])
                self.assertTrue(stands(str(value), lesson["instruction"]), lesson["instruction"])

    def test_shares(self) -> None:
        unmet = sum(lesson["call"] is None for lesson in self.lessons) / len(self.lessons)
        self.assertTrue(0.08 < unmet < 0.18, unmet)
        untold = [tool for lesson in self.lessons for tool in lesson["tools"] if "description" not in tool]
        self.assertGreater(len(untold), len(self.lessons) / 10)
        self.assertGreater(len({lesson["instruction"] for lesson in self.lessons}), 0.9 * len(self.lessons))

    def test_families_are_many_and_varied(self) -> None:
        asked = [family for family in families() if family.is_asked]
        self.assertGreaterEqual(len(asked), 120)
        for family in asked:
            self.assertGreaterEqual(len(family.names), 3, family.names)
            self.assertGreaterEqual(len(family.wordings["en"]), 4, family.names)
        groups = itertools.groupby(sorted(family.names[0] for family in families()))
        self.assertEqual([name for name, each in groups if len(list(each)) > 1], [], "each family once")


class Wordings(unittest.TestCase):
    FAMILY = "## a/b\n= f\n: d\n. x! : int:1-9 | d\n. y : bool(true=on;false=off) | d\n"

    def test_a_wording_says_what_is_required(self) -> None:
        for wording in ("set it", "set <{x}>", "set {x} {z}", "set {x} {y=maybe}", "set ({x}", "set {x} {x}"):
            with self.assertRaises(ValueError, msg=wording):
                parse(self.FAMILY + "- " + wording)

    def test_what_is_said_without_a_value(self) -> None:
        family = parse(self.FAMILY + "- (enable{y=true}|disable{y=false}) number {x}")[0]
        rng = random.Random(1)
        for _ in range(20):
            request = family.request(rng, "en")
            text = "".join(piece for piece, _ in request.pieces)
            self.assertEqual(request.values["y"], "true" if text.startswith("enable") else "false")
            self.assertTrue(text.endswith(request.values["x"]))

    def test_parts_of_words_cannot_be_copied(self) -> None:
        for value, text, expected in [
            ("5", "at 5 pm", True),
            ("5", "at 55 pm", False),
            ("5", "at 5pm", False),
            ("王芳", "给王芳打电话", True),
            ("20", "给20元", False),
            ("Zoë", "call zoë!", True),
            ("20", "$20", True),
            ("7", "", False),
        ]:
            self.assertEqual(stands(value, text), expected, (value, text))


if __name__ == "__main__":
    unittest.main()
