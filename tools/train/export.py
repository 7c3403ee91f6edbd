"""Writes a model as GGUF, as llama.cpp reads the architecture "llama".

    export.py CHECKPOINT TOKENIZER.json OUT.gguf --retriever FILE [--calibration FILE] [--type q8_0|f16|f32]

--retriever is the one that the model was trained with, --calibration what platt.py wrote.
"""

import argparse
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import gguf
import numpy as np
from gguf import GGMLQuantizationType as Kind

import checkpoint
import specials
from files import replacing
from model import Model, ModelConfig
from tokenizer import Tokenizer

TYPES = {"q8_0": Kind.Q8_0, "f16": Kind.F16, "f32": Kind.F32}
FILE_TYPES = {
    "q8_0": gguf.LlamaFileType.MOSTLY_Q8_0,
    "f16": gguf.LlamaFileType.MOSTLY_F16,
    "f32": gguf.LlamaFileType.ALL_F32,
}


def interleave(weight: np.ndarray, heads: int) -> np.ndarray:
    """Rows of a query or key matrix (heads * head_dim, width), reordered so that a pair to rotate is two neighbours."""
    rows, width = weight.shape
    return weight.reshape(heads, 2, rows // heads // 2, width).swapaxes(1, 2).reshape(rows, width)


def tensors(model: Model) -> Iterator[tuple[str, np.ndarray]]:
    """The weights in F32 by GGUF's names; matrices are (outputs, inputs)."""
    c = model.config
    weights = {name: p.detach().float().cpu().numpy() for name, p in model.named_parameters()}
    yield "token_embd.weight", weights["embedding.weight"]
    for i in range(c.layers):
        of, to = f"blocks.{i}.", f"blk.{i}."
        q_rows, kv_rows = c.heads * c.head_dim, c.kv_heads * c.head_dim
        q, k, v = np.split(weights[of + "attention.qkv.weight"], [q_rows, q_rows + kv_rows])
        gate, up = np.split(weights[of + "feed_forward.gate_up.weight"], 2)
        yield to + "attn_norm.weight", weights[of + "attention_norm.weight"]
        yield to + "attn_q.weight", interleave(q, c.heads)
        yield to + "attn_k.weight", interleave(k, c.kv_heads)
        yield to + "attn_v.weight", v
        yield to + "attn_output.weight", weights[of + "attention.out.weight"]
        yield to + "ffn_norm.weight", weights[of + "feed_forward_norm.weight"]
        yield to + "ffn_gate.weight", gate
        yield to + "ffn_up.weight", up
        yield to + "ffn_down.weight", weights[of + "feed_forward.down.weight"]
    yield "output_norm.weight", weights["norm.weight"]


def add_config(writer: gguf.GGUFWriter, config: ModelConfig, kind: str) -> None:
    writer.add_name("thimble")
    writer.add_file_type(FILE_TYPES[kind])
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    writer.add_context_length(config.context)
    writer.add_embedding_length(config.width)
    writer.add_block_count(config.layers)
    writer.add_feed_forward_length(config.hidden)
    writer.add_head_count(config.heads)
    writer.add_head_count_kv(config.kv_heads)
    writer.add_key_length(config.head_dim)
    writer.add_value_length(config.head_dim)
    writer.add_rope_dimension_count(config.head_dim)
    writer.add_rope_freq_base(config.rope_theta)
    writer.add_layer_norm_rms_eps(config.norm_eps)
    writer.add_vocab_size(config.vocabulary)


def add_tokenizer(writer: gguf.GGUFWriter, tokenizer: Tokenizer) -> None:
    names = sorted(tokenizer.vocabulary, key=lambda name: tokenizer.vocabulary[name])
    control, normal = gguf.TokenType.CONTROL, gguf.TokenType.NORMAL
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(names)
    writer.add_token_types([control if i < len(specials.NAMES) else normal for i in range(len(names))])
    writer.add_token_merges(tokenizer.merges)
    writer.add_eos_token_id(specials.END)
    writer.add_pad_token_id(specials.PAD)
    writer.add_add_bos_token(False)
    writer.add_add_eos_token(False)


def add_training(writer: gguf.GGUFWriter, progress: dict, calibration: dict) -> None:
    """What a reader of the file may want to know of its making, under "thimble."."""
    summary = progress.get("summary", {})
    digests = sorted(data["digest"] for data in summary.get("data", {}).values())
    trained = {k: progress[k] for k in ("step", "seconds", "tokens", "examples")}
    writer.add_uint32("thimble.version", 1)
    writer.add_float32("thimble.confidence.slope", float(calibration.get("slope", 1.0)))
    writer.add_float32("thimble.confidence.intercept", float(calibration.get("intercept", 0.0)))
    writer.add_string("thimble.calibration", json.dumps(calibration))
    writer.add_string("thimble.training", json.dumps({**trained, **summary}))
    writer.add_string("thimble.data", hashlib.sha256(" ".join(digests).encode()).hexdigest()[:16])


def add_retriever(writer: gguf.GGUFWriter, path: Path, vocabulary: int) -> None:
    """The retriever's table, which no other program reads: among the metadata, as tensors must be the decoder's."""
    with np.load(path) as file:
        if len(file["rows"]) != vocabulary:
            raise ValueError(f"{path} is of {len(file['rows'])} tokens, the model of {vocabulary}")
        writer.add_key_value(
            "thimble.retriever.rows", file["rows"].ravel().tolist(), gguf.GGUFValueType.ARRAY, gguf.GGUFValueType.INT8
        )
        writer.add_array("thimble.retriever.scales", file["scales"].tolist())
        writer.add_array("thimble.retriever.bias", file["bias"].tolist())
        writer.add_float32("thimble.retriever.scale", float(file["scale"]))


def export(
    model: Model,
    progress: dict,
    tokenizer: Tokenizer,
    out: Path,
    kind: str,
    calibration: dict,
    license_name: str,
    retriever: Path | None = None,
) -> None:
    """Writes the file in one step; norms stay F32."""
    with replacing(out) as part:
        writer = gguf.GGUFWriter(part, "llama")
        writer.add_license(license_name)
        add_config(writer, model.config, kind)
        add_tokenizer(writer, tokenizer)
        add_training(writer, progress, calibration)
        if retriever:
            add_retriever(writer, retriever, model.config.vocabulary)
        for name, weight in tensors(model):
            target = TYPES[kind] if weight.ndim == 2 else Kind.F32
            data = np.ascontiguousarray(weight)
            writer.add_tensor(name, gguf.quants.quantize(data, target), raw_dtype=target)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--type", choices=TYPES, default="q8_0")
    parser.add_argument("--calibration", type=Path)
    parser.add_argument("--retriever", type=Path)
    parser.add_argument("--license", default="Apache-2.0")
    options = parser.parse_args()
    model, progress = checkpoint.load_model(options.checkpoint)
    calibration = json.loads(options.calibration.read_text()) if options.calibration else {}
    tokenizer = Tokenizer(options.tokenizer)
    export(model, progress, tokenizer, options.out, options.type, calibration, options.license, options.retriever)
    print(f"{options.out}: {options.out.stat().st_size} bytes, {model.parameter_count()} parameters, {options.type}")


if __name__ == "__main__":
    main()
