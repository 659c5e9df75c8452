"""What the reference and the mistakes return: asked once, kept between processes; a broken cache costs time only."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from exercises.definition import Case, Check, Needs
from grader.core import paths
from grader.core.lessons import find
from grader.core.results import Outcome, OutcomeKind, Status
from grader.grading import reference
from grader.grading.cases import draw, plan_of, second_try
from grader.sandbox.parent.client import SandboxError
from grader.sandbox.parent.jobs import Answer, Ended
from tests.unit.classes import known

LESSON = find("output_size")
PLAN = plan_of(LESSON, 7)
REVISED = known(replace(LESSON), version="other")


class Recorder:
    """A sandbox that answers every call with its number and an array, and remembers the jobs."""

    def __init__(self, ended=None) -> None:
        self.jobs = []
        self._ended = ended or Ended(None)

    def run(self, job, cancelled=None):
        self.jobs.append(job)
        for number in job.awaited:
            yield Answer(number, Outcome(OutcomeKind.RETURNED, value=[number, np.arange(3.0)], names=("f",)))
        yield self._ended


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "cache_folder", lambda: tmp_path / "cache")
    another_process(monkeypatch)
    return tmp_path / "cache" / "expected"


def another_process(monkeypatch):
    """Forget what this process remembers."""
    monkeypatch.setattr(reference, "_memory", {})


def asked(plan=PLAN, what=reference.wanted) -> int:
    """How many jobs it takes to know what is wanted."""
    sandbox = Recorder()
    what(plan, sandbox)
    return len(sandbox.jobs)


def with_checks(*checks):
    return replace(LESSON, exercise=replace(LESSON.exercise, checks=checks))


# --- keeping


def test_the_reference_is_asked_once_in_a_process():
    assert (asked(), asked()) == (1, 0)


def test_and_once_between_processes(monkeypatch):
    first = reference.wanted(PLAN, Recorder())
    another_process(monkeypatch)
    sandbox = Recorder()
    again = reference.wanted(PLAN, sandbox)
    assert sandbox.jobs == []
    assert list(again) == list(first)
    assert np.array_equal(again[3].value[1], np.arange(3.0))
    assert replace(again[3], value=None) == replace(first[3], value=None)


@pytest.mark.parametrize("damage", [lambda b: b"", lambda b: b[:-9], lambda b: b"junk" + b, lambda b: b[::-1]])
def test_a_corrupt_cache_costs_time_only(monkeypatch, cache, damage):
    asked()
    (file,) = cache.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    another_process(monkeypatch)
    assert asked() == 1
    another_process(monkeypatch)
    assert asked() == 0


def test_one_changed_byte_is_noticed_wherever_it_is(monkeypatch, cache):
    asked()
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    for place in range(0, len(whole), 97):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        another_process(monkeypatch)
        assert reference.wanted(PLAN, Recorder())[3].value[0] == 3
        assert file.read_bytes() == whole


@pytest.mark.parametrize("folder", ["/proc/nowhere", "/dev/null"])
def test_a_cache_that_cannot_be_written_costs_time_only(monkeypatch, folder):
    from pathlib import Path

    monkeypatch.setattr(paths, "cache_folder", lambda: Path(folder))
    assert (asked(), asked()) == (1, 0)
    another_process(monkeypatch)
    assert asked() == 1


def test_nothing_half_written_stays_behind(cache):
    asked()
    assert [file.suffix for file in cache.iterdir()] == [".bin"]


@pytest.mark.parametrize(
    "other",
    [plan_of(LESSON, 8), replace(PLAN, lesson=REVISED), draw(LESSON, 7, (1,)), draw(LESSON, 7, (2,))],
)
def test_another_seed_version_or_check_is_asked_anew(other):
    assert (asked(), asked(other)) == (1, 1)


def test_second_tries_of_two_checks_are_kept_apart():
    assert (asked(second_try(PLAN, 1)), asked(second_try(PLAN, 2))) == (1, 1)


# --- what is run


def test_by_hand_references_run_where_torch_is_with_every_case():
    sandbox = Recorder()
    reference.wanted(PLAN, sandbox)
    (job,) = sandbox.jobs
    assert job.needs is Needs.TORCH
    assert job.numbers == tuple(range(len(PLAN.cases)))


def test_the_reference_is_not_run_for_a_check_that_is_judged_alone_or_replayed():
    lesson = with_checks(
        Check("alone", 1.0, lambda rng: [Case("f")], judge=lambda *_: None, alone=True),
        Check("replayed", 1.0, lambda rng: [Case("f")], judge=lambda *_: None, replay="replay"),
        Check("plain", 1.0, lambda rng: [Case("output_size", (7, 3))]),
    )
    sandbox = Recorder()
    assert list(reference.wanted(draw(lesson, 0), sandbox)) == [2]
    assert asked(draw(with_checks(lesson.exercise.checks[0]), 0)) == 0


def test_each_mistake_runs_by_its_name_where_the_students_file_runs():
    sandbox = Recorder()
    found = reference.mistaken(PLAN, sandbox)
    assert [play for job in sandbox.jobs for play in job.plays] == list(found)
    assert list(found) == [mistake.slug for mistake in LESSON.mistakes]
    assert len(sandbox.jobs) == 1
    assert {job.needs for job in sandbox.jobs} == {Needs.NUMPY}


def test_a_mistake_runs_only_for_the_functions_that_it_has():
    lesson = with_checks(
        Check("its own", 1.0, lambda rng: [Case("output_size", (7, 3))]),
        Check("another's", 1.0, lambda rng: [Case("elsewhere")]),
    )
    assert all(list(outcomes) == [0] for outcomes in reference.mistaken(draw(lesson, 0), Recorder()).values())


@pytest.mark.parametrize(
    "ended",
    [
        Ended(Status.TIMEOUT, "took too long"),
        Ended(None, load=Outcome(OutcomeKind.RAISED, traceback="SyntaxError: no")),
    ],
)
def test_a_reference_that_does_not_run_is_our_failure_and_is_named(ended, cache):
    with pytest.raises(SandboxError, match=r"reference of output_size did not run: (took too long|SyntaxError: no)"):
        reference.wanted(PLAN, Recorder(ended))
    assert not cache.exists()


def test_a_replay_that_dies_is_the_students():
    class Dead(Recorder):
        def run(self, job, cancelled=None):
            yield Ended(Status.CRASHED)

    check = Check("replayed", 1.0, lambda rng: [Case("f")], replay="replay")
    assert reference.replay(draw(with_checks(check), 0), Dead(), check, 0, "anything").kind is OutcomeKind.DIED
