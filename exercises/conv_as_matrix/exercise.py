"""Convolution as Theta x: the sparse, banded matrix that does what a sliding filter does (slide of that name)."""

from __future__ import annotations

from exercises.arrays import np
from exercises.conv_as_matrix.questions import QUESTIONS
from exercises.definition import Case, Check, Exercise, Rule
from exercises.properties import last_step_fits

LECTURE_FILTER = ((1, 2, 1), (2, 4, 2), (1, 2, 1))


def _kernel(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Negative and fractional, with no zeros: they would look like the matrix's own."""
    return (rng.choice([-1, 1], shape) * rng.uniform(0.5, 5.0, shape)).round(1)


def _matrix(kernel: np.ndarray, height: int, width: int, *rest: int) -> Case:
    return Case("conv_matrix", (kernel, height, width, *rest))


def _lecture(rng: np.random.Generator) -> list[Case]:
    kernel = np.array(LECTURE_FILTER, float)
    return [_matrix(kernel, 4, 4), _matrix(kernel, 7, 7, 3, 1), _matrix(kernel, 7, 7, 2)]


def _shapes(rng: np.random.Generator) -> list[Case]:
    return [
        _matrix(_kernel(rng, 3, 3), 4, 6),
        _matrix(_kernel(rng, 2, 3), 5, 4),
        _matrix(_kernel(rng, 3, 1), 4, 5),
        _matrix(_kernel(rng, 2, 2), int(rng.integers(6, 8)), 3),
    ]


def _padded(rng: np.random.Generator) -> list[Case]:
    return [
        _matrix(_kernel(rng, 3, 3), 4, 3, 1, 1),
        _matrix(_kernel(rng, 3, 2), 3, 4, 1, 2),
        _matrix(_kernel(rng, 2, 4), 2, 3, 1, int(rng.integers(2, 4))),
    ]


def _strides(rng: np.random.Generator) -> list[Case]:
    # steps that divide, steps that do not, a stride above the filter's size
    return [
        _matrix(_kernel(rng, 2, 2), 4, 6, 2),
        _matrix(_kernel(rng, 3, 3), 6, 8, 2),
        _matrix(_kernel(rng, 2, 1), 7, 9, 3),
        _matrix(_kernel(rng, 3, 2), 4, 7, 2, 1),
    ]


def _filters(rng: np.random.Generator) -> list[Case]:
    return [
        _matrix(_kernel(rng, 1, 1), 3, 4),
        _matrix(_kernel(rng, 4, 3), 4, 3),
        _matrix(_kernel(rng, 4, 4), 5, 6, 1, 1),
        _matrix(_kernel(rng, 3, 3), 1, 2, 1, 1),
    ]


def _kept(rng: np.random.Generator) -> list[Case]:
    again = _matrix(_kernel(rng, 2, 3), 4, 5, 2, 1)
    by_name = Case("conv_matrix", (_kernel(rng, 4, 3)[::2], 3, 4), {"pad": 1})
    return [_matrix(_kernel(rng, 3, 2).T, 4, 5), by_name, again, again]


EXERCISE = Exercise(
    number=9,
    section="7.2 Overview",
    title="Convolution as a matrix",
    functions=("conv_matrix",),
    checks=(
        Check("the lecture's filter", 1.0, _lecture, Rule.ARRAY, "3x3 over 4x4, and over 7x7 at stride 3 and 2"),
        Check("images and filters not square", 1.0, _shapes, Rule.ARRAY, "a row of the image has `width` cells"),
        Check("zero padding", 1.0, _padded, Rule.ARRAY, "the border has no columns of its own"),
        Check("stride", 1.0, _strides, Rule.ARRAY, "fewer rows, and a longer step between them"),
        Check("filters of any size", 1.0, _filters, Rule.ARRAY, "1x1, even-sized, as large as the image"),
        Check(
            "views, and inputs left as they were",
            1.0,
            _kept,
            Rule.ARRAY,
            "transposed and strided kernels, a second call",
            keeps_inputs=True,
        ),
    ),
    questions=QUESTIONS,
    properties=(
        last_step_fits(
            lambda it: [
                a - b + 2 * it.get("pad", 0)
                for a, b in zip((it["height"], it["width"]), it["kernel"].shape, strict=True)
            ]
        ),
    ),
)
