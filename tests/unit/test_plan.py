"""The cases of an exercise at a seed."""

from __future__ import annotations

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
    again = second_try(LESSON, 5, 2)
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
