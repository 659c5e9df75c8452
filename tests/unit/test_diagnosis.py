"""Which mistakes account for a run, one by one and together, and when none may be named."""

from __future__ import annotations

import numpy as np
import pytest

from exercises.definition import Case, Check, Mistake, Rule
from grader.core.results import Outcome, OutcomeKind
from grader.grading.diagnosis.answers import Answers
from grader.grading.diagnosis.diagnose import diagnose
from grader.grading.diagnosis.insights import Insights
from grader.grading.diagnosis.mistakes import Search, candidates, deviating
from grader.grading.verdict.outcomes import are_alike

NOT_A_NUMBER = float("nan")


def mistake(slug, *steps) -> Mistake:
    return Mistake(slug.replace("_", " "), "", slug, ("f",), tuple((step, slug) for step in steps or (slug,)))


FIRST, SECOND, THIRD = mistake("first"), mistake("second"), mistake("third")


def returned(*values) -> dict[int, Outcome]:
    return {number: Outcome(OutcomeKind.RETURNED, value=value) for number, value in enumerate(values)}


def raised(error, message="") -> Outcome:
    return Outcome(OutcomeKind.RAISED, error=error, message=message)


def check(name="a check", rule=Rule.INT, **settings) -> Check:
    return Check(name, 1.0, lambda rng: [], rule, **settings)


def explained(wanted, got, mistakes, together=None, checks=None):
    """The diagnosis of a run of one function; `mistakes` gives each mistake's outcomes, `together` those of sets."""
    numbers = sorted(wanted)
    cases = [Case("f", (10 + number,)) for number in numbers]
    answers = Answers(checks or [(check(), numbers)], cases, wanted, got, {"f": ("n",)})
    deviations = {one.slug: deviating(answers, {**wanted, **outcomes}) for one, outcomes in mistakes.items()}
    asked = []

    def ask(sets):
        asked.append(["+".join(one.slug for one in mistakes) for mistakes in sets])
        return {play: {**wanted, **outcomes} for play, outcomes in (together or {}).items()}

    found = diagnose(Search(answers, candidates(mistakes, deviations)), Insights(answers), ask)
    return found, asked


def names(wanted, got, mistakes, together=None, checks=None) -> list[tuple[str, ...]]:
    """The names that each check is given."""
    found, _ = explained(wanted, got, mistakes, together, checks)
    return [tuple(one.name for one in found.checks[index].mistakes) for index in sorted(found.checks)]


WANTED = returned(1, 2, 3, 4, 5, 6)


def test_a_mistake_that_gives_all_that_came_is_named_and_no_pair_is_played():
    found, asked = explained(WANTED, returned(1, 2, 7, 8, 5, 6), {FIRST: returned(1, 2, 7, 8, 5, 6)})
    assert found.checks[0].mistakes == (FIRST,)
    assert not asked


def test_two_mistakes_that_give_together_what_came_are_both_named():
    alone = {FIRST: returned(1, 2, 7, 8, 5, 6), SECOND: returned(1, 2, 3, 9, 9, 9)}
    got = returned(1, 2, 7, 13, 9, 9)
    assert names(WANTED, got, alone, {"first+second": got}) == [("first", "second")]


def test_each_check_gets_the_mistakes_that_it_needs():
    alone = {FIRST: returned(1, 2, 7, 8, 5, 6), SECOND: returned(1, 2, 3, 9, 9, 9)}
    got = returned(1, 2, 7, 13, 9, 9)
    checks = [(check("a"), [0, 1]), (check("b"), [2]), (check("c"), [3]), (check("d"), [4, 5])]
    assert names(WANTED, got, alone, {"first+second": got}, checks) == [
        (),
        ("first",),
        ("first", "second"),
        ("second",),
    ]


def test_mistakes_that_override_one_step_are_never_played_together():
    alone = {mistake("a", "step"): returned(1, 2, 7, 8, 5, 6), mistake("b", "step"): returned(1, 2, 3, 9, 9, 9)}
    _, asked = explained(WANTED, returned(1, 2, 7, 13, 9, 9), alone)
    assert not asked


