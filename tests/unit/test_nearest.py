"""What "did you mean" suggests: mistyped and shortened names, and nothing that only looks a little alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.classroom.intake.file_names import nearest_file
from grader.cli import COMMANDS
from grader.core.lessons import lessons
from grader.core.nearest import did_you_mean, nearest

EXERCISES = [lesson.name for lesson in lessons()]
FILES = tuple(lesson.file_name for lesson in lessons())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("outputsize", "output_size"),
        ("ouput_size", "output_size"),
        ("OUTPUT-SIZE", "output_size"),
        ("maxpool", "max_pooling"),
        ("conv", "convnet"),
        ("layers", "layer_shapes"),
        ("lenet-5", "lenet5"),
        ("resnet", None),
        ("vgg", None),
        ("", None),
        ("le", None),
    ],
)
def test_exercises(written, meant):
    assert nearest(written, EXERCISES) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("chekc", "check"), ("grad", "grade"), ("docter", "doctor"), ("training", "train")]
    + [(folder, None) for folder in ("exercises", "practice", "homework", "hw7", "cnn", "my_folder", "results")],
)
def test_a_folders_name_is_no_mistyped_command(written, meant):
    assert nearest(written, COMMANDS) == meant


@pytest.mark.parametrize("name", ["solution.py", "utils.py", "notes.txt", "main.py", "network.py", "hw7.py", "test.py"])
def test_a_file_beside_the_exercises_is_taken_for_none(name):
    assert nearest_file(name, FILES) == ""


def test_a_file_with_an_exercises_name_in_its_own():
    assert nearest_file("my_output_size_final.py", FILES) == " (did you mean output_size.py?)"


def test_of_several_the_most_alike_is_told():
    assert did_you_mean("anna", ["ann", "annabel", "anne", "bob"]) == " (did you mean 'ann'?)"
    assert did_you_mean("zoe", ["ann", "bob"]) == did_you_mean("zoe", []) == ""


@given(st.sampled_from(EXERCISES), st.data())
def test_one_letter_too_few_or_two_swapped_still_leads_there(name, data):
    at = data.draw(st.integers(0, len(name) - 2))
    assert nearest(name[:at] + name[at + 1 :], EXERCISES) == name
    assert nearest(name[:at] + name[at + 1] + name[at] + name[at + 2 :], EXERCISES) == name


@given(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=6))
def test_any_text_leads_to_one_of_the_names_or_to_none(name, names):
    assert nearest(name, names) in (None, *names)
