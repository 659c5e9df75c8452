"""Takes along what a student predicted: the small file among what they handed in. It costs nobody a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grader.classroom.intake.file_names import predictions_copy
from grader.classroom.intake.submission import Given
from grader.core.atomic import reason_of
from grader.core.predictions_file import Predictions, PredictionsError, read

_LOOKED_AT = 3
"""Copies that are looked at, the newest first: the first that can be read counts."""


def without_predictions(everything: Sequence[Given]) -> tuple[Predictions, list[Given]]:
    """Return the predictions among what was handed in, and all else. A broken file stays there, with its reason."""
    copies = [(number, given) for given in everything if (number := _copy(given)) is not None]
    rest = [given for given in everything if _copy(given) is None]
    newest = sorted(copies, key=lambda one: (one[1].order, one[1].changed, one[0]), reverse=True)
    for _, given in newest[:_LOOKED_AT]:
        try:
            return read(given.root, given.inside), rest
        except PredictionsError as problem:
            reason = str(problem)
        except OSError as error:
            reason = f"it cannot be read: {reason_of(error)}"
        rest.append(replace(given, problem=given.problem or reason))
    return {}, rest


def _copy(given: Given) -> int | None:
    """Return which copy of the predictions a file is by its name; None for another file, or for what is not there."""
    return predictions_copy(given.name) if given.inside else None
