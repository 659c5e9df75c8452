"""Translation invariance: filter, ReLU, one maximum over the map (slide "Intuition of pooling")."""

from __future__ import annotations

from exercises.arrays import np
from exercises.definition import Case, Check, Exercise, Rule
from exercises.translation_invariance.questions import QUESTIONS

CORNER = ((1, 0, 0), (1, 0, 0), (1, 1, 2))


def _values(rng: np.random.Generator, *shape: int, around: float = 0.0) -> np.ndarray:
    """Negative and fractional, short enough to read in a message; `+ 0.0` turns -0.0 into 0.0."""
    return rng.normal(around, 2.0, shape).round(1) + 0.0


def _response(image: np.ndarray, kernel: np.ndarray) -> Case:
    return Case("detector_response", (image, kernel))


def _with_pattern(pattern: np.ndarray, height: int, width: int, top: int, left: int) -> np.ndarray:
    image = np.zeros((height, width))
    image[top : top + pattern.shape[0], left : left + pattern.shape[1]] = pattern
    return image


def _moved(rng: np.random.Generator) -> list[Case]:
    # every response is the same: the pattern against itself, from corner to corner and at odd places
    places = [(0, 0), (4, 5), (0, 5), (1, int(rng.integers(1, 5))), (3, 1)]
    corner = np.array(CORNER, float)
    known = [_response(_with_pattern(corner, 7, 8, *place), corner) for place in places]
    pattern = _values(rng, 3, 2)
    drawn = [_response(_with_pattern(pattern, 6, 5, *place), pattern) for place in [(0, 0), (3, 3), (1, 1)]]
    return known + drawn


def _bright_corner(rng: np.random.Generator) -> Case:
    """One bright cell in the corner that only the filter's far corner likes: windows over the edge would find it."""
    image, kernel = rng.uniform(-3, -1, (5, 6)).round(1), rng.uniform(0.5, 1.5, (3, 3)).round(1)
    image[0, 0], kernel[-1, -1] = 6.0, 5.0
    return _response(image, kernel)


def _any(rng: np.random.Generator) -> list[Case]:
    shapes = [((6, 6), (3, 3)), ((5, 8), (3, 3)), ((9, 4), (2, 2)), ((7, 6), (3, 2)), ((4, 9), (2, 4))]
    drawn = [_response(_values(rng, *image), _values(rng, *kernel)) for image, kernel in shapes for _ in range(2)]
    return [*drawn, _bright_corner(rng)]


def _silent(rng: np.random.Generator) -> list[Case]:
    bright, dark = np.abs(_values(rng, 5, 6)) + 0.5, -np.abs(_values(rng, 2, 3)) - 0.5
    return [_response(bright, dark), _response(-bright, -dark), _response(np.zeros((4, 5)), _values(rng, 3, 3))]


def _sizes(rng: np.random.Generator) -> list[Case]:
    whole = np.abs(_values(rng, 3, 5)) + 0.5
    return [
        _response(_values(rng, 4, 6, around=5), np.array([[0.5]])),
        # as large as the image: a single stop, with a response that is above 0
        _response(whole, whole.round()),
        _response(_values(rng, 4, 4, around=3), np.abs(_values(rng, 4, 1)) + 0.5),
        _response(_values(rng, 6, 5, around=3), np.abs(_values(rng, 4, 4))),
    ]


def _kept(rng: np.random.Generator) -> list[Case]:
    again = _response(_values(rng, 6, 5, around=1), _values(rng, 3, 3))
    kernel, image = _values(rng, 2, 3), _values(rng, 5, 6)
    return [
        _response(_values(rng, 7, 5).T, _values(rng, 3, 2).T),
        _response(_values(rng, 9, 10)[::2, ::2], _values(rng, 4, 2)[::2]),
        _response(image, kernel),
        again,
        again,
    ]


EXERCISE = Exercise(
    number=12,
    section="7.2 Overview",
    title="Translation invariance",
    functions=("detector_response",),
    checks=(
        Check("a pattern that moves", 1.0, _moved, Rule.FLOAT, "the same response wherever it lies"),
        Check("any image and filter", 1.0, _any, Rule.FLOAT, "negative, fractional, not square"),
        Check("silent when nothing fits", 0.5, _silent, Rule.FLOAT, "ReLU: 0 where every product sum is negative"),
        Check("filters of any size", 0.5, _sizes, Rule.FLOAT, "1x1, even-sized, as large as the image"),
        Check(
            "views, and inputs left as they were",
            1.0,
            _kept,
            Rule.FLOAT,
            "transposed and strided inputs, a second call",
            keeps_inputs=True,
        ),
    ),
    questions=QUESTIONS,
)
