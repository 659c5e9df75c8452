"""Scores of images that a network never saw, as they come back from a child: checked, counted and made into pictures.

Shared by the exercises that are graded by accuracy. What the child returns is untrusted: every function here answers,
whatever it is given. The labels stay with the parent.
"""

from __future__ import annotations

from collections.abc import Mapping

from exercises.arrays import np
from exercises.definition import Value

_LARGEST_PICTURE = 200_000
"""Numbers in one picture."""


def predicted(scores: Value, count: int, classes: int = 10) -> np.ndarray | str:
    """Return the class of each image by its highest score, or one line on what is wrong with the scores."""
    if not isinstance(scores, np.ndarray) or scores.dtype.kind != "f":
        return "the network's scores are not an array of floats"
    if scores.shape != (count, classes):
        return f"the network's scores have shape {scores.shape} for {count} images, not {(count, classes)}"
    if not np.isfinite(scores).all():
        return "the network's scores are not all finite: its weights have run away (nan or inf)"
    classes_by_score: np.ndarray = scores.argmax(axis=1)
    return classes_by_score


def confusion(labels: np.ndarray, classes: np.ndarray, count: int = 10) -> np.ndarray:
    """Return how often each true class (row) was taken for each class (column)."""
    table = np.zeros((count, count))
    np.add.at(table, (labels, classes), 1)
    return table


def picture(value: Value, dimensions: int) -> np.ndarray | None:
    """Return the array if it can be drawn (so many dimensions, finite, not too large), else None."""
    if not isinstance(value, np.ndarray) or value.dtype.kind not in "fiu":
        return None
    if value.ndim != dimensions or not 0 < value.size <= _LARGEST_PICTURE or not np.isfinite(value).all():
        return None
    return value.astype(np.float32)


def pictures(got: Value, dimensions: Mapping[str, int]) -> dict[str, np.ndarray]:
    """Return those of the named pictures that `got` really holds."""
    if not isinstance(got, dict):
        return {}
    drawn = {name: picture(got.get(name), count) for name, count in dimensions.items()}
    return {name: array for name, array in drawn.items() if array is not None}


def curve(got: Value) -> np.ndarray | None:
    """Return the loss curve: a short list of floats, or None."""
    if not isinstance(got, list) or not 1 < len(got) <= 1000 or not all(type(loss) is float for loss in got):
        return None
    return picture(np.array(got), 1)
