"""A class in parallel: everything is graded once, in a good order, and nothing is lost however it ends."""

from __future__ import annotations

import threading
import tracemalloc
from contextlib import closing

import pytest

from exercises.definition import Needs
from grader.classroom.gradebook.roll import Enrolled
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.report import json_report
from grader.classroom.schedule import Begun, Failed, Graded, grade_class
from grader.classroom.tasks import phases
from grader.core.results import Finished, Started, Status
from tests.unit.classes import LESSONS, Grader, class_folder, material, plan, result

ALL = {lesson.name for lesson in LESSONS}


@pytest.fixture
def gradebook(tmp_path):
    with Gradebook(tmp_path / "gradebook.sqlite") as opened:
        yield opened


def events_of(submissions, gradebook, grader, *, jobs=2, fresh=False, of=None, lessons=LESSONS):
    of = of or plan(lessons)
    gradebook.begin(of, [Enrolled(one.student) for one in submissions], fresh=fresh)
    return grade_class(submissions, lessons, of, jobs, None, gradebook, grader)


def report(gradebook) -> str:
    return "".join(json_report.render(material(gradebook)))


def run(*arguments, **options):
    return list(events_of(*arguments, **options))


def test_everybody_gets_every_exercise(tmp_path, gradebook):
    submissions = class_folder(tmp_path / "class", {"ada": "# ada", "bob": "# bob, wrong", "zoe": "# zoe"})
    events = run(submissions, gradebook, Grader())
    assert sorted((event.student, event.exercise) for event in events if isinstance(event, Graded)) == sorted(
        (one.student, name) for one in submissions for name in ALL
    )
    scores = {row.enrolled.student: row.result.score for row in gradebook.rows()}
    assert scores == {"ada": 12.0, "bob": 4.0, "zoe": 12.0}


def test_a_result_is_in_the_gradebook_before_it_is_told(tmp_path, gradebook):
    submissions = class_folder(tmp_path / "class", {"ada": "# ada", "bob": "# bob"})
    with Gradebook(gradebook.path) as other:
        for event in events_of(submissions, gradebook, Grader()):
            if isinstance(event, Graded):
                graded = {row.enrolled.student: set(ALL) - set(row.ungraded) for row in other.rows()}
                assert event.exercise in graded[event.student]


def test_by_hand_first_and_long_trainings_last(tmp_path, gradebook):
    assert [[one.name for one in phase] for phase in phases(LESSONS)] == [["flat", "pool"], ["net"], ["training"]]
    grader = Grader()
    events = run(class_folder(tmp_path / "class", {"ada": "# 1", "bob": "# 2"}), gradebook, grader, jobs=1)
    order = ["flat", "pool", "flat", "pool", "net", "net", "training", "training"]
    assert [event.exercise for event in events if isinstance(event, Begun)] == order
    asked = [name for _, name in grader.asked]
    # two threads take from what lines up by hand, and either may be first to ask
    assert sorted(asked[:4]) == sorted(order[:4])
    assert asked[4:] == order[4:]


def test_as_many_at_a_time_as_there_are_slots_and_a_training_takes_two(tmp_path, gradebook):
    lock, running, most = threading.Lock(), [], []

    def grader(lesson, source, seed, sandbox, cancelled):
        with lock:
            running.append(lesson)
            beyond = running[0].exercise.needs is Needs.NUMPY  # one more result by hand may be waiting to be judged
            most.append((sum(one.exercise.threads for one in running) - beyond, len(running)))
        threading.Event().wait(0.01)
        with lock:
            running.remove(lesson)
        yield Finished(result(lesson.name))

    run(class_folder(tmp_path / "class", {name: f"# {name}" for name in "abcdef"}), gradebook, grader, jobs=3)
    assert max(slots for slots, _ in most) <= 3
    assert max(count for _, count in most) > 1, "they do run in parallel"


def test_an_unchanged_class_is_not_run_again(tmp_path, gradebook):
    submissions = class_folder(tmp_path / "class", {"ada": "# ada", "bob": "# bob"})
    run(submissions, gradebook, Grader())
    again = Grader()
    events = run(submissions, gradebook, again)
    assert again.asked == [] and len(events) == 8 and not any(event.ran for event in events)
    assert gradebook.left() == 0


