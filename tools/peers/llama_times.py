#!/usr/bin/env python3
"""What a GGUF file costs with llama.cpp, as `model-bench bench` says it of ours: NAME=VALUE lines, milliseconds and bytes.

llama_times.py MODEL ROUNDS THREADS
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable

import numpy
from llama_cpp import Llama


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3


def main() -> None:
    path, rounds, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    models: list[Llama] = []

    def load() -> None:
        models.clear()
        models.append(Llama(path, n_ctx=2048, n_batch=512, n_threads=threads, n_threads_batch=threads, verbose=False))

    times: dict[str, list[float]] = {"load": [milliseconds(load) for _ in range(3)]}
    model = models[0]
    size = model.n_vocab()
    tokens = [(k * 37 + 11) % size for k in range(800)]

    def likeliest() -> int:
        """Straight from the library's own memory: nothing is copied that ours does not copy."""
        return int(numpy.ctypeslib.as_array(model._ctx.get_logits(), shape=(size,)).argmax())

    def decode(token: int, count: int) -> None:
        for _ in range(count):
            model.eval([token])
            token = likeliest()

    def step() -> None:
        model.eval(tokens[500:])
        decode(likeliest(), 20)

    for _ in range(rounds):
        model.reset()
        times.setdefault("prefill300", []).append(milliseconds(lambda: model.eval(tokens[:300])))
        model.reset()
        times.setdefault("decode64", []).append(milliseconds(lambda: decode(tokens[0], 64)))
        model.reset()
        model.eval(tokens[:500])
        times.setdefault("step", []).append(milliseconds(step))
    for name, values in times.items():
        values.sort()
        print(f"{name}={values[0]}\n{name}_p50={values[len(values) // 2]}")
    print(f"peak={resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}")


if __name__ == "__main__":
    main()
