"""Calibrates confidence: fits how often a model is right to what it says of itself (Platt, 1999).

    platt.py ANSWERS... OUT.json

ANSWERS are what `thimble model eval FILES --model RAW.gguf --answers ANSWERS` wrote, where RAW.gguf was exported
without --calibration and FILES were not trained on. OUT.json is for `export.py --calibration`.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from files import lines

NEAREST = 1e-6  # to 0 and 1 that a probability is taken for, as the planner does


def log_odds(confidences: np.ndarray) -> np.ndarray:
    p = np.clip(confidences, NEAREST, 1 - NEAREST)
    return np.log(p) - np.log1p(-p)


def calibrated(confidences: np.ndarray, slope: float, intercept: float) -> np.ndarray:
    """The share of calls that are right where the model gives them these probabilities."""
    return 1 / (1 + np.exp(-(slope * log_odds(confidences) + intercept)))


def fit(confidences: np.ndarray, right: np.ndarray, ridge: float = 1e-3, steps: int = 100) -> tuple[float, float]:
    """Slope and intercept of the least cross entropy, by Newton's method.

    The ridge draws them to 1 and 0 a little, so that a solution exists where one threshold parts right from wrong. Each
    step is halved until it lowers the cost.
    """
    x = np.stack((log_odds(confidences), np.ones(len(confidences))), axis=1)
    start = np.array([1.0, 0.0])
    weights = start.copy()

    def cost(w: np.ndarray) -> float:
        z = x @ w
        return float((np.logaddexp(0, z) - right * z).mean() + ridge / 2 * ((w - start) ** 2).sum())

    for _ in range(steps):
        p = 1 / (1 + np.exp(-(x @ weights)))
        gradient = x.T @ (p - right) / len(x) + ridge * (weights - start)
        curvature = (x * (p * (1 - p))[:, None]).T @ x / len(x) + ridge * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        while cost(weights - step) > cost(weights) and np.abs(step).max() > 1e-9:
            step /= 2
        weights = weights - step
        if np.abs(step).max() < 1e-9:
            break
    return float(weights[0]), float(weights[1])


def calibration_error(confidences: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """The expected calibration error: over bins of equal width, how far mean confidence and accuracy lie apart."""
    places = np.minimum((confidences * bins).astype(int), bins - 1)
    members = [places == place for place in range(bins)]
    return float(sum(m.mean() * abs(confidences[m].mean() - right[m].mean()) for m in members if m.any()))


def accuracy_of_surest(confidences: np.ndarray, right: np.ndarray, share: float = 0.7) -> float:
    """Accuracy on the surest share of calls."""
    order = np.argsort(-confidences, kind="stable")[: max(1, round(share * len(right)))]
    return float(right[order].mean())


def read(paths: list[Path]) -> tuple[np.ndarray, np.ndarray]:
    """Confidence of each answer, and 1 where it is right."""
    answers = [json.loads(line) for path in paths for line in lines(path) if line]
    if len({bool(a["right"]) for a in answers}) < 2:
        raise SystemExit("platt: nothing to fit: there must be right and wrong answers")
    return np.array([a["confidence"] for a in answers], float), np.array([a["right"] for a in answers], float)


def report(confidences: np.ndarray, right: np.ndarray) -> dict[str, float]:
    """The fit and what it does, for OUT.json."""
    slope, intercept = fit(confidences, right)
    fitted = calibrated(confidences, slope, intercept)
    found = {
        "slope": slope,
        "intercept": intercept,
        "accuracy": right.mean(),
        "error_before": calibration_error(confidences, right),
        "error": calibration_error(fitted, right),
        "accuracy_of_surest_70": accuracy_of_surest(fitted, right),
    }
    return {"answers": len(right), **{name: round(float(value), 5) for name, value in found.items()}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answers", type=Path, nargs="+")
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    found = report(*read(options.answers))
    options.out.write_text(json.dumps(found) + "\n", encoding="utf-8")
    print(
        f"{found['answers']} answers, {found['accuracy']:.1%} right, of the surest 70 % "
        f"{found['accuracy_of_surest_70']:.1%}\nslope {found['slope']:.4f}, intercept {found['intercept']:.4f}: "
        f"expected calibration error {found['error_before']:.4f} before, {found['error']:.4f} after"
    )


if __name__ == "__main__":
    main()