def test_three_are_tried_where_two_leave_something_unexplained():
    alone = {FIRST: returned(7, 2, 3, 4, 5, 6), SECOND: returned(1, 8, 3, 4, 5, 6), THIRD: returned(1, 2, 9, 4, 5, 6)}
    pairs = {
        "first+second": returned(7, 8, 3, 4, 5, 6),
        "first+third": returned(7, 2, 9, 4, 5, 6),
        "second+third": returned(1, 8, 9, 4, 5, 6),
    }
    got = returned(7, 8, 9, 4, 5, 6)
    triples = {f"{a}+{b}+{c}": got for a, b, c in (("first", "second", "third"), ("first", "third", "second"))}
    (found,) = names(WANTED, got, alone, {**pairs, **triples})
    assert sorted(found) == ["first", "second", "third"]


def test_no_name_that_a_passed_check_contradicts():
    checks = [(check("passed"), [0, 1]), (check("failed"), [2, 3, 4, 5])]
    got = returned(1, 2, 7, 8, 9, 10)
    assert names(WANTED, got, {FIRST: returned(11, 2, 7, 8, 9, 10)}, checks=checks) == [(), ()]
    assert names(WANTED, got, {FIRST: got}, checks=checks) == [(), ("first",)]


def test_no_name_where_another_explains_more():
    checks = [(check("one"), [0, 1]), (check("two"), [2, 3, 4, 5])]
    got = returned(9, 8, 7, 6, 11, 12)
    alone = {FIRST: returned(9, 8, 3, 4, 5, 6), SECOND: returned(1, 2, 7, 6, 11, 12)}
    assert names(WANTED, got, alone, checks=checks) == [(), ("second",)]


def test_no_name_where_one_simple_form_covers_more_than_it():
    checks = [(check("one"), [0, 1]), (check("two"), [2, 3, 4, 5])]
    found, _ = explained(WANTED, returned(2, 3, 4, 5, 6, 7), {FIRST: returned(2, 3, 3, 4, 5, 6)}, checks=checks)
    assert [one.mistakes for one in found.checks.values()] == [(), ()]
    assert {one.insight for one in found.checks.values()} == {"what came is what was wanted plus 1"}


def test_a_right_case_makes_a_name_for_few_of_the_wrong_ones_doubtful():
    checks = [(check("one"), [0, 1]), (check("two"), [2, 3, 4, 5])]
    got = returned(9, 8, 3, 14, 7, 33)
    assert names(WANTED, got, {FIRST: returned(9, 8, 13, 4, 5, 6)}, checks=checks) == [(), ()]


@pytest.mark.parametrize("error", ["ValueError", "IndexError"])
def test_equal_exceptions_are_no_evidence(error):
    got = {**WANTED, 2: raised(error), 4: raised(error)}
    assert names(WANTED, got, {FIRST: got}) == [()]


def test_equal_exceptions_are_evidence_where_they_say_the_same_of_the_same_sizes():
    words = "could not broadcast input array from shape (3,4) into shape (0,0)"
    got = {**WANTED, 2: raised("ValueError", words), 4: raised("ValueError", words)}
    assert names(WANTED, got, {FIRST: got}) == [("first",)]
    assert names(WANTED, got, {FIRST: {**got, 2: raised("ValueError", "2"), 4: raised("ValueError", "3")}}) == [()]


def test_an_exception_that_the_exercise_asks_for_is_an_answer():
    wanted = {**WANTED, 5: raised("ValueError")}
    got = {**wanted, 3: raised("ValueError"), 4: raised("ValueError")}
    assert names(wanted, got, {FIRST: got}) == [("first",)]


def test_a_wrong_case_in_which_the_mistake_itself_raises_is_left_open():
    got = returned(1, 2, 7, 8, 9, 0)
    assert names(WANTED, got, {FIRST: {**got, 5: raised("IndexError")}}) == [("first",)]


def test_one_empty_answer_that_many_mistakes_give_names_none_of_them():
    wanted, got = returned(1, 2, 3, 4), returned(1, 2, 3, 0)
    many = {mistake(slug): got for slug in ("one", "two", "three", "four")}
    assert names(wanted, got, many) == [()]
    assert names(wanted, got, {FIRST: got, SECOND: returned(1, 2, 3, 9)}) == [("first",)]


