"""The special tokens: their numbers, and how they stand in text (number k is the character U+E000+k)."""

from pathlib import Path

NAMES: list[str] = (Path(__file__).parent / "specials.txt").read_text(encoding="utf-8").split()
IDS: dict[str, int] = {name: number for number, name in enumerate(NAMES)}
FIRST = 0xE000
PATTERN = f"[{chr(FIRST)}-{chr(FIRST + len(NAMES) - 1)}]"

PAD, END, SCREEN, RECAP, CALL, GUESS = (
    IDS[name] for name in ("<pad>", "<end>", "<screen>", "<recap>", "<call>", "<guess>")
)
HIT, MISS, QUOTE = (IDS[name] for name in ("<hit>", "<miss>", "<quote>"))
SUBMIT, ANSWER = IDS["<submit>"], IDS["<answer>"]
TOOLS = range(IDS["<tap>"], IDS["<no_call>"] + 1)
POINTERS = range(IDS["<e1>"], IDS["<e256>"] + 1)
FUNCTIONS = range(IDS["<f1>"], IDS["<f64>"] + 1)


def char(name: str) -> str:
    """The character that stands for a special token in text."""
    return chr(FIRST + IDS[name])


def pointer(number: int) -> str:
    """The character of <eN>, N from 1."""
    return chr(FIRST + POINTERS.start + number - 1)
