"""The main job on real input: a class of fourteen, honest, mistaken and broken, graded in one go."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

CLASS = Path(__file__).parents[1] / "submissions" / "class"
FIVE = ("output_size", "filtered_grid", "parameter_count", "max_pooling", "convnet")
DESERVED = {
    "ada": dict.fromkeys((*FIVE, "training"), "passed"),
    "bela": dict.fromkeys(FIVE, "passed"),
    "chidi": dict.fromkeys(FIVE, "passed"),
    "dora": {
        "output_size": "partial",
        "filtered_grid": "partial",
        "parameter_count": "partial",
        "max_pooling": "failed",
    },
    "eve": {
        "output_size": "failed",
        "filtered_grid": "partial",
        "parameter_count": "partial",
        "max_pooling": "partial",
    },
    "farid": {"output_size": "partial", "filtered_grid": "partial", "parameter_count": "partial", "convnet": "partial"},
    "gita": {"output_size": "timeout", "parameter_count": "passed"},
    "hugo": {"output_size": "passed", "parameter_count": "partial"},
    "ines": {"output_size": "passed", "max_pooling": "partial"},
    "jan": {"output_size": "error", "filtered_grid": "passed"},
    "kira": {"output_size": "error", "filtered_grid": "passed"},
    "liam": {"max_pooling": "passed", "output_size": "missing"},
    "mona": {"output_size": "passed", "filtered_grid": "forbidden"},
    "noor": {"output_size": "error", "filtered_grid": "todo", "convnet": "todo", "max_pooling": "error"},
}
NAMED = {
    ("dora", "output_size"): "padding left out",
    ("dora", "filtered_grid"): "filter flipped",
    ("eve", "output_size"): "true division",
    ("farid", "output_size"): "rounded up",
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The class, graded once: the parsed report and the process."""
    import subprocess

    from tests.e2e.conftest import PROGRAM

    command = [PROGRAM, "grade", "--student", CLASS, "--format", "json", "--jobs", "2"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path_factory.mktemp("run"), timeout=300)
    return json.loads(done.stdout), done


def _exercises(report, student):
    (row,) = [row for row in report["students"] if row["student"] == student]
    return {exercise["exercise"]: exercise for exercise in row["exercises"]}


def test_everything_is_graded_and_stdout_is_the_report_alone(graded):
    report, done = graded
    assert done.returncode == 0
    assert report["schema"] == 1
    assert [row["student"] for row in report["students"]] == sorted(DESERVED)
    assert "confined by" in done.stderr


@pytest.mark.parametrize("student", sorted(DESERVED))
def test_each_gets_what_they_deserve(graded, student):
    exercises = _exercises(graded[0], student)
    assert {name: exercises[name]["status"] for name in DESERVED[student]} == DESERVED[student]
    for name, exercise in exercises.items():
        assert 0 <= exercise["score"] <= exercise["max_score"]
        assert exercise["score"] == pytest.approx(sum(check["points"] for check in exercise["checks"]))
        if DESERVED[student].get(name) == "passed":
            assert exercise["score"] == exercise["max_score"]


@pytest.mark.parametrize(("student", "exercise"), sorted(NAMED))
def test_the_mistake_is_named(graded, student, exercise):
    checks = _exercises(graded[0], student)[exercise]["checks"]
    assert NAMED[student, exercise] in {check["mistake"] for check in checks}


def test_all_nineteen_appear_in_the_lectures_order(graded):
    from grader.core.lessons import lessons

    names = [lesson.name for lesson in lessons()]
    assert len(names) == 19
    for row in graded[0]["students"]:
        assert [exercise["exercise"] for exercise in row["exercises"]] == names
        assert row["max_score"] == 100.0


def test_points_earned_before_an_exit_are_kept(graded):
    checks = _exercises(graded[0], "hugo")["parameter_count"]["checks"]
    assert any(check["status"] == "passed" for check in checks)
    assert any(check["status"] == "crashed" for check in checks)


def test_a_flood_of_output_is_cut(graded):
    exercise = _exercises(graded[0], "ines")["max_pooling"]
    assert "pooling" in exercise["output"]
    assert len(exercise["output"]) < 200_000


def test_a_misspelt_function_is_named_with_the_nearest(graded):
    messages = [check["message"] for check in _exercises(graded[0], "noor")["output_size"]["checks"]]
    assert any("defines no output_size" in message and "outputsize" in message for message in messages)


def test_a_syntax_error_is_shown_from_the_students_file(graded):
    exercise = _exercises(graded[0], "kira")["output_size"]
    assert "line 1" in exercise["checks"][0]["message"]
    assert "Traceback" not in exercise["checks"][0]["message"] or "output_size.py" in exercise["checks"][0]["message"]
