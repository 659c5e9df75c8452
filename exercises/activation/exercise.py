"""Activation: ReLU, the largest of 0 and x, cell by cell (slide "A complex layer")."""

from __future__ import annotations

from exercises.activation.questions import QUESTIONS
from exercises.arrays import np
from exercises.definition import Case, Check, Exercise, Rule


def _relu(x: np.ndarray) -> Case:
    return Case("relu", (x,))


def _values(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Both signs in every array, short enough to read in a message; `+ 0.0` turns -0.0 into 0.0."""
    values = rng.normal(0.0, 4.0, shape).round(1) + 0.0
    values.flat[:2] = -np.abs(values.flat[0]) - 2.5, np.abs(values.flat[1]) + 2.5
    return values


def _small(rng: np.random.Generator) -> list[Case]:
    whole = rng.permutation(np.arange(-4.0, 5.0))
    return [_relu(np.array([-2.0, -1.0, 0.0, 1.0, 2.0])), _relu(whole)]


def _sizes(rng: np.random.Generator) -> list[Case]:
    drawn = rng.normal(0.0, 1.0, 5)
    return [
        _relu((drawn * 0.2).round(4)),
        _relu((drawn * 300).round(1)),
        _relu(np.array([-1e-3, 0.25, -0.5, 0.999, 1e6, -1e6])),
        _relu(-np.abs(drawn).round(3)),
    ]


def _shapes(rng: np.random.Generator) -> list[Case]:
    return [
        _relu(_values(rng, 3, 4)),
        _relu(_values(rng, 2, 3, 5)),
        _relu(_values(rng, int(rng.integers(2, 4)), 2, 3, 2)),
        _relu(np.array([[-1.5]])),
    ]


def _kept(rng: np.random.Generator) -> list[Case]:
    again = _relu(_values(rng, 3, 3))
    strided = _values(rng, 6, 6)[::2, 1:]
    return [_relu(_values(rng, 4, 3).T), _relu(strided), _relu(_values(rng, 5)), again, again]


EXERCISE = Exercise(
    number=10,
    section="7.2 Overview",
    title="Activation",
    functions=("relu",),
    checks=(
        Check("whole numbers", 0.5, _small, Rule.ARRAY, "-2 -1 0 1 2 gives 0 0 0 1 2"),
        Check("small and large values", 0.5, _sizes, Rule.ARRAY, "no ceiling, no threshold but 0, no rounding"),
        Check("any shape", 0.5, _shapes, Rule.ARRAY, "a map, a volume, a batch: the shape stays"),
        Check(
            "views, and inputs left as they were",
            0.5,
            _kept,
            Rule.ARRAY,
            "transposed and strided inputs, a second call",
            keeps_inputs=True,
        ),
    ),
    questions=QUESTIONS,
)
