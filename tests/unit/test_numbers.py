"""Numbers as students read them: two that differ never look equal, and what they measure is never guessed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.core.results import Grids
from grader.grading.verdict.grids import grid_lines
from grader.grading.verdict.values import cell_digits, cell_text, measure_text

NUMBERS = st.one_of(
    st.integers(-(10**8), 10**8).map(float),
    st.floats(-1e12, 1e12, allow_nan=False),
    st.sampled_from([12345.0, 12346.0, 1e5, 100001.0, 0.12345, 0.12346, 1 / 3, 0.3333]),
)


@given(st.lists(NUMBERS, min_size=2, max_size=20))
def test_two_numbers_of_a_grid_look_equal_only_where_they_count_as_equal(values):
    digits = cell_digits(np.array(values))
    for one in values:
        for other in values:
            if abs(one - other) > 1e-6 + 1e-5 * max(abs(one), abs(other)):
                assert cell_text(one, digits) != cell_text(other, digits)


@given(NUMBERS, NUMBERS)
def test_a_wrong_cell_never_looks_like_the_wanted_one(wanted, got):
    if abs(wanted - got) > 1e-6:
        digits = cell_digits(np.array([wanted, got]), (wanted, got))
        assert cell_text(wanted, digits) != cell_text(got, digits)


def test_whole_numbers_stand_in_full():
    grids = Grids(np.array([[12345.0, 1.0]]), np.array([[12346.0, 1.0]]), (0, 0), np.array([[True, False]]))
    told = "\n".join(grid_lines(grids, 74))
    assert "12345" in told and "12346" in told


@pytest.mark.parametrize(("share", "text"), [(0.008, "0.8%"), (0.706, "70.6%"), (1.0, "100.0%"), (0.0, "0.0%")])
def test_an_accuracy_is_a_fraction_everywhere(share, text):
    assert measure_text("accuracy", share) == f"accuracy {text}"
