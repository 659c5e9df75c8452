"""The pipeline for one exercise: partial credit, every status, second tries, cancelling. Students' code really runs."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from exercises.definition import Case, Check, Finding
from grader.core.lessons import find
from grader.core.results import ExerciseResult, Finished, Outcome, OutcomeKind, Progress, Started, Status
from grader.core.source import SourceFile
from grader.grading.exercise import PRACTICE_SEED, grade_exercise
from grader.sandbox.parent.client import Sandbox, SandboxError
from grader.sandbox.parent.jobs import Answer, Ended, ProbeNews

SIZE, COUNT = find("output_size"), find("parameter_count")
RIGHT = """
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError
    return (n - f + 2 * pad) // stride + 1
"""
TYPED_IN = """
def output_size(n, f, stride=1, pad=0):
    return {(7, 3, 2): 3, (7, 3, 1): 5, (32, 5, 1): 28}.get((n, f, stride))
"""
PARAMETERS = "def conv_parameters(in_channels, filters, kernel_size):\n    {}\n"
RIGHT_PARAMETERS = PARAMETERS.format("return filters * (in_channels * kernel_size**2 + 1)")
VOLUME = """
def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    def side(n): return (n - kernel_size + 2 * pad) // stride + 1
    return side(height), side(width), filters
"""
VOLUME_POINTS = 3.0


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as made:
        yield made


@pytest.fixture
def graded(sandbox):
    def run(source, lesson=SIZE, **options) -> ExerciseResult:
        file = SourceFile(Path(lesson.file_name), source.encode()) if isinstance(source, str) else source
        *_, finished = grade_exercise(lesson, file, PRACTICE_SEED, sandbox, **options)
        assert isinstance(finished, Finished)
        return finished.result

    return run


def statuses(result) -> list[str]:
    """The checks' statuses, each once, in order."""
    return list(dict.fromkeys(check.status.value for check in result.checks))


# --- what never runs


@pytest.mark.parametrize(
    ("source", "status", "said"),
    [
        (SourceFile(Path("output_size.py"), problem="no file output_size.py", absent=True), "missing", "no file"),
        (SourceFile(Path("output_size.py"), problem="output_size.py is a folder"), "error", "is a folder"),
        (SIZE.starter, "todo", "still as it was handed out"),
        ("# not yet\n" + SIZE.starter, "todo", "still as it was handed out"),
    ],
)
def test_a_file_that_never_runs(graded, source, status, said):
    result = graded(source)
    assert (result.status, result.score, result.max_score) == (status, 0.0, 5.0)
    assert said in result.message
    assert len(result.checks) == len(SIZE.exercise.checks)


# --- what runs


def test_a_right_file_passes_and_what_it_printed_is_kept(graded):
    result = graded("print('hello\\x1b[2J')\nimport warnings\nwarnings.warn('careful')\n" + RIGHT)
    assert (result.status, result.score, result.message) == (Status.PASSED, 5.0, "")
    assert "hello\\x1b[2J" in result.output
    assert result.seconds > 0
    assert result.seed == PRACTICE_SEED


def test_a_wrong_file_names_the_mistake(graded):
    result = graded(RIGHT.replace("2 * pad) //", "pad) //"))
    assert result.status is Status.PARTIAL
    assert {check.mistake for check in result.checks if check.status is Status.FAILED} == {"padding added once"}


def test_not_written_yet_is_todo_and_costs_the_other_function_nothing(graded):
    result = graded(PARAMETERS.format("raise NotImplementedError") + VOLUME, COUNT)
    assert (result.status, result.score) == (Status.PARTIAL, VOLUME_POINTS)
    assert statuses(result) == ["todo", "passed"]


def test_nothing_written_yet_is_todo(graded):
    assert graded("print('thinking')\n" + SIZE.starter).status is Status.TODO


