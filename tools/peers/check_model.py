#!/usr/bin/env python3
"""Compares the embedded model's runtime with PyTorch, llama.cpp and Hugging Face's tokenizers: see tools/check-model."""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys

import gguf
import numpy
import texts_fuzz
from llama_reference import Reference
from tokenizers import Tokenizer, models, pre_tokenizers

SPECIAL = 0xE000
failures: list[str] = []


def judge(claim: str, holds: bool) -> None:
    """Prints a line, and remembers what does not hold."""
    print(f"{'ok  ' if holds else 'FAIL'} {claim}")
    if not holds:
        failures.append(claim)


class Ours:
    """The program that runs the embedded model."""

    def __init__(self, command: str, model: str) -> None:
        self.command = command.split()
        self.model = model

    def run(self, verb: str, given: bytes, *more: str) -> bytes:
        return subprocess.run(
            [*self.command, verb, self.model, *more], input=given, stdout=subprocess.PIPE, check=True
        ).stdout

    def paths(self) -> list[str]:
        return subprocess.run([*self.command, "paths"], stdout=subprocess.PIPE, check=True).stdout.decode().split()

    def logits(self, prompts: list[list[int]], path: str) -> list[numpy.ndarray]:
        lines = "".join(" ".join(map(str, prompt)) + "\n" for prompt in prompts)
        return split(self.run("logits", lines.encode(), path), prompts)

    def encode(self, texts: list[str]) -> list[list[int]]:
        output = self.run("encode", b"".join(text.encode() + b"\0" for text in texts)).decode()
        return [[int(token) for token in line.split()] for line in output.split("\n")[:-1]]

    def decode(self, tokens: list[list[int]]) -> list[bytes]:
        lines = "".join(" ".join(map(str, each)) + "\n" for each in tokens)
        return self.run("decode", lines.encode()).split(b"\0")[:-1]


def split(raw: bytes, prompts: list[list[int]]) -> list[numpy.ndarray]:
    """Logits of all prompts, (tokens, vocabulary) each."""
    if not prompts:
        return []
    values = numpy.frombuffer(raw, dtype=numpy.float32).reshape(sum(map(len, prompts)), -1)
    return numpy.split(values, numpy.cumsum([len(prompt) for prompt in prompts])[:-1])


class HuggingFace:
    """The same tokenizer by `tokenizers`, made of the file's own tokens and merges."""

    def __init__(self, path: str) -> None:
        fields = gguf.GGUFReader(path).fields
        tokens = fields["tokenizer.ggml.tokens"].contents()
        merges = [tuple(merge.split(" ")) for merge in fields["tokenizer.ggml.merges"].contents()]
        self.size = len(tokens)
        self.numbers = {token: k for k, token in enumerate(tokens)}
        self.library = Tokenizer(models.BPE(vocab=self.numbers, merges=merges))
        self.library.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)

    def encode(self, text: str) -> list[int]:
        return self.library.encode(text, add_special_tokens=False).ids


def llama(
    python: str, model: str, prompts: list[list[int]], texts: list[str]
) -> tuple[list[numpy.ndarray], list[list[int]]]:
    """The logits and tokens of llama.cpp."""
    request = json.dumps({"prompts": prompts, "texts": texts}).encode()
    command = [python, "-B", sys.path[0] + "/llama_logits.py", model]
    head, raw = subprocess.run(command, input=request, stdout=subprocess.PIPE, check=True).stdout.split(b"\n", 1)
    return split(raw, prompts), json.loads(head)["tokens"]


