"""A Llama decoder in PyTorch, read from a GGUF file: what the logits of others are compared with."""

from __future__ import annotations

import gguf
import numpy
import torch


class Reference:
    """The model in F64, so that its own rounding does not count."""

    def __init__(self, path: str) -> None:
        reader = gguf.GGUFReader(path)
        self.fields = {name: field.contents() for name, field in reader.fields.items() if name.startswith("llama.")}
        self.tensors = {
            tensor.name: torch.from_numpy(
                numpy.asarray(gguf.quants.dequantize(tensor.data, tensor.tensor_type), dtype=numpy.float64)
            )
            for tensor in reader.tensors
        }

    def __getitem__(self, name: str) -> torch.Tensor:
        return self.tensors[f"{name}.weight"]

    def norm(self, x: torch.Tensor, name: str) -> torch.Tensor:
        """RMSNorm of (tokens, width)."""
        epsilon = self.fields["llama.attention.layer_norm_rms_epsilon"]
        return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + epsilon) * self[name]

    def rotate(self, x: torch.Tensor) -> torch.Tensor:
        """Turns neighbouring pairs of (tokens, heads, head size) by their position."""
        size = x.shape[-1]
        frequency = self.fields.get("llama.rope.freq_base", 10000.0) ** (
            -torch.arange(0, size, 2, dtype=torch.float64) / size
        )
        angle = torch.arange(x.shape[0], dtype=torch.float64)[:, None, None] * frequency
        first, second = x[..., 0::2], x[..., 1::2]
        turned = torch.stack(
            [first * angle.cos() - second * angle.sin(), first * angle.sin() + second * angle.cos()], dim=-1
        )
        return turned.flatten(-2)

    @torch.no_grad()
    def logits(self, tokens: list[int]) -> numpy.ndarray:
        """(tokens, vocabulary)"""
        heads = self.fields["llama.attention.head_count"]
        kv_heads = self.fields.get("llama.attention.head_count_kv", heads)
        x = self["token_embd"][tokens]
        count = len(tokens)
        mask = torch.full((count, count), -torch.inf, dtype=torch.float64).triu(1)
        for layer in range(self.fields["llama.block_count"]):
            block = f"blk.{layer}"
            normal = self.norm(x, f"{block}.attn_norm")
            query = self.rotate((normal @ self[f"{block}.attn_q"].T).view(count, heads, -1)).transpose(0, 1)
            key = self.rotate((normal @ self[f"{block}.attn_k"].T).view(count, kv_heads, -1)).transpose(0, 1)
            value = (normal @ self[f"{block}.attn_v"].T).view(count, kv_heads, -1).transpose(0, 1)
            key, value = (part.repeat_interleave(heads // kv_heads, dim=0) for part in (key, value))
            scores = query @ key.transpose(1, 2) / query.shape[-1] ** 0.5 + mask
            attended = (scores.softmax(-1) @ value).transpose(0, 1).reshape(count, -1)
            x = x + attended @ self[f"{block}.attn_output"].T
            normal = self.norm(x, f"{block}.ffn_norm")
            hidden = torch.nn.functional.silu(normal @ self[f"{block}.ffn_gate"].T) * (
                normal @ self[f"{block}.ffn_up"].T
            )
            x = x + hidden @ self[f"{block}.ffn_down"].T
        output = self["output"] if "output.weight" in self.tensors else self["token_embd"]
        return (self.norm(x, "output_norm") @ output.T).numpy()
