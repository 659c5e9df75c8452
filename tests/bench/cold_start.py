"""The first verdict after a cold start: `cnn-exercises check`, from command to prompt, no server running yet."""

from __future__ import annotations

import shutil

from grader.core import paths
from grader.core.lessons import find
from tests.bench.handed_in import write_submission
from tests.bench.row import Row, milliseconds
from tests.bench.settings import Settings
from tests.bench.timed import PROGRAM, PYTHON, median_run, p50, run

_RUNS = 3
_HAND, _TORCH = "output_size", "convnet"


def measure(settings: Settings) -> list[Row]:
    """By hand with expected values cached and not, with torch, and torch's own import."""
    folder = write_submission(settings.folder / "cold", [find(_HAND), find(_TORCH)], 0)
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    imported = median_run(_RUNS, [PYTHON, "-c", "import torch, torch._dynamo"], **one_thread)
    other = "import torch, torch._dynamo"
    cached = median_run(_RUNS, [PROGRAM, "check", _HAND], cwd=folder)
    with_torch = median_run(_RUNS, [PROGRAM, "check", _TORCH], cwd=folder)
    empty = []
    for _ in range(_RUNS):
        shutil.rmtree(paths.cache_folder() / "expected")
        empty.append(run([PROGRAM, "check", _HAND], cwd=folder))
    rows = [milliseconds("first verdict, by hand, cached", cached, imported, other, 1.0)]
    for name, seconds in (("by hand, nothing cached", p50(empty)), ("with torch", with_torch)):
        row = milliseconds(f"first verdict, {name}", seconds, imported, other)
        rows.append(
            Row(row.what, seconds, row.text, imported, row.other, 1.05 * imported, None, "<= 1.05 of the import")
        )
    return rows
