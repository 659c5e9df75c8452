"""How far a class is: counted per student, estimated from what ran, drawn seldom where nobody watches."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from grader.classroom.progress import ClassProgress, Tally, spoken
from grader.classroom.schedule import Begun, Failed, Graded
from tests.unit.classes import LESSONS


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-1, "0 s"),
        (0.4, "0 s"),
        (59.4, "59 s"),
        (59.6, "1 min"),
        (150, "2 min"),
        (59 * 60 + 29, "59 min"),
        (59 * 60 + 31, "1 h 00 min"),
        (3 * 3600 + 300, "3 h 05 min"),
    ],
)
def test_a_duration_as_people_say_it(seconds, text):
    assert spoken(seconds) == text


def graded(student: str, exercise: str, seconds: float = 0.0) -> Graded:
    return Graded(student, exercise, seconds > 0, seconds)


def test_a_student_is_finished_with_the_last_exercise():
    tally = Tally(2, LESSONS, jobs=1)
    for lesson in LESSONS[:-1]:
        tally.count(Begun("ada", lesson.name))
        assert list(tally.running) == [("ada", lesson.name)]
        tally.count(graded("ada", lesson.name))
    assert (tally.finished, tally.done, tally.total, tally.failed, tally.running) == (0, 3, 8, 0, {})
    tally.count(Failed("ada", LESSONS[-1].name, "it fell over"))
    assert (tally.finished, tally.done, tally.failed) == (1, 4, 1)


def test_a_class_without_exercises_is_finished():
    assert Tally(3, (), jobs=1).finished == 3


def test_the_time_left_is_the_mean_of_what_ran_shared_by_the_jobs():
    one, two = (Tally(10, LESSONS[:1], jobs=jobs) for jobs in (1, 2))
    for tally in (one, two):
        tally.count(graded("s0", "flat", 4.0))
        tally.count(graded("s1", "flat", 8.0))
        tally.count(graded("s2", "flat"))  # known already: it ran no second
        assert tally.ran == 2
    assert one.seconds_left() == 7 * 6.0 and two.seconds_left() == 7 * 3.0


def test_what_takes_all_workers_is_done_one_at_a_time():
    threads = LESSONS[1].exercise.threads
    assert threads == 2
    for jobs, seconds in ((1, 90.0), (2, 90.0), (4, 45.0)):
        tally = Tally(10, LESSONS[1:2], jobs=jobs)
        tally.count(graded("s0", "training", 10.0))
        assert tally.seconds_left() == seconds


def test_what_is_done_beside_students_code_counts_too():
    tally = Tally(10, LESSONS[:1], jobs=2)
    tally.count(graded("s0", "flat", 1.0))
    tally.count(graded("s1", "flat", 1.0))
    assert (
        tally.seconds_left(elapsed=6.0) == 8 * (1.0 + 5.0) / 2
    )  # 12 s of two workers, of which 2 in the students' code
    assert tally.time_left(6.0) == "24 s left"


def test_the_time_left_is_never_guessed():
    tally = Tally(3, LESSONS[:2], jobs=1)
    assert tally.time_left() == ""
    tally.count(graded("ada", "flat", 0.01))
    assert tally.time_left() == "", "more than 0 s says nothing"
    tally = Tally(3, LESSONS[:2], jobs=1)
    tally.count(graded("ada", "flat", 4.0))
    assert tally.time_left() == "more than 8 s left"
    tally.count(graded("ada", "training", 60.0))
    assert tally.time_left() == "2 min left"
    tally.count(graded("bob", "flat", 40.0))  # what this student's own code took counts as much
    assert tally.seconds_left() == 22.0 + 2 * 60.0


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_where_nobody_watches_a_line_comes_every_ten_seconds():
    out, clock = io.StringIO(), Clock()
    with ClassProgress(Tally(2, LESSONS[:2], 1), Console(file=out, width=200), clock) as progress:
        clock.now += 9
        progress.show(graded("ada", "flat", 1.0))
        assert out.getvalue() == ""
        clock.now += 1
        progress.show(graded("ada", "training", 9.0))
        (line,) = out.getvalue().splitlines()
        assert line == "1 of 2 submissions · 2 of 4 exercises · 6.0 submissions/min · 10 s left"
        clock.now += 9
        progress.show(graded("bob", "flat", 1.0))
        assert len(out.getvalue().splitlines()) == 1


def test_a_terminal_has_a_bar_that_names_what_runs_and_no_more_than_its_width():
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=80, color_system=None)
    with ClassProgress(Tally(2, LESSONS[:2], 1), console) as progress:
        progress.show(Begun("[b]ada\x1b[2J\n" + "x" * 90, "flat"))
    shown = out.getvalue()
    assert "0 of 2 submissions" in shown and "[b]ada\\x1b[" in shown and "\x1b[2J" not in shown
    assert shown.count("\x1b[?25l") == shown.count("\x1b[?25h") == 1
    assert all(len(line) <= 80 + 20 for line in shown.replace("\r", "\n").splitlines())
