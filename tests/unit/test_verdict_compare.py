"""The contract's "What counts as right", sentence by sentence."""

from __future__ import annotations

import numpy as np
import pytest

from exercises.definition import Rule
from grader.grading.verdict.compare import LARGEST_SHOWN, Difference, Tolerance, compare
from grader.grading.verdict.inputs import compare_inputs
from grader.sandbox.wire import Opaque

GRID = np.array([[20.0, 69.0], [60.0, 84.0]])
NOT_A_NUMBER, INFINITE = float("nan"), float("inf")


def difference(rule, wanted, got, **tolerance) -> Difference:
    found = compare(rule, wanted, got, Tolerance(**tolerance))
    assert found is not None, f"{got!r} was taken for right"
    return found


def right(rule, wanted, got, **tolerance) -> bool:
    return compare(rule, wanted, got, Tolerance(**tolerance)) is None


# --- an int result


@pytest.mark.parametrize("got", [3, np.int64(3), np.int32(3), np.uint8(3)])
def test_an_int_or_a_numpy_integer_is_an_int(got):
    assert right(Rule.INT, 3, got)


@pytest.mark.parametrize("got", [3.0, np.float64(3.0), np.float32(3.0), 3.5])
def test_a_float_is_not_an_int_and_the_message_says_to_use_double_slash(got):
    assert "use // instead of /" in difference(Rule.INT, 3, got).title


def test_a_float_in_place_of_an_int_is_set_beside_it():
    found = difference(Rule.INT, 3, 3.5)
    assert (found.wanted, found.got) == ("3 (int)", "3.5 (float)")
    assert found.title == "3.5 is a float: a whole number is wanted, so use // instead of /"


@pytest.mark.parametrize(("wanted", "got"), [("yes", "no"), (True, 1), (None, 0), ("1", 1)])
def test_another_word_is_set_beside_the_wanted_one(wanted, got):
    found = difference(Rule.SAME, wanted, got)
    assert (found.title, found.wanted, found.got) == ("wrong value", repr(wanted), repr(got))


