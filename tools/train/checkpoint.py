"""Checkpoints: everything a run needs to go on as if nothing had happened."""

import random
from pathlib import Path

import numpy as np
import torch

from dataset import Mixture
from files import replacing
from model import Model, ModelConfig

LATEST, STABLE = "latest.pt", "stable.pt"


def save(path: Path, model: Model, optimizers: list, mixture: Mixture, progress: dict) -> None:
    """Writes a checkpoint in one step; a run that is killed meanwhile keeps the one before."""
    with replacing(path) as part:
        torch.save(
            {
                "config": model.config.as_dict(),
                "model": model.state_dict(),
                "optimizers": [o.state_dict() for o in optimizers],
                "mixture": mixture.state(),
                "progress": progress,
                "rng": (random.getstate(), np.random.get_state(), torch.get_rng_state()),
            },
            part,
        )


def load(path: Path) -> dict:
    """A checkpoint of our own making; it is unpickled, so never load one of unknown origin."""
    return torch.load(path, map_location="cpu", weights_only=False)


def load_model(path: Path) -> tuple[Model, dict]:
    """The model of a checkpoint, and how far it had come."""
    state = load(path)
    model = Model(ModelConfig(**state["config"]))
    model.load_state_dict(state["model"])
    return model.eval(), state["progress"]


def restore(state: dict, model: Model, optimizers: list, mixture: Mixture) -> dict:
    """Puts a checkpoint's state into a run; returns its progress."""
    model.load_state_dict(state["model"])
    for optimizer, saved in zip(optimizers, state["optimizers"], strict=True):
        optimizer.load_state_dict(saved)
    mixture.restore(state["mixture"])
    python, numpy, torch_state = state["rng"]
    random.setstate(python)
    np.random.set_state(numpy)
    torch.set_rng_state(torch_state)
    return state["progress"]
