"""Which misconception explains a failed check, and when none does."""

from __future__ import annotations

import numpy as np
import pytest

from exercises.definition import Check, Mistake, Rule
from grader.core.results import Outcome, OutcomeKind
from grader.grading.diagnosis.mistakes import recognise

FIRST = Mistake("first", "", "first", ("f",))
SECOND = Mistake("second", "", "second", ("f",))
NOT_A_NUMBER = float("nan")


def returned(*values) -> dict[int, Outcome]:
    return {number: Outcome(OutcomeKind.RETURNED, value=value) for number, value in enumerate(values)}


def raised(error) -> Outcome:
    return Outcome(OutcomeKind.RAISED, error=error)


def check(rule=Rule.INT, **settings) -> Check:
    return Check("a check", 1.0, lambda rng: [], rule, **settings)


def found(got, mistaken, checks=None, failed=0):
    plan = checks or [(check(), (0, 1))]
    return recognise(failed, plan, (FIRST, SECOND), {"first": mistaken, "second": {}}, got)


def test_equal_outcomes_on_all_cases_name_it():
    assert found(returned(4, 9), returned(4, 9)) is FIRST


@pytest.mark.parametrize("mistaken", [returned(4, 8), returned(4), {}])
def test_one_case_that_differs_or_lacks_does_not(mistaken):
    assert found(returned(4, 9), mistaken) is None


def test_a_float_where_the_mistake_gives_an_int_is_another_slip():
    assert found(returned(4.0, 9), returned(4, 9)) is None
    assert found(returned(4.0, 9.5), returned(4.0, 9.5)) is FIRST


@pytest.mark.parametrize(
    ("rule", "one", "other", "same"),
    [
        (Rule.FLOAT, 4, 4.0, True),
        (Rule.FLOAT, NOT_A_NUMBER, NOT_A_NUMBER, True),
        (Rule.ARRAY, [[1, 2]], np.array([[1.0, 2.0]]), True),
        (Rule.ARRAY, np.array([1.0, NOT_A_NUMBER]), np.array([1.0, NOT_A_NUMBER]), True),
        (Rule.ARRAY, [1, 2], [[1, 2]], False),
        (Rule.ARRAY, "a", "a", False),
        (Rule.SHAPE, [3, 4], (3, 4), True),
        (Rule.SHAPE, (3, 4), (3, 4, 1), False),
        (Rule.SAME, {"a": 1}, {"a": 1}, True),
        (Rule.SAME, {"a": 1}, {"b": 1}, False),
        (Rule.SAME, True, 1, False),
        (Rule.SAME, "yes", "yes", True),
    ],
)
def test_values_are_compared_by_the_checks_rule(rule, one, other, same):
    assert (found(returned(one), returned(other), [(check(rule), (0,))]) is FIRST) is same


def test_the_mistake_that_agrees_on_most_checks_wins():
    checks = [(check(), (0,)), (check(), (1,))]
    mistaken = {"first": returned(4, 1), "second": returned(4, 9)}
    assert recognise(0, checks, (FIRST, SECOND), mistaken, returned(4, 9)) is SECOND


def test_among_equals_the_first_declared_wins():
    mistaken = {"first": returned(4), "second": returned(4)}
    assert recognise(0, [(check(), (0,))], (FIRST, SECOND), mistaken, returned(4)) is FIRST


def test_equal_exceptions_count_where_something_was_returned_too():
    both = {**returned(4), 1: raised("ValueError")}
    assert found(both, both) is FIRST
    assert found({**returned(4), 1: raised("IndexError")}, both) is None


def test_equal_exceptions_alone_prove_nothing():
    both = {0: raised("ValueError"), 1: raised("ValueError")}
    assert found(both, both) is None


def test_what_never_answered_is_no_misconception():
    died = {0: Outcome(OutcomeKind.DIED), 1: Outcome(OutcomeKind.DIED)}
    assert found(died, died) is None


def test_modified_inputs_count_where_the_check_looks_at_them():
    keeping = [(check(keeps_inputs=True), (0,))]
    left, modified = ({0: Outcome(OutcomeKind.RETURNED, value=4, inputs=[n])} for n in (1, 2))
    assert found(left, modified, keeping) is None
    assert found(modified, modified, keeping) is FIRST
