"""Right answers that come again byte for byte are taken as such; nothing else is."""

import numpy as np
import pytest

from grader.core.results import Outcome, OutcomeKind
from grader.grading.right_before import RightBefore
from grader.sandbox.parent.jobs import Answer

FRAME, OTHER = b"a message", b"another"


def answer(value: object = 3, kind: OutcomeKind = OutcomeKind.RETURNED, frame: bytes = FRAME) -> Answer:
    return Answer(0, Outcome(kind, value=value), frame)


def test_the_outcome_of_a_message_is_the_one_that_was_kept():
    right, came = RightBefore(), answer(np.arange(3))
    right.keep([came])
    assert right.answers[FRAME] is came and right.holds(came.outcome)
    assert OTHER not in right.answers


def test_an_equal_outcome_that_was_never_judged_is_not_taken_as_right():
    right = RightBefore()
    right.keep([answer(3)])
    assert not right.holds(answer(3).outcome)


@pytest.mark.parametrize("kind", [kind for kind in OutcomeKind if kind is not OutcomeKind.RETURNED])
def test_only_returned_values_are_kept(kind):
    right = RightBefore()
    right.keep([answer(kind=kind)])
    assert not right.answers


def test_a_long_answer_comes_without_its_message_and_is_not_kept():
    right = RightBefore()
    right.keep([answer(frame=b"")])
    assert not right.answers


def test_whoever_sends_many_different_right_answers_fills_no_memory():
    right = RightBefore()
    right.keep(answer(i, frame=bytes([i % 256, i // 256]) * 5000) for i in range(2000))
    assert 0 < sum(map(len, right.answers)) <= 1 << 18
