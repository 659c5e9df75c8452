"""Finding the exercises, reading their folders, and one line where a folder is damaged."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from grader.core import lessons as course
from grader.core import paths
from grader.core.declared import combine, read_mistakes
from grader.core.lessons import CourseError, chosen, find, lessons, read_hints

ORDER = """fully_connected receptive_field output_size zero_padding filtered_grid convolution parameter_count conv_layer
conv_as_matrix activation max_pooling translation_invariance layer_shapes convnet lenet5 alexnet training
transfer_learning improve"""


# --- the nineteen


def test_all_nineteen_in_the_lectures_order():
    assert [lesson.name for lesson in lessons()] == ORDER.split()
    assert [lesson.exercise.number for lesson in lessons()] == list(range(1, 20))


def test_together_they_are_worth_100_points():
    assert sum(lesson.exercise.max_score for lesson in lessons()) == 100


@pytest.mark.parametrize("name", ["output_size", "output_size.py", "output-size", "Output_Size", "3"])
def test_an_exercise_is_found_by_whatever_a_person_types(name):
    assert find(name).name == "output_size"


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(CourseError, match=r"no exercise is called 'outputsize' \(did you mean 'output_size'\?\)"):
        find("outputsize")


def test_the_chosen_come_in_the_lectures_order_and_once():
    assert [lesson.name for lesson in chosen(["max_pooling", "3", "output_size"])] == ["output_size", "max_pooling"]
    assert chosen([]) == lessons()


# --- texts


IN_STEPS = '''
import nowhere
def _shared(): pass
class Right:
    """The right answer."""
    wide, high = 1, 2
    def output_size(self, n): return self.padded(n)
    def padded(self, n): return n
    def area(self, n): return self.padded(n) * self.wide
    def whole(self, n): return _shared(self)
class padding_left_out(Right):
    """Add 2P
    to the size."""
    def padded(self, n): pass
class too_wide(Right):
    """Not as wide."""
    wide = 3
class _Other(Right):
    def padded(self, n): return super().padded(n) + 1
class rounded_elsewhere(_Other):
    says = "too_wide"
    def output_size(self, n): pass
class elsewhere: pass
'''


def test_mistakes_are_read_without_being_run():
    found = read_mistakes(IN_STEPS, ("output_size", "area", "whole", "lacking"))
    assert [(one.name, one.hint, one.slug) for one in found] == [
        ("padding left out", "Add 2P to the size.", "padding_left_out"),
        ("too wide", "Not as wide.", "too_wide"),
        ("too wide", "Not as wide.", "rounded_elsewhere"),
    ]


def test_a_mistake_touches_the_functions_that_reach_what_it_overrides():
    padded, wide, rounded = read_mistakes(IN_STEPS, ("output_size", "area", "whole", "lacking"))
    assert padded.functions == ("output_size", "area", "whole")
    assert wide.functions == ("area", "whole")  # who hands self on may use it all
    assert rounded.functions == ("output_size", "area", "whole")


def test_mistakes_combine_where_no_step_has_two_versions():
    padded, wide, rounded = read_mistakes(IN_STEPS, ("output_size", "area"))
    assert combine(padded, wide)
    assert combine(wide, replace(rounded, name="rounded up"))
    assert not combine(padded, rounded)
    assert not combine(padded, padded)
    assert not combine(replace(padded, name="the same"), replace(wide, name="the same"))


def test_hints_are_the_sections_with_their_headings():
    assert read_hints("\n# Question\nWhy?\n\n# Idea\nx\n## y\n# Nearly the code\n    f()\n") == (
        "# Question\nWhy?",
        "# Idea\nx\n## y",
        "# Nearly the code\n    f()",
    )


# --- damaged folders


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of one exercise's folder that the course is read from."""
    shutil.copytree(paths.exercises_folder() / "output_size", tmp_path / "output_size")
    monkeypatch.setattr(paths, "exercises_folder", lambda: tmp_path)
    return tmp_path / "output_size"


def problem_of(copied) -> str:
    with pytest.raises(CourseError) as caught:
        [lesson.mistakes for lesson in course.lessons.__wrapped__()]
    said = str(caught.value)
    assert "\n" not in said
    assert said.startswith(f"the exercise {copied.name} ")
    assert said.endswith("the installation is damaged")
    return said


def test_a_sound_copy_is_read(copied):
    assert [lesson.name for lesson in course.lessons.__wrapped__()] == ["output_size"]


@pytest.mark.parametrize("name", ["statement.md", "hints.md", "starter.py", "mistakes.py"])
def test_a_missing_file_is_named(copied, name):
    (copied / name).unlink()
    assert f"has no {name}" in problem_of(copied)


def test_mistakes_that_are_no_python(copied):
    (copied / "mistakes.py").write_text("class (:\n")
    assert "cannot be read" in problem_of(copied)


def test_a_file_that_is_no_text(copied):
    (copied / "statement.md").write_bytes(b"\xff\xfe\0")
    assert "cannot be read" in problem_of(copied)


def test_a_folder_that_is_no_module(copied):
    copied = copied.rename(copied.with_name("no_such_exercise"))
    assert "No module named" in problem_of(copied)


def version_now(copied) -> str:
    (lesson,) = course.lessons.__wrapped__()
    return lesson.version


def test_the_version_changes_with_whatever_decides_a_score(copied):
    before = version_now(copied)
    (copied / "statement.md").write_text("other words")
    reworded = version_now(copied)
    (copied / "exercise.py").write_text("# other points\n")
    assert before == reworded != version_now(copied)


SCORED = ("exercise.py", "probe.py")
UNSCORED = ("figure.py", "starter.py", "mistakes.py")


def version_with(copied, name, text):
    (copied / name).write_text(text)
    return version_now(copied)


@pytest.mark.parametrize("name", UNSCORED)
def test_a_changed_figure_starter_or_mistake_keeps_the_results_of_every_gradebook(copied, name):
    before = version_now(copied)
    assert version_with(copied, name, (copied / name).read_text() + "\n# another line\n") == before


@pytest.mark.parametrize("name", SCORED)
def test_what_decides_a_score_changes_the_version(copied, name):
    before = version_now(copied)
    text = (copied / name).read_text() if (copied / name).exists() else ""
    assert version_with(copied, name, text + "\n# another line\n") != before
