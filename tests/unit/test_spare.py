"""A file that was not taken for an exercise is looked into, and is taken once an instructor has decided so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grader.classroom.gradebook.decide import DecisionError, take_file, undo
from grader.classroom.gradebook.roll import ClassPlan, Key, Planned
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.intake.spare import contents, with_decided
from grader.classroom.report.desk import Topic, matters
from grader.classroom.report.material import material_of
from grader.core.lessons import lessons
from tests.unit.classes import missing, result
from tests.unit.handed_in import write

POOL = "def max_pool(image, size=2, stride=2):\n    return image\n\ndef max_pool_volume(volume): ...\n"
PLAN = ClassPlan(0, (Planned("max_pooling", "Max pooling", "v1", 3.0, 11),), "0")
FILES = [lesson.file_name for lesson in lessons()]


@pytest.fixture
def handed_in(tmp_path):
    """Takes the class in, with the decided files, and begins in one gradebook."""
    from grader.classroom.intake.take_in import taken_in

    folder = tmp_path / "class"
    write(folder, {"ada/maxpool final.py": POOL, "ada/notes.py": "x = 1\n", "ada/hw7.docx": "..."})
    write(folder, {"bob/max_pooling.py": POOL, "bob/maxpool final.py": POOL})

    def taking(gradebook):
        with taken_in(folder, FILES) as intake:
            intake = with_decided(intake, gradebook.ledger())
            gradebook.begin(PLAN, intake.roll)
            with gradebook.writing():
                for one in intake.submissions:
                    source = one.source("max_pooling.py")
                    key = Key(one.student, "max_pooling", source.digest, "v1", 0)
                    gradebook.note_work([key], absent=source.absent)
                    gradebook.keep(key, missing("max_pooling") if source.absent else result("max_pooling"))
            gradebook.finish()
            return intake

    with Gradebook(tmp_path / "gradebook.sqlite") as gradebook:
        yield folder, taking, gradebook


def files(gradebook):
    material = material_of(gradebook)
    return [one for one in matters(material, list(material.rows()), ()) if one.topic is Topic.FILES]


def scores(gradebook):
    return {row.enrolled.student: row.result.score for row in gradebook.rows()}


def test_what_a_file_defines_says_whose_it_may_be(handed_in):
    _, taking, gradebook = handed_in
    ada, bob = taking(gradebook).roll
    assert "handed in maxpool final.py: no exercise has that name" in ada.notes[-2] + ada.notes[-1]
    assert any(note.endswith("it defines max_pool, max_pool_volume") for note in ada.notes)
    assert {name: one.exercise for name, one in ada.spare.items()} == {
        "maxpool final.py": "max_pooling",
        "notes.py": "",
    }
    assert {name: one.exercise for name, one in bob.spare.items()} == {"maxpool final.py": ""}  # another one counts
    (first, _) = files(gradebook)
    assert (first.students, first.exercise, first.file) == (("ada",), "max_pooling", "maxpool final.py")
    assert list(gradebook.roll()) == [ada, bob]


def test_a_decision_takes_the_file_the_next_time_and_undoing_gives_it_back(handed_in):
    _, taking, gradebook = handed_in
    taking(gradebook)
    assert scores(gradebook) == {"ada": 0.0, "bob": 3.0}
    (entry,) = gradebook.decide([take_file(gradebook, "ada", "max_pooling", "maxpool final.py", "named otherwise")])
    assert not any(one.file == "maxpool final.py" for one in files(gradebook) if one.students == ("ada",))
    assert material_of(gradebook).waiting == (entry,)
    ada = taking(gradebook).roll[0]
    assert scores(gradebook) == {"ada": 3.0, "bob": 3.0}
    assert material_of(gradebook).waiting == ()
    assert ada.files["max_pooling"] == "maxpool final.py" and not any("maxpool" in note for note in ada.notes)
    taking(gradebook)
    assert scores(gradebook)["ada"] == 3.0
    gradebook.decide([undo(gradebook, entry.id, "no")])
    taking(gradebook)
    assert scores(gradebook)["ada"] == 0.0
    assert any(one.file == "maxpool final.py" for one in files(gradebook))


def test_what_is_kept_of_a_file_under_another_name_is_the_file(handed_in):
    _, taking, gradebook = handed_in
    intake = taking(gradebook)
    with gradebook.writing():
        gradebook.sources.keep(contents(intake.submissions))
    (ada, _) = gradebook.roll()
    assert gradebook.sources.read(ada.spare["maxpool final.py"].digest) == POOL.encode()


def test_a_file_that_changed_since_is_not_taken(handed_in):
    folder, taking, gradebook = handed_in
    taking(gradebook)
    gradebook.decide([take_file(gradebook, "ada", "max_pooling", "maxpool final.py", "named otherwise")])
    (folder / "ada" / "maxpool final.py").write_text(POOL + "# another\n")
    taking(gradebook)
    assert scores(gradebook)["ada"] == 0.0


def test_a_decision_wins_over_the_exercises_own_name(handed_in):
    folder, taking, gradebook = handed_in
    (folder / "bob" / "maxpool final.py").write_text(POOL + "# better\n")
    taking(gradebook)
    gradebook.decide([take_file(gradebook, "bob", "max_pooling", "maxpool final.py", "said so")])
    _, bob = taking(gradebook).submissions
    assert bob.source("max_pooling.py").content.endswith(b"# better\n")


@pytest.mark.parametrize(
    ("student", "exercise", "file", "said"),
    [
        ("ada", "max_pooling", "maxpool finale.py", "did you mean 'maxpool final.py'"),
        ("ada", "max_poolin", "maxpool final.py", "did you mean 'max_pooling'"),
        ("ada", None, "maxpool final.py", "name the exercise"),
        ("ada", "max_pooling", "hw7.docx", "no unused Python file"),
        ("eve", "max_pooling", "maxpool final.py", "no student"),
    ],
)
def test_a_file_that_is_not_there_is_one_line(handed_in, student, exercise, file, said):
    _, taking, gradebook = handed_in
    taking(gradebook)
    with pytest.raises(DecisionError, match=said) as told:
        take_file(gradebook, student, exercise, file, "why")
    assert "\n" not in str(told.value)


def test_a_hostile_file_is_looked_into_in_no_time(handed_in):
    folder, taking, gradebook = handed_in
    for name, content in (
        ("deep.py", "(" * 9000),
        ("nul.py", "\0"),
        ("no.py", "def f(:"),
        ("big.py", "x = 1\n" * 90_000),
    ):
        (folder / "ada" / name).write_text(content)
    roll = {one.student: one for one in taking(gradebook).roll}
    assert {one.exercise for name, one in roll["ada"].spare.items() if name != "maxpool final.py"} == {""}
    assert replace(roll["ada"], spare={}) != roll["ada"]
