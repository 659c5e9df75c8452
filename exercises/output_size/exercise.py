"""Output size: (N - F + 2P) / stride + 1, rounded down (slides "Output size" and "Common to zero-pad the border")."""

from __future__ import annotations

from exercises.arrays import np
from exercises.definition import Case, Check, Exercise, Rule
from exercises.output_size.questions import QUESTIONS
from exercises.properties import last_step_fits


def _size(n: int, f: int, *rest: int) -> Case:
    return Case("output_size", (n, f, *rest))


def _lecture(rng: np.random.Generator) -> list[Case]:
    return [_size(7, 3, 2), _size(7, 3), _size(32, 5)]


def _padded(rng: np.random.Generator) -> list[Case]:
    drawn = [_size(int(n), 5, 1, int(p)) for n, p in zip(rng.integers(8, 40, 3), rng.integers(2, 5, 3), strict=True)]
    return [_size(7, 3, 3, 1), *drawn]


def _uneven(rng: np.random.Generator) -> list[Case]:
    # n = f + stride * k + left with 0 < left < stride: the last step never fits, now hardly, now nearly
    strides = rng.integers(3, 7, 4)
    lefts = [1, 1, *(int(stride) - 1 for stride in strides[2:])]
    drawn = zip(strides, rng.integers(1, 6, 4), lefts, strict=True)
    # at last the statement's 1.5 steps, which `round` takes for 2
    return [*(_size(3 + int(s) * int(k) + left, 3, int(s)) for s, k, left in drawn), _size(9, 3, 4)]


def _any(rng: np.random.Generator) -> list[Case]:
    cases = [_size(9, 1, 4, 2), _size(6, 6), _size(5, 4, 9, 1)]
    for _ in range(5):
        f, stride, pad = int(rng.integers(1, 8)), int(rng.integers(1, 5)), int(rng.integers(0, 4))
        cases.append(_size(int(rng.integers(f, f + 60)), f, stride, pad))
    return cases


def _keywords(rng: np.random.Generator) -> list[Case]:
    n = int(rng.integers(20, 60))
    return [Case("output_size", (n, 3), {"pad": 2}), Case("output_size", (n, 4), {"stride": 3, "pad": 1})]


def _too_large(rng: np.random.Generator) -> list[Case]:
    n, pad = int(rng.integers(2, 9)), int(rng.integers(1, 3))
    # the last two fit: one as it is, one thanks to its border
    return [_size(n, n + 1), _size(n, n + 2 * pad + 1, 1, pad), _size(2, 9, 4), _size(n, n), _size(n, n + pad, 1, pad)]


EXERCISE = Exercise(
    number=3,
    section="7.2 Overview",
    title="Output size",
    functions=("output_size",),
    checks=(
        Check("the lecture's numbers", 1.0, _lecture, Rule.INT, "7 cells, filter 3, stride 2 gives 3"),
        Check("zero padding", 1.0, _padded, Rule.INT, "a border of P zeros adds 2P cells"),
        Check("a last step that does not fit", 1.0, _uneven, Rule.INT, "rounded down, as PyTorch does"),
        Check("any size, stride and pad", 1.0, _any, Rule.INT, "1x1 filters, strides above the filter, pad above 1"),
        Check("arguments by name", 0.5, _keywords, Rule.INT, "stride=1 and pad=0 where not given"),
        Check("ValueError when the filter is too large", 0.5, _too_large, Rule.INT, "it fits nowhere, even padded"),
    ),
    questions=QUESTIONS,
    properties=(last_step_fits(lambda it: [it["n"] - it["f"] + 2 * it.get("pad", 0)]),),
)
