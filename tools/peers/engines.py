"""The decoders compared: ours as a separate program, llguidance and xgrammar in this process."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import types
from pathlib import Path

import llguidance
import numpy
from llguidance.numpy import allocate_token_bitmask, fill_next_token_bitmask

from vocabulary import Vocabulary

COMPACT = {"whitespace_flexible": False, "item_separator": ",", "key_separator": ":"}


class Died(Exception):
    """The program under test ended early or said what the protocol does not allow."""


class Ours:
    """`decoding-bench`: JSON lines in and out, one process a batch."""

    def __init__(self, command: list[str], vocabulary: Path):
        self.command, self.vocabulary = command, vocabulary

    def ask(self, mode: str, requests: list[dict], *more: str) -> list[dict]:
        """The answers in the order of the requests; throws `Died` with the request at which it ended."""
        if not requests:
            return []
        text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in requests)
        done = subprocess.run(
            [*self.command, mode, "--vocabulary", str(self.vocabulary), *more], input=text.encode(), capture_output=True
        )
        lines = done.stdout.splitlines()
        if done.returncode or len(lines) != len(requests):
            last = requests[min(len(lines), len(requests) - 1)]
            said = done.stderr.decode("utf-8", "replace").strip()[-400:]
            raise Died(f"{mode}: status {done.returncode} at request {last['id']}: {said}\n  {json.dumps(last)[:600]}")
        answers = [json.loads(line) for line in lines]
        for request, answer in zip(requests, answers):
            if answer.get("id") != request["id"]:
                raise Died(f"{mode}: answer {answer.get('id')} to request {request['id']}")
        return answers

    def masks(self, requests: list[dict]) -> list[dict]:
        """As `ask`, with each mask as bytes."""
        answers = self.ask("masks", requests)
        for answer in answers:
            answer["masks"] = [base64.b64decode(mask) for mask in answer.get("masks") or []]
        return answers


class LLGuidance:
    """PyPI's llguidance over the same tokens; its masks as bytes, the end token's bit among them."""

    def __init__(self, vocabulary: Vocabulary, **options):
        """`options` are those of its JSON compiler, over `COMPACT`."""
        self.vocabulary, self.options = vocabulary, {**COMPACT, **options}
        wrapper = types.SimpleNamespace(
            eos_token_id=vocabulary.end,
            bos_token_id=None,
            tokens=vocabulary.tokens,
            special_token_ids=list(range(vocabulary.end, len(vocabulary.tokens))),
        )
        source = _Callable(wrapper, vocabulary)
        # Of its two sets of slices the one made for JSON Schema.
        self.tokenizer = llguidance.LLTokenizer(
            llguidance.TokenizerWrapper(source), slices=llguidance.LLTokenizer.json_slices()
        )
        self.buffer = allocate_token_bitmask(1, len(vocabulary.tokens))

    def grammar(self, schema: dict) -> str:
        return llguidance.LLMatcher.grammar_from_json_schema(json.dumps(schema), overrides=self.options)

    def matcher(self, schema: dict) -> llguidance.LLMatcher:
        return llguidance.LLMatcher(self.tokenizer, self.grammar(schema), log_level=0)

    def fill(self, matcher: llguidance.LLMatcher) -> None:
        fill_next_token_bitmask(matcher, self.buffer, 0)

    def mask(self, matcher: llguidance.LLMatcher) -> bytes:
        """All that may come next. Where bytes are forced its own mask holds only the token its tokenizer begins them with."""
        forced, mask = matcher.compute_ff_bytes(), bytearray(matcher.compute_bitmask())
        if forced:
            ids = self.vocabulary.ids
            within = (ids.get(forced[:length]) for length in range(1, min(len(forced), 128) + 1))
            beyond = (token for token in self.vocabulary.beginning(forced) if matcher.validate_tokens([token]) == 1)
            for token in (*(each for each in within if each is not None), *beyond):
                mask[token >> 3] |= 1 << (token & 7)
        return bytes(mask)


class _Callable:
    def __init__(self, fields, vocabulary: Vocabulary):
        self.__dict__.update(vars(fields))
        self.encode = vocabulary.encode

    def __call__(self, text: bytes) -> list[int]:
        return self.encode(text)


class XGrammar:
    """PyPI's xgrammar without torch and transformers, which its compiler and matcher import but do not use."""

    def __init__(self, vocabulary: Vocabulary):
        import tvm_ffi  # noqa: F401  looks for the real torch, so before the stand-in

        for name in ("torch", "transformers"):
            sys.modules.setdefault(name, _Stub(name))
        import xgrammar

        self.library = xgrammar
        info = xgrammar.TokenizerInfo(vocabulary.tokens, stop_token_ids=[vocabulary.end])
        self.compiler = xgrammar.GrammarCompiler(info, max_threads=1, cache_enabled=False)
        self.buffer = numpy.zeros((1, (len(vocabulary.tokens) + 31) // 32), dtype=numpy.int32)

    def compile(self, text: str):
        return self.compiler.compile_json_schema(text, any_whitespace=False, separators=(",", ":"), strict_mode=False)

    def matcher(self, compiled):
        return self.library.GrammarMatcher(compiled)

    def fill(self, matcher) -> None:
        matcher.fill_next_token_bitmask(self.buffer)


class _Stub(types.ModuleType):
    int32 = None

    @staticmethod
    def tensor(*_, **__) -> None:
        return None

    def __getattr__(self, name: str):
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})