def test_earned_points_survive_the_death_of_the_process_and_the_other_function_runs_in_a_fresh_one(graded):
    dies = "import os\n" + PARAMETERS.format("if in_channels > 3: os._exit(0)\n    return 760") + VOLUME
    result = graded(dies, COUNT)
    assert [check.status.value for check in result.checks] == ["passed", "crashed", "crashed", *["passed"] * 4]
    assert result.score == 0.5 + VOLUME_POINTS


def test_an_endless_loop_costs_its_own_function(graded):
    short = replace(COUNT, exercise=replace(COUNT.exercise, seconds=0.5))
    result = graded(PARAMETERS.format("while True: pass") + VOLUME, short)
    assert statuses(result) == ["timeout", "passed"]
    assert result.score == VOLUME_POINTS


def test_an_absent_function_names_the_nearest_in_the_file(graded):
    result = graded(RIGHT_PARAMETERS + VOLUME.replace("output_volume", "output_volumes"), COUNT)
    assert statuses(result) == ["passed", "error"]
    assert "defines no output_volume (did you mean 'output_volumes'?)" in result.checks[-1].message


def test_an_exception_shows_the_students_own_frames(graded):
    result = graded("def deeper(n):\n    return n[0]\n\n\ndef output_size(*args, **kwargs):\n    return deeper(7)\n")
    assert result.status is Status.ERROR
    assert result.checks[0].traceback.splitlines() == [
        "Traceback (most recent call last):",
        '  File "output_size.py", line 6, in output_size',
        "    return deeper(7)",
        "           ^^^^^^^^^",
        '  File "output_size.py", line 2, in deeper',
        "    return n[0]",
        "           ^^^^",
        "TypeError: 'int' object is not subscriptable",
    ]
    assert result.checks[0].message.endswith("edit output_size.py:2")


def test_the_wrong_type_of_exception_is_wrong(graded):
    result = graded(RIGHT.replace("ValueError", "IndexError"))
    assert result.score == 4.5
    assert "it raised IndexError, but should raise ValueError" in result.checks[-1].message


def test_a_subclass_of_the_wanted_exception_is_right(graded):
    assert graded("class TooLarge(ValueError): pass\n" + RIGHT.replace("raise ValueError", "raise TooLarge")).score == 5


@pytest.mark.parametrize(
    "source",
    [
        "import torch\ntorch.manual_seed(0)\n" + RIGHT,
        RIGHT.replace("    return", "    import scipy\n    scipy.test\n    return"),
        "import max_pooling\nmax_pooling.max_pool\n" + RIGHT,
    ],
)
def test_a_forbidden_import_costs_the_whole_exercise_wherever_it_stands(graded, source):
    result = graded(source)
    assert (result.status, result.score, statuses(result)) == (Status.FORBIDDEN, 0.0, ["forbidden"])
    assert result.message.startswith("output_size.py imports ")


def test_a_file_that_does_not_parse_is_one_error_with_its_place(graded):
    result = graded("def output_size(n:\n    return n\n")
    assert (result.status, statuses(result)) == (Status.ERROR, ["error"])
    assert result.message.startswith("the file can't be loaded: line 1 opens a bracket ( that is never closed")
    assert {check.insight for check in result.checks} == {result.message.splitlines()[0]}


def test_a_loop_at_import_is_a_timeout_of_everything_at_once(graded):
    short = replace(COUNT, exercise=replace(COUNT.exercise, seconds=0.5))
    result = graded("while True: pass\n" + VOLUME, short)
    assert statuses(result) == ["timeout"]


def test_the_first_event_is_the_start_and_the_last_the_end(sandbox):
    events = list(grade_exercise(SIZE, SourceFile(Path("output_size.py"), RIGHT.encode()), 1, sandbox))
    assert isinstance(events[0], Started)
    assert [type(event) for event in events].count(Finished) == 1
    assert isinstance(events[-1], Finished)


def test_another_seed_asks_other_questions(sandbox):
    *_, last = grade_exercise(SIZE, SourceFile(Path("output_size.py"), TYPED_IN.encode()), 5, sandbox)
    assert last.result.score == 1.0


