"""One sentence for what no mistake explains: what came is what was wanted, up to a simple change."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from exercises.definition import Case, Check, Rule
from grader.grading.diagnosis.answers import Answers
from grader.grading.diagnosis.insights import Insights
from tests.unit.sentences import GRID, RNG, returned, told


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (np.trunc, "cut to whole numbers"),
        (np.round, "rounded to whole numbers"),
        (lambda a: -a, "with the opposite sign"),
        (np.abs, "without its sign"),
        (lambda a: a.T, "with rows and columns exchanged (transposed)"),
        (lambda a: a[::-1], "upside down"),
        (lambda a: a[:, ::-1], "flipped left to right"),
        (lambda a: np.roll(a, 1, 0), "shifted down by one cell"),
        (lambda a: a[:-1, :-1], "without its last row and column"),
        (lambda a: np.pad(a, 1), "with a border of zeros around it"),
        (lambda a: np.sort(a, None).reshape(a.shape), "sorted"),
        (lambda a: a[None], "an axis of length 1 too many"),
        (lambda a: [a], "inside a list or tuple"),
        (lambda a: (a, 3), "as the first of several values"),
        (lambda a: a.reshape(4, 3), "their shape is another"),
        (lambda a: a + 2, "plus 2"),
        (lambda a: a * 3, "times 3"),
        (lambda a: a / 9, "divided by 9"),
        (lambda a: None, "nothing comes back (None)"),
        (lambda a: str(a), "a text comes where an array or list is wanted"),
    ],
)
def test_a_simple_function_of_what_was_wanted_is_named(change, words):
    calls = [((n,), GRID + n, change(GRID + n)) for n in (0, 1, 2)]
    (said,) = told(calls, Rule.ARRAY)
    assert words in said


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (str, "the right answer as a text"),
        (float, "the right number as a float"),
        (lambda n: n + 1, "plus 1"),
        (lambda n: 2 * n, "times 2"),
    ],
)
def test_a_number_handed_back_in_another_way_is_named(change, words):
    assert words in told([((n,), n, change(n)) for n in (3, 5, 9)])[0]


def test_printed_and_not_returned():
    calls = [((n,), n, None) for n in (13, 25, 39)]
    assert "printed, not returned" in told(calls, printed="13\n25\n39\n")[0]
    assert "nothing comes back" in told(calls, printed="")[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda size, pad: size + pad, "plus pad"),
        (lambda size, pad: size - 2 * pad, "minus twice pad"),
        (lambda size, pad: size * pad, "times pad"),
    ],
)
def test_a_number_that_is_counted_in_the_arguments_is_named(change, words):
    calls = [((n, 3, 1, pad), n, change(n, pad)) for n, pad in ((5, 2), (9, 3), (8, 2), (20, 4))]
    assert told(calls) == [f"what came is what was wanted {words}"]


def test_a_form_that_fits_the_right_calls_too_comes_first():
    calls = [((n,), np.full(3, n), np.full(3, abs(n))) for n in (-3.5, -2.0, -1.25, 2.0)]
    assert told(calls, Rule.ARRAY)[0].startswith("what came is what was wanted, without its sign")


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        (lambda way: 0 * way, "end where they began"),
        (lambda way: -way, "opposite direction"),
        (lambda way: 16 * way, "right direction, 16 times as far"),
    ],
)
def test_where_weights_went_is_compared_with_where_they_should_have_gone(gone, words):
    start, way = {"a": GRID, "b": GRID[0]}, RNG.normal(size=GRID.shape)
    ends = {"a": GRID + way, "b": GRID[0] + way[0]}, {"a": GRID + gone(way), "b": GRID[0] + gone(way[0])}
    (said,) = told([((start,), *ends), ((start,), *ends)], Rule.SAME)
    assert words in said


def test_the_weights_that_end_elsewhere_are_named():
    start = {"a": GRID, "b": GRID[0]}
    ends = {"a": GRID + 1, "b": GRID[0] + 1}, {"a": GRID + 1, "b": GRID[0] + [1, 2, 3, 0]}
    assert "only b end elsewhere" in told([((start,), *ends)], Rule.SAME)[0]


def test_an_argument_that_comes_back_is_named():
    (said,) = told([((GRID + n,), GRID + 2 * n + 1, GRID + n) for n in (0, 1, 2)], Rule.ARRAY, ("image",))
    assert said.startswith("image comes back as it was given")


def test_a_text_that_a_probe_hands_on_is_told_as_a_text():
    probed = Case("fraction_right", owner="accuracy")
    check = Check("a check", 1.0, lambda rng: [], Rule.FLOAT)
    wanted, got = {0: returned(0.05)}, {0: returned("5.00%")}
    (said,) = Insights(Answers([(check, (0,))], [probed], wanted, got)).of([0])
    assert said.sentence == "a text comes where a single number is wanted"


def test_zero_all_over_has_no_form():
    assert "0 came in all 3 wrong calls" in told([((n,), n, 0) for n in (-3, 4, -5)])[0]


def test_a_form_with_a_number_in_it_needs_more_than_two_numbers():
    assert not any("plus" in said for said in told([((1,), 3, 5), ((2,), 6, 8)]))


def test_the_same_answer_whatever_is_given():
    (said,) = told([((n,), n, 3) for n in (3, 5, 9, 12)])
    assert said.startswith("the same answer comes whatever is given")


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_no_value_makes_an_insight_fall(data):
    value = st.one_of(
        st.none(), st.integers(), st.floats(), st.text(max_size=5), st.lists(st.integers(0, 3), max_size=3),
        arrays.arrays(np.float64, st.sampled_from([(), (0,), (2,), (2, 3), (3, 4)])),
        st.tuples(st.integers(), arrays.arrays(np.float64, (2,))), st.dictionaries(st.text(max_size=2), st.integers()),
    )  # fmt: skip
    rule = data.draw(st.sampled_from(list(Rule)))
    wanted = {
        Rule.INT: 3, Rule.FLOAT: 2.5, Rule.SHAPE: (2, 3), Rule.TRACE: [((2, 3), 4)], Rule.ANY_ARRAY: [GRID],
    }.get(rule, GRID)  # fmt: skip
    calls = [((GRID, 3), wanted, data.draw(value)) for _ in range(3)]
    assert all(isinstance(said, str) and said for said in told(calls, rule, ("image", "pad")))
