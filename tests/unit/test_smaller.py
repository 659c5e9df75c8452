"""Smaller calls: each takes something away, none leaves an empty array, and they lead down to very little."""

from __future__ import annotations

import numpy as np
import pytest

from exercises.definition import Case
from grader.grading.diagnosis.smaller import size_of, smaller

RNG = np.random.default_rng(3)
CASES = [
    Case("output_size", (17, 3, 2, 1)),
    Case("fully_connected", (RNG.normal(size=4), RNG.normal(size=(3, 4)), RNG.normal(size=3))),
    Case("conv_layer", (RNG.normal(size=(3, 6, 5)), RNG.normal(size=(2, 3, 3, 3)), RNG.normal(size=2), 1, 1)),
    Case("receptive_field", ([(3, 2), (5, 1), (2, 2)],)),
    Case("relu", (), {"x": RNG.normal(size=3)}),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.function)
def test_each_is_smaller_and_keeps_its_arguments(case):
    for one in smaller(case):
        assert size_of(one) < size_of(case)
        assert [type(value) for value in one.args] == [type(value) for value in case.args]
        assert all(value.size for value in one.args if isinstance(value, np.ndarray))


def test_sides_of_one_length_are_cut_together():
    cut = {tuple(np.shape(value) for value in one.args) for one in smaller(CASES[1])}
    assert ((2,), (3, 2), (3,)) in cut
    assert ((4,), (1, 4), (1,)) in cut


def test_taking_the_smallest_again_and_again_ends_at_next_to_nothing():
    case = CASES[2]
    while found := list(smaller(case)):
        case = min(found, key=size_of)
    assert max(np.size(value) for value in case.args) == 1
