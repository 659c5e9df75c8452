"""Max pooling: the largest value of each window, map by map (slides "Pooling" and "Max pooling")."""

from __future__ import annotations

from exercises.arrays import np
from exercises.definition import Case, Check, Exercise, Rule
from exercises.max_pooling.questions import QUESTIONS
from exercises.properties import last_step_fits

LECTURE_GRID = ((1, 3, 3, 4), (2, 5, 8, 2), (3, 0, 1, 0), (2, 2, 1, 2))


def _values(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Negative and fractional, short enough to read in a message; `+ 0.0` turns -0.0 into 0.0."""
    return rng.normal(-1.0, 4.0, shape).round(1) + 0.0


def _map(image: np.ndarray, *rest: int) -> Case:
    return Case("max_pool", (image, *rest))


def _volume(volume: np.ndarray, *rest: int) -> Case:
    return Case("max_pool_volume", (volume, *rest))


def _lecture(rng: np.random.Generator) -> list[Case]:
    return [_map(np.array(LECTURE_GRID, float)), _map(rng.integers(0, 10, (6, 6)).astype(np.float64))]


def _signed(rng: np.random.Generator) -> list[Case]:
    below_zero = -np.abs(_values(rng, 4, 6)) - 0.5
    return [_map(_values(rng, 6, 4)), _map(below_zero), _map(_values(rng, 2, 10))]


def _steps(rng: np.random.Generator) -> list[Case]:
    # each of these fits exactly: what is left over at the edge is another check's business
    return [
        _map(_values(rng, 7, 9), 3, 2),
        _map(_values(rng, 6, 5), 3, 1),
        _map(_values(rng, 5, 8), 2, 3),
        _map(_values(rng, 8, 4), 4, 4),
        _map(_values(rng, 5, 7), 1, 2),
    ]


def _left_over(rng: np.random.Generator) -> list[Case]:
    # all below zero, so that an edge filled up with zeros shows
    deep = -np.abs(_values(rng, 5, 7)) - 0.5
    return [_map(deep), _map(_values(rng, 9, 6), 3, 2), _map(_values(rng, 8, 11), 3, 3), _map(_values(rng, 3, 8))]


def _volumes(rng: np.random.Generator) -> list[Case]:
    channels = int(rng.integers(4, 7))
    return [
        _volume(_values(rng, channels, 8, 6)),
        _volume(_values(rng, 1, 4, 4)),
        _volume(_values(rng, 2, 7, 10), 3, 2),
        _volume(_values(rng, 3, 6, 7), 2, 4),
    ]


def _kept(rng: np.random.Generator) -> list[Case]:
    again = _values(rng, 6, 8)
    by_name = Case("max_pool", (_values(rng, 7, 6),), {"stride": 1, "size": 4})
    return [
        _map(_values(rng, 8, 5).T, 3, 2),
        _volume(_values(rng, 6, 8, 10)[::2, ::2, 1:]),
        _volume(_values(rng, 6, 7, 3).transpose(2, 0, 1), 2, 1),
        by_name,
        _map(again),
        _map(again),
    ]


EXERCISE = Exercise(
    number=11,
    section="7.2 Overview",
    title="Max pooling",
    functions=("max_pool", "max_pool_volume"),
    checks=(
        Check("the lecture's grid", 1.0, _lecture, Rule.ARRAY, "4x4, windows of 2x2, stride 2: 5 8 / 3 2"),
        Check("negative and fractional values", 1.0, _signed, Rule.ARRAY, "the largest of negatives is negative"),
        Check("windows that overlap or skip", 1.0, _steps, Rule.ARRAY, "size and stride need not be equal"),
        Check("a last window that does not fit", 1.0, _left_over, Rule.ARRAY, "it is dropped, as PyTorch drops it"),
        Check("a volume, each map alone", 1.0, _volumes, Rule.ARRAY, "one channel or many: channels stay apart"),
        Check(
            "views, and inputs left as they were",
            1.0,
            _kept,
            Rule.ARRAY,
            "transposed and strided inputs, a second call",
            keeps_inputs=True,
        ),
    ),
    questions=QUESTIONS,
    properties=(
        last_step_fits(
            lambda it: [side - it.get("size", 2) for side in it.get("image", it.get("volume")).shape[-2:]], stride=2
        ),
    ),
)
