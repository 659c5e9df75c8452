"""`cnn-exercises --help`, beside Python doing nothing."""

from __future__ import annotations

from tests.bench.row import Row, milliseconds
from tests.bench.settings import Settings
from tests.bench.timed import PROGRAM, PYTHON, median_run

_RUNS = 9


def measure(settings: Settings) -> list[Row]:
    """The overview and the longest of the commands' own."""
    nothing = median_run(_RUNS, [PYTHON, "-c", "pass"])
    return [
        milliseconds(name, median_run(_RUNS, [PROGRAM, *words]), nothing, "python -c pass", 0.080)
        for name, words in (("--help", ("--help",)), ("grade --help", ("grade", "--help")))
    ]
