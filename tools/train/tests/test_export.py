import json
import unittest
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import gguf
import numpy as np
import torch

import export
import fixture
import from_gguf
import model_card
import specials
from dataset import assemble
from model import ModelConfig
from retriever import Retriever

THETA = ModelConfig().rope_theta


def reference(weights: dict[str, np.ndarray], tokens: np.ndarray, heads: int, kv_heads: int) -> np.ndarray:
    """Logits by the weights of a GGUF file as llama.cpp reads them, written down plainly in NumPy."""

    def norm(x: np.ndarray, w: np.ndarray) -> np.ndarray:
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-5) * w

    def rope(x: np.ndarray) -> np.ndarray:  # (time, heads, size): neighbours are pairs
        time, _, size = x.shape
        angle = np.outer(np.arange(time), THETA ** (-np.arange(0, size, 2) / size))[:, None, :]
        a, b = x[..., 0::2], x[..., 1::2]
        turned = np.empty_like(x)
        turned[..., 0::2] = a * np.cos(angle) - b * np.sin(angle)
        turned[..., 1::2] = a * np.sin(angle) + b * np.cos(angle)
        return turned

    x = weights["token_embd.weight"][tokens].astype(np.float64)
    time = len(tokens)
    mask = np.triu(np.full((time, time), -np.inf), 1)
    layer = 0
    while f"blk.{layer}.attn_q.weight" in weights:
        w = {
            name: weights[f"blk.{layer}.{name}.weight"]
            for name in (
                "attn_norm",
                "attn_q",
                "attn_k",
                "attn_v",
                "attn_output",
                "ffn_norm",
                "ffn_gate",
                "ffn_up",
                "ffn_down",
            )
        }
        h = norm(x, w["attn_norm"])
        q = rope((h @ w["attn_q"].T).reshape(time, heads, -1))
        k = rope((h @ w["attn_k"].T).reshape(time, kv_heads, -1)).repeat(heads // kv_heads, 1)
        v = (h @ w["attn_v"].T).reshape(time, kv_heads, -1).repeat(heads // kv_heads, 1)
        scores = np.einsum("ihd,jhd->hij", q, k) / np.sqrt(q.shape[-1]) + mask
        p = np.exp(scores - scores.max(-1, keepdims=True))
        x = x + np.einsum("hij,jhd->ihd", p / p.sum(-1, keepdims=True), v).reshape(time, -1) @ w["attn_output"].T
        h = norm(x, w["ffn_norm"])
        gate = h @ w["ffn_gate"].T
        x = x + (gate / (1 + np.exp(-gate)) * (h @ w["ffn_up"].T)) @ w["ffn_down"].T
        layer += 1
    return norm(x, weights["output_norm.weight"]) @ weights["token_embd.weight"].T


class Export(unittest.TestCase):
    progress: ClassVar = {
        "step": 7,
        "seconds": 60.0,
        "tokens": 1000,
        "examples": 10,
        "summary": {"data": {"toy": {"digest": "abc", "examples": 10, "tokens": 99, "weight": 1.0}}},
    }

    calibration: ClassVar = {"slope": 0.5, "intercept": -0.25}

    def write(self, kind: str, table: Path | None = None) -> Path:
        path = fixture.ROOT / f"{kind}.gguf"
        model, tokenizer = fixture.tiny(), fixture.toy_tokenizer()
        export.export(model, self.progress, tokenizer, path, kind, self.calibration, "Apache-2.0", table)
        return path

    def table(self) -> Path:
        """A retriever that learnt nothing."""
        table = fixture.ROOT / "retriever.npz"
        torch.manual_seed(1)
        retriever = Retriever(len(fixture.toy_tokenizer().vocabulary))
        torch.nn.init.normal_(retriever.bias.weight)
        retriever.save(table)
        return table

    def read(self, kind: str) -> gguf.GGUFReader:
        return gguf.GGUFReader(self.write(kind))

    def test_read_back_it_holds_the_weights(self) -> None:
        wanted = dict(export.tensors(fixture.tiny()))
        for kind, bound in [("f32", 0.0), ("f16", 1e-3), ("q8_0", 1e-2)]:
            with self.subTest(kind=kind):
                found = {t.name: gguf.quants.dequantize(t.data, t.tensor_type) for t in self.read(kind).tensors}
                self.assertEqual(set(found), set(wanted))
                for name, weight in wanted.items():
                    self.assertEqual(found[name].shape, weight.shape)
                    self.assertLessEqual(np.abs(found[name] - weight).max(), bound * np.abs(weight).max())

    def test_as_llama_cpp_reads_it_it_computes_the_same(self) -> None:
        model, example = fixture.tiny(), fixture.dataset().example(3)
        weights = {t.name: gguf.quants.dequantize(t.data, t.tensor_type) for t in self.read("f32").tensors}
        batch = assemble([example], 512, 64, None)
        with torch.no_grad():
            hidden = model(batch.tokens, batch.positions, batch.starts)[: len(example[0])]
            ours = model.logits(hidden).numpy()
        theirs = reference(weights, example[0], model.config.heads, model.config.kv_heads)
        self.assertLess(np.abs(ours - theirs).max(), 1e-3)

    def test_its_metadata_say_what_it_is(self) -> None:
        fields = {name: field.contents() for name, field in self.read("q8_0").fields.items()}
        model, tokenizer = fixture.tiny(), fixture.toy_tokenizer()
        expected = {
            "general.architecture": "llama",
            "llama.embedding_length": model.config.width,
            "llama.attention.head_count_kv": model.config.kv_heads,
            "llama.rope.dimension_count": model.config.head_dim,
            "tokenizer.ggml.pre": "gpt-2",
            "tokenizer.ggml.eos_token_id": specials.END,
            "tokenizer.ggml.add_bos_token": False,
            "tokenizer.ggml.merges": tokenizer.merges,
            "thimble.confidence.slope": 0.5,
            "thimble.confidence.intercept": -0.25,
        }
        self.assertEqual({k: fields[k] for k in expected}, expected)
        tokens, types = fields["tokenizer.ggml.tokens"], fields["tokenizer.ggml.token_type"]
        self.assertEqual(tokens[: len(specials.NAMES)], specials.NAMES)
        self.assertEqual({t for t in types[: len(specials.NAMES)]}, {int(gguf.TokenType.CONTROL)})
        self.assertEqual({t for t in types[len(specials.NAMES) :]}, {int(gguf.TokenType.NORMAL)})
        self.assertEqual(json.loads(fields["thimble.training"])["step"], 7)

    def test_the_retriever_is_read_back_as_it_was(self) -> None:
        table = self.table()
        fields = gguf.GGUFReader(self.write("q8_0", table)).fields
        with np.load(table) as saved:
            for name in ("rows", "scales", "bias"):
                found = np.array(fields[f"thimble.retriever.{name}"].contents())
                np.testing.assert_array_equal(found, saved[name].ravel())
            self.assertAlmostEqual(fields["thimble.retriever.scale"].contents(), float(saved["scale"]), places=4)

    def test_an_exported_model_becomes_a_model_again(self) -> None:
        table = self.table()
        reader = gguf.GGUFReader(self.write("f32", table))
        found = from_gguf.model(reader)
        wanted = fixture.tiny().config
        self.assertAlmostEqual(found.config.norm_eps, wanted.norm_eps)
        self.assertEqual(replace(found.config, norm_eps=wanted.norm_eps), wanted)
        self.assertEqual({k: v for k, v in from_gguf.progress(reader).items() if k in self.progress}, self.progress)
        for name, weight in fixture.tiny().state_dict().items():
            torch.testing.assert_close(found.state_dict()[name], weight, rtol=0, atol=0)
        with np.load(table) as saved:
            for name, value in from_gguf.retriever(reader).items():
                np.testing.assert_allclose(value, saved[name], rtol=1e-6)

    def test_a_retriever_of_another_vocabulary_is_refused(self) -> None:
        table, out = fixture.ROOT / "other.npz", fixture.ROOT / "other.gguf"
        Retriever(9).save(table)
        with self.assertRaisesRegex(ValueError, "of 9 tokens"):
            export.export(fixture.tiny(), self.progress, fixture.toy_tokenizer(), out, "f32", {}, "MIT", table)
        self.assertFalse(out.exists())

    def test_its_card_names_what_it_is_and_reaches(self) -> None:
        scores = {
            **{"count": 9, "tool": 0.75, "tool_and_element": 0.5, "whole": 0.25, "calibration_error": 0.125},
            **{"surest_70_accuracy": 0.625, "surest_70_threshold": 0.4},
            "bins": [{"count": 9, "confidence": 0.5, "accuracy": 0.25}],
        }
        report = {"groups": [{"by": "all", "name": "all", "models": {"toy": scores}}]}
        card = model_card.card(self.write("q8_0", self.table()), report, "For tests.")
        for said in (
            "| all | all | 9 | 75.0 % | 50.0 % | 25.0 % |",
            "62.5 %",
            "times 0.500",
            "retriever",
            "For tests.",
        ):
            self.assertIn(said, card)
