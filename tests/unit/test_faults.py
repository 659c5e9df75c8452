"""What stopped a student's code, read from a traceback, and whether all checks failed for that one reason."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from grader.core.places import Places
from grader.core.results import CheckResult, Diagnosis, ExerciseResult, Grids, Status
from grader.grading.verdict.faults import Fault, fault_of, one_reason, reason_of
from grader.grading.verdict.in_notebook import in_notebook

RAISED = """Traceback (most recent call last):
  File "conv_layer.py", line 9, in conv_layer
    out = window(image)
          ^^^^^^^^^^^^^
  File "conv_layer.py", line 4, in window
    return image[7]
           ~~~~~^^^
IndexError: index 7 is out of bounds
for axis 0"""
SYNTAX = """  File "conv_layer.py", line 3
    return (n
           ^
SyntaxError: '(' was never closed"""
LOOP = """Traceback (most recent call last):
  File "conv_layer.py", line 5, in conv_layer
    while True:"""


def test_an_exception_is_its_line_its_words_and_who_called():
    code = ("return image[7]", "       ~~~~~^^^")
    told = "line 4: IndexError: index 7 is out of bounds\nfor axis 0"
    assert fault_of(RAISED) == Fault(told, code, 4, ("called by conv_layer, line 9",))


@pytest.mark.parametrize("name", ["SyntaxError", "IndentationError", "TabError"])
def test_a_file_that_is_no_python_is_told_without_the_errors_name(name):
    fault = fault_of(SYNTAX.replace("SyntaxError", name))
    assert fault == Fault("line 3: '(' was never closed", ("return (n", "       ^"), 3)


def test_a_loop_that_was_stopped_is_told_in_the_checks_words():
    assert fault_of(LOOP, "ran longer than 10 s") == Fault("line 5: ran longer than 10 s", ("while True:",), 5)


def test_without_a_place_the_text_is_told_and_without_a_text_nothing():
    assert fault_of("MemoryError: out\nof it\n") == Fault("MemoryError: out\nof it")
    assert fault_of("") is fault_of("  \n") is None


def lost(name: str = "one", status: Status = Status.ERROR, **told) -> CheckResult:
    return CheckResult(name, status, told.pop("points", 0.0), 1.0, **told)


def whole(*checks: CheckResult) -> ExerciseResult:
    return ExerciseResult("conv_layer", Status.FAILED, 0.0, 2.0, 0.0, checks)


def test_checks_that_fail_for_one_reason():
    other = RAISED.replace("axis 0", "axis 1")
    assert one_reason(whole(lost("one", traceback=RAISED), lost("two", traceback=RAISED, message="another call")))
    assert not one_reason(whole(lost("one", traceback=RAISED), lost("two", traceback=other)))
    assert not one_reason(whole(lost("one", traceback=RAISED), lost("two", Status.TIMEOUT, traceback=RAISED)))
    assert one_reason(whole(lost("one", said="it raised E"), lost("two", said="it raised E")))
    assert one_reason(whole(lost("one", message="no such function"), lost("two", message="no such function")))
    assert not one_reason(whole(lost("one", said="it raised E"), lost("two", said="it raised F")))


def test_wrong_values_are_a_reason_of_each_check():
    grids = Grids(np.eye(2), np.eye(2), None, None)
    for told in ({"grids": grids}, {"wanted": "3", "got": "4"}):
        assert not one_reason(whole(lost("one", said="differs", **told), lost("two", said="differs", **told)))
        assert reason_of(lost("one", **told)) == (Status.ERROR, "one")


@pytest.mark.parametrize("status", [Status.PASSED, Status.TODO, Status.MISSING])
def test_one_check_that_did_not_fail_is_another_story(status):
    wrong = lost("one", said="x")
    assert not one_reason(whole(wrong, lost("two", status, said="x")))
    assert not one_reason(whole(wrong, replace(wrong, points=0.5)))
    assert not one_reason(whole(wrong)) and not one_reason(whole())


def test_every_text_of_a_result_points_into_the_notebook():
    places = Places("hw7.ipynb", ((2, 1), (2, 2), (3, 1)))
    text = "edit conv_layer.py:3"
    check = CheckResult("one", Status.FAILED, 0.0, 1.0, text, traceback=text, said=text, insight=text, line=3)
    bare = CheckResult("two", Status.FAILED, 0.0, 1.0)
    found = in_notebook(
        replace(whole(check, bare), message=text, diagnosis=Diagnosis(("slip",), (text,))), places, "conv_layer.py"
    )
    told = places.told(text, "conv_layer.py")
    assert told != text and "hw7.ipynb" in told
    first, second = found.checks
    assert {first.message, first.traceback, first.said, first.insight, found.message, *found.diagnosis.insights} == {
        told
    }
    assert first.place == f"hw7.ipynb, {places.at(3)}"
    assert (second.place, second.insight) == ("", None)
    assert found.diagnosis.mistakes == ("slip",)
