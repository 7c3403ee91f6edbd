"""The specialist: a small decoder of the Llama architecture (GQA, RoPE, SwiGLU, RMSNorm, tied embeddings)."""

from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

import specials
from attention import attend


@dataclass(frozen=True)
class ModelConfig:
    """Hyper-parameters; `heads * head_dim` need not equal `width`."""

    vocabulary: int = 8192
    width: int = 256
    layers: int = 8
    heads: int = 8
    kv_heads: int = 4
    head_dim: int = 32
    hidden: int = 512
    context: int = 2048
    rope_theta: float = 500000.0
    norm_eps: float = 1e-5

    def as_dict(self) -> dict:
        return asdict(self)


EMBEDDING_STD = 0.5

PRESETS = {
    "tiny": ModelConfig(width=64, layers=4, heads=4, kv_heads=2, head_dim=16, hidden=128, context=512),
    "small": ModelConfig(),
    "large": ModelConfig(width=512, layers=10, heads=8, kv_heads=4, head_dim=64, hidden=1536),
}


def rope_table(config: ModelConfig) -> tuple[Tensor, Tensor]:
    """Cosines and sines of every position: two tensors (context, head_dim / 2)."""
    pairs = torch.arange(0, config.head_dim, 2, dtype=torch.float64)
    angles = torch.outer(
        torch.arange(config.context, dtype=torch.float64), config.rope_theta ** (-pairs / config.head_dim)
    )
    return angles.cos().float(), angles.sin().float()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Turns x (rows, heads, head_dim) by its position.

    Dimension i is paired with i + head_dim / 2, since halves vectorize; llama.cpp pairs neighbours, and
    `export.interleave` reorders the rows of the query and key weights so that both compute the same.
    """
    a, b = x.chunk(2, dim=-1)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), dim=-1)


class Attention(nn.Module):
    """Causal attention within each example; each key and value head serves heads / kv_heads query heads."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.head_dim, self.longest = config.head_dim, config.context
        self.sizes = [config.heads * config.head_dim] + [config.kv_heads * config.head_dim] * 2
        self.qkv = nn.Linear(config.width, sum(self.sizes), bias=False)
        self.out = nn.Linear(self.sizes[0], config.width, bias=False)

    @torch.no_grad()
    def match(self) -> None:
        """Makes the first query head of each group equal to the group's key head."""
        q, k, _ = self.qkv.weight.split(self.sizes)
        groups = k.unflatten(0, (-1, self.head_dim))
        q.unflatten(0, (len(groups), -1, self.head_dim))[:, 0] = groups

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, starts: Tensor) -> Tensor:
        q, k, v = (part.unflatten(-1, (-1, self.head_dim)) for part in self.qkv(x).split(self.sizes, dim=-1))
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        return self.out(attend(q.to(v.dtype), k.to(v.dtype), v, starts, self.longest).flatten(1))


class FeedForward(nn.Module):
    """SwiGLU: down(silu(gate x) * up x); gate and up share one matrix."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.gate_up = nn.Linear(config.width, 2 * config.hidden, bias=False)
        self.down = nn.Linear(config.hidden, config.width, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        gate, up = self.gate_up(x).chunk(2, dim=-1)
        return self.down(F.silu(gate) * up)


class Block(nn.Module):
    """Attention and feed-forward, each behind a norm and added to the stream."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.attention_norm = nn.RMSNorm(config.width, eps=config.norm_eps)
        self.attention = Attention(config)
        self.feed_forward_norm = nn.RMSNorm(config.width, eps=config.norm_eps)
        self.feed_forward = FeedForward(config)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, starts: Tensor) -> Tensor:
        x = x + self.attention(self.attention_norm(x), cos, sin, starts)
        return x + self.feed_forward(self.feed_forward_norm(x))


class Model(nn.Module):
    """Tokens to hidden states, and hidden states to logits by the transposed embedding."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        self.embedding = nn.Embedding(config.vocabulary, config.width)
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.norm = nn.RMSNorm(config.width, eps=config.norm_eps)
        cos, sin = rope_table(config)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)
        self.reset()

    def reset(self) -> None:
        """Draws the weights anew.

        Matrices keep the variance of what they read, less where they write into the stream. Embeddings are large, so
        that a token stays recognizable in the stream after the first blocks have written to it: most of the work is to
        find the same token again. The last norm starts small in return, which keeps the first logits near 0.
        """
        narrow = (2 * self.config.layers) ** -0.5
        for name, weight in self.named_parameters():
            if weight.dim() < 2:
                continue
            std = EMBEDDING_STD if name.startswith("embedding") else weight.shape[1] ** -0.5
            nn.init.normal_(weight, std=std * (narrow if name.endswith(("out.weight", "down.weight")) else 1))
        for block in self.blocks:
            block.attention.match()
        nn.init.constant_(self.norm.weight, 0.5 / (EMBEDDING_STD * self.config.width**0.5))

    def forward(self, tokens: Tensor, positions: Tensor, starts: Tensor) -> Tensor:
        """Hidden states (rows, width) of examples that stand end to end.

        tokens and positions: (rows,); starts: (segments + 1,), where each example begins, the last equal to rows.
        """
        cos, sin = self.cos[positions, None, :], self.sin[positions, None, :]
        x = self.embedding(tokens)
        for block in self.blocks:
            x = block(x, cos, sin, starts)
        return self.norm(x)

    def logits(self, hidden: Tensor) -> Tensor:
        """Logits (rows, vocabulary) of hidden states (rows, width)."""
        return F.linear(hidden, self.embedding.weight)

    def judgement(self, hidden: Tensor) -> Tensor:
        """Log odds (rows,) of <hit> against <miss>."""
        hit, miss = self.embedding.weight[specials.HIT], self.embedding.weight[specials.MISS]
        return F.linear(hidden, (hit - miss)[None])[:, 0]

    def parameter_count(self) -> int:
        return sum(p.numel() for p in self.parameters())
