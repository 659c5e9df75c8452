"""The words an experiment is written in: a short thing to run that shows one idea of the lecture.

An experiment is a folder: `experiment.py` (an `EXPERIMENT`) and `probe.py`, whose `experiment(student, *inputs)` runs
in a confined child, with the student's own solved functions where they are there, and returns plain data. It may
declare a keyword-only `report`, as an exercise's probe may.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exercises.definition import Needs, Value
from exercises.figures import Frame


@dataclass(frozen=True)
class Experiment:
    """One experiment.

    `belongs_to` is the exercise that it continues; `uses` are the exercises whose functions it calls. `inputs` makes
    the probe's arguments. `frames` draws what came back, which is untrusted: where it is not as it should be, it raises
    ValueError, TypeError or LookupError. A frame fits 52 columns by 10 lines. `shows` says what to see in it.
    """

    title: str
    question: str
    shows: str
    belongs_to: str
    uses: tuple[str, ...]
    inputs: Callable[[], tuple[Value, ...]]
    frames: Callable[[Value], tuple[Frame, ...]]
    needs: Needs = Needs.TORCH
    seconds: float = 120.0
