"""Asks what is said of calls that went wrong: outcomes, calls of an output size, and the sentences for them."""

from __future__ import annotations

import numpy as np

from exercises.definition import Case, Check, Rule
from grader.core.results import Outcome, OutcomeKind
from grader.grading.diagnosis.answers import Answers
from grader.grading.diagnosis.insights import Insights
from grader.grading.diagnosis.trials import Trials

RNG = np.random.default_rng(5)
GRID = RNG.normal(0, 3, (3, 4)).round(2) + 0.25


def returned(value) -> Outcome:
    return Outcome(OutcomeKind.RETURNED, value=value)


def raised(error, message="", line=3) -> Outcome:
    frame = f'Traceback (most recent call last):\n  File "f.py", line {line}, in f\n    x\n{error}: {message}'
    return Outcome(OutcomeKind.RAISED, error=error, message=message, traceback=frame)


def told(calls, rule=Rule.INT, parameters=("n", "f", "stride", "pad"), properties=(), printed="", source="", **more):
    """The sentences for calls, each (arguments, wanted, got) or (arguments, keywords, wanted, got)."""
    rows = [(call[0], {}, *call[1:]) if len(call) == 3 else call for call in calls]
    cases = [Case("f", args, keywords) for args, keywords, _, _ in rows]
    wanted, got = ({n: one if isinstance(one, Outcome) else returned(one) for n, one in enumerate(column)} for column in
                   ([row[2] for row in rows], [row[3] for row in rows]))  # fmt: skip
    check = Check("a check", 1.0, lambda rng: [], rule)
    trials = more.pop("trials", Trials())
    answers = Answers([(check, range(len(rows)))], cases, wanted, got, {"f": parameters}, printed, **more)
    return [one.sentence for one in Insights(answers, properties, source, trials).of(answers.wrong)]


def sizes(is_right, *calls):
    """Calls of an output size, answered rightly where `is_right` holds."""
    sent = [((n, f, stride, pad), (n - f + 2 * pad) // stride + 1) for n, f, stride, pad in calls]
    strange = iter((101, 57, 203, 71, 150, 88, 307, 64, 99, 181))
    return [(args, size, size if is_right(*args) else next(strange)) for args, size in sent]


CALLS = [
    (7, 3, 2, 0),
    (9, 3, 1, 0),
    (8, 4, 2, 1),
    (12, 5, 1, 2),
    (10, 3, 3, 1),
    (11, 2, 3, 0),
    (9, 4, 1, 0),
    (15, 3, 2, 2),
]
