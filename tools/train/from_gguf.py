"""Makes a checkpoint of an exported model, to train it further: the inverse of export.py.

    from_gguf.py MODEL.gguf OUT.pt [--retriever OUT.npz]

Weights come back as exact as the file holds them. A run takes them with --init: it begins its own optimizers and data.
"""

import argparse
import json
from pathlib import Path

import gguf
import numpy as np
import torch

from files import replacing
from model import Model, ModelConfig


def deinterleave(weight: np.ndarray, heads: int) -> np.ndarray:
    """The inverse of export.interleave."""
    rows, width = weight.shape
    return weight.reshape(heads, rows // heads // 2, 2, width).swapaxes(1, 2).reshape(rows, width)


def config(reader: gguf.GGUFReader) -> ModelConfig:
    def of(name: str) -> float:
        return reader.fields[f"llama.{name}"].contents()

    return ModelConfig(
        vocabulary=of("vocab_size"),
        width=of("embedding_length"),
        layers=of("block_count"),
        heads=of("attention.head_count"),
        kv_heads=of("attention.head_count_kv"),
        head_dim=of("attention.key_length"),
        hidden=of("feed_forward_length"),
        context=of("context_length"),
        rope_theta=of("rope.freq_base"),
        norm_eps=of("attention.layer_norm_rms_epsilon"),
    )


def model(reader: gguf.GGUFReader) -> Model:
    weights = {t.name: gguf.quants.dequantize(t.data, t.tensor_type) for t in reader.tensors}
    result = Model(config(reader))
    c = result.config
    state = {"embedding.weight": weights["token_embd.weight"], "norm.weight": weights["output_norm.weight"]}
    for i in range(c.layers):
        of, to = f"blk.{i}.", f"blocks.{i}."
        q = deinterleave(weights[of + "attn_q.weight"], c.heads)
        k = deinterleave(weights[of + "attn_k.weight"], c.kv_heads)
        state[to + "attention.qkv.weight"] = np.concatenate([q, k, weights[of + "attn_v.weight"]])
        state[to + "attention.out.weight"] = weights[of + "attn_output.weight"]
        state[to + "attention_norm.weight"] = weights[of + "attn_norm.weight"]
        state[to + "feed_forward.gate_up.weight"] = np.concatenate(
            [weights[of + "ffn_gate.weight"], weights[of + "ffn_up.weight"]]
        )
        state[to + "feed_forward.down.weight"] = weights[of + "ffn_down.weight"]
        state[to + "feed_forward_norm.weight"] = weights[of + "ffn_norm.weight"]
    result.load_state_dict({name: torch.tensor(w, dtype=torch.float32) for name, w in state.items()})
    return result


def progress(reader: gguf.GGUFReader) -> dict:
    """How far the model had come, by what; its learning rate had come to nothing."""
    summary = json.loads(reader.fields["thimble.training"].contents())
    counts = {k: summary.pop(k) for k in ("step", "seconds", "tokens", "examples")}
    return {**counts, "decayed": 1.0, "summary": summary}


def retriever(reader: gguf.GGUFReader) -> dict[str, np.ndarray]:
    """What `Retriever.save` wrote."""
    fields = {n: reader.fields[f"thimble.retriever.{n}"].contents() for n in ("rows", "scales", "bias", "scale")}
    scales, bias = np.array(fields["scales"], np.float32), np.array(fields["bias"], np.float32)
    rows = np.array(fields["rows"], np.int8).reshape(len(scales), -1)
    return {"rows": rows, "scales": scales, "bias": bias, "scale": np.float64(fields["scale"])}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gguf", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--retriever", type=Path)
    options = parser.parse_args()
    reader = gguf.GGUFReader(options.gguf)
    found = model(reader)
    with replacing(options.out) as part:
        torch.save({"config": found.config.as_dict(), "model": found.state_dict(), "progress": progress(reader)}, part)
    if options.retriever:
        np.savez(options.retriever, **retriever(reader))
    print(f"{options.out}: {found.parameter_count()} parameters")


if __name__ == "__main__":
    main()
