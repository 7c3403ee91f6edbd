#!/usr/bin/env python3
"""Writes a Llama of random weights as GGUF: a few hundred kilobytes, byte-level BPE, ChatML turns.

What it says is noise, which is the point: whatever holds it to a form cannot be helped by the model.

    tiny_gguf.py FILE [--seed N]
"""

from __future__ import annotations

import argparse

import gguf
import numpy

LAYERS, WIDTH, HEADS, HIDDEN, CONTEXT = 2, 64, 4, 128, 8192
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
# Some words of more than one byte, so that a token can end in the middle of a grammar's rule.
WORDS = [" the", " a", "in", "er", '":', '",', "name", "true", "false", '{"', "}}", " to"]

TEMPLATE = """\
{%- if tools %}
{{- '<|im_start|>system\\nTools:' }}
{%- for tool in tools %}{{- '\\n' + (tool | tojson) }}{%- endfor %}
{{- '<|im_end|>\\n' }}
{%- endif %}
{%- for message in messages %}
{{- '<|im_start|>' + message.role + '\\n' + (message.content or '') + '<|im_end|>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}"""


def byte_letters() -> list[str]:
    """The letter that GPT-2's byte-level BPE writes for each byte."""
    shown = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    hidden = [byte for byte in range(256) if byte not in shown]
    letters = {byte: chr(byte) for byte in shown} | {byte: chr(256 + n) for n, byte in enumerate(hidden)}
    return [letters[byte] for byte in range(256)]


def vocabulary() -> tuple[list[str], list[str]]:
    """The tokens, special ones last, and the merges that lead to the words."""
    letters = byte_letters()
    tokens, merges = list(letters), []
    for word in WORDS:
        pieces = [letters[byte] for byte in word.encode()]
        while len(pieces) > 1:
            first, second, *rest = pieces
            if f"{first} {second}" not in merges:
                merges.append(f"{first} {second}")
            if first + second not in tokens:
                tokens.append(first + second)
            pieces = [first + second, *rest]
    return tokens + SPECIAL, merges


def write(path: str, seed: int) -> None:
    tokens, merges = vocabulary()
    kinds = [gguf.TokenType.NORMAL] * (len(tokens) - len(SPECIAL)) + [gguf.TokenType.CONTROL] * len(SPECIAL)
    file = gguf.GGUFWriter(path, "llama")
    file.add_name("tiny random llama")
    file.add_context_length(CONTEXT)
    file.add_embedding_length(WIDTH)
    file.add_block_count(LAYERS)
    file.add_feed_forward_length(HIDDEN)
    file.add_head_count(HEADS)
    file.add_head_count_kv(HEADS)
    file.add_rope_dimension_count(WIDTH // HEADS)
    file.add_layer_norm_rms_eps(1e-5)
    file.add_file_type(gguf.LlamaFileType.ALL_F32)
    file.add_vocab_size(len(tokens))
    file.add_tokenizer_model("gpt2")
    file.add_tokenizer_pre("gpt-2")
    file.add_token_list(tokens)
    file.add_token_types(kinds)
    file.add_token_merges(merges)
    file.add_bos_token_id(tokens.index("<|endoftext|>"))
    file.add_eos_token_id(tokens.index("<|im_end|>"))
    file.add_add_bos_token(False)
    file.add_chat_template(TEMPLATE)

    random = numpy.random.default_rng(seed)

    def weights(name: str, *shape: int) -> None:
        file.add_tensor(name, random.normal(0, 0.1, shape).astype(numpy.float32))

    def ones(name: str) -> None:
        file.add_tensor(name, numpy.ones(WIDTH, dtype=numpy.float32))

    weights("token_embd.weight", len(tokens), WIDTH)
    for layer in range(LAYERS):
        ones(f"blk.{layer}.attn_norm.weight")
        for part in ("attn_q", "attn_k", "attn_v", "attn_output"):
            weights(f"blk.{layer}.{part}.weight", WIDTH, WIDTH)
        ones(f"blk.{layer}.ffn_norm.weight")
        weights(f"blk.{layer}.ffn_gate.weight", HIDDEN, WIDTH)
        weights(f"blk.{layer}.ffn_up.weight", HIDDEN, WIDTH)
        weights(f"blk.{layer}.ffn_down.weight", WIDTH, HIDDEN)
    ones("output_norm.weight")
    weights("output.weight", len(tokens), WIDTH)
    file.write_header_to_file()
    file.write_kv_data_to_file()
    file.write_tensors_to_file()
    file.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    args = parser.parse_args()
    write(args.file, args.seed)


if __name__ == "__main__":
    main()
