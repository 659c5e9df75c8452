"""One child for a student's files: none gives another a point, none costs another one, and most do share it."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.core.lessons import find
from grader.core.results import Finished, Status
from grader.core.source import SourceFile
from grader.grading.exercise import grade_exercise
from grader.grading.together import right_together
from grader.sandbox.parent.client import Sandbox
from tests.sandbox.left_behind import CHANGED, LEFT_BEHIND
from tests.sandbox.together import ACTIVATION, GIVES, SIZE, TAKES, WRONG

SEED = 3
EVERY = GIVES | LEFT_BEHIND | CHANGED
FIRST, SECOND = find("activation"), find("output_size")


@pytest.fixture(scope="module", autouse=True)
def kept(sandbox):
    """The server keeps the calls of both exercises from now on."""
    for lesson, source in ((FIRST, ACTIVATION), (SECOND, SIZE)):
        assert alone(sandbox, lesson, source).status is Status.PASSED


def file(lesson, source: str) -> SourceFile:
    return SourceFile(Path("/nowhere") / lesson.file_name, source.encode())


def alone(sandbox, lesson, source: str):
    *_, finished = grade_exercise(lesson, file(lesson, source), SEED, sandbox)
    assert isinstance(finished, Finished)
    return finished.result


def shared(sandbox, first: str, second: str):
    """What comes out entirely right of two files in one child."""
    return right_together([(FIRST, file(FIRST, first)), (SECOND, file(SECOND, second))], SEED, sandbox)


def second_of(sandbox, first: str, second: str):
    """The second file's result, as a class gets it."""
    return shared(sandbox, first, second).get(SECOND.name) or alone(sandbox, SECOND, second)


def test_right_files_share_a_child(sandbox):
    scores = {name: result.score for name, result in shared(sandbox, ACTIVATION, SIZE).items()}
    assert scores == {lesson.name: lesson.exercise.max_score for lesson in (FIRST, SECOND)}


@pytest.mark.parametrize(("first", "second"), EVERY.values(), ids=EVERY)
def test_no_file_gives_another_a_point(sandbox, first, second):
    by_itself = alone(sandbox, SECOND, second)
    assert by_itself.status is not Status.PASSED
    assert second_of(sandbox, first, second).score == by_itself.score


@pytest.mark.parametrize("what", TAKES)
def test_no_file_costs_another_a_point(sandbox, what):
    assert second_of(sandbox, f"{ACTIVATION}\n{TAKES[what]}\n", SIZE).status is Status.PASSED


@pytest.mark.parametrize("source", [WRONG, "raise ValueError", "def output_size(n): return n", "x = 1"])
def test_what_is_not_entirely_right_runs_by_itself(sandbox, source):
    assert set(shared(sandbox, ACTIVATION, source)) == {"activation"}


def test_what_each_file_prints_is_its_own(sandbox):
    first, second = (f"{source}\nprint('this is {name} ü')\n" for source, name in ((ACTIVATION, "one"), (SIZE, "two")))
    found = shared(sandbox, first, second)
    assert [found[lesson.name].output for lesson in (FIRST, SECOND)] == ["this is one ü\n", "this is two ü\n"]


def test_a_warning_is_given_to_each_file(sandbox):
    warned = "    import warnings; warnings.warn('seen', stacklevel=2)\n    return "
    sources = [source.replace("    return ", warned) for source in (ACTIVATION, SIZE)]
    found = shared(sandbox, *sources)
    assert [found[lesson.name].output for lesson in (FIRST, SECOND)] == [
        alone(sandbox, lesson, source).output for lesson, source in zip((FIRST, SECOND), sources, strict=True)
    ]


CLASSES = """
from dataclasses import dataclass
import numpy as np
@dataclass
class Size:
    stride: int
    padding: int = 0
    def of(self, n, f):
        if f > n + 2 * self.padding:
            raise ValueError
        return (n - f + 2 * self.padding) // self.stride + 1
def output_size(n, f, stride=1, pad=0):
    found = np.empty(1, dtype=int)
    found[0] = Size(stride=stride, padding=pad).of(n, f)
    return int(found[0])
"""


def test_files_with_classes_and_unset_memory_share_a_child(sandbox):
    assert set(shared(sandbox, ACTIVATION, CLASSES)) == {"activation", "output_size"}


def test_what_shows_a_changed_name_is_told_by_a_run_alone(sandbox):
    assert set(shared(sandbox, ACTIVATION, f"{CLASSES}print(Size(1))\n")) == {"activation"}


def test_unset_memory_is_never_taken_for_an_answer(sandbox):
    unset = "import numpy as np\ndef relu(x):\n    out = np.empty(x.shape)\n    out[x > 0] = x[x > 0]\n    return out\n"
    assert set(shared(sandbox, unset, SIZE)) == {"output_size"}


def test_who_prints_more_than_is_kept_prints_it_alone(sandbox):
    assert shared(sandbox, f"{ACTIVATION}\nprint('x' * 100_000)\n", SIZE) == {}


def test_a_result_is_the_same_as_alone(sandbox):
    found = shared(sandbox, ACTIVATION, SIZE)
    for lesson, source in ((FIRST, ACTIVATION), (SECOND, SIZE)):
        by_itself = alone(sandbox, lesson, source)
        assert {**vars(found[lesson.name]), "seconds": 0} == {**vars(by_itself), "seconds": 0}


def test_the_first_students_of_a_class_share_a_child_too():
    with Sandbox() as fresh:
        for _ in range(2):  # a server keeps the calls that came with the first
            assert set(shared(fresh, ACTIVATION, SIZE)) == {"activation", "output_size"}


def test_without_both_layers_each_file_has_a_child_of_its_own():
    with Sandbox(("landlock",)) as bare:
        for lesson, source in ((FIRST, ACTIVATION), (SECOND, SIZE)):
            assert alone(bare, lesson, source).status is Status.PASSED
        assert shared(bare, ACTIVATION, SIZE) == {}
