"""Causal attention over examples that stand end to end, as one operator that `torch.compile` leaves whole.

On a GPU PyTorch's own; on a CPU attention.cpp, compiled at first use, since PyTorch's takes more time than all the rest
of a step; PyTorch's by example where there is no compiler or no code for the head's size.
"""

import ctypes
import hashlib
import itertools
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.attention.varlen import varlen_attn

from files import replacing

SOURCE = Path(__file__).with_name("attention.cpp")
BUILD = Path(__file__).resolve().parents[2] / ".build-train" / "native"
HEAD_SIZES = (16, 32, 64)
FLAGS = ["-std=c++17", "-O3", "-march=native", "-ffp-contract=fast", "-fPIC", "-fopenmp"]

_forward = torch.ops.aten._scaled_dot_product_flash_attention_for_cpu
_backward = torch.ops.aten._scaled_dot_product_flash_attention_for_cpu_backward


@cache
def library() -> ctypes.CDLL | None:
    """attention.cpp for this machine; None where there is no compiler.

    It is linked without a library of OpenMP, so that it uses the one that PyTorch has loaded, and the same threads.
    """
    compiler = shutil.which(os.environ.get("CXX", "g++"))
    if compiler is None:
        return None
    digest = hashlib.sha256(SOURCE.read_bytes() + " ".join([compiler, *FLAGS]).encode()).hexdigest()[:12]
    path = BUILD / f"attention-{digest}.so"
    if not path.exists():
        with replacing(path) as part:
            unlinked = part.with_suffix(".o")
            subprocess.run([compiler, *FLAGS, "-c", str(SOURCE), "-o", str(unlinked)], check=True)
            subprocess.run([compiler, "-shared", str(unlinked), "-o", str(part)], check=True)
            unlinked.unlink()
    return ctypes.CDLL(str(path))


def _native(q: Tensor, k: Tensor, v: Tensor, out: Tensor, logsumexp: Tensor, starts: Tensor, *grads: Tensor) -> bool:
    """Calls attention.cpp: forward, or backward where grads are the output's gradient, dq, dk and dv."""
    if q.shape[2] not in HEAD_SIZES or q.dtype not in (torch.float32, torch.bfloat16) or library() is None:
        return False
    pointers = [ctypes.c_void_p(t.data_ptr()) for t in (q, k, v, out, logsumexp, *grads)]
    pointers += [None] * (9 - len(pointers))
    sizes = [ctypes.c_int64(n) for n in (len(starts) - 1, q.shape[1], k.shape[1], q.shape[2])]
    half, threads = ctypes.c_int(q.dtype == torch.bfloat16), ctypes.c_int(torch.get_num_threads())
    return library().thimble_attention(*pointers, ctypes.c_void_p(starts.data_ptr()), *sizes, half, threads) == 0


def _bounds(starts: Tensor) -> list[tuple[int, int]]:
    edges = starts.tolist()
    return [(a, b) for a, b in itertools.pairwise(edges) if b > a]


def _heads(x: Tensor, begin: int, end: int, groups: int = 1) -> Tensor:
    """(1, heads, time, head_dim) of one example."""
    return x[begin:end].transpose(0, 1).repeat_interleave(groups, 0).unsqueeze(0)


@torch.library.custom_op("thimble::attend", mutates_args=())
def _attend(q: Tensor, k: Tensor, v: Tensor, starts: Tensor) -> tuple[Tensor, Tensor]:
    out, logsumexp = torch.empty_like(q), torch.empty(q.shape[:2], dtype=torch.float32)
    if _native(q, k, v, out, logsumexp, starts):
        return out, logsumexp
    groups = q.shape[1] // k.shape[1]
    for a, b in _bounds(starts):
        part, lse = _forward(_heads(q, a, b), _heads(k, a, b, groups), _heads(v, a, b, groups), 0.0, True)
        out[a:b], logsumexp[a:b] = part[0].transpose(0, 1), lse[0].transpose(0, 1)
    return out, logsumexp


@_attend.register_fake
def _(q: Tensor, k: Tensor, v: Tensor, starts: Tensor) -> tuple[Tensor, Tensor]:
    return torch.empty_like(q), q.new_empty(q.shape[:2], dtype=torch.float32)


@torch.library.custom_op("thimble::attend_backward", mutates_args=())
def _attend_backward(
    grad: Tensor, q: Tensor, k: Tensor, v: Tensor, out: Tensor, logsumexp: Tensor, starts: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    dq, dk, dv = torch.empty_like(q), torch.empty_like(k), torch.empty_like(v)
    if _native(q, k, v, out, logsumexp, starts, grad, dq, dk, dv):
        return dq, dk, dv
    groups = q.shape[1] // k.shape[1]
    for a, b in _bounds(starts):
        heads = [
            _heads(grad, a, b),
            _heads(q, a, b),
            _heads(k, a, b, groups),
            _heads(v, a, b, groups),
            _heads(out, a, b),
        ]
        parts = _backward(*heads, logsumexp[a:b].transpose(0, 1).unsqueeze(0), 0.0, True)
        dq[a:b] = parts[0][0].transpose(0, 1)
        for into, part in ((dk, parts[1]), (dv, parts[2])):
            into[a:b] = part[0].unflatten(0, (-1, groups)).sum(1).transpose(0, 1)
    return dq, dk, dv


@_attend_backward.register_fake
def _(grad: Tensor, q: Tensor, k: Tensor, v: Tensor, out: Tensor, logsumexp: Tensor, starts: Tensor) -> tuple:
    return torch.empty_like(q), torch.empty_like(k), torch.empty_like(v)


def _save(ctx, inputs: tuple, output: tuple) -> None:
    ctx.save_for_backward(*inputs[:3], *output, inputs[3])


def _grads(ctx, grad: Tensor, _: Tensor) -> tuple:
    q, k, v, out, logsumexp, starts = ctx.saved_tensors
    return *_attend_backward(grad.contiguous(), q, k, v, out, logsumexp, starts), None


_attend.register_autograd(_grads, setup_context=_save)


def attend(q: Tensor, k: Tensor, v: Tensor, starts: Tensor, longest: int) -> Tensor:
    """Each row attends to the rows before it in its example.

    Shapes: q (rows, heads, head_dim), k and v (rows, kv_heads, head_dim), starts (segments + 1,); the result is like q.
    No example is longer than `longest`.
    """
    if q.is_cuda:
        edges = starts.to(torch.int32)
        half = (x.to(torch.bfloat16) for x in (q, k, v))
        return varlen_attn(*half, edges, edges, longest, longest, window_size=(-1, 0), enable_gqa=True)
    return _attend(q.contiguous(), k.contiguous(), v.contiguous(), starts)[0]
