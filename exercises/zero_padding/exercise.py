"""Zero padding: a border of zeros around an image (slide "Common to zero-pad the border")."""

from __future__ import annotations

from exercises.arrays import np
from exercises.definition import Case, Check, Exercise, Rule
from exercises.zero_padding.questions import QUESTIONS

GRID = (
    (1, 2, 3, 4, 12, 9, 8),
    (5, 2, 3, 4, 12, 9, 8),
    (5, 2, 1, 4, 10, 9, 8),
    (7, 2, 1, 4, 12, 7, 8),
    (7, 2, 1, 4, 14, 9, 8),
    (5, 2, 3, 4, 12, 7, 8),
    (5, 2, 1, 1, 12, 9, 8),
)


def _whole(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    # never 0, so that the border is seen to begin where it should
    sizes, signs = rng.integers(1, 10, (height, width)), rng.choice((-1.0, 1.0), (height, width))
    return np.asarray(sizes * signs)


def _pad(image: np.ndarray, pad: int) -> Case:
    return Case("zero_pad", (image, pad))


def _lecture(rng: np.random.Generator) -> list[Case]:
    return [_pad(np.array(GRID, float), 1)]


def _wider(rng: np.random.Generator) -> list[Case]:
    return [_pad(_whole(rng, n, n), pad) for n, pad in ((3, 2), (4, 3), (2, int(rng.integers(4, 7))))]


def _not_square(rng: np.random.Generator) -> list[Case]:
    return [_pad(_whole(rng, *shape), pad) for shape, pad in (((2, 5), 1), ((6, 3), 2), ((1, 4), 3), ((1, 1), 2))]


def _fractions(rng: np.random.Generator) -> list[Case]:
    images = (np.round(rng.normal(0, 3, shape).round(2) + 0.001, 3) for shape in ((3, 4), (4, 3)))
    return [_pad(image, pad) for image, pad in zip(images, (1, 2), strict=True)]


def _no_border(rng: np.random.Generator) -> list[Case]:
    return [_pad(_whole(rng, 3, 4), 0), _pad(_whole(rng, 1, 3), 0), _pad(_whole(rng, 2, 3), 1)]


def _views(rng: np.random.Generator) -> list[Case]:
    tall, wide, again = _whole(rng, 6, 3), _whole(rng, 4, 6), _whole(rng, 3, 3)
    return [_pad(tall[::2], 1), _pad(wide.T, 2), _pad(again.copy(), 1), _pad(again.copy(), 1), _pad(again.copy(), 2)]


EXERCISE = Exercise(
    number=4,
    section="7.2 Overview",
    title="Zero padding",
    functions=("zero_pad",),
    checks=(
        Check("the lecture's border", 0.5, _lecture, Rule.ARRAY, "7x7 with one zero all around is 9x9"),
        Check("wider borders", 0.5, _wider, Rule.ARRAY, "pad counts the zeros on each side"),
        Check("images that are not square", 0.5, _not_square, Rule.ARRAY, "rows and columns, one by one"),
        Check("fractions and negative numbers", 0.5, _fractions, Rule.ARRAY, "nothing is rounded"),
        Check("no border, then one of one", 0.5, _no_border, Rule.ARRAY, "pad 0 gives the image"),
        Check(
            "views, two calls, image left alone",
            0.5,
            _views,
            Rule.ARRAY,
            "the image is the same afterwards",
            keeps_inputs=True,
        ),
    ),
    questions=QUESTIONS,
)
