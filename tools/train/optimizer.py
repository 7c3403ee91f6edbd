"""The optimizers: AdamW for everything, or Muon for the matrices of the blocks and AdamW for the rest."""

import torch

from model import Model


def build(model: Model, kind: str, decay: float) -> list[torch.optim.Optimizer]:
    """Optimizers over all parameters; norms do not decay. Rates are set by the schedule at every step."""
    matrices = [p for n, p in model.named_parameters() if p.dim() == 2 and n.startswith("blocks.")]
    embedding = [model.embedding.weight]
    norms = [p for p in model.parameters() if p.dim() < 2]
    groups = [{"params": embedding, "weight_decay": decay}, {"params": norms, "weight_decay": 0.0}]
    if kind == "adamw":
        groups.append({"params": matrices, "weight_decay": decay})
    made: list[torch.optim.Optimizer] = [torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.95), fused=True)]
    if kind == "muon":
        made.append(torch.optim.Muon(matrices, lr=0.0, weight_decay=decay, adjust_lr_fn="match_rms_adamw"))
    return made
