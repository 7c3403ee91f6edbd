"""Trains a model; run again with the same --out, it goes on where it stopped.

    train.py --tokenizer tokenizer.json --out RUN --data FILE[*WEIGHT]... [--dev NAME=FILE]... --minutes 60

FILE holds examples (.jsonl, .gz, .zst) or is a packed directory. WEIGHT multiplies how often its examples are drawn.
SIGTERM and SIGINT save before they end the run. Writes latest.pt, stable.pt (as it was before the decay) and log.jsonl.
"""

import waiting  # noqa: F401  # isort: skip

import argparse
import json
import signal
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

import checkpoint
import optimizer
from dataset import CHOICE_WEIGHT, Batch, Choices, Dataset, Mixture, open_dataset
from hinter import Hinter
from model import PRESETS, Model, ModelConfig
from schedule import Schedule
from scoring import spaced, summary, verdicts
from tokenizer import Tokenizer

EPSILON = 1e-9  # of a decay, so that one that has begun is told from none
HINTLESS = 8  # one example in so many has no hints of the retriever


@dataclass
class Options:
    """What a run is told; each is a command-line option of the same name."""

    tokenizer: Path
    out: Path
    data: list[str]
    dev: list[str] = field(default_factory=list)
    preset: str = "small"
    set: list[str] = field(default_factory=list)
    phase: str = "all"
    minutes: float = 0.0
    steps: int = 0
    decay_share: float = 0.25
    warmup_steps: int = 100
    rate: float = 2e-3
    optimizer: str = "muon"
    weight_decay: float = 0.1
    rows: int = 8192
    accumulate: int = 1
    clip: float = 1.0
    seed: int = 1
    precision: str = "bf16"
    compile: bool = True
    threads: int = 2
    eval_minutes: float = 5.0
    dev_examples: int = 400
    save_minutes: float = 2.0
    log_steps: int = 20
    init: Path | None = None
    retriever: Path | None = None


