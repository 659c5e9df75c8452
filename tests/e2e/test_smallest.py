"""An answer that nothing explains is shown on the smallest call that goes wrong, in every exercise by hand."""

from __future__ import annotations

import pytest

from exercises.definition import Needs
from grader.core.lessons import lessons
from grader.core.results import Finished, Status
from grader.core.source import SourceFile
from grader.grading.exercise import grade_exercise
from grader.sandbox.parent.client import Sandbox

NOISE = """

def _noisy(function):
    import hashlib, numpy

    def noisy(*args, **kwargs):
        told = repr([numpy.asarray(one, dtype=object).tolist() for one in args])
        seed = int(hashlib.md5(told.encode()).hexdigest()[:8], 16)

        def off(value):
            if isinstance(value, (int, numpy.integer)):
                return int(value) + 1 + seed % 7 * (-1) ** seed
            if isinstance(value, (float, numpy.ndarray)):
                return value + numpy.random.default_rng(seed).normal(size=numpy.shape(value))
            return type(value)(map(off, value))

        return off(function(*args, **kwargs))

    return noisy

"""
BY_HAND = [lesson for lesson in lessons() if lesson.exercise.needs is Needs.NUMPY]


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as warm:
        yield warm


@pytest.mark.parametrize("lesson", BY_HAND, ids=lambda lesson: lesson.name)
def test_an_answer_that_nothing_explains_is_shown_on_the_smallest_call(lesson, sandbox, tmp_path):
    function = lesson.exercise.functions[-1]
    text = f"{lesson.solution_source}{NOISE}{function} = _noisy({function})\n"
    source = SourceFile(tmp_path / lesson.file_name, text.encode())
    *_, finished = grade_exercise(lesson, source, 0, sandbox)
    assert isinstance(finished, Finished)
    unexplained = [one for one in finished.result.checks if one.status is Status.FAILED and not one.mistakes]
    shown = [one for one in unexplained if "the smallest call found that goes wrong" in one.message]
    assert shown or all(one.insight for one in unexplained)  # an empty list of layers has nothing to go wrong in
    assert all("#" not in one.call for one in shown)  # no words for a call that was cut down
