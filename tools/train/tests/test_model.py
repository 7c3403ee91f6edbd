import unittest
from dataclasses import replace
from unittest import mock

import torch

import attention
import fixture
from dataset import assemble
from model import PRESETS, Attention, Model


class Kernel(unittest.TestCase):
    def test_our_kernel_agrees_with_pytorch(self) -> None:
        if attention.library() is None:
            self.skipTest("no C++ compiler")
        starts = torch.tensor([0, 37, 38, 300, 500, 500])
        for size, heads, kv_heads, dtype, bound in [
            (32, 8, 4, torch.float32, 1e-4),
            (16, 4, 1, torch.float32, 1e-4),
            (64, 2, 2, torch.float32, 1e-4),
            (32, 8, 4, torch.bfloat16, 2e-2),
        ]:
            with self.subTest(size=size, heads=heads, dtype=dtype):
                torch.manual_seed(1)
                q, grad = (torch.randn(500, heads, size).to(dtype) for _ in range(2))
                k, v = (torch.randn(500, kv_heads, size).to(dtype) for _ in range(2))

                def both(q=q, k=k, v=v, grad=grad) -> list[torch.Tensor]:
                    out, logsumexp = attention._attend(q, k, v, starts)
                    return [out, logsumexp, *attention._attend_backward(grad, q, k, v, out, logsumexp, starts)]

                ours = both()
                with mock.patch.object(attention, "_native", lambda *_: False):
                    theirs = both()
                for a, b in zip(ours, theirs, strict=True):
                    self.assertLess(((a - b).float().norm() / b.float().norm()).item(), bound)


class Packing(unittest.TestCase):
    def test_an_example_does_not_see_its_neighbours(self) -> None:
        model, dataset = fixture.tiny(), fixture.dataset()
        examples = [dataset.example(index) for index in range(5)]
        together = assemble(examples, 1024, 64, None)
        with torch.no_grad():
            hidden = model(together.tokens, together.positions, together.starts)
            for example, begin in zip(examples, together.starts.tolist(), strict=False):
                alone = assemble([example], 512, 64, None)
                length = len(example[0])
                expected = model(alone.tokens, alone.positions, alone.starts)[:length]
                torch.testing.assert_close(hidden[begin : begin + length], expected, atol=1e-4, rtol=1e-4)

    def test_a_token_does_not_see_what_follows(self) -> None:
        model, dataset = fixture.tiny(), fixture.dataset()
        batch = assemble([dataset.example(0)], 512, 64, None)
        changed = batch.tokens.clone()
        changed[20:] = changed[20:].flip(0)
        with torch.no_grad():
            a = model(batch.tokens, batch.positions, batch.starts)
            b = model(changed, batch.positions, batch.starts)
        torch.testing.assert_close(a[:20], b[:20])
        self.assertFalse(torch.allclose(a[20:40], b[20:40]))


class Start(unittest.TestCase):
    def test_the_first_query_head_of_each_group_asks_for_its_key(self) -> None:
        torch.manual_seed(2)
        config = replace(PRESETS["tiny"], heads=6, kv_heads=2)
        layer = Attention(config)
        size, old = config.head_dim, layer.qkv.weight.detach().clone()
        layer.match()
        queries, keys = layer.qkv.weight[: 6 * size].reshape(2, 3, size, -1), layer.qkv.weight[6 * size : 8 * size]
        self.assertTrue(torch.equal(queries[:, 0], keys.reshape(2, size, -1)))
        self.assertTrue(torch.equal(queries[:, 1:], old[: 6 * size].reshape(2, 3, size, -1)[:, 1:]))
        self.assertTrue(torch.equal(layer.qkv.weight[6 * size :], old[6 * size :]))

    def test_a_new_model_starts_so(self) -> None:
        for block in Model(PRESETS["tiny"]).blocks:
            q, k, _ = block.attention.qkv.weight.split(block.attention.sizes)
            self.assertTrue(torch.equal(q[:16], k[:16]) and torch.equal(q[32:48], k[16:]))
