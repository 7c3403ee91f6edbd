"""What is done to records of all kinds: one verb and one noun make a function, its neighbours share one of both.

`functions_records.txt` holds the nouns, as `@ domain: noun noun`, and the verbs as families in which N is the noun.
"""

import functools
import pathlib
import random
import re

from functions_family import Family, parse

_TEXT = pathlib.Path(__file__).with_name("functions_records.txt").read_text(encoding="utf-8")
NOUNS = {domain: nouns.split() for domain, nouns in re.findall(r"^@ (\w+): (.*)$", _TEXT, re.MULTILINE)}
VERBS = [block for block in _TEXT.split("\n\n") if block.startswith("=")]


@functools.lru_cache(4000)
def build(verb: int, noun: str, domain: str) -> Family:
    lines = []
    for line in VERBS[verb].splitlines():
        # Names take the noun as it is, prose takes its words.
        names, colon, prose = line.partition(" : ") if line.startswith(".") else ("", "", line)
        if line.startswith("="):
            names, prose = line, ""
        lines.append(
            re.sub(r"N(?=_|s?\b)", noun, names) + colon + re.sub(r"\bN(?=s?\b)", noun.replace("_", " "), prose)
        )
    return parse(f"## {domain}/records\n" + "\n".join(lines))[0]


def record_family(rng: random.Random) -> tuple[Family, list[Family]]:
    """A function, and its near misses: other verbs on the same noun, the same verb on other nouns."""
    domain = rng.choice(list(NOUNS))
    nouns, verbs = NOUNS[domain], range(len(VERBS))
    noun, verb = rng.choice(nouns), rng.choice(verbs)
    near = [
        build(other, noun, domain) for other in rng.sample([each for each in verbs if each != verb], rng.randint(1, 4))
    ]
    near += [
        build(verb, other, domain) for other in rng.sample([each for each in nouns if each != noun], rng.randint(0, 3))
    ]
    return build(verb, noun, domain), near
