"""The cases of an exercise at a seed."""

from __future__ import annotations

import ast
from dataclasses import replace

import numpy as np
import pytest

from exercises.definition import Case, Check
from grader.core.lessons import find, lessons
from grader.grading.cases import draw, plan_of, second_try

LESSON = find("filtered_grid")


def arguments(plan) -> list[str]:
    return [repr((case.function, case.args, dict(case.kwargs))) for case in plan.cases]


def with_checks(*checks):
    return replace(LESSON, exercise=replace(LESSON.exercise, checks=checks))


@pytest.mark.parametrize(
    "lesson", [one for one in lessons() if one.exercise.needs == "numpy"], ids=lambda one: one.name
)
def test_a_seed_always_draws_the_same_and_another_seed_others(lesson):
    assert arguments(draw(lesson, 0)) == arguments(draw(lesson, 0))
    assert arguments(draw(lesson, 0)) != arguments(draw(lesson, 1))


def test_every_case_belongs_to_one_check_in_order():
    plan = draw(LESSON, 0)
    assert [n for _, numbers in plan.checks for n in numbers] == list(range(len(plan.cases)))
    assert all(plan.check_of(number) is check for check, numbers in plan.checks for number in numbers)


def test_a_check_draws_the_same_whatever_the_others_draw():
    greedy = Check("greedy", 1.0, lambda rng: [Case("f", (rng.random(100),))])
    other = Check("other", 1.0, lambda rng: [Case("f", (int(rng.integers(1 << 40)),))])
    few, many = with_checks(Check("few", 1.0, lambda rng: [Case("f")]), other), with_checks(greedy, other)
    assert draw(few, 3).cases[-1] == draw(many, 3).cases[-1]


def test_only_some_checks_draw_what_they_draw_among_all():
    whole, part = draw(LESSON, 5), draw(LESSON, 5, (2,))
    (check, numbers) = whole.checks[2]
    assert [one for one, _ in part.checks] == [check]
    assert np.array_equal(part.cases[0].args[0], whole.cases[numbers[0]].args[0])


def test_a_second_try_is_the_same_check_on_other_cases():
    again = second_try(draw(LESSON, 5), 2)
    assert [check for check, _ in again.checks] == [LESSON.exercise.checks[2]]
    assert arguments(again) != arguments(draw(LESSON, 5, (2,)))


def test_a_class_is_graded_on_one_plan():
    assert plan_of(LESSON, 11) is plan_of(LESSON, 11)


def test_the_reference_runs_what_the_case_says_for_it():
    plan = draw(with_checks(Check("c", 1.0, lambda rng: [Case("probe", wanted_by="paper")], keeps_inputs=True)), 0)
    assert (plan.call(0).function, plan.call(0, for_reference=True).function) == ("probe", "paper")
    assert plan.call(0).inputs


def test_a_job_has_the_exercises_limits_and_the_cases_numbers():
    plan = draw(LESSON, 0)
    job = plan.job((("f.py", b""),), {3: plan.call(3), 5: plan.call(5)}, plays=("slip",))
    assert (job.numbers, job.seconds, job.memory) == ((3, 5), LESSON.exercise.seconds, LESSON.exercise.memory)
    assert job.plays == ("slip",)


def test_nothing_that_stays_with_the_parent_is_in_a_call():
    plan = draw(with_checks(Check("c", 1.0, lambda rng: [Case("f", (1,), kept="the labels")])), 0)
    assert "the labels" not in repr(plan.job((), {0: plan.call(0)}))


# --- what is held out

SECRET, ANOTHER = b"1" * 32, b"2" * 32
HOLDING_OUT = [lesson for lesson in lessons() if lesson.exercise.holds_out]


def held_out(lesson, seed=0, secret=SECRET):
    plan = draw(lesson, seed, secret=secret)
    return [plan.held_out(number) for number in range(len(plan.cases)) if plan.check_of(number).holds_out]


def same(one, other):
    return all(np.array_equal(a, b) for a, b in zip(one.unseen, other.unseen, strict=True))


def test_three_exercises_hold_images_out():
    assert [lesson.name for lesson in HOLDING_OUT] == ["training", "transfer_learning", "improve"]


@pytest.mark.parametrize("lesson", HOLDING_OUT, ids=lambda one: one.name)
def test_what_is_held_out_follows_from_the_secret_and_from_nothing_that_a_child_is_given(lesson):
    (first,), (again,), (other,) = held_out(lesson), held_out(lesson), held_out(lesson, secret=ANOTHER)
    assert same(first, again)
    assert not same(first, other)
    assert np.array_equal(first.args[-1], other.args[-1])  # the labels to learn from are the seed's
    labels = [case.kept[0] if isinstance(case.kept, tuple) else case.kept for case in (first, other)]
    assert not np.array_equal(*labels)


@pytest.mark.parametrize("lesson", HOLDING_OUT, ids=lambda one: one.name)
def test_no_call_of_a_students_file_holds_what_is_held_out_or_the_secret(lesson):
    plan = draw(lesson, 0, secret=SECRET)
    (case,) = held_out(lesson)
    images = next(value for value in case.unseen if isinstance(value, np.ndarray))
    for call in plan.calls:
        assert images[0].tobytes() not in call.frame
        assert SECRET not in call.frame
    assert SECRET.hex() not in repr(plan)
    assert "held_out" not in repr(plan)


@pytest.mark.parametrize("lesson", HOLDING_OUT, ids=lambda one: one.name)
def test_the_labels_are_sent_to_nobody(lesson):
    """A check that holds out is judged in the parent, and its reference runs on nothing but what came back."""
    for check in lesson.exercise.checks:
        if check.holds_out is not None:
            assert check.judge is not None
            assert check.alone or check.replay


def test_a_childs_seed_is_the_secrets_and_differs_by_exercise_and_seed():
    seeds = {
        draw(lesson, seed, secret=secret).child_seed
        for lesson in HOLDING_OUT
        for seed in (0, 1)
        for secret in (SECRET, ANOTHER)
    }
    assert len(seeds) == 12
    assert min(seeds) > 1 << 32  # nothing that could be found by trying
    assert draw(LESSON, 0, secret=SECRET).child_seed == draw(LESSON, 0, secret=SECRET).child_seed


def test_without_a_secret_it_is_this_process_own_and_not_the_seeds():
    assert draw(LESSON, 0).secret == draw(LESSON, 1).secret
    assert len(draw(LESSON, 0).secret) == 32


@pytest.mark.parametrize("seed", [0, 2022])
def test_only_arguments_with_a_default_are_given_by_name(seed):
    for lesson in lessons():
        functions = {one.name: one.args for one in ast.parse(lesson.starter).body if isinstance(one, ast.FunctionDef)}
        for case in plan_of(lesson, seed).cases:
            if case.function in functions:
                given = functions[case.function]
                optional = {one.arg for one in given.args[len(given.args) - len(given.defaults) :]}
                assert set(case.kwargs) <= optional, (lesson.name, case.function)
