"""5 MB of outputs in a notebook, of each kind that notebooks are full of, beside the standard library's JSON."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from grader.core.notebook.cells import read_cells
from tests.bench.row import Row, milliseconds
from tests.bench.settings import Settings
from tests.notebooks import code, notebook

_OUTPUTS = {
    "a picture": [{"data": {"image/png": "A" * 5_000_000}}],
    "lines of text": [{"text": ["Epoch 1 of 2, loss 0.1234 \u001b[0m\n"] * 120_000}],
    "numbers": [{"data": {"z": [index / 7 for index in range(250_000)]}}],
}
_RUNS = 9


def measure(settings: Settings) -> list[Row]:
    """Processor time to read its cells."""
    rows = []
    for kind, outputs in _OUTPUTS.items():
        content = notebook([code("def relu(x):\n    return x", outputs=outputs)])
        spent, beside = _least(read_cells, content), _least(json.loads, content)
        rows.append(milliseconds(f"5 MB of outputs: {kind}", spent, beside, "json.loads", 0.010))
    return rows


def _least(read: Callable[[bytes], object], content: bytes) -> float:
    times = []
    for _ in range(_RUNS):
        start = time.process_time()
        read(content)
        times.append(time.process_time() - start)
    return min(times)
