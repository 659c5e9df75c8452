"""How far the homework's recipes come, and in what time: the figures behind the ladder of `improve`.

    python tests/bench/ladder.py --seeds 3

Not a test: each training takes 15 to 30 seconds. Runs the reference and every right submission.
"""

import argparse
import contextlib
import io
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
from exercises.improve.exercise import what_it_learned  # noqa: E402


def plain(value):
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return value.numpy() if isinstance(value, torch.Tensor) else value


def measured(probe, student, seed):
    """Accuracy in %, processor seconds and parameters of one recipe."""
    images, labels = digits.cluttered(seed)
    unseen, answers = digits.held_out(Hidden(np.random.default_rng([seed, 1]), np.random.default_rng([seed, 2])))
    torch.manual_seed(seed)
    start = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()):
        learned = what_it_learned(plain(probe["improve"](student, images, labels, report=lambda *news: None)))
        seconds = time.process_time() - start
        scores = probe["score"](student, learned, unseen)["scores"]
    parameters = sum(array.size for array in learned["parameters"].values())
    return 100 * (scores.argmax(1).numpy() == answers).mean(), seconds, parameters


def main():
    """Print one line a recipe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    seeds = parser.parse_args().seeds
    torch.set_num_threads(1)
    probe = runpy.run_path(str(ROOT / "exercises/improve/probe.py"))
    recipes = sorted((ROOT / "tests/submissions/right/improve").glob("*.py"))
    for path in [ROOT / "reference/improve.py", *recipes]:
        student = SimpleNamespace(**runpy.run_path(str(path)))
        found = np.array([measured(probe, student, seed) for seed in range(seeds)])
        percent, seconds, parameters = found.T
        spread = f"{percent.mean():.1f} [{percent.min():.1f}..{percent.max():.1f}]"
        print(f"| {path.stem} | {int(parameters[0]):,} | {spread} | {np.median(seconds):.0f} |", flush=True)


if __name__ == "__main__":
    main()
