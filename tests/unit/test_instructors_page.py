"""The instructors' page: its course file is read by the real code, and its commands are ones that the program has."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from grader.classroom.settings.course_file import read
from grader.classroom.settings.options import FORMAT_NAMES, OPTIONS
from grader.classroom.settings.request import settings_from
from grader.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "instructors.md").read_text()
COURSE = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1]
COMMANDS = re.findall(r"^cnn-exercises .+?(?=\s{2,}#|$)", PAGE, re.MULTILINE)


def _in(folder: Path, text: str) -> Path:
    (folder / "course.toml").write_text(text)
    return folder / "course.toml"


def test_the_course_file_works_as_it_stands(tmp_path):
    settings = settings_from(read(_in(tmp_path, COURSE)))
    assert (settings.plan.seed, settings.plan.canvas_name) == (7, "Homework 7")
    assert settings.plan.policy is not None
    assert {one.name: one.max_score for one in settings.plan.exercises}["max_pooling"] == 6


def test_the_course_file_has_every_option(tmp_path):
    seldom = re.sub(r"^#(?=[a-z\"])", "", COURSE, flags=re.MULTILINE)
    assert read(_in(tmp_path, seldom))["extension"] == {"Chidi": "2026-11-23 23:59"}
    assert set(read(_in(tmp_path, seldom))) == {option.key for option in OPTIONS}


def test_every_format_is_named():
    files = {"gradescope": "Gradescope", "moodle": "moodle.csv", "junit": "junit.xml"}
    assert [name for name in FORMAT_NAMES if files.get(name, name) not in PAGE] == []


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_is_one_that_the_program_has(line, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)  # nothing is there: each ends with a word about a file, none about its usage
    words = shlex.split(line.replace("$G", "results/gradebook.sqlite"))[1:]
    if words[0] == "review":
        words.append("--anonymous")
    try:
        main(words)
    except SystemExit as end:
        pytest.fail(f"{line}: {end}: {capsys.readouterr().err}")
    assert "usage:" not in capsys.readouterr().err
