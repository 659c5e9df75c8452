"""One check's verdict from what came back: right, wrong, raised, dead or absent, judged, replayed; safe to print."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from exercises.definition import Case, Check, Finding, Rule
from grader.core.lessons import find
from grader.core.results import Outcome, OutcomeKind, Status
from grader.core.source import SourceFile
from grader.grading import reference, shrinking
from grader.grading.cases import draw
from grader.grading.judge import Evidence, assess, escaped, line_of

LESSON = find("output_size")
SOURCE = SourceFile(Path("output_size.py"), b"import numpy\n\n\ndef output_size(n, f):\n    return n\n")
PASSED, FAILED, ERROR = Status.PASSED, Status.FAILED, Status.ERROR


def returned(value, inputs=None) -> Outcome:
    return Outcome(OutcomeKind.RETURNED, value=value, inputs=inputs)


def raised(error, *bases, status=ERROR) -> Outcome:
    trace = f'Traceback (most recent call last):\n  File "output_size.py", line 5, in output_size\n{error}: no'
    return Outcome(OutcomeKind.RAISED, error=error, names=bases, traceback=trace, status=status)


class Asked(AssertionError):
    """Somebody was asked who must not be."""


@pytest.fixture
def verdict(monkeypatch):
    """The assessment of one check with one case (7, 3): what came back, what was wanted, what a mistake gives."""

    def of(check, got, wanted=None, mistaken=None, kept=None):
        def asked(*_):
            raise Asked

        check = replace(check, cases=lambda rng: [Case("output_size", (7, 3), kept=kept)])
        plan = draw(replace(LESSON, exercise=replace(LESSON.exercise, checks=(check,))), 0)
        monkeypatch.setattr(reference, "_memory", {})
        monkeypatch.setattr(shrinking, "_SECONDS", 0.0)
        monkeypatch.setattr(reference, "wanted", asked if wanted is None else lambda *_: {0: wanted})
        monkeypatch.setattr(reference, "mistaken", lambda *_: {"padding_left_out": {0: mistaken}} if mistaken else {})
        outcomes = {} if got is None else {0: got}
        return assess(Evidence(plan, SOURCE, outcomes, sandbox=None), 0)

    return of


INT = Check("a check", 2.0, lambda rng: [], Rule.INT, "why it matters")


def test_right_earns_the_points_and_says_nothing(verdict):
    result = verdict(INT, returned(3), returned(3)).result
    assert (result.status, result.points, result.max_points, result.message) == (PASSED, 2.0, 2.0, "")
    assert (result.call, result.why) == ("output_size(7, 3)", "why it matters")


def test_wrong_earns_nothing_and_says_what_was_wanted_and_where_to_edit(verdict):
    result = verdict(INT, returned(4), returned(3)).result
    assert (result.status, result.points, result.wanted, result.got, result.mistake) == (FAILED, 0.0, "3", "4", None)
    assert result.message.splitlines() == [
        "✗ output_size(7, 3)",
        "  check 1 of 1, seed 0",
        "  wrong number",
        "  yours 4, wanted 3",
        "  edit output_size.py:4",
    ]


def test_a_recognised_mistake_brings_its_name_and_hint(verdict):
    result = verdict(INT, returned(4), returned(3), mistaken=returned(4)).result
    assert result.mistake == "padding left out"
    assert result.hint in result.message
    assert "  looks like: padding left out" in result.message


def test_a_right_result_with_changed_inputs_fails_where_the_check_looks(verdict):
    keeping = replace(INT, keeps_inputs=True)
    assert verdict(keeping, returned(3, [7, 3]), returned(3)).result.status is PASSED
    assert "was modified" in verdict(keeping, returned(3, [7, 4]), returned(3)).result.message


def test_what_raised_points_at_its_own_line(verdict):
    result = verdict(INT, raised("IndexError"), returned(3)).result
    assert result.status is ERROR
    assert result.traceback.endswith("IndexError: no")
    assert result.message.endswith("edit output_size.py:5")


def test_out_of_memory_is_its_own_status(verdict):
    assert verdict(INT, raised("MemoryError", status=Status.MEMORY), returned(3)).result.status is Status.MEMORY


@pytest.mark.parametrize("got", [raised("ValueError"), raised("TooLarge", "TooLarge", "ValueError", "Exception")])
def test_the_wanted_exception_or_a_subclass_is_right(verdict, got):
    assert verdict(INT, got, raised("ValueError")).result.status is PASSED


def test_another_exception_is_wrong_and_both_are_named(verdict):
    result = verdict(INT, raised("IndexError", "IndexError", "LookupError"), raised("ValueError")).result
    assert (result.status, result.wanted, result.got) == (ERROR, "ValueError", "IndexError")
    assert "it raised IndexError, but should raise ValueError" in result.message


def test_a_value_where_an_exception_is_wanted(verdict):
    result = verdict(INT, returned(0), raised("ValueError")).result
    assert (result.status, result.wanted, result.got) == (FAILED, "ValueError", "0")


@pytest.mark.parametrize("status", [Status.TIMEOUT, Status.MEMORY, Status.CRASHED, Status.FORBIDDEN])
def test_a_death_has_its_status_and_its_reason(verdict, status):
    result = verdict(INT, Outcome(OutcomeKind.DIED, status=status, message="took longer than 10 s")).result
    assert result.status is status
    assert "your code took longer than 10 s" in result.message


def test_no_answer_at_all_is_a_crash(verdict):
    assert verdict(INT, None).result.status is Status.CRASHED


def test_to_do_is_said_without_scolding(verdict):
    result = verdict(INT, Outcome(OutcomeKind.TODO)).result
    assert (result.status, result.message) == (Status.TODO, "output_size is still to be written")


def test_an_absent_function_names_the_nearest_in_the_file(verdict):
    result = verdict(INT, Outcome(OutcomeKind.ABSENT, message="output_size", names=("np", "ouput_size"))).result
    assert result.status is ERROR
    assert "defines no output_size (did you mean 'ouput_size'?)" in result.message


# --- what a student's code sends is no command for a terminal


HOSTILE = "\x1b[2Jgone\rover\x07\x9b\u202eback"


def test_control_characters_are_shown_not_sent():
    assert escaped(HOSTILE) == "\\x1b[2Jgone\\rover\\x07\\x9b\\u202eback"
    assert escaped("two\r\nlines\tand a tab\n") == "two\nlines\tand a tab\n"


@pytest.mark.parametrize(
    "got",
    [
        replace(raised("IndexError"), traceback=HOSTILE, error=HOSTILE),
        Outcome(OutcomeKind.ABSENT, message=HOSTILE, names=(HOSTILE,)),
        Outcome(OutcomeKind.DIED, message=HOSTILE),
        returned(HOSTILE),
    ],
)
def test_no_part_of_a_result_holds_them(verdict, got):
    result = verdict(INT, got, returned(3)).result
    assert not set("\x1b\r\x07\x9b\u202e") & set(result.message + result.got + result.wanted + result.traceback)


# --- checks with a judge


def judged(answer, **settings) -> Check:
    return replace(INT, judge=answer, **settings)


def test_a_judge_that_needs_no_reference_is_not_kept_waiting_for_it(verdict):
    check = judged(lambda case, wanted, got: Finding(float((case.kept, wanted, got) == (9, None, 4))), alone=True)
    assert verdict(check, returned(4), kept=9).result.status is PASSED


def test_a_judge_sees_what_was_wanted(verdict):
    check = judged(lambda case, wanted, got: Finding(float(wanted == got)))
    assert verdict(check, returned(3), returned(3)).result.status is PASSED


def test_credit_is_part_of_the_points_with_the_judges_words_and_measures(verdict):
    finding = Finding(0.25, "71 % right", "padding left out", measures={"accuracy": 0.71}, wanted="80 %", got="71 %")
    found = verdict(judged(lambda *_: finding, alone=True), returned(4))
    assert (found.result.status, found.result.points, found.result.mistake) == (FAILED, 0.5, "padding left out")
    assert (found.result.wanted, found.result.got) == ("80 %", "71 %")
    assert "  71 % right" in found.result.message
    assert found.measures == {"accuracy": 0.71}


@pytest.mark.parametrize(("credit", "points"), [(7.0, 2.0), (-3.0, 0.0)])
def test_credit_stays_between_nothing_and_all(verdict, credit, points):
    assert verdict(judged(lambda *_: Finding(credit), alone=True), returned(4)).result.points == points


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_of_several_findings_the_worst_is_told_and_all_count(monkeypatch, order):
    told = [Finding(0.25, "poor", measures={"a": 1.0}), Finding(0.5, "fair", measures={"b": 2.0}), Finding(1.0, "good")]
    check = judged(lambda case, wanted, got: told[got], alone=True)
    check = replace(check, cases=lambda rng: [Case("output_size", (7, n)) for n in range(3)])
    plan = draw(replace(LESSON, exercise=replace(LESSON.exercise, checks=(check,))), 0)
    outcomes = {number: returned(got) for number, got in enumerate(order)}
    found = assess(Evidence(plan, SOURCE, outcomes, sandbox=None), 0)
    assert found.result.said == "poor" and found.result.status is FAILED
    assert found.result.points == pytest.approx(2.0 * (0.25 + 0.5 + 1.0) / 3, abs=0.01)
    assert found.measures == {"a": 1.0, "b": 2.0}


def test_what_a_judge_stumbles_over_costs_this_check_alone(verdict):
    result = verdict(judged(lambda case, wanted, got: Finding(1 / got), alone=True), returned(0)).result
    assert (result.status, result.points) == (FAILED, 0.0)
    assert "cannot be judged" in result.message


def test_a_judge_is_not_asked_about_what_raised_or_died(verdict):
    def judge(*_):
        raise Asked

    assert verdict(judged(judge, alone=True), raised("IndexError")).result.status is ERROR
    assert verdict(judged(judge, alone=True), None).result.status is Status.CRASHED


def test_again_travels_to_whoever_can_try_again(verdict):
    assert verdict(judged(lambda *_: Finding(0.5, again=True), alone=True), returned(4)).again
    assert not verdict(judged(lambda *_: Finding(1.0, again=True), alone=True), returned(4)).again


def test_a_replay_gives_the_judge_what_is_wanted(verdict, monkeypatch):
    monkeypatch.setattr(reference, "replay", lambda plan, sandbox, check, number, got: returned(got * 2))
    check = judged(lambda case, wanted, got: Finding(float(wanted == 8)), replay="replay")
    assert verdict(check, returned(4)).result.status is PASSED


def test_a_replay_that_dies_leaves_the_check_failed(verdict, monkeypatch):
    monkeypatch.setattr(reference, "replay", lambda *_: Outcome(OutcomeKind.DIED))
    check = judged(lambda *_: Finding(1.0), replay="replay")
    assert verdict(check, returned(4)).result.status is FAILED


# --- where to look


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("x = 1\ndef output_size(n):\n    pass\n", 2),
        ("class output_size:\n    pass\n", 1),
        ("def output_size(): pass\ndef output_size(): pass\n", 2),
        ("output_size = len\n", None),
        ("def (", None),
        ("\0", None),
    ],
)
def test_the_line_to_edit_is_where_the_function_is_defined_last(source, line):
    assert line_of(SourceFile(Path("f.py"), source.encode()), "output_size") == line


def test_the_call_array_is_shown_beside_wanted_and_yours(verdict, monkeypatch):
    check = replace(INT, rule=Rule.ARRAY)
    result = verdict(check, returned([1.0, 2.0]), returned(np.array([1.0, 3.0]))).result
    assert result.grids is not None
    assert result.grids.first == (1,)
    assert "float64" not in result.message
    assert "list, shape (2,) ✓, 1 of 2 cells differ" in result.message
