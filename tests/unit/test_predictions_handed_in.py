"""Predictions go along with what is handed in, whatever a student makes of the file, and the class page counts them."""

from __future__ import annotations

import json
import os
import tarfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.classroom.gradebook.arrivals import joined_roll
from grader.classroom.gradebook.merge import merge
from grader.classroom.gradebook.roll import Enrolled
from grader.classroom.gradebook.store import Gradebook
from grader.cli import main
from grader.core import predictions_file
from grader.core.lessons import find, lessons
from grader.core.predictions_file import LARGEST, PredictionsError, read_text, text_of
from grader.student.session import Session
from tests.notebooks import code, notebook
from tests.unit.classes import everything, filled, text
from tests.unit.handed_in import contents, write, zipped

CODE = "def output_size(*a):\n    return 1\n"
ANSWERS = {lesson.name: lesson.exercise.questions for lesson in lessons() if lesson.exercise.questions}
CHOICE = next(name for name, questions in ANSWERS.items() if questions[0].choices)
NUMBER = next(name for name, questions in ANSWERS.items() if not questions[0].choices)
LETTER = next(iter(ANSWERS[CHOICE][0].choices))
SAID = json.dumps({"predictions": {CHOICE: [LETTER], NUMBER: [7]}})
READ = {CHOICE: (LETTER,), NUMBER: ("7",)}


def predicted(intake):
    return {one.student: dict(one.predictions) for one in intake.roll}


# --- the student's folder ---------------------------------------------------------------------------------------------


def test_each_answer_is_in_a_file_that_a_person_can_read(tmp_path, capsys):
    write(tmp_path, {"output_size.py": CODE})
    for name, answer in ((CHOICE, LETTER), (NUMBER, "7"), (NUMBER, "8")):
        assert main(["predict", name, answer, "--folder", str(tmp_path)]) == 0
    content = (tmp_path / "predictions.json").read_bytes()
    assert read_text(content) == READ, "the first answer to a question stays"
    assert b"neither earns nor costs points" in content and len(content.splitlines()) < 9
    assert sorted(path.name for path in tmp_path.iterdir()) == [".cnn-exercises", "output_size.py", "predictions.json"]


def test_what_the_file_says_of_other_exercises_stays_and_a_broken_one_is_replaced(tmp_path):
    write(tmp_path, {"output_size.py": CODE, "predictions.json": SAID})
    session = Session(tmp_path, lessons())
    other = next(name for name in ANSWERS if name not in READ)
    question = ANSWERS[other][0]
    session.predict(find(other), 0, question.answer)
    assert predictions_file.read(tmp_path) == READ | {other: (str(question.answer),)}
    (tmp_path / "predictions.json").write_text("{{")
    session.predict(find(CHOICE), 0, LETTER)
    assert predictions_file.read(tmp_path) == {other: (str(question.answer),), CHOICE: (LETTER,)}
    session.close()


def test_a_folder_without_exercises_gets_no_file(tmp_path):
    assert main(["predict", CHOICE, LETTER, "--folder", str(tmp_path)]) == 0
    assert list(tmp_path.iterdir()) == []


# --- what comes in ----------------------------------------------------------------------------------------------------


CANVAS = ("lovelaceada_12_345_output_size.py", "lovelaceada_12_346_predictions.json", "lindbo_13_347_output_size.py")
MOODLE = tuple(f"{who}_assignsubmission_file_" for who in ("Ada Lovelace_12", "Ada Lovelace_12", "Bo Lind_13"))
LAYOUTS = {
    "folders": ("ada/output_size.py", "ada/predictions.json", "bob/output_size.py"),
    "deep": ("ada/hw/deep/output_size.py", "ada/hw/predictions (1).json", "bob/output_size.py"),
    "Canvas": CANVAS,
    "Canvas, late and again": tuple(
        name.replace("_1", "_LATE_1", 1).replace("predictions", "predictions-1") for name in CANVAS
    ),
    "Moodle": (f"{MOODLE[0]}/output_size.py", f"{MOODLE[1]}/Predictions.json", f"{MOODLE[2]}/output_size.py"),
    "Moodle, flat": (f"{MOODLE[0]}output_size.py", f"{MOODLE[1]}predictions.json", f"{MOODLE[2]}output_size.py"),
}