def test_only_what_changed_runs_again(tmp_path, gradebook):
    submissions = class_folder(tmp_path / "class", {"ada": "# ada", "bob": "# bob"})
    run(submissions, gradebook, Grader())
    (tmp_path / "class" / "bob" / "pool.py").write_text("# wrong now")
    again = Grader()
    run(submissions, gradebook, again)
    assert again.asked == [("bob", "pool")]
    assert {row.enrolled.student: row.result.score for row in gradebook.rows()} == {"ada": 12.0, "bob": 10.0}


@pytest.mark.parametrize("of", [plan(seed=1), plan(version="v2")])
def test_another_seed_or_version_runs_all(tmp_path, gradebook, of):
    submissions = class_folder(tmp_path / "class", {"ada": "# ada"})
    run(submissions, gradebook, Grader())
    again = Grader()
    run(submissions, gradebook, again, of=of)
    assert len(again.asked) == 4


def test_fresh_runs_all(tmp_path, gradebook):
    submissions = class_folder(tmp_path / "class", {"ada": "# ada"})
    run(submissions, gradebook, Grader())
    again = Grader()
    run(submissions, gradebook, again, fresh=True)
    assert len(again.asked) == 4


def test_identical_files_share_a_run_but_not_a_timeout(tmp_path, gradebook):
    submissions = class_folder(tmp_path / "class", {"ada": "# same", "bob": "# same", "eve": "# slow", "flo": "# slow"})
    grader = Grader()
    run(submissions, gradebook, grader, jobs=1)
    ran = {student for student, _ in grader.asked}
    assert ran == {"ada", "eve", "flo"}
    assert {row.enrolled.student: row.result.score for row in gradebook.rows()}["bob"] == 12.0


def test_identical_files_that_hang_run_side_by_side(tmp_path, gradebook):
    """Each waits in its run until all three are there; one after the other they would never meet."""
    submissions = class_folder(tmp_path / "class", {"ada": "# same", "bob": "# same", "eve": "# same"})
    meet = threading.Barrier(3)

    def grade(lesson, source, seed, sandbox, cancelled):
        meet.wait(30)
        yield Finished(result(lesson.name, Status.TIMEOUT))

    events = run(submissions, gradebook, grade, jobs=3, lessons=LESSONS[:1])
    assert sum(isinstance(event, Graded) and event.ran for event in events) == 3


@pytest.mark.parametrize("status", [Status.TIMEOUT, Status.MEMORY, Status.CRASHED])
def test_what_is_not_certain_is_not_lent(tmp_path, gradebook, status):
    submissions = class_folder(tmp_path / "class", {"ada": "# same", "bob": "# same", "eve": "# same"})
    asked = []

    def grade(lesson, source, seed, sandbox, cancelled):
        asked.append(lesson.name)
        yield Finished(result(lesson.name, status))

    run(submissions, gradebook, grade, jobs=2, lessons=LESSONS[:1])
    assert len(asked) == 3


def test_a_failure_of_the_grader_is_named_and_costs_nobody_else(tmp_path, gradebook):
    submissions = class_folder(tmp_path / "class", {"ada": "# broken grader", "bob": "# bob"})
    failed = [event for event in run(submissions, gradebook, Grader()) if isinstance(event, Failed)]
    assert {(event.student, event.exercise) for event in failed} == {("ada", name) for name in ALL}
    assert failed[0].reason == "RuntimeError: the sandbox fell over"
    rows = {row.enrolled.student: row for row in gradebook.rows()}
    assert rows["bob"].result.score == 12.0
    assert "the sandbox fell over" in rows["ada"].result.exercises[0].message
    (tmp_path / "class" / "ada" / "pool.py").write_text("# mended")
    assert run(submissions, gradebook, Grader())
    assert {row.enrolled.student: row.ungraded for row in gradebook.rows()}["ada"] == ("flat", "training", "net")


def test_a_grader_that_ends_without_a_result_is_a_failure(tmp_path, gradebook):
    submissions = class_folder(tmp_path / "class", {"ada": "# ada"})
    events = run(submissions, gradebook, lambda *_: iter(()))
    assert sum(isinstance(event, Failed) for event in events) == 4


