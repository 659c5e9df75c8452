"""Convolution: the lecture's formula, with the filter flipped, wherever it can be non-zero."""

from __future__ import annotations

from exercises.arrays import np
from exercises.convolution.questions import QUESTIONS
from exercises.definition import Case, Check, Exercise, Rule

GRID = (
    (1, 2, 3, 4, 12, 9, 8),
    (5, 2, 3, 4, 12, 9, 8),
    (5, 2, 1, 4, 10, 9, 8),
    (7, 2, 1, 4, 12, 7, 8),
    (7, 2, 1, 4, 14, 9, 8),
    (5, 2, 3, 4, 12, 7, 8),
    (5, 2, 1, 1, 12, 9, 8),
)
KERNEL = ((1, 2, 1), (2, 4, 2), (1, 2, 1))


def _whole(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    # never 0, so that no cell of a filter can hide
    sizes, signs = rng.integers(1, 10, (height, width)), rng.choice((-1.0, 1.0), (height, width))
    return np.asarray(sizes * signs)


def _fractions(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    return np.round(rng.normal(0, 3, (height, width)).round(2) + 0.001, 3)


def _convolve(image: np.ndarray, kernel: np.ndarray) -> Case:
    return Case("convolve", (image, kernel))


def _lecture(rng: np.random.Generator) -> list[Case]:
    return [_convolve(np.array(GRID, float), np.array(KERNEL, float))]


def _one_pixel(rng: np.random.Generator) -> list[Case]:
    cases = []
    for n, side, row in ((1, 3, 0), (3, 2, 1), (4, 3, 3)):
        image = np.zeros((n, n))
        image[row, rng.integers(n)] = 1.0  # at last in the bottom row, where the filter reaches past the image
        cases.append(_convolve(image, _whole(rng, side, side)))
    return cases


def _square(rng: np.random.Generator) -> list[Case]:
    return [_convolve(_whole(rng, n, n), _whole(rng, f, f)) for n, f in ((3, 2), (4, 3), (6, 3))]


def _any_shape(rng: np.random.Generator) -> list[Case]:
    shapes = (((3, 5), (2, 4)), ((6, 2), (3, 1)), ((4, 3), (1, 1)), ((2, 3), (4, 5)))
    return [_convolve(_whole(rng, *image), _whole(rng, *kernel)) for image, kernel in shapes]


def _not_whole(rng: np.random.Generator) -> list[Case]:
    return [
        _convolve(_fractions(rng, 4, 4), _fractions(rng, 3, 3)),
        _convolve(_fractions(rng, 5, 3), _fractions(rng, 2, 2)),
    ]


def _views(rng: np.random.Generator) -> list[Case]:
    tall, wide, kernel = _whole(rng, 8, 3), _whole(rng, 3, 5), _whole(rng, 3, 2)
    image, small = _whole(rng, 4, 4), _whole(rng, 2, 2)
    views = [_convolve(tall[::2], kernel.T), _convolve(wide.T, kernel)]
    return [*views, _convolve(image.copy(), small.copy()), _convolve(image.copy(), small.copy())]


EXERCISE = Exercise(
    number=6,
    section="7.2 Overview",
    title="Convolution",
    functions=("convolve",),
    checks=(
        Check("the lecture's grid and filter", 1.0, _lecture, Rule.ARRAY, "7x7 and 3x3 give 9x9"),
        Check("a single 1 gives back the filter", 1.0, _one_pixel, Rule.ARRAY, "as it is, not turned around"),
        Check("the filter is flipped", 1.0, _square, Rule.ARRAY, "in both directions"),
        Check(
            "images and filters of any shape", 0.5, _any_shape, Rule.ARRAY, "not square, 1x1, filter above the image"
        ),
        Check("fractions and negative numbers", 1.0, _not_whole, Rule.ARRAY, "nothing is rounded"),
        Check(
            "views, two calls, inputs left alone",
            0.5,
            _views,
            Rule.ARRAY,
            "image and filter are the same afterwards",
            keeps_inputs=True,
        ),
    ),
    questions=QUESTIONS,
)