@pytest.mark.parametrize("names", LAYOUTS.values(), ids=list(LAYOUTS))
@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
def test_every_layout_brings_them_along_without_a_note(tmp_path, take, names, packed):
    layout = dict(zip(names, (CODE, SAID, CODE), strict=True))
    where = zipped(tmp_path / "class.zip", layout) if packed else write(tmp_path / "class", layout)
    intake = take(where)
    assert sorted(predicted(intake).values(), key=len) == [{}, READ]
    assert {note for one in intake.roll for note in one.notes} <= {"marked late by Canvas"}
    assert all("output_size.py" in files for files in contents(intake).values())


def test_a_students_own_archives_bring_them_too(tmp_path, take):
    (tmp_path / "class").mkdir()
    zipped(tmp_path / "class" / "ada.zip", {"hw/output_size.py": CODE, "hw/predictions.json": SAID})
    write(tmp_path, {"output_size.py": CODE, "predictions.json": SAID})
    with tarfile.open(tmp_path / "class" / "bob.tar.gz", "w:gz") as archive:
        for name in ("output_size.py", "predictions.json"):
            archive.add(tmp_path / name, name)
    assert predicted(take(tmp_path / "class")) == {"ada": READ, "bob": READ}


def test_one_persons_folder_and_a_notebook_are_read_as_before(tmp_path, take):
    write(tmp_path / "ada", {"output_size.py": CODE, "predictions.json": SAID})
    assert predicted(take(tmp_path / "ada")) == {"ada": READ}
    write(tmp_path / "bob", {"hw.ipynb": notebook([code(CODE)]).decode(), "predictions.json": SAID})
    intake = take(tmp_path / "bob")
    assert predicted(intake) == {"bob": READ} and intake.roll[0].notes == ()
    assert "return 1" in contents(intake)["bob"]["output_size.py"]


def test_of_several_copies_the_newest_that_can_be_read_counts(tmp_path, take):
    other = json.dumps({"predictions": {NUMBER: [9]}})
    root = write(tmp_path / "ada", {"output_size.py": CODE, "predictions.json": SAID, "predictions (2).json": other})
    stamp = (root / "predictions.json").stat().st_mtime
    os.utime(root / "predictions (2).json", (stamp, stamp))
    assert predicted(take(root)) == {"ada": {NUMBER: ("9",)}}
    (root / "predictions (2).json").write_text("[")
    os.utime(root / "predictions (2).json", (stamp, stamp))
    intake = take(root)
    assert predicted(intake) == {"ada": READ}
    assert intake.roll[0].notes == ("handed in predictions (2).json: it is not JSON",)


HUGE = '{"predictions": {"' + "x" * LARGEST + '": []}}'
BROKEN = {
    "empty": ("", "it is not JSON"),
    "no JSON": ("predictions!", "it is not JSON"),
    "bytes": ("\x00\x1b[2J", "it is not JSON"),
    "a list": ("[1, 2]", "it holds no predictions"),
    "a number": ("7", "it holds no predictions"),
    "no predictions": ('{"about": "x"}', "it holds no predictions"),
    "predictions of another type": ('{"predictions": "all"}', "it holds no predictions"),
    "deep": ("[" * (LARGEST - 10), "it is not JSON"),
    "deep objects": ('{"predictions":' * 4000, "it is not JSON"),
    "a number of many digits": ('{"predictions": {"a": ' + "9" * 5000 + "}}", "it is not JSON"),
    "huge": (HUGE, "it is larger than 64 KB"),
}


@pytest.mark.parametrize(("content", "told"), BROKEN.values(), ids=list(BROKEN))
def test_a_broken_file_is_one_note_and_costs_nothing(tmp_path, take, content, told):
    write(tmp_path / "class", {"ada/output_size.py": CODE, "ada/predictions.json": content, "bob/output_size.py": CODE})
    intake = take(tmp_path / "class")
    assert [one.notes for one in intake.roll] == [(f"handed in predictions.json: {told}",), ()]
    assert predicted(intake) == {"ada": {}, "bob": {}}
    assert contents(intake)["ada"]["output_size.py"] == CODE


def test_a_link_or_a_folder_of_that_name_is_never_followed(tmp_path, take):
    (tmp_path / "secret.json").write_text(SAID)
    write(
        tmp_path / "class", {"ada/output_size.py": CODE, "bob/output_size.py": CODE, "bob/predictions.json/x.txt": "-"}
    )
    (tmp_path / "class" / "ada" / "predictions.json").symlink_to(tmp_path / "secret.json")
    intake = take(tmp_path / "class")
    assert predicted(intake) == {"ada": {}, "bob": {}}
    assert intake.roll[0].notes == ("handed in predictions.json: a link",)


NEVER_AN_ANSWER = (None, True, [], {}, [LETTER], 1.5, 1e300, "", "z", "\x1b[2J", "b" * 5000, "１", "1e9", " 7 ", 10**40)


