"""A class is explained again from what is kept: by the mistakes declared now, without a student's code running."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.classroom import explain_again as module
from grader.classroom.explain_again import explain_again
from grader.classroom.gradebook.merge import merge
from grader.classroom.gradebook.roll import ClassPlan, Enrolled, Planned
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.intake.submission import Submission
from grader.classroom.report.groups import explanation
from grader.classroom.schedule import grade_class
from grader.cli import main
from grader.core.json_form import dumps
from grader.core.lessons import find
from grader.core.places import Places
from grader.core.results import KeptOutcomes, Outcome, OutcomeKind, Status
from grader.grading import reference
from grader.grading.exercise import grade_exercise
from grader.grading.outcome_form import packed, unpacked
from grader.grading.reference import version_of
from grader.sandbox.parent.client import Sandbox

SIZE = find("output_size")
ONCE = "def output_size(n, f, stride=1, pad=0):\n    if f > n + 2 * pad:\n        raise ValueError\n    {}\n"
FILES = {
    "ada": ONCE.format("return (n - f + pad) // stride + 1"),
    "bob": ONCE.format("return (n - f + pad) // stride + 1  # bob's"),
    "cem": ONCE.format("return (n - f + 2 * pad) // stride + 1"),
    "dan": ONCE.format("return {}[n]"),
    "eve": ONCE.format(
        "return (n - f + 2 * pad) // stride + 1"
        " + (hash((n, f, stride, pad)) % 3 == 0) * (((n * 37 + f * 11) % 5 - 2) * 3 + (n == 7))"
    ),
}


def other(**told):
    """The exercise with other things in its folder."""
    lesson = replace(SIZE, hints=tuple(map(str, told)))
    vars(lesson).update(told)
    return lesson


SOURCE = SIZE.mistakes_source.replace("class padding_added_once(Right)", "class _padding_added_once(Right)")
STUDENTS = {text.encode() for text in FILES.values()}
UNNAMED = other(
    mistakes=tuple(one for one in SIZE.mistakes if one.slug != "padding_added_once"), mistakes_source=SOURCE
)


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as made:
        yield made


def plan_with(lesson) -> ClassPlan:
    return ClassPlan(0, (Planned(lesson.name, "Output size", version_of(lesson), lesson.exercise.max_score, 3),), "0")


def graded(folder: Path, lesson, sandbox, *, keep_sources: bool = True) -> Path:
    """The class, graded with a lesson."""
    for name, text in FILES.items():
        (folder / name).mkdir(parents=True)
        (folder / name / lesson.file_name).write_text(text)
    submissions = [Submission(name, folder / name) for name in FILES]
    plan = plan_with(lesson)
    with Gradebook(folder / "gradebook.sqlite") as gradebook:
        gradebook.begin(plan, [Enrolled(name) for name in FILES])
        list(grade_class(submissions, [lesson], plan, 1, sandbox, gradebook, grade_exercise, keep_sources))
        gradebook.finish()
    return folder / "gradebook.sqlite"


def told(gradebook) -> dict[str, str]:
    return {row.enrolled.student: dumps(row.result.exercises[0]) for row in gradebook.rows()}


def untimed(gradebook) -> dict[str, object]:
    rows = gradebook.rows()
    return {row.enrolled.student: dumps(replace(row.result.exercises[0], seconds=0, share=1)) for row in rows}


def watched(monkeypatch) -> set[bytes]:
    """The sources that run from now on."""
    ran: set[bytes] = set()
    honest_run = Sandbox.run

    def run(self, job, *rest):
        ran.update(content for _, content in job.modules)
        return honest_run(self, job, *rest)

    monkeypatch.setattr(Sandbox, "run", run)
    return ran


@pytest.fixture(scope="module")
def unnamed(sandbox, tmp_path_factory):
    """A gradebook graded before the mistake had a name."""
    return graded(tmp_path_factory.mktemp("before"), UNNAMED, sandbox)


def test_a_mistake_declared_later_explains_the_class_as_a_new_grading_would(unnamed, sandbox, tmp_path, monkeypatch):
    path = tmp_path / "gradebook.sqlite"
    path.write_bytes(unnamed.read_bytes())
    ran = watched(monkeypatch)
    with Gradebook(path) as gradebook:
        before = [row.result.exercises[0] for row in gradebook.rows()]
        came = explain_again(gradebook, sandbox)
        after = [row.result.exercises[0] for row in gradebook.rows()]
        now = untimed(gradebook)
        assert explain_again(gradebook, sandbox).changes == {}
    assert ran and not ran & STUDENTS
    assert [one.score for one in after] == [one.score for one in before]
    assert [explanation(one) for one in after][:3] == ["padding added once", "padding added once", ""]
    assert explanation(before[0]) != "padding added once"
    assert came.looked_at == 4 and came.without == 0 and came.others == ()
    assert sum(came.changes.values()) == 2 and next(came.lines()).endswith("-> padding added once")
    ran.clear()
    again = graded(tmp_path / "again", SIZE, sandbox)
    assert ran & STUDENTS
    with Gradebook(again) as gradebook:
        assert untimed(gradebook) == now


def test_in_plain_text_too(unnamed, tmp_path, capsys):
    path = tmp_path / "gradebook.sqlite"
    path.write_bytes(unnamed.read_bytes())
    assert main(["groups", str(path), "--explain-again", "--exercise", "output_size"]) == 0
    said = capsys.readouterr()
    assert "4 wrong answers explained again, 2 otherwise; no score has changed" in said.err
    assert "2 students: padding added once" in said.out
    assert main(["groups", str(path), "--explain-again", "--exercise", "output_sice"]) == 2


def test_a_mistake_that_is_no_longer_declared_names_nobody_and_runs_nothing(sandbox, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "lessons", lambda: (other(mistakes=(), mistakes_source="class Right: pass"),))
    path = graded(tmp_path / "class", SIZE, sandbox)
    ran = watched(monkeypatch)
    with Gradebook(path) as gradebook:
        explain_again(gradebook, sandbox)
        assert not ran & STUDENTS
        names = [check.mistake for row in gradebook.rows() for check in row.result.exercises[0].checks]
    assert set(names) == {None}


def test_without_kept_outcomes_and_for_another_version_nothing_changes(sandbox, tmp_path, unnamed, monkeypatch):
    bare = graded(tmp_path / "bare", UNNAMED, sandbox, keep_sources=False)
    with Gradebook(bare) as gradebook:
        before = told(gradebook)
        came = explain_again(gradebook, sandbox)
        assert (came.looked_at, came.without, told(gradebook)) == (0, 4, before)
    path = tmp_path / "gradebook.sqlite"
    path.write_bytes(unnamed.read_bytes())
    monkeypatch.setattr(module, "lessons", lambda: (other(version="another"),))
    with Gradebook(path) as gradebook:
        before = told(gradebook)
        came = explain_again(gradebook, sandbox)
        assert (came.looked_at, came.others, told(gradebook)) == (0, ("output_size",), before)


def test_outcomes_of_another_run_change_nothing(unnamed, sandbox, tmp_path):
    path = tmp_path / "gradebook.sqlite"
    path.write_bytes(unnamed.read_bytes())
    with Gradebook(path) as gradebook:
        before = told(gradebook)
        for spoil in ({"calls": "others"}, {"outcomes": {}}):
            kept = KeptOutcomes(**{"calls": "", "outcomes": {}, **spoil})
            with gradebook.writing():
                gradebook._connection.execute("UPDATE outcomes SET content = ?", (packed(kept),))
            assert explain_again(gradebook, sandbox).changes == {}
            assert told(gradebook) == before
        with gradebook.writing():
            gradebook._connection.execute("UPDATE outcomes SET content = x'00ff'")
        assert explain_again(gradebook, sandbox).without == 4


def test_outcomes_come_along_in_a_merge_and_go_with_fresh(unnamed, sandbox, tmp_path):
    merge([unnamed], tmp_path / "all.sqlite")
    with Gradebook(tmp_path / "all.sqlite") as gradebook:
        assert explain_again(gradebook, sandbox).looked_at == 4
        gradebook.begin(gradebook.plan(), list(gradebook.roll()), fresh=True)
        assert gradebook._connection.execute("SELECT count(*) FROM outcomes").fetchone() == (0,)


def test_a_version_does_not_depend_on_mistakes():
    assert reference.version_of(UNNAMED) == reference.version_of(SIZE)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(), st.lists, max_leaves=6
)


@settings(max_examples=60)
@given(st.dictionaries(st.integers(0, 50), VALUES), st.text(), st.booleans())
def test_outcomes_come_back_as_they_were(values, printed, in_notebook):
    outcomes = {number: Outcome(OutcomeKind.RETURNED, value) for number, value in values.items()}
    outcomes[99] = Outcome(OutcomeKind.DIED, status=Status.TIMEOUT, names=("a", "b"))
    places = Places("hw.ipynb", ((1, 2), (3, 4))) if in_notebook else None
    kept = KeptOutcomes("calls", outcomes, printed, places, {1000: outcomes[99]})
    assert unpacked(packed(kept)) == kept


def test_outcomes_that_are_too_large_are_not_kept():
    noise = np.random.default_rng(0).normal(size=200_000)
    assert packed(KeptOutcomes("calls", {0: Outcome(OutcomeKind.RETURNED, noise)})) == b""
