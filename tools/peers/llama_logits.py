#!/usr/bin/env python3
"""What llama.cpp makes of a GGUF file: the logits of every position, and the tokens of texts.

    llama_logits.py MODEL < REQUEST > ANSWER

The request is JSON: {"prompts": [[token, ...], ...], "texts": [...]}. The answer is a line of JSON, {"tokens": [...]}, then
raw F32 logits, prompt by prompt, (tokens, vocabulary).
"""

import json
import sys

import numpy
from llama_cpp import Llama

request = json.load(sys.stdin)
most = max(map(len, request["prompts"]), default=1)
model = Llama(
    sys.argv[1], n_ctx=most + 1, n_batch=most + 1, logits_all=True, n_threads=1, n_threads_batch=1, verbose=False
)
texts = [model.tokenize(text.encode(), add_bos=False, special=False) for text in request["texts"]]
sys.stdout.buffer.write(json.dumps({"tokens": texts}).encode() + b"\n")
for prompt in request["prompts"]:
    model.reset()
    model.eval(prompt)
    sys.stdout.buffer.write(numpy.asarray(model.scores[: len(prompt)], dtype=numpy.float32).tobytes())