def parse(arguments: list[str] | None = None) -> Options:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="directory of the run")
    parser.add_argument("--data", action="append", required=True, metavar="FILE[*WEIGHT]")
    parser.add_argument("--dev", action="append", default=[], metavar="NAME=FILE")
    parser.add_argument("--preset", choices=PRESETS, default="small")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=NUMBER", help="a hyper-parameter other than the preset's"
    )
    parser.add_argument("--phase", choices=["all", "stable", "decay"], default="all", help="see schedule.py")
    parser.add_argument("--minutes", type=float, default=0.0, help="budget of time")
    parser.add_argument("--steps", type=int, default=0, help="budget of steps, instead of time")
    parser.add_argument("--decay-share", type=float, default=0.25)
    parser.add_argument("--warmup-steps", type=int, default=100)
    parser.add_argument("--rate", type=float, default=2e-3, help="peak learning rate")
    parser.add_argument("--optimizer", choices=["adamw", "muon"], default="muon")
    parser.add_argument("--weight-decay", type=float, default=0.1)
    parser.add_argument("--rows", type=int, default=8192, help="tokens of a batch")
    parser.add_argument("--accumulate", type=int, default=1, help="batches of a step")
    parser.add_argument("--clip", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--precision", choices=["bf16", "f32"], default="bf16")
    parser.add_argument("--compile", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--eval-minutes", type=float, default=5.0)
    parser.add_argument("--dev-examples", type=int, default=400, help="of each set, evenly spaced, while training")
    parser.add_argument("--save-minutes", type=float, default=2.0)
    parser.add_argument("--log-steps", type=int, default=20)
    parser.add_argument("--retriever", type=Path, help="whose hints are put into the prompts")
    parser.add_argument("--init", type=Path, help="checkpoint whose weights a new run starts from")
    options = Options(**vars(parser.parse_args(arguments)))
    if (options.minutes > 0) == (options.steps > 0):
        parser.error("give either --minutes or --steps")
    return options


def split_weight(text: str) -> tuple[Path, float]:
    """FILE*WEIGHT, the weight 1 if left out."""
    path, star, weight = text.rpartition("*")
    return (Path(path), float(weight)) if star else (Path(text), 1.0)


class Run:
    """One run: model, optimizers, data and progress."""

    def __init__(self, options: Options) -> None:
        self.options = options
        torch.set_num_threads(options.threads)
        torch.set_float32_matmul_precision("high")
        torch.manual_seed(options.seed)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        options.out.mkdir(parents=True, exist_ok=True)
        tokenizer = Tokenizer(options.tokenizer)
        cache = options.out.parent / "packed"
        pairs = [split_weight(text) for text in options.data]
        hinter = Hinter(options.retriever) if options.retriever else None
        self.datasets = {
            p.name: (open_dataset(p, tokenizer, cache, options.threads, hinter, HINTLESS), w) for p, w in pairs
        }
        if len(self.datasets) < len(pairs):
            raise ValueError(f"two data sets of one name: {', '.join(p.name for p, _ in pairs)}")
        named = [text.partition("=") for text in options.dev]
        self.dev: dict[str, Dataset] = {
            n: open_dataset(Path(p), tokenizer, cache, options.threads, hinter) for n, _, p in named
        }
        overrides = {
            k: type(getattr(ModelConfig(), k))(float(v)) for k, _, v in (s.partition("=") for s in options.set)
        }
        config = replace(PRESETS[options.preset], vocabulary=len(tokenizer.vocabulary), **overrides)
        self.model = Model(config).to(self.device)
        self.forward = torch.compile(self.model, dynamic=False) if options.compile else self.model
        self.optimizers = optimizer.build(self.model, options.optimizer, options.weight_decay)
        self.mixture = Mixture(self.datasets, options.rows, options.seed)
        self.progress = {"step": 0, "seconds": 0.0, "tokens": 0, "examples": 0, "decayed": 0.0}
        self._resume()
        self.summary = {
            "tokenizer": tokenizer.digest,
            "data": {n: {**d.meta, "weight": w} for n, (d, w) in self.datasets.items()},
            "options": {k: str(v) if isinstance(v, Path) else v for k, v in vars(options).items()},
        }
        self.stopping = False

    def _resume(self) -> None:
        latest, stable = (self.options.out / name for name in (checkpoint.LATEST, checkpoint.STABLE))
        if not latest.exists():
            if self.options.init:
                self.model.load_state_dict(checkpoint.load(self.options.init)["model"])
            return
        state = checkpoint.load(latest)
        decayed = state["progress"]["decayed"]
        redo = {"decay": decayed >= 1, "stable": decayed > 0, "all": False}[self.options.phase]
        if redo and stable.exists():
            state = checkpoint.load(stable)
        self.progress = checkpoint.restore(state, self.model, self.optimizers, self.mixture)
        self.say({"resumed": self.progress["step"], "decayed": self.progress["decayed"]})

    def say(self, record: dict) -> None:
        """One line for a reader, one for a program."""
        record = {"time": time.strftime("%H:%M:%S"), **record}
        print("  ".join(f"{k} {v:.4g}" if isinstance(v, float) else f"{k} {v}" for k, v in record.items()), flush=True)
        with (self.options.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(record) + "\n")

    def save(self, name: str = checkpoint.LATEST) -> None:
        progress = {**self.progress, "summary": self.summary}
        checkpoint.save(self.options.out / name, self.model, self.optimizers, self.mixture, progress)

    def loss(self, batch: Batch) -> Tensor:
        """The mean over the examples of the answers' losses and of the choices'."""
        answers, chosen = batch.answers, batch.choices
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.options.precision == "bf16"):
            hidden = self.forward(batch.tokens, batch.positions, batch.starts)
            logits = self.model.logits(hidden[answers.places])
            scores = self.model.judgement(hidden[chosen.places])
        of_answers = F.cross_entropy(logits.float(), answers.labels, reduction="none")
        of_choices = choice_loss(scores.float(), chosen)
        return ((of_answers * answers.weights).sum() + CHOICE_WEIGHT * of_choices.sum()) / batch.examples

    def step(self, factor: float) -> float:
        """One step of the optimizers; the loss before it."""
        total = 0.0
        for _ in range(self.options.accumulate):
            batch = self.mixture.next()
            loss = self.loss(batch.to(self.device)) / self.options.accumulate
            loss.backward()
            total += float(loss.detach())
            self.progress["tokens"] += self.options.rows
            self.progress["examples"] += batch.examples
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.options.clip)
        for each in self.optimizers:
            for group in each.param_groups:
                group["lr"] = self.options.rate * factor
            each.step()
            each.zero_grad()
        self.progress["step"] += 1
        return total

    def evaluate(self) -> None:
        for name, dataset in self.dev.items():
            chosen = spaced(len(dataset), self.options.dev_examples)
            found = [v for _, v in verdicts(self.model, dataset, chosen, self.options.rows, self.forward)]
            self.say({"dev": name, "step": self.progress["step"], **summary(found)})

    def spent(self, start: dict, began: float) -> float:
        """How much of the budget is used: this command's part, or the whole run's in phase all."""
        base = {"step": 0, "seconds": 0.0} if self.options.phase == "all" else start
        if self.options.steps:
            return self.progress["step"] - base["step"]
        return (start["seconds"] - base["seconds"] + time.monotonic() - began) / 60

    def train(self) -> None:
        options = self.options
        budget = options.steps or options.minutes
        start, began = dict(self.progress), time.monotonic()
        schedule = Schedule(options.phase, budget, options.decay_share, options.warmup_steps, start["decayed"])
        saved = evaluated = logged = began
        losses: list[float] = []
        tokens = self.progress["tokens"]
        self.say(
            {
                "parameters": self.model.parameter_count(),
                "examples": sum(len(d) for d, _ in self.datasets.values()),
                "budget": budget,
            }
        )
        while (spent := self.spent(start, began)) < budget and not self.stopping:
            decayed = schedule.decayed(spent)
            if (decayed > 0 or options.phase == "decay") and self.progress["decayed"] == 0:
                self.save(checkpoint.STABLE)
                decayed = max(decayed, EPSILON)
            self.progress["decayed"] = decayed
            factor = schedule.factor(self.progress["step"], spent)
            losses.append(self.step(factor))
            now = time.monotonic()
            self.progress["seconds"] = start["seconds"] + now - began
            if len(losses) >= options.log_steps:
                rate = round((self.progress["tokens"] - tokens) / (now - logged))
                self.say(
                    {
                        "step": self.progress["step"],
                        "loss": sum(losses) / len(losses),
                        "rate": options.rate * factor,
                        "tokens/s": rate,
                        "examples": self.progress["examples"],
                        "minutes": self.progress["seconds"] / 60,
                    }
                )
                losses, logged, tokens = [], now, self.progress["tokens"]
            if now - saved > options.save_minutes * 60:
                self.save()
                saved = now
            if self.dev and now - evaluated > options.eval_minutes * 60:
                self.evaluate()
                evaluated = logged = time.monotonic()
        if not self.stopping and schedule.decayed(budget) >= 1:
            self.progress["decayed"] = 1.0
        self.save()
        if not self.stopping:
            self.evaluate()
        self.say(
            {"stopped" if self.stopping else "done": self.progress["step"], "minutes": self.progress["seconds"] / 60}
        )


def choice_loss(scores: Tensor, chosen: Choices) -> Tensor:
    """The loss (groups,) of each choice: how much of the softmax over its elements is not on a right one."""
    groups = len(chosen.weights)
    top = torch.full((groups,), -1e4, device=scores.device).scatter_reduce(0, chosen.groups, scores.detach(), "amax")
    powers = (scores - top[chosen.groups]).exp()
    whole = torch.zeros(groups, device=scores.device).index_add(0, chosen.groups, powers)
    right = torch.zeros(groups, device=scores.device).index_add(0, chosen.groups, powers * chosen.right)
    is_one = chosen.weights > 0
    return torch.where(is_one, whole, 1.0).log() - torch.where(is_one, right.clamp(min=1e-20), 1.0).log()


def main() -> None:
    run = Run(parse())

    def stop(*_: object) -> None:
        run.stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    run.train()


if __name__ == "__main__":
    main()
