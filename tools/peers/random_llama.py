#!/usr/bin/env python3
"""Writes a Llama of random weights as GGUF in the shape of the specialist, its BPE trained on this repository's texts.

    random_llama.py FILE [--type f32|f16|q8_0] [--seed N] [--width N] [--layers N] [--hidden N] [--heads N] [--kv N] [--vocabulary N]

The same seed gives the same weights in every type. Needs PyPI's gguf, numpy and tokenizers.
"""

from __future__ import annotations

import argparse
import pathlib

import gguf
import numpy
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

ROOT = pathlib.Path(__file__).resolve().parents[2]
TYPES = {
    "f32": gguf.GGMLQuantizationType.F32,
    "f16": gguf.GGMLQuantizationType.F16,
    "q8_0": gguf.GGMLQuantizationType.Q8_0,
}
SPREAD = 0.08


def specials() -> list[str]:
    """The special tokens of the specialist, in order."""
    return (ROOT / "tools/train/specials.txt").read_text().split()


def train_tokenizer(size: int) -> Tokenizer:
    """Byte-level BPE of the repository's own texts."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=specials(),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    texts = sorted(
        path
        for pattern in ("docs/*.md", "Sources/**/*.swift", "Tests/**/*.swift", "fixtures/**/*.y*ml")
        for path in ROOT.glob(pattern)
    )
    tokenizer.train_from_iterator((path.read_text().lower() for path in texts), trainer)
    return tokenizer


def write(path: str, args: argparse.Namespace) -> None:
    import json

    tokenizer = train_tokenizer(args.vocabulary)
    described = json.loads(tokenizer.to_str())
    vocabulary = sorted(described["model"]["vocab"], key=described["model"]["vocab"].get)
    merges = [" ".join(merge) for merge in described["model"]["merges"]]
    special = set(specials())
    file = gguf.GGUFWriter(path, "llama")
    file.add_name("random llama")
    file.add_context_length(2048)
    file.add_embedding_length(args.width)
    file.add_block_count(args.layers)
    file.add_feed_forward_length(args.hidden)
    file.add_head_count(args.heads)
    file.add_head_count_kv(args.kv)
    file.add_rope_dimension_count(args.width // args.heads)
    file.add_rope_freq_base(10000.0)
    file.add_layer_norm_rms_eps(1e-5)
    file.add_vocab_size(len(vocabulary))
    file.add_tokenizer_model("gpt2")
    file.add_tokenizer_pre("gpt-2")
    file.add_token_list(vocabulary)
    file.add_token_types(
        [gguf.TokenType.CONTROL if token in special else gguf.TokenType.NORMAL for token in vocabulary]
    )
    file.add_token_merges(merges)
    file.add_eos_token_id(vocabulary.index("<end>"))
    file.add_bos_token_id(vocabulary.index("<task>"))
    file.add_add_bos_token(False)

    random = numpy.random.default_rng(args.seed)
    kind = TYPES[args.type]
    kv_width = args.width // args.heads * args.kv

    def matrix(name: str, rows: int, columns: int) -> None:
        weights = random.normal(0, SPREAD, (rows, columns)).astype(numpy.float32)
        file.add_tensor(f"{name}.weight", gguf.quants.quantize(weights, kind), raw_dtype=kind)

    def norm(name: str) -> None:
        file.add_tensor(f"{name}.weight", random.normal(1, 0.1, args.width).astype(numpy.float32))

    matrix("token_embd", len(vocabulary), args.width)
    for layer in range(args.layers):
        block = f"blk.{layer}"
        norm(f"{block}.attn_norm")
        matrix(f"{block}.attn_q", args.width, args.width)
        matrix(f"{block}.attn_k", kv_width, args.width)
        matrix(f"{block}.attn_v", kv_width, args.width)
        matrix(f"{block}.attn_output", args.width, args.width)
        norm(f"{block}.ffn_norm")
        matrix(f"{block}.ffn_gate", args.hidden, args.width)
        matrix(f"{block}.ffn_up", args.hidden, args.width)
        matrix(f"{block}.ffn_down", args.width, args.hidden)
    norm("output_norm")
    file.write_header_to_file()
    file.write_kv_data_to_file()
    file.write_tensors_to_file()
    file.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--type", choices=TYPES, default="q8_0")
    for name, default in [
        ("seed", 1),
        ("width", 256),
        ("layers", 8),
        ("hidden", 512),
        ("heads", 8),
        ("kv", 4),
        ("vocabulary", 8192),
    ]:
        parser.add_argument(f"--{name}", type=int, default=default, metavar="N")
    args = parser.parse_args()
    write(args.file, args)


if __name__ == "__main__":
    main()
