"""Right answers that come again byte for byte are taken as such; nothing else is."""

import numpy as np
import pytest

from grader.core.results import Outcome, OutcomeKind
from grader.grading.right_before import RightBefore

FRAME, OTHER = b"a message", b"another"


def answer(value: object = 3, kind: OutcomeKind = OutcomeKind.RETURNED) -> Outcome:
    return Outcome(kind, value=value)


def test_the_outcome_of_a_message_is_the_one_that_was_kept():
    right, outcome = RightBefore(), answer(np.arange(3))
    right.keep([(FRAME, outcome)])
    assert right.outcomes[FRAME] is outcome and right.holds(outcome)
    assert OTHER not in right.outcomes


def test_an_equal_outcome_that_was_never_judged_is_not_taken_as_right():
    right = RightBefore()
    right.keep([(FRAME, answer(3))])
    assert not right.holds(answer(3))


@pytest.mark.parametrize("kind", [kind for kind in OutcomeKind if kind is not OutcomeKind.RETURNED])
def test_only_returned_values_are_kept(kind):
    right = RightBefore()
    right.keep([(FRAME, answer(kind=kind))])
    assert not right.outcomes


def test_a_long_answer_comes_without_its_message_and_is_not_kept():
    right = RightBefore()
    right.keep([(b"", answer())])
    assert not right.outcomes


def test_whoever_sends_many_different_right_answers_fills_no_memory():
    right = RightBefore()
    right.keep((bytes([i % 256, i // 256]) * 5000, answer(i)) for i in range(2000))
    assert 0 < sum(map(len, right.outcomes)) <= 1 << 18
