"""A convolutional layer: every filter reads all channels and gives one activation map (slides "ConvNet")."""

from __future__ import annotations

from exercises.arrays import np
from exercises.conv_layer.questions import QUESTIONS
from exercises.definition import Case, Check, Exercise, Rule
from exercises.properties import last_step_fits

LECTURE_GRID = (
    (1, 2, 3, 4, 12, 9, 8),
    (5, 2, 3, 4, 12, 9, 8),
    (5, 2, 1, 4, 10, 9, 8),
    (7, 2, 1, 4, 12, 7, 8),
    (7, 2, 1, 4, 14, 9, 8),
    (5, 2, 3, 4, 12, 7, 8),
    (5, 2, 1, 1, 12, 9, 8),
)
LECTURE_FILTER = ((1, 2, 1), (2, 4, 2), (1, 2, 1))


def _values(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Negative and fractional, short enough to read in a message; `+ 0.0` turns -0.0 into 0.0."""
    return rng.normal(0.0, 2.0, shape).round(1) + 0.0


def _layer(
    rng: np.random.Generator, image: tuple[int, int, int], filters: tuple[int, int], *rest: int, biased: bool = True
) -> Case:
    """An image (C, H, W) and (K, F): K filters of F x F, with biases far enough from 0 to show."""
    count, size = filters
    bias = (_values(rng, count) + 5).round(1) if biased else np.zeros(count)
    return Case("conv_layer", (_values(rng, *image), _values(rng, count, image[0], size, size), bias, *rest))


def _lecture(rng: np.random.Generator) -> list[Case]:
    seen, kernel = np.array(LECTURE_GRID, float), np.array(LECTURE_FILTER, float)
    grid = Case("conv_layer", (seen[None], kernel[None, None], np.zeros(1), 3, 1))
    image, filters, bias = _values(rng, 3, 32, 32), _values(rng, 10, 3, 5, 5), np.zeros(10)
    shown = "conv_layer(image of 3x32x32, filters of 10x3x5x5, np.zeros(10), stride=1, pad=2)"
    return [grid, Case("conv_layer", (image, filters, bias, 1, 2), shown=shown)]


def _channels(rng: np.random.Generator) -> list[Case]:
    return [
        _layer(rng, (3, 5, 5), (1, 3), biased=False),
        _layer(rng, (1, 5, 6), (3, 3), biased=False),
        _layer(rng, (int(rng.integers(4, 7)), 6, 4), (2, 3), biased=False),
    ]


def _biases(rng: np.random.Generator) -> list[Case]:
    return [_layer(rng, (1, 4, 5), (2, 3)), _layer(rng, (2, 6, 5), (4, 3)), _layer(rng, (3, 4, 4), (1, 2))]


def _moves(rng: np.random.Generator) -> list[Case]:
    # strides that divide and strides that do not; pads of 1 and more
    return [
        _layer(rng, (2, 7, 9), (2, 3), 2),
        _layer(rng, (2, 5, 4), (3, 3), 1, 1),
        _layer(rng, (3, 8, 6), (2, 3), 3, 2),
        _layer(rng, (1, 6, 9), (2, 5), 2, int(rng.integers(3, 5))),
    ]


def _filters(rng: np.random.Generator) -> list[Case]:
    return [
        _layer(rng, (3, 4, 6), (5, 1)),
        _layer(rng, (2, 6, 5), (3, 4), 1, 1),
        _layer(rng, (4, 9, 7), (2, 2), 3),
        _layer(rng, (2, 3, 3), (4, 3)),
    ]


def _kept(rng: np.random.Generator) -> list[Case]:
    again = _layer(rng, (2, 6, 5), (3, 3), 2, 1)
    views = (
        _values(rng, 6, 7, 3).transpose(2, 0, 1),
        _values(rng, 3, 3, 3, 4).transpose(3, 2, 0, 1),
        _values(rng, 8)[::2],
    )
    sliced = (_values(rng, 4, 5, 5)[::2], _values(rng, 2, 2, 3, 3), _values(rng, 2))
    return [Case("conv_layer", (*views, 1, 1)), Case("conv_layer", sliced, {"pad": 1}), again, again]


EXERCISE = Exercise(
    number=8,
    section="7.2 Overview",
    title="Convolutional layer",
    functions=("conv_layer",),
    checks=(
        Check("the lecture's grid and volume", 1.0, _lecture, Rule.ARRAY, "7x7 at stride 3; 32x32x3 with 10 filters"),
        Check("channels are summed", 1.0, _channels, Rule.ARRAY, "one map per filter, from all channels together"),
        Check("a bias for each filter", 1.0, _biases, Rule.ARRAY, "added once to every cell of its map"),
        Check("stride and pad", 1.0, _moves, Rule.ARRAY, "both axes, pad above 1, steps that do not fit"),
        Check("filters of any size", 1.0, _filters, Rule.ARRAY, "1x1, even-sized, as large as the image"),
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
            lambda it: [side - it["filters"].shape[-1] + 2 * it.get("pad", 0) for side in it["image"].shape[1:]]
        ),
    ),
)