@pytest.mark.parametrize("source", [RIGHT, TYPED_IN, "def output_size(n, f, stride=1, pad=0): return 3"])
def test_what_others_answered_before_changes_no_verdict(graded, source):
    """Right answers are remembered: here all files give some that another gave, for other calls among them."""
    before = graded(source)
    for other in (RIGHT, TYPED_IN, "def output_size(n, f, stride=1, pad=0): return 5"):
        graded(other)
    assert replace(graded(source), seconds=0, output="") == replace(before, seconds=0, output="")


# --- with a scripted sandbox: second tries, news, cancelling


class Scripted:
    """A sandbox whose child says the next of these at each run."""

    def __init__(self, *runs) -> None:
        self.jobs, self._runs = [], list(runs)

    def run(self, job, cancelled=None):
        self.jobs.append(job)
        yield from self._runs.pop(0)


def answer(value, number=0) -> Answer:
    return Answer(number, Outcome(OutcomeKind.RETURNED, value=value))


def judge(case, wanted, got) -> Finding:
    return Finding(got, f"{got:.0%} right", again=got < 1)


JUDGED = Check(
    "accuracy", 4.0, lambda rng: [Case("output_size", (int(rng.integers(1 << 40)),))], judge=judge, alone=True
)
LESSON = replace(SIZE, exercise=replace(SIZE.exercise, checks=(JUDGED,)))
FILE = SourceFile(Path("output_size.py"), RIGHT.encode())


def finished(sandbox, cancelled=None) -> ExerciseResult:
    *_, last = grade_exercise(LESSON, FILE, 3, sandbox, cancelled)
    return last.result


@pytest.mark.parametrize(("first", "second", "points"), [(0.25, 0.75, 3.0), (0.5, 0.25, 2.0), (0.0, 1.0, 4.0)])
def test_a_judge_that_asks_again_gets_one_more_try_and_the_better_counts(first, second, points):
    sandbox = Scripted([answer(first), Ended(None, seconds=1.0)], [answer(second), Ended(None, seconds=2.0)])
    result = finished(sandbox)
    assert result.score == points
    assert result.seconds == 3.0
    assert sandbox.jobs[0].calls != sandbox.jobs[1].calls


def test_a_judge_that_is_content_gets_no_second_try():
    sandbox = Scripted([answer(1.0), Ended(None)])
    assert finished(sandbox).status is Status.PASSED
    assert len(sandbox.jobs) == 1


def test_a_cancelled_run_gives_up_at_once():
    cancelled = threading.Event()
    cancelled.set()
    sandbox = Scripted([Ended(Status.CRASHED, "was stopped")])
    result = finished(sandbox, cancelled)
    assert (result.status, len(sandbox.jobs)) == (Status.TIMEOUT, 1)
    assert "was cancelled" in result.message


def test_cancelling_leaves_no_child_to_wait_for(graded):
    cancelled = threading.Event()
    threading.Timer(0.3, cancelled.set).start()
    result = graded(PARAMETERS.format("while True: pass") + VOLUME, COUNT, cancelled=cancelled)
    assert result.score == 0.0
    assert "passed" not in statuses(result)


def test_live_news_is_passed_on_safe_for_a_terminal():
    sandbox = Scripted([ProbeNews(0.5, "epoch 1\x1b[2J", 2.3), answer(1.0), Ended(None)])
    news = [event for event in grade_exercise(LESSON, FILE, 3, sandbox) if isinstance(event, Progress)]
    assert news == [Progress("output_size", 0.5, "epoch 1\\x1b[2J", 2.3)]


def test_where_the_sandbox_itself_fails_no_student_is_blamed():
    class Broken:
        def run(self, job, cancelled=None):
            raise SandboxError("no server")
            yield

    with pytest.raises(SandboxError, match="no server"):
        finished(Broken())


def test_a_syntax_error_stands_with_its_line_and_the_caret(graded):
    result = graded("def output_size(n, f, stride=1, pad=0)\n    return n\n")
    assert result.message.splitlines()[1:] == ["    def output_size(n, f, stride=1, pad=0)", " " * 42 + "^"]
