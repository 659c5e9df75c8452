"""Any files of the corpus share a child, in any order: right ones with the result that they have alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.core.lessons import Lesson, lessons
from grader.core.results import ExerciseResult, Finished
from grader.core.source import SourceFile
from grader.grading.exercise import grade_exercise
from grader.grading.together import may_share, right_together
from grader.sandbox.child.plain import look_at
from grader.sandbox.parent.client import Sandbox
from tests.corpus import Specimen, specimens

SEED = 3
BY_HAND = {lesson.name: lesson for lesson in lessons() if may_share(lesson)}
picked = st.tuples(*(st.sampled_from(specimens(name)) for name in BY_HAND)).flatmap(st.permutations)


def _source(specimen: Specimen) -> tuple[Lesson, SourceFile]:
    lesson = BY_HAND[specimen.exercise]
    return lesson, SourceFile(Path("/nowhere") / lesson.file_name, specimen.path.read_bytes())


@cache
def _alone(sandbox: Sandbox, specimen: Specimen) -> ExerciseResult:
    *_, finished = grade_exercise(*_source(specimen), SEED, sandbox)
    assert isinstance(finished, Finished)
    return finished.result


def _without_time(result: ExerciseResult) -> dict[str, object]:
    return {**vars(result), "seconds": 0, "share": 0}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=picked)
def test_whatever_shares_a_child_has_the_result_that_it_has_alone(sandbox, chosen):
    found = right_together([_source(one) for one in chosen], SEED, sandbox)
    plain = {one.exercise for one in chosen if look_at(one.path.read_bytes(), "/file.py", 0)}
    assert set(found) == {one.exercise for one in chosen if one.right} & plain
    for one in chosen:
        if one.exercise in found:
            assert _without_time(found[one.exercise]) == _without_time(_alone(sandbox, one)), one.name
