"""`make bench`: every budget as a ratio, measured in one run and printed as one table.

    python -m tests.bench [NAME ...] [--students N] [--seconds S]

Nothing here fails a build: a budget is met or it is not, in a word.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.bench.row import Row, table
from tests.bench.settings import Settings

MEASUREMENTS = {
    "verdict": "verdict",
    "failing": "failing",
    "help": "start",
    "ui": "screen",
    "class": "throughput",
    "split": "split",
    "size": "class_size",
    "cold": "cold_start",
    "soak": "soak",
    "nineteen": "nineteen",
    "notebook": "notebook_outputs",
}
"""Name on the command line -> module here, in the order of the table."""


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="every budget as a ratio, in one run")
    parser.add_argument("name", metavar="NAME", nargs="*", help=f"some only: {', '.join(MEASUREMENTS)}")
    parser.add_argument("--students", type=int, default=1000, help="in the class whose size is measured")
    parser.add_argument("--seconds", type=float, default=30.0, help="of the soak")
    arguments = parser.parse_args()
    unknown = set(arguments.name) - set(MEASUREMENTS)
    if unknown:
        parser.error(f"no measurement is called {', '.join(sorted(unknown))}")
    return arguments


def main() -> None:
    """Measure, then print."""
    arguments = _arguments()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        # caches and settings of our own: the user's neither help nor suffer
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is not compiled at each start
        os.environ["PYTHONPYCACHEPREFIX"] = f"{folder}/compiled"
        os.environ.update({f"XDG_{name}_HOME": f"{folder}/{name.lower()}" for name in ("CACHE", "CONFIG", "DATA")})
        settings = Settings(Path(folder), arguments.students, arguments.seconds)
        for name, module in MEASUREMENTS.items():
            if arguments.name and name not in arguments.name:
                continue
            start = time.monotonic()
            print(f"{name} ...", end=" ", file=sys.stderr, flush=True)
            try:
                rows += importlib.import_module(f"tests.bench.{module}").measure(settings)
            except Exception:  # the others are still worth having
                traceback.print_exc()
            print(f"{time.monotonic() - start:.0f} s", file=sys.stderr)
    cores = len(os.sched_getaffinity(0))
    print(f"\n{table(rows)}\n\n{cores} cores, load {os.getloadavg()[0]:.1f} in the last minute")


if __name__ == "__main__":
    main()
