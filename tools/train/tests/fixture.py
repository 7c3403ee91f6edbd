"""What tests share: toy examples, their tokenizer and a tiny model."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

import tokenizer
import toy
from dataset import Dataset, open_dataset
from model import PRESETS, Model, ModelConfig
from tokenizer import Tokenizer

_directory = TemporaryDirectory()
ROOT = Path(_directory.name)


@cache
def examples(count: int = 400, seed: int = 1) -> Path:
    return toy.write(ROOT / f"toy-{count}-{seed}.jsonl", count, seed)


@cache
def toy_tokenizer() -> Tokenizer:
    return tokenizer.train([examples()], ROOT / "tokenizer.json", vocabulary=800)


@cache
def dataset() -> Dataset:
    return open_dataset(examples(), toy_tokenizer(), ROOT / "packed", workers=1)


def tiny(seed: int = 0) -> Model:
    """A tiny model of random weights, wide enough that its logits differ."""
    torch.manual_seed(seed)
    config = ModelConfig(**{**PRESETS["tiny"].as_dict(), "vocabulary": len(toy_tokenizer().vocabulary)})
    model = Model(config)
    with torch.no_grad():
        for weight in model.parameters():
            weight.add_(torch.randn_like(weight) * 0.1)
    return model.eval()
