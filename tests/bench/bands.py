"""How well right and wrong training loops do, seed by seed: the figures behind the bands of `training`.

    python tests/bench/bands.py --seeds 50 --wrong-seeds 6

Not a test: it takes a quarter of an hour on one core. The figures stand in `exercises/training/README.md`.
"""

import argparse
import runpy
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import torch  # noqa: E402

from exercises import digits  # noqa: E402
from exercises.definition import Hidden  # noqa: E402

WRONG = {
    "softmax_before_cross_entropy": 2,
    "gradients_not_zeroed": 1,
    "no_step_with_a_gradient": 1,
    "images_shuffled_without_labels": 1,
    "optimizer_made_anew_each_step": 1,
    "SGD_instead_of_Adam": 1,
    "step_before_backward": 1,
    "step_taken_twice": 1,
    "not_shuffled": 1,
}
"""Slips and how many times the number of wrong seeds each is run."""


def loops(wrong_seeds):
    """Name, student and how many seeds, for the slips."""
    mistakes = runpy.run_path(str(ROOT / "exercises/training/mistakes.py"))
    for name, times in WRONG.items():
        yield name.replace("_", " "), mistakes[name](), times * wrong_seeds


def measured(probe, student, seed):
    """Accuracy in % and seconds of one training."""
    images, labels = digits.cluttered(seed)
    unseen, answers = digits.held_out(Hidden(np.random.default_rng([seed, 1]), np.random.default_rng([seed, 2])))
    torch.manual_seed(seed)
    start = time.perf_counter()
    got = probe["learn"](student, images, labels, report=lambda *news: None)
    seconds = time.perf_counter() - start
    weights = {name: value.numpy() for name, value in got["weights"].items()}
    scores = probe["scored"](None, {"weights": weights}, unseen)["scores"]
    return 100 * (scores.argmax(1).numpy() == answers).mean(), seconds


def main():
    """Print one line a loop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=50, help="of the right loop")
    parser.add_argument("--wrong-seeds", type=int, default=6, help="of each wrong loop")
    options = parser.parse_args()
    torch.set_num_threads(1)
    probe = runpy.run_path(str(ROOT / "exercises/training/probe.py"))
    right = SimpleNamespace(**runpy.run_path(str(ROOT / "reference/training.py")))
    for name, student, seeds in [("right", right, options.seeds), *loops(options.wrong_seeds)]:
        found = np.array([measured(probe, student, seed) for seed in range(seeds)])
        percent, seconds = found.T
        spread = f"{percent.mean():5.1f} ± {percent.std(ddof=1):.1f} [{percent.min():.1f}..{percent.max():.1f}]"
        print(f"| {name} | {seeds} | {spread} | {np.median(seconds):.1f} |", flush=True)


if __name__ == "__main__":
    main()