def example_prompts(path: str, tokenizer: HuggingFace, count: int) -> list[list[int]]:
    """Prompts with their answers; special token k is the character U+E000 + k."""
    with open(path, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    prompts = []
    for row in random.Random(1).sample(rows, min(count, len(rows))):
        tokens: list[int] = []
        text = ""
        for character in row["prompt"] + row["answer"] + row.get("quotation", ""):
            if SPECIAL <= ord(character) < SPECIAL + 1024:
                tokens += tokenizer.encode(text) + [ord(character) - SPECIAL]
                text = ""
            else:
                text += character
        prompts.append((tokens + tokenizer.encode(text))[:1000])
    return prompts


def check_tokens(ours: Ours, tokenizer: HuggingFace, args: argparse.Namespace) -> None:
    texts = texts_fuzz.texts(seed=args.seed, count=20_000)
    tokens = ours.encode(texts)
    differing = sum(mine != tokenizer.encode(text) for mine, text in zip(tokens, texts, strict=True))
    judge(f"tokens are those of Hugging Face's tokenizers: {differing} of {len(texts)} texts differ", differing == 0)
    unequal = sum(mine != text.encode() for mine, text in zip(ours.decode(tokens), texts, strict=True))
    judge(f"tokens give back their text: {unequal} of {len(texts)} differ", unequal == 0)
    _, theirs = llama(args.llama, args.q8, [], texts)
    differing = sum(mine != other for mine, other in zip(tokens, theirs, strict=True))
    judge(f"tokens are those of llama.cpp: {differing} of {len(texts)} texts differ", differing <= len(texts) // 100)


def asked_positions(prompt: list[int], tokenizer: HuggingFace) -> numpy.ndarray:
    """Where the planner asks: behind the usable elements' words, at <call>, in the answer, behind each word of a quotation.

    All where there is no <call>.
    """
    kinds = {tokenizer.numbers.get(f"<e{k}>", -1) for k in range(1, 257)}
    names = ("<recap>", "<call>", "<quote>", "<end>", "<submit>")
    recap, call, quote, *ends = (tokenizer.numbers.get(name, -1) for name in names)
    if recap not in prompt or call not in prompt:
        return numpy.ones(len(prompt), dtype=bool)
    first, last = prompt.index(recap), prompt.index(call)
    usable = kinds.intersection(prompt[first:last])
    close = next((k for k, token in enumerate(prompt) if k > last and token in ends), len(prompt))
    return numpy.array(
        [(k < first and token in usable) or last <= k < close or token == quote for k, token in enumerate(prompt)]
    )


def check_logits(prompts: list[list[int]], tokenizer: HuggingFace, args: argparse.Namespace) -> None:
    exact, rounded = Ours(args.bin, args.f32), Ours(args.bin, args.q8)
    reference = Reference(args.f32)
    expected = numpy.concatenate([reference.logits(prompt).astype(numpy.float32) for prompt in prompts])
    best = expected.argmax(1)
    counted = numpy.concatenate([asked_positions(prompt, tokenizer) for prompt in prompts])
    print(f"likeliest tokens are compared at {counted.sum()} positions")

    def sameness(logits: numpy.ndarray, other: numpy.ndarray = best) -> float:
        return (logits.argmax(1) == other)[counted].mean()

    for path in exact.paths():
        difference = abs(numpy.concatenate(exact.logits(prompts, path)) - expected).max()
        judge(f"{path}: F32 logits differ from PyTorch's by {difference:.1e} at most", difference <= 1e-3)
        same = sameness(numpy.concatenate(rounded.logits(prompts, path)))
        # Among random weights the two best are often next to equal, which says nothing of a trained model.
        judge(
            f"{path}: the likeliest token of Q8_0 is F32's at {same:.2%}",
            same >= (0.995 if args.kind == "trained" else 0.8),
        )
    for name, file, most in [("F32", args.f32, 0.01), ("Q8_0", args.q8, 0.1)]:
        theirs = numpy.concatenate(llama(args.llama, file, prompts, [])[0])
        mine = numpy.concatenate(Ours(args.bin, file).logits(prompts, exact.paths()[0]))
        distance = numpy.linalg.norm(mine - theirs) / numpy.linalg.norm(theirs)
        same = sameness(mine, theirs.argmax(1))
        print(f"     llama.cpp's likeliest token of {name} is that of F32 at {sameness(theirs):.2%}")
        judge(
            f"{name}: llama.cpp agrees: relative distance {distance:.2%}, the same likeliest token at {same:.2%}",
            distance <= most,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("f32")
    parser.add_argument("q8")
    parser.add_argument("examples", nargs="?")
    parser.add_argument("--kind", choices=["random", "trained"], required=True)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--llama", required=True, metavar="PYTHON")
    parser.add_argument("--seed", type=int, default=5)
    args = parser.parse_args()
    tokenizer = HuggingFace(args.q8)
    if args.examples:
        prompts = example_prompts(args.examples, tokenizer, 20)
    else:
        source = random.Random(args.seed)
        prompts = [[source.randrange(tokenizer.size) for _ in range(length)] for length in (1, 5, 33, 200, 300)]
    print(f"{len(prompts)} prompts, {sum(map(len, prompts))} positions")
    check_tokens(Ours(args.bin, args.q8), tokenizer, args)
    check_logits(prompts, tokenizer, args)
    if failures:
        sys.exit(f"check-model: {len(failures)} do not hold")


if __name__ == "__main__":
    main()