def test_arrays_of_another_shape_are_kept_to_be_shown_unless_they_are_huge():
    found = difference(Rule.ARRAY, GRID, np.ones((2, 3)))
    assert found.grids is not None and found.grids.got.shape == (2, 3) and found.grids.first is None
    assert difference(Rule.ARRAY, GRID, np.ones((2, LARGEST_SHOWN // 2))).grids is not None
    assert difference(Rule.ARRAY, GRID, np.ones((2, LARGEST_SHOWN // 2 + 1))).grids is None


@pytest.mark.parametrize("after", [None, [], [1, 2, 3], (1, 2), "12"])
def test_arguments_that_came_back_as_others_are_said(after):
    found = compare_inputs([1, 2], after)
    told = (found.title, found.wanted, found.got)
    assert told == ("the arguments were changed", "as handed in", "other arguments")


@pytest.mark.parametrize("got", [True, "3", (3,), np.array([3]), 4, INFINITE, NOT_A_NUMBER, Opaque("Tensor")])
def test_what_else_is_not_the_int(got):
    assert difference(Rule.INT, 3, got)


def test_an_int_of_thousands_of_digits():
    assert difference(Rule.INT, 3, 10**5000).got == "int"


def test_true_is_not_one():
    assert difference(Rule.INT, 1, True).title == "the result is a bool, not a whole number (int)"


@pytest.mark.parametrize("rule", [Rule.INT, Rule.FLOAT, Rule.ARRAY, Rule.SHAPE, Rule.TRACE])
def test_none_asks_for_the_return(rule):
    wanted = {Rule.ARRAY: GRID, Rule.SHAPE: (3,), Rule.TRACE: [((3,), 0)]}.get(rule, 3)
    found = difference(rule, wanted, None)
    assert found.title.startswith("the result is None, not ")
    assert found.details == ("the function returned nothing: is a return missing?",)


# --- a float result


@pytest.mark.parametrize("got", [2, 2.0, np.float32(2), np.int64(2), np.array(2.0), np.array(2), 2 * (1 + 0.9e-5)])
def test_a_float_is_any_real_number(got):
    assert right(Rule.FLOAT, 2.0, got)


@pytest.mark.parametrize("got", [True, np.array([2.0]), 2j, "2", 2.0001, INFINITE, -INFINITE, 10**400])
def test_what_is_not_the_float(got):
    assert difference(Rule.FLOAT, 2.0, got)


def test_nan_is_explained():
    assert "divided 0 by 0" in difference(Rule.FLOAT, 2.0, NOT_A_NUMBER).details[0]


# --- an array result


@pytest.mark.parametrize(
    "got",
    [
        GRID,
        GRID.tolist(),
        tuple(map(tuple, GRID)),
        [np.array([20, 69]), (60, np.float32(84))],
        GRID.astype(np.float32),
        GRID.astype(np.uint8),
        GRID.astype(np.longdouble),
        np.asfortranarray(GRID),
        GRID + 1e-7,
        GRID * (1 + 0.9e-5),
    ],
)
def test_an_array_in_any_form(got):
    assert right(Rule.ARRAY, GRID, got)


@pytest.mark.parametrize("got", [20.0, [20.0], GRID[None], GRID[0], GRID.ravel(), np.zeros((0, 2)), []])
def test_another_shape_is_never_broadcast(got):
    assert not right(Rule.ARRAY, np.full((2, 2), 20.0), got)


def test_a_scalar_for_a_grid_is_told_as_one():
    assert difference(Rule.ARRAY, GRID, 20.0).title == "the result is a single number, not an array of shape (2, 2)"


def test_a_wrong_shape_names_both():
    assert difference(Rule.ARRAY, GRID, GRID[0]).title == "the shape is (2,), wanted (2, 2)"


@pytest.mark.parametrize("bad", [NOT_A_NUMBER, INFINITE, -INFINITE])
def test_nan_and_infinity_are_never_right(bad):
    wanted = np.array([1.0, bad])
    assert difference(Rule.ARRAY, wanted, wanted)
    assert difference(Rule.ARRAY, wanted, np.array([1.0, -bad]))
    assert difference(Rule.ARRAY, np.array([1.0, 2.0]), [1.0, bad])


def test_nans_are_explained():
    assert any("NaN" in detail for detail in difference(Rule.ARRAY, GRID, GRID * NOT_A_NUMBER).details)


def test_rows_of_different_lengths():
    assert difference(Rule.ARRAY, GRID, [[1.0, 2.0], [3.0]]).title == "the rows have different lengths"


@pytest.mark.parametrize("got", ["grid", [["20", "69"], ["60", "84"]], GRID > 0, GRID + 0j, {"a": 1}, [[True] * 2] * 2])
def test_what_holds_no_real_numbers_is_no_array(got):
    assert difference(Rule.ARRAY, GRID, got)


def test_a_wrong_array_says_kind_shape_count_largest_error_and_first_place():
    found = difference(Rule.ARRAY, GRID, [[20, 70], [60, 89]])
    assert found.title == "list, shape (2, 2) ✓, 2 of 4 cells differ, largest error 5"
    assert found.details == ("first at [0, 1]: yours 70, wanted 69",)


def test_the_dtype_that_cut_the_fractions_off_is_named():
    assert difference(Rule.ARRAY, np.array([1.5]), np.array([1])).title.startswith("int64, shape (1,) ✓")


def test_numbers_that_print_alike_get_more_digits():
    wanted = np.array([1234567.0])
    found = difference(Rule.ARRAY, wanted, wanted + 1e-3, rtol=0.0)
    assert found.details == ("first at [0]: yours 1234567.001, wanted 1234567",)
    assert difference(Rule.FLOAT, 0.5, 0.5 + 1e-9, rtol=0, atol=0).got == "0.500000001"


def test_a_check_may_be_stricter_or_laxer():
    assert right(Rule.ARRAY, GRID, GRID + 0.5, atol=1.0)
    assert not right(Rule.ARRAY, GRID, GRID + 1e-5, rtol=0.0, atol=1e-6)


def test_any_array_takes_each_of_the_wanted():
    assert right(Rule.ANY_ARRAY, [GRID, GRID.T], GRID.T)
    assert not right(Rule.ANY_ARRAY, [GRID, GRID.T], -GRID)


# --- a shape result, a trace


@pytest.mark.parametrize("got", [(32, 32, 10), [32, 32, 10], [np.int64(32), 32, 10]])
def test_a_shape_in_any_form(got):
    assert right(Rule.SHAPE, (32, 32, 10), got)


@pytest.mark.parametrize("got", [(32, 32), (32.0, 32, 10), (10, 32, 32), "abc", 32, np.array([32, 32, 10])])
def test_what_is_not_the_shape(got):
    assert difference(Rule.SHAPE, (32, 32, 10), got)


def test_a_trace_names_the_layer():
    wanted = [((6, 28, 28), 156), ((6, 14, 14), 0)]
    assert right(Rule.TRACE, wanted, tuple([list(shape), count] for shape, count in wanted))
    assert "the parameters of layer 1" in difference(Rule.TRACE, wanted, [((6, 28, 28), 150), wanted[1]]).title
    assert "the shape after layer 2" in difference(Rule.TRACE, wanted, [wanted[0], ((6, 15, 14), 0)]).title
    assert difference(Rule.TRACE, wanted, wanted[:1]).got == "1 layers"
    assert difference(Rule.TRACE, wanted, [1, 2])


# --- plain data


def test_plain_data_is_compared_leaf_by_leaf():
    wanted = {"loss": 0.5, "mode": "train", "count": 3, "grid": GRID, "none": None, "yes": True, "list": [1, (2.0,)]}
    assert right(Rule.SAME, wanted, {**wanted, "loss": 0.5 + 1e-9})
    wrong = {"loss": 0.6, "mode": "eval", "count": 3.0, "grid": GRID.T, "none": 0, "yes": 1, "list": [1]}
    for name, value in wrong.items():
        assert difference(Rule.SAME, wanted, {**wanted, name: value}).title.startswith(name)


def test_other_names_are_told():
    found = difference(Rule.SAME, {"a": 1, "b": 2}, {"a": 1, "c": 2})
    assert (found.wanted, found.got) == ("'b'", "'c'")


@pytest.mark.parametrize("rule", list(Rule))
def test_nothing_that_a_child_sends_makes_it_raise(rule):
    wanted = {
        Rule.ARRAY: GRID,
        Rule.ANY_ARRAY: [GRID],
        Rule.SHAPE: (2, 2),
        Rule.TRACE: [((2,), 3)],
        Rule.SAME: {"a": GRID, "b": (1, None)},
    }.get(rule, 3)
    strange = [{}, {"a": 1}, {10**5000: 1}, [[]], [None], (((),),), Opaque("Net"), b"", 1e999, 10**400, [10**400], "\0"]
    strange += [
        np.array("a"),
        np.array([]),
        np.array(None is None),
        np.zeros((2, 0)),
        np.float16("nan"),
        {"a": 0, "b": 0},
    ]
    assert all(difference(rule, wanted, got) for got in strange)


# --- the inputs


def test_inputs_left_alone_and_inputs_changed():
    assert compare_inputs([GRID, 2, [(1, 2)]], [GRID.copy(), 2, [(1, 2)]]) is None
    changed = compare_inputs([GRID, 2], [GRID + 1, 2])
    assert changed is not None
    assert changed.title == "argument 1 was modified"
    assert "copy" in changed.details[0]


@pytest.mark.parametrize("after", [None, [], [GRID.astype(np.float32)], [GRID.tolist()], [GRID[0]], [GRID, 1]])
def test_inputs_in_another_form_are_changed(after):
    assert compare_inputs([GRID], after) is not None
