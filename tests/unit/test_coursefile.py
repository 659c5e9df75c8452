"""The course file and the flags: the same options, said in two places."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, timedelta

import pytest

from grader.classroom.settings.course_file import read
from grader.classroom.settings.options import OPTIONS, OptionError
from grader.classroom.settings.request import settings_from, written_options
from grader.commands import grade
from grader.core.errors import UserError

COURSE = """
student = "class"
exercise = ["output_size", "max-pooling"]
seed = 7
jobs = 3
format = ["json", "csv"]
output = "out"
roster = "students.csv"
deadline = 2026-11-20T23:59:00Z
late_per_day = 10
grace = "2h"
fresh = true

[points]
output_size = 10

[seconds]
max_pooling = 2.5
"""


def parsed(*flags: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    grade.add_arguments(parser)
    return parser.parse_args(flags)


def settings(tmp_path, text: str, *flags: str):
    path = tmp_path / "course.toml"
    path.write_text(text)
    return settings_from(written_options(vars(parsed(*flags)), path))


def test_everything_a_course_file_says(tmp_path):
    made = settings(tmp_path, COURSE)
    assert made.student == tmp_path / "class"
    assert [lesson.name for lesson in made.lessons] == ["output_size", "max_pooling"]
    assert made.plan.seed == 7 and made.jobs == 3 and made.fresh
    assert made.formats == ("json", "csv")
    assert made.gradebook == tmp_path / "out" / "gradebook.sqlite"
    assert made.plan.policy.deadline == datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
    assert (made.plan.policy.per_day, made.plan.policy.grace) == (10, timedelta(hours=2))


def test_the_flags_say_the_same(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    flags = [
        "--student=class",
        "--exercise=output_size",
        "--exercise=max-pooling",
        "--seed=7",
        "--jobs=3",
        "--format=json,csv",
        "--output=out",
        "--roster=students.csv",
        "--deadline=2026-11-20T23:59:00Z",
        "--late-per-day=10",
        "--grace=2h",
        "--fresh",
        "--points=output_size=10",
        "--seconds=max_pooling=2.5",
    ]
    by_flag = settings_from(written_options(vars(parsed(*flags)), None))
    by_file = settings(tmp_path, COURSE)
    assert by_flag.plan == by_file.plan
    assert by_flag.formats == by_file.formats and by_flag.output.resolve() == by_file.output


def test_every_option_has_a_flag_and_a_key():
    flags = vars(parsed())
    assert {option.key for option in OPTIONS} | {"course", "autograder"} == set(flags)
    assert all(value is None for value in flags.values())


def test_a_flag_wins_over_the_file(tmp_path):
    assert settings(tmp_path, COURSE, "--seed=8", "--resume").plan.seed == 8
    assert not settings(tmp_path, COURSE, "--resume").fresh


def test_points_and_time_limits_are_the_courses_own(tmp_path):
    output_size, max_pooling = settings(tmp_path, COURSE).lessons
    assert output_size.exercise.max_score == pytest.approx(10)
    assert max_pooling.exercise.seconds == 2.5
    plain = settings(tmp_path, 'student = "class"\nexercise = ["output_size", "max_pooling"]').plan
    changed = settings(tmp_path, COURSE).plan
    for before, after in zip(plain.exercises, changed.exercises, strict=True):
        assert before.version != after.version, "a result under other rules must not be taken for this one"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sede = 3", "did you mean 'seed'"),
        ("late-per-dya = 3", "did you mean 'late_per_day'"),
        ("seed = 'x'", "seed takes a whole number"),
        ("seed = true", "seed takes a whole number"),
        ("fresh = 1", "true or false"),
        ("exercise = 3", "list of names"),
        ("seed = ", "is not TOML"),
        ("[points]\noutput_sise = 3", "did you mean 'output_size'"),
        ("exercise = ['outputsize']", "did you mean 'output_size'"),
        ("[points]\noutput_size = -3", "positive"),
        ("late_per_day = 10", "needs --deadline"),
        ("deadline = 'soon'", "is no deadline"),
        ("format = ['pdf']", "no format is called 'pdf'"),
        ("format = ['json', 'csv']", "--output DIR"),
        ("shard = '5/4'", "--shard 1/4"),
        ("shard = '1/4'", "--output DIR"),
        ("jobs = 0", "from 1"),
        ("seed = -1", "from 0"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path, text, told):
    with pytest.raises(UserError) as raised:
        settings(tmp_path, text, "--student=x")
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_course_file_that_is_not_there(tmp_path):
    with pytest.raises(OptionError, match="cannot be read"):
        read(tmp_path / "none.toml")


def test_without_a_student_the_flag_is_named():
    with pytest.raises(OptionError, match="--student"):
        settings_from({})


@pytest.mark.parametrize(
    ("flags", "gradebook"),
    [
        (["--output=out"], "out/gradebook.sqlite"),
        (["--output=week7.json"], "week7.gradebook.sqlite"),
        (["--output=out", "--shard=2/3"], "out/gradebook-2-of-3.sqlite"),
        (["--output=out", "--gradebook=g.sqlite"], "g.sqlite"),
        ([], None),
    ],
)
def test_the_gradebook_lies_beside_the_report(tmp_path, monkeypatch, flags, gradebook):
    monkeypatch.chdir(tmp_path)
    made = settings_from(written_options(vars(parsed("--student=x", *flags)), None))
    assert (str(made.gradebook) if made.gradebook else None) == gradebook


def test_the_gradescope_zip_says_each_number_whole():
    from grader.classroom.gradescope_zip import scripts

    run = scripts({"points": {"output_size": 33.3333333, "lenet5": 5.0}, "seed": 2**40})["run_autograder"]
    assert "--points=output_size=33.3333333" in run and "--points=lenet5=5.0" in run and f"--seed={2**40}" in run
    assert "--single" in run


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[extension]\nAda = 2026-11-22", "needs --deadline"),
        ("deadline = '2026-11-20'\nextension = ['Ada']", "takes STUDENT=TIME pairs"),
        ("deadline = '2026-11-20'\n[extension]\nAda = 5", "takes a time"),
        ("deadline = '2026-11-20'\n[extension]\nAda = 'soon'", "'soon' is no extension"),
        ("canvas_id = 5", "goes with --canvas-assignment"),
    ],
)
def test_extensions_and_canvas_are_checked_in_one_line(tmp_path, text, said):
    with pytest.raises(UserError, match=said) as raised:
        settings(tmp_path, text, "--student=x")
    assert "\n" not in str(raised.value)


def test_an_extension_is_in_the_deadlines_zone(tmp_path):
    made = settings(
        tmp_path, "deadline = '2026-11-20 23:59 Europe/Berlin'", "--student=x", "--extension=A=B=2026-12-01 10:00"
    )
    assert made.extensions["A=B"].isoformat() == "2026-12-01T10:00:00+01:00"
