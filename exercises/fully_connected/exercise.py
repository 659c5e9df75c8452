"""Fully connected layer: the image as one column, theta x + bias (slide "Fully connected layer")."""

from __future__ import annotations

from exercises.arrays import np
from exercises.definition import Case, Check, Exercise, Rule
from exercises.fully_connected.questions import QUESTIONS


def _whole(rng: np.random.Generator, *shape: int) -> np.ndarray:
    return rng.integers(-9, 10, shape).astype(float)


def _fractions(rng: np.random.Generator, *shape: int) -> np.ndarray:
    return np.round(rng.normal(0, 3, shape), 2)


def _flatten(image: np.ndarray, shown: str = "") -> Case:
    return Case("flatten", (image,), shown=shown)


def _layer(x: np.ndarray, theta: np.ndarray, bias: np.ndarray) -> Case:
    return Case("fully_connected", (x, theta, bias))


def _lecture_image(rng: np.random.Generator) -> list[Case]:
    return [_flatten(rng.integers(0, 256, (32, 32, 3)).astype(float), "flatten(image)   # a 32x32x3 image")]


def _row_by_row(rng: np.random.Generator) -> list[Case]:
    shapes = ((2, 3, 4), (3, 2, 3), (1, 5, 2), (4, 3, 1))
    return [_flatten(_fractions(rng, *shape)) for shape in shapes]


def _image_views(rng: np.random.Generator) -> list[Case]:
    channels_first, tall, again = _whole(rng, 3, 2, 4), _whole(rng, 6, 2, 3), _whole(rng, 2, 2, 3)
    views = [_flatten(channels_first.transpose(1, 2, 0)), _flatten(tall[::2])]
    return [*views, _flatten(again.copy()), _flatten(again.copy())]


def _scores(rng: np.random.Generator) -> list[Case]:
    small = _layer(np.array([1.0, 2.0, 3.0]), np.array([[1.0, 0.0, 2.0], [0.0, -1.0, 1.0]]), np.array([10.0, 20.0]))
    sizes = ((4, 4), (4, 3), (3, 5))
    return [small, *(_layer(_whole(rng, d), _whole(rng, k, d), _whole(rng, k)) for d, k in sizes)]


def _any_size(rng: np.random.Generator) -> list[Case]:
    sizes = ((5, 1), (1, 4), (1, 1), (12, 10), (5, 5))
    return [_layer(_fractions(rng, d), _fractions(rng, k, d), _fractions(rng, k)) for d, k in sizes]


def _layer_views(rng: np.random.Generator) -> list[Case]:
    wide, column, bias = _whole(rng, 4, 3), _whole(rng, 8), _whole(rng, 6)
    x, theta, b = _fractions(rng, 3), _fractions(rng, 3, 3), _fractions(rng, 3)
    views = _layer(column[::2], wide.T, bias[::2])
    return [views, _layer(x.copy(), theta.copy(), b.copy()), _layer(x.copy(), theta.copy(), b.copy())]


def _parameters(rng: np.random.Generator) -> list[Case]:
    drawn = zip(rng.integers(20, 500, 3), rng.integers(2, 20, 3), strict=True)
    sizes = [(3072, 10), (1, 1), (1, 7), *((int(inputs), int(outputs)) for inputs, outputs in drawn)]
    return [Case("fully_connected_parameters", size) for size in sizes]


EXERCISE = Exercise(
    number=1,
    section="7.1 Motivation & concept",
    title="Fully connected layer",
    functions=("flatten", "fully_connected", "fully_connected_parameters"),
    checks=(
        Check("the lecture's image as 3072 numbers", 0.5, _lecture_image, Rule.ARRAY, "32x32x3, one axis"),
        Check("flattened row by row", 1.0, _row_by_row, Rule.ARRAY, "pixel by pixel along a row, then the next row"),
        Check(
            "flattened views, image left alone",
            0.5,
            _image_views,
            Rule.ARRAY,
            "transposed and sliced images, two calls",
            keeps_inputs=True,
        ),
        Check("theta x + bias", 0.5, _scores, Rule.ARRAY, "one score for each row of theta"),
        Check("layers of any size", 0.5, _any_size, Rule.ARRAY, "one input, one output, fractions"),
        Check(
            "a layer on views, inputs left alone",
            0.5,
            _layer_views,
            Rule.ARRAY,
            "x, theta and bias are the same afterwards",
            keeps_inputs=True,
        ),
        Check("parameters, biases included", 0.5, _parameters, Rule.INT, "3072 inputs, 10 outputs: 10 · 3073"),
    ),
    questions=QUESTIONS,
)