@pytest.mark.parametrize("odd", NEVER_AN_ANSWER, ids=lambda odd: ascii(odd)[:20])
def test_what_is_no_answer_is_left_out(odd):
    told = {"predictions": {CHOICE: [odd], NUMBER: [odd], "no_such_exercise": [LETTER], "": 7}}
    assert read_text(json.dumps(told).encode()) == {}
    told["predictions"] |= {CHOICE: [LETTER, odd, odd], NUMBER: odd}
    assert read_text(json.dumps(told).encode()) == {CHOICE: (LETTER,)}


names = st.text(max_size=4) | st.sampled_from([*ANSWERS, "predictions"])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=12,
)
lists = values | st.lists(st.sampled_from(["a", "b", 7, "7"]), max_size=3)


@given(values | st.fixed_dictionaries({"predictions": st.dictionaries(st.sampled_from(list(ANSWERS)), lists)}))
@settings(max_examples=150, deadline=None)
def test_whatever_the_file_holds_answers_are_of_the_course(told):
    try:
        found = read_text(json.dumps(told).encode())
    except PredictionsError:
        return
    for name, answers in found.items():
        assert len(answers) <= len(ANSWERS[name])
        for question, answer in zip(ANSWERS[name], answers, strict=False):
            assert answer == "" or answer in question.choices or str(int(answer)) == answer
    assert read_text("".join(text_of(found)).encode()) == found, "what is written is read again"


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_predictions_or_one_line(content):
    try:
        read_text(content)
    except PredictionsError as problem:
        assert "\n" not in str(problem)


# --- the gradebook and the class page ---------------------------------------------------------------------------------


def test_a_second_hand_in_without_the_file_loses_nothing(tmp_path):
    before, later = Enrolled("ada", predictions=READ), Enrolled("ada", predictions={NUMBER: ("9",)})
    assert joined_roll([before], [Enrolled("ada")]).roll[0].predictions == READ
    assert joined_roll([before], [Enrolled("ada", False)]).roll[0].predictions == READ
    assert joined_roll([before], [later]).roll[0].predictions == {**READ, NUMBER: ("9",)}
    one = filled(tmp_path / "one", {"ada": everything()}, ada=before)
    two = filled(tmp_path / "two", {"ada": everything()}, ada=later)
    for paths in ([one, two], [two, one]):
        merge(paths, tmp_path / "-".join(path.name for path in paths))
    for name in ("one-two", "two-one"):
        with Gradebook(tmp_path / name) as gradebook:
            assert next(gradebook.roll()).predictions == {**READ, NUMBER: ("9",)}


def class_that_predicted(of):
    right = str(ANSWERS[NUMBER][0].answer)
    said = [{NUMBER: (right,)}] * 3 + [{NUMBER: ("7",)}] * 5 + [{NUMBER: (str(1000 + n),)} for n in range(9)] + [{}]
    roll = {f"Secret Name {n:02}": Enrolled(f"Secret Name {n:02}", predictions=one) for n, one in enumerate(said)}
    return right, of({name: everything() for name in roll}, None, **roll)


def test_the_class_page_shows_how_many_predicted_which_answer(of):
    right, what = class_that_predicted(of)
    page = text("html", what)
    part = page[page.index("What the class predicted") : page.index("<h2>Exercises</h2>")]
    assert "17 predicted" in part and f"<div>✓ {right}</div>" in part and "<div>7</div>" in part
    assert part.count("✓ ") == 1 and "other answers" in part and "Secret" not in part
    (one,) = json.loads(text("json", what))["class"]["predicted"]
    told = [(answer["answer"], answer["students"], answer["right"]) for answer in one["answers"]]
    assert told[:2] == [(right, 3, True), ("7", 5, False)]
    assert sum(answer["students"] for answer in one["answers"]) + one["others"] == 17
    assert f"{NUMBER}: *{right}: 3, 7: 5," in " ".join(text("table", what).split())


def test_where_nobody_predicted_nothing_is_said(of):
    what = of({"ada": everything(), "bob": everything()})
    assert all("predicted" not in text(name, what) for name in ("html", "json", "table"))


def test_scores_are_the_same_with_and_without(of):
    _, what = class_that_predicted(of)
    bare = replace(what, rows=lambda: (replace(row, enrolled=Enrolled(row.enrolled.student)) for row in what.rows()))
    for name in ("csv", "canvas", "moodle", "gradescope", "junit"):
        assert text(name, what) == text(name, bare)
