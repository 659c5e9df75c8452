"""The exercises that really train, graded through the real pipeline: one right file of each reaches the top."""

from __future__ import annotations

import pytest

from grader.core.lessons import find
from grader.core.results import Status
from grader.sandbox.parent.client import Sandbox
from tests.corpus import graded, specimens

ONE_OF_EACH = {"training": "notebook", "transfer_learning": None, "improve": "dropout"}


@pytest.mark.parametrize("exercise", ONE_OF_EACH)
def test_a_right_file_learns_what_it_should(exercise):
    rights = [one for one in specimens(exercise) if one.right]
    wanted = ONE_OF_EACH[exercise] or rights[0].path.stem
    (specimen,) = [one for one in rights if one.path.stem == wanted]
    with Sandbox() as sandbox:
        result = graded(find(exercise), specimen, sandbox)
    assert result.status is Status.PASSED, [check.message for check in result.checks]
    assert 0.5 < result.measures["accuracy"] <= 1
    if exercise == "improve":
        assert result.measures["parameters"] <= 500_000
        assert result.measures["seconds"] <= 60
