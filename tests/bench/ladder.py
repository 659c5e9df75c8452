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


def measured(improve, student, seed):
    """Accuracy in %, processor seconds and parameters of one recipe."""
    drawn = digits.cluttered(seed)
    torch.manual_seed(seed)
    start = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()):
        got = improve(student, drawn.train_images, drawn.train_labels, drawn.test_images, report=lambda *news: None)
    seconds = time.process_time() - start
    right = got["scores"].argmax(1).numpy() == drawn.test_labels
    return 100 * right.mean(), seconds, got["parameters"]


def main():
    """Print one line a recipe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    seeds = parser.parse_args().seeds
    torch.set_num_threads(1)
    improve = runpy.run_path(str(ROOT / "exercises/improve/probe.py"))["improve"]
    recipes = sorted((ROOT / "tests/submissions/right/improve").glob("*.py"))
    for path in [ROOT / "reference/improve.py", *recipes]:
        student = SimpleNamespace(**runpy.run_path(str(path)))
        found = np.array([measured(improve, student, seed) for seed in range(seeds)])
        percent, seconds, parameters = found.T
        spread = f"{percent.mean():.1f} [{percent.min():.1f}..{percent.max():.1f}]"
        print(f"| {path.stem} | {int(parameters[0]):,} | {spread} | {np.median(seconds):.0f} |", flush=True)


if __name__ == "__main__":
    main()