def test_what_never_answered_is_no_misconception():
    died = dict.fromkeys(WANTED, Outcome(OutcomeKind.DIED))
    found, asked = explained(WANTED, died, {FIRST: died})
    assert all(one.mistakes == () and not one.insight for one in found.checks.values())
    assert not asked


@pytest.mark.parametrize(
    ("rule", "one", "other", "same"),
    [
        (Rule.INT, 4, 4, True),
        (Rule.INT, 4, 4.0, False),
        (Rule.INT, 4.5, 4.5, True),
        (Rule.FLOAT, 4, 4.0, True),
        (Rule.FLOAT, NOT_A_NUMBER, NOT_A_NUMBER, True),
        (Rule.ARRAY, [[1, 2]], np.array([[1.0, 2.0]]), True),
        (Rule.ARRAY, np.array([1.0, NOT_A_NUMBER]), np.array([1.0, NOT_A_NUMBER]), True),
        (Rule.ARRAY, np.array([1.0, np.inf]), np.array([1.0, -np.inf]), False),
        (Rule.ARRAY, [1, 2], [[1, 2]], False),
        (Rule.ARRAY, "a", "a", True),
        (Rule.ANY_ARRAY, np.array([1.0, 2.0]), np.array([1.0, 2.0]), True),
        (Rule.SHAPE, [3, 4], (3, 4), True),
        (Rule.SHAPE, (3, 4), (3, 4, 1), False),
        (Rule.SAME, {"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
        (Rule.SAME, {"a": 1}, {"b": 1}, False),
        (Rule.SAME, True, 1, False),
        (Rule.SAME, "yes", "yes", True),
        (Rule.SAME, None, None, True),
    ],
)
def test_two_outcomes_are_alike_by_the_checks_rule(rule, one, other, same):
    outcomes = [Outcome(OutcomeKind.RETURNED, value=value) for value in (one, other)]
    assert are_alike(check(rule=rule), *outcomes) is same
    assert are_alike(check(rule=rule), *reversed(outcomes)) is same


def test_two_outcomes_are_alike_within_the_checks_own_tolerance():
    near = [Outcome(OutcomeKind.RETURNED, value=np.array([1.0, value])) for value in (2.0, 2.01)]
    assert not are_alike(check(rule=Rule.ARRAY), *near)
    assert are_alike(check(rule=Rule.ARRAY, rtol=0.1), *near)


@pytest.mark.parametrize("kind", [OutcomeKind.ABSENT, OutcomeKind.DIED, OutcomeKind.TODO])
def test_what_gave_no_answer_is_like_nothing(kind):
    assert not are_alike(check(), Outcome(kind), Outcome(kind))
    assert not are_alike(check(), Outcome(kind), Outcome(OutcomeKind.RETURNED, value=1))


def test_modified_inputs_are_compared_within_the_checks_own_tolerance():
    near = [Outcome(OutcomeKind.RETURNED, value=4, inputs=[np.array([value])]) for value in (2.0, 2.01)]
    assert not are_alike(check(keeps_inputs=True), *near)
    assert are_alike(check(keeps_inputs=True, rtol=0.1), *near)


def test_modified_inputs_count_where_the_check_looks_at_them():
    keeping = check(keeps_inputs=True)
    left, changed = (Outcome(OutcomeKind.RETURNED, value=4, inputs=[n]) for n in (1, 2))
    assert not are_alike(keeping, left, changed)
    assert are_alike(check(), left, changed)


@pytest.mark.parametrize("rule", Rule)
def test_answers_that_hold_arrays_side_by_side_are_compared(rule):
    """No array can be made of them, and == has no answer for them."""
    ragged, same, other = ([np.ones((2, 2)), np.full(3, last)] for last in (1.0, 1.0, 2.0))
    one, equal, unequal = (Outcome(OutcomeKind.RETURNED, value=value) for value in (ragged, same, other))
    assert are_alike(check(rule=rule), one, equal)
    assert not are_alike(check(rule=rule), one, unequal)
