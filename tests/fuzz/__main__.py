"""Fuzz every reader of strangers' bytes for a time: `python -m tests.fuzz [SECONDS] [NAME]`.

Each target has its share of the time, in rounds of fresh inputs. A finding is printed with the smallest input that
shows it, its target is left alone from then on, and the exit status is 1.
"""

from __future__ import annotations

import sys
import tempfile
import time
import traceback
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.targets import TARGETS, Target

_ROUND = 100


def _round(target: Target, number: int) -> int:
    """One round of inputs; how many there were. Raises what the target raises, on the smallest such input."""
    tried = 0

    @seed(number)
    @settings(
        max_examples=_ROUND,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
        print_blob=False,
    )
    @given(target.given)
    def attempt(content: object) -> None:
        nonlocal tried
        tried += 1
        with tempfile.TemporaryDirectory(prefix="cnn-fuzz-") as folder:
            target.read(content, Path(folder))

    attempt()
    return tried


def main(seconds: float, wanted: str = "") -> int:
    """Fuzz for so long; print a line a target."""
    targets = [target for target in TARGETS if wanted in target.name]
    total = found = 0
    started = int(time.time())
    for target in targets:
        end, number, tried = time.monotonic() + seconds / len(targets), 0, 0
        try:
            while time.monotonic() < end:
                tried += _round(target, started * 1000 + number)
                number += 1
            print(f"{target.name}: {tried:,} inputs", flush=True)
        except Exception:
            found += 1
            print(f"{target.name}: FOUND after {tried:,} inputs and more", flush=True)
            traceback.print_exc(file=sys.stdout)
        total += tried
    print(f"{total:,} inputs, {found} findings", flush=True)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 600.0, " ".join(sys.argv[2:])))