def test_a_student_without_files_has_every_exercise_missing(tmp_path, gradebook):
    submissions = class_folder(tmp_path / "class", {"ada": ""}, lessons=())
    run(submissions, gradebook, Grader())
    (row,) = gradebook.rows()
    assert {one.status for one in row.result.exercises} == {Status.MISSING}


def test_stopped_in_the_middle_and_taken_up_again_it_ends_the_same(tmp_path, gradebook):
    texts = {f"s{number}": f"# {number}{' wrong' if number % 3 == 0 else ''}" for number in range(8)}
    submissions = class_folder(tmp_path / "class", texts)
    with Gradebook(tmp_path / "whole.sqlite") as whole:
        run(submissions, whole, Grader())
        wanted = report(whole)
    for stop_after in (1, 5, 12):
        first = Grader()
        with closing(events_of(submissions, gradebook, first)) as events:
            for number, _ in enumerate(events):
                if number == stop_after:
                    break
    last = Grader()
    run(submissions, gradebook, last)
    assert report(gradebook) == wanted
    assert len(last.asked) < 32, "what was known was not run again"


def test_an_interrupted_run_leaves_no_verdict(tmp_path, gradebook):
    submissions = class_folder(tmp_path / "class", {"ada": "# ada"})
    grader = Grader(seconds=30)  # the stand-in wakes up when it is cancelled, as a killed child does
    with closing(events_of(submissions, gradebook, grader)) as events:
        assert isinstance(next(events), Begun)
    assert gradebook.left() == 4


def test_memory_stays_flat_whatever_the_size(tmp_path, gradebook):
    (lesson,) = LESSONS[:1]

    def peak(count: int) -> int:
        texts = {f"s{number:04}": f"# {number} of {count}" for number in range(count)}  # none is kept yet
        submissions = class_folder(tmp_path / str(count), texts, lessons=[lesson])
        gradebook.begin(plan([lesson]), [Enrolled(one.student) for one in submissions])
        tracemalloc.start()
        for _ in grade_class(submissions, [lesson], plan([lesson]), 2, None, gradebook, Grader()):
            pass
        for _ in gradebook.rows():
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(20)
    assert peak(600) < peak(60) * 1.5 + 200_000


class Starved(Grader):
    """Runs at 40% of its speed so many times, then fairly."""

    def __init__(self, times: int, status: Status = Status.TIMEOUT) -> None:
        super().__init__()
        self.times, self.status = times, status

    def __call__(self, lesson, source, seed, sandbox, cancelled):
        self.asked.append((source.path.parent.name, lesson.name))
        self.times -= 1
        yield Started(lesson.name)
        if self.times >= 0:
            yield Finished(result(lesson.name, self.status, share=0.4))
        else:
            yield Finished(result(lesson.name))


def graded_starved(tmp_path, grader):
    submissions = class_folder(tmp_path / "class", {"ada": "x"}, LESSONS[:1])
    with Gradebook(tmp_path / "g") as gradebook:
        gradebook.begin(plan(LESSONS[:1]), [Enrolled("ada")])
        told = list(grade_class(submissions, LESSONS[:1], plan(LESSONS[:1]), 2, None, gradebook, grader))
        return told, next(iter(gradebook.rows())), gradebook.failures()


def test_a_starved_run_that_lost_points_runs_again_when_the_rest_is_done(tmp_path):
    grader = Starved(1)
    told, row, failures = graded_starved(tmp_path, grader)
    assert len(grader.asked) == 2 and failures == []
    assert row.result.score == 3.0
    assert [type(one).__name__ for one in told] == ["Begun", "Begun", "Graded"]


def test_a_run_starved_twice_gets_no_score_made_up(tmp_path):
    told, row, failures = graded_starved(tmp_path, Starved(2))
    assert isinstance(told[-1], Failed) and "the machine was busy" in failures[0][2]
    assert row.ungraded == ("flat",) and "the machine was busy" in row.result.exercises[0].message


def test_a_starved_run_whose_points_time_does_not_decide_stands(tmp_path):
    grader = Starved(9, Status.FAILED)
    _, row, failures = graded_starved(tmp_path, grader)
    assert len(grader.asked) == 1 and failures == []
    assert row.result.score == 1.0
