#!/usr/bin/env python3
"""Stands in for `decoding-bench`: the same protocol, answered through llguidance. It proves the harness.

THIMBLE_LIE makes it wrong in one way: accept (one invalid document in a hundred), refuse (valid ones likewise), forbid (the
token `e`), allow (a raw control character anywhere), end (may end too early), short (masks stop), flag (`complete` turned
round), place (no offset of a refusal), narrow (no `\\u`), die (in the fourth request); wide (every `\\u`) is no fault.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import re
import sys
import time
from pathlib import Path

from engines import LLGuidance
from vocabulary import Vocabulary

LIE = os.environ.get("THIMBLE_LIE", "")


def read(path: Path) -> Vocabulary:
    lines = [bytes.fromhex(line) for line in path.read_text().split()]
    special = [index for index, line in enumerate(lines) if line[:1] == b"\xff" and len(line) > 1]
    return Vocabulary(path.stem, lines[: special[0]], tuple(lines[index][1:].decode() for index in special))


class Fake:
    def __init__(self, vocabulary: Vocabulary):
        options = {"wide": {"json_allow_general_unicode_escapes": True}, "narrow": {"json_allowed_escapes": 'nrbtf\\"'}}
        self.vocabulary, self.engine, self.count = vocabulary, LLGuidance(vocabulary, **options.get(LIE, {})), 0
        self.letter = [index for index, token in enumerate(vocabulary.ordinary) if token == b"e"]
        self.control = [index for index, token in enumerate(vocabulary.ordinary) if token == b"\x01"]

    def start(self, request: dict):
        matcher = self.engine.matcher(request["schema"])
        if not matcher.is_error():
            return matcher, {"id": request["id"], "error": None, "keyword": None}
        error = matcher.get_error().split("\n")[0]
        keyword = re.search(r'keys: \["(.*?)"', error) or re.search(
            r"^(oneOf|patternProperty|min/maxProperties)", error
        )
        return None, {"id": request["id"], "error": error, "keyword": keyword and keyword[1]}

    def check(self, request: dict) -> dict:
        matcher, answer = self.start(request)
        accepted, at = [], []
        for text in request["texts"] if matcher else []:
            copy, data, self.count = matcher.deep_copy(), text.encode(), self.count + 1
            ids = [self.vocabulary.ids[data[index : index + 1]] for index in range(len(data))]
            took = copy.try_consume_tokens(ids)
            right = took == len(data) and copy.is_accepting()
            lies = self.count % 100 == 0 and ((LIE == "accept" and not right) or (LIE == "refuse" and right))
            accepted.append(right != lies)
            at.append(None if accepted[-1] or LIE == "place" else took)
        return {**answer, "accepted": accepted, "at": at}

    def masks(self, request: dict) -> dict:
        matcher, answer = self.start(request)
        masks, complete = [], []
        for token in [*request["tokens"], None] if matcher else []:
            mask, may_end = bytearray(self.engine.mask(matcher)), matcher.is_accepting()
            for index in self.letter if LIE == "forbid" else ():
                mask[index // 8] &= ~(1 << index % 8)
            for index in self.control if LIE == "allow" else ():
                mask[index // 8] |= 1 << index % 8
            if LIE == "end" and len(masks) == 1:
                may_end = True
                mask[self.vocabulary.end // 8] |= 1 << self.vocabulary.end % 8
            if LIE == "short" and len(masks) == 3:
                break
            masks.append(base64.b64encode(mask).decode())
            complete.append(may_end != (LIE == "flag"))
            if token is None or not matcher.try_consume_tokens([token]):
                break
        return {**answer, "masks": masks, "complete": complete}

    def time(self, request: dict) -> dict:
        begin = time.perf_counter()
        matcher, answer = self.start(request)
        compiled = time.perf_counter()
        if not matcher:
            return answer
        marks = []
        for token in [*request["tokens"], None]:
            start = time.perf_counter()
            self.engine.fill(matcher)
            marks.append((time.perf_counter() - start) * 1e6)
            if token is not None:
                matcher.consume_token(token)
        return {
            **answer,
            "compile_us": (compiled - begin) * 1e6,
            "first_mask_us": (compiled - begin) * 1e6 + marks[0],
            "mask_us": marks,
            "forced_tokens": 0,
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mode", choices=("check", "masks", "time"))
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--whitespace", default="compact")
    parser.add_argument("--rounds", type=int, default=1)
    args = parser.parse_args()
    fake = Fake(read(args.vocabulary))
    for number, line in enumerate(sys.stdin.buffer):
        if LIE == "die" and number == 3:
            sys.exit("Fatal error: planted")
        print(json.dumps(getattr(fake, args.mode)(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
