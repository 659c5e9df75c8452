"""One sentence for what no mistake explains: what only further runs of the reference show."""

from __future__ import annotations

from exercises.definition import Case, Check, Rule
from grader.grading.diagnosis.answers import Answers
from grader.grading.diagnosis.trials import Trials
from tests.unit.sentences import CALLS, returned, sizes, told


def right_sizes(cases):
    return {number: returned(one.args[0] - one.args[1] + 2 * one.args[3] + 1) for number, one in cases.items()}


def of_size(*calls):
    """Calls at stride 1, answered as `f` and `pad` were exchanged."""
    return [((n, f, 1, pad), n - f + 2 * pad + 1, n - pad + 2 * f + 1) for n, f, pad in calls]


def test_the_right_answer_to_another_call_is_named():
    calls = of_size((7, 3, 0), (9, 2, 1), (12, 5, 2), (8, 4, 4))
    assert told(calls, trials=Trials(right=right_sizes)) == [
        "what came is the right answer for other arguments: f and pad exchanged"
    ]


def test_a_change_that_would_have_spoilt_a_right_call_is_not_named():
    calls = [*of_size((7, 3, 0), (9, 2, 1), (12, 5, 2)), ((10, 3, 1, 1), 10, 10)]
    assert "other arguments" not in "".join(told(calls, trials=Trials(right=right_sizes)))


def test_a_step_of_the_right_answer_is_named():
    calls = [((n,), n + 3, 2 * n * n) for n in (4, 5, 9)]
    steps = {
        "other": {0: returned(32), 1: returned(3)},
        "squared_room": {n: returned(c[2]) for n, c in enumerate(calls)},
    }
    assert "on its way (squared room)" in told(calls, trials=Trials(steps=lambda: steps))[0]


def test_more_cases_are_asked_for_where_few_separate_nothing():
    def both(calls):
        return told(calls, trials=Trials(more=lambda: wider))

    many = sizes(lambda n, f, stride, pad: f == 3, *CALLS, (9, 4, 3, 1))
    rows = [Case("f", args) for args, _, _ in many]
    outcomes = [{n: returned(call[at]) for n, call in enumerate(many)} for at in (1, 2)]
    check = Check("a check", 1.0, lambda rng: [], Rule.INT)
    names = {"f": ("n", "f", "stride", "pad")}
    wider = Answers([(check, range(len(many)))], rows, *outcomes, names, further=frozenset(range(3, len(many))))
    assert "another number" in "".join(both(many[:3]))
    assert "another number" not in "".join(told(many[:3]))
