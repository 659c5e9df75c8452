"""Cases drawn for the diagnosis alone: they find words, in a child of their own, and change nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grader.core.lessons import find
from grader.core.results import ExerciseResult, Finished
from grader.core.source import SourceFile
from grader.grading import further
from grader.grading.cases import plan_of
from grader.grading.exercise import grade_exercise
from grader.sandbox.parent.client import Sandbox

VOLUME = """
def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    return tuple((side - kernel_size + 2 * pad) // stride + 1 for side in (height, width)) + (filters,)
"""
FOR_THREE = f"def conv_parameters(c, filters, k):\n    return (9 * c + 1) * filters\n{VOLUME}"
DIES = f"""
import os
calls = []

def conv_parameters(c, filters, k):
    calls.append((c, filters, k))
    if calls[0] != (3, 10, 5):
        os._exit(7)  # in any child but the one that answers the plan from its beginning
    return (k * k * c + 1) * filters + (c * 7919 + filters * 31 + k) % 11 * (k < 5)
{VOLUME}
"""


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as warm:
        yield warm


def graded(text: str, sandbox: Sandbox) -> ExerciseResult:
    lesson = find("parameter_count")
    *_, finished = grade_exercise(lesson, SourceFile(lesson.folder / lesson.file_name, text.encode()), 0, sandbox)
    assert isinstance(finished, Finished)
    return finished.result


def test_few_cases_become_enough_and_points_and_plan_stay_as_they_were(sandbox, monkeypatch):
    before = plan_of(find("parameter_count"), 0)
    found = graded(FOR_THREE, sandbox)
    assert found.diagnosis is not None
    assert any("where kernel_size is 3" in said for said in found.diagnosis.insights)
    monkeypatch.setattr(further.Further, "_cases", {})
    alone = graded(FOR_THREE, sandbox)
    assert alone.diagnosis is None or "kernel_size" not in "".join(alone.diagnosis.insights)
    assert [replace(one, insight=None, message="", call="") for one in found.checks if one.points] == [
        replace(one, insight=None, message="", call="") for one in alone.checks if one.points
    ]
    assert plan_of(find("parameter_count"), 0) is before and found.score == alone.score


def test_a_file_that_dies_on_further_cases_keeps_its_verdict(sandbox, monkeypatch):
    asked = []
    answered = further.Further._answered
    monkeypatch.setattr(further.Further, "_answered", lambda one: asked.append(answered(one)) or asked[-1])
    result = graded(DIES, sandbox)
    assert asked == [{}]
    assert 0 < result.score < result.max_score
    assert {check.status for check in result.checks} == {"passed", "failed"}
