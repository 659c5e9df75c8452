"""What Canvas imports: the columns of its own export as they are, people by their ids, points on its scale."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from grader.classroom.gradebook.roll import Enrolled
from tests.unit.classes import LESSONS, cells, everything, plan, result

EXPORT = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Homework 6 (770),Homework 7 (771),Current Score\n"
    ",,,,,Manual Posting,,\n"
    "    Points Possible,,,,,10,12,(read only)\n"
    '"Lovelace, Ada",17,s1,al,"A, B",-3,,91.5\n'
    '"Lind, Bo",18,s2,bl,A,8.5,,\n'
)


def graded_with_export(tmp_path, take, **canvas):
    from grader.classroom.gradebook.store import Gradebook
    from tests.unit.classes import filled, material
    from tests.unit.handed_in import write

    write(tmp_path / "class", {"lovelaceada_17_1_output_size.py": "x", "zed_99_2_output_size.py": "z"})
    intake = take(tmp_path / "class", EXPORT)
    of = replace(plan(), canvas_head=intake.canvas_head, **canvas)
    roll = {one.student: one for one in intake.roll}
    with Gradebook(filled(tmp_path / "g", {name: everything() for name in roll}, of, **roll)) as gradebook:
        return cells("canvas", material(gradebook))


def test_the_columns_of_canvass_own_export_stay_as_they_are(tmp_path, take):
    rows = graded_with_export(tmp_path, take, canvas_name="Homework 7 (771)")
    before = list(csv.reader(io.StringIO(EXPORT)))
    assert rows[:3] == before[:3]
    assert rows[3] == ["Lind, Bo", "18", "s2", "bl", "A", "8.5", "12", ""]
    assert rows[4] == ["Lovelace, Ada", "17", "s1", "al", "A, B", "-3", "12", "91.5"]
    assert len(rows) == 5, "nobody is in it whom Canvas does not know"


def test_points_are_on_the_scale_that_canvas_has_for_the_assignment(tmp_path, take):
    rows = graded_with_export(tmp_path, take, canvas_name="Homework 6 (770)")
    assert rows[2][5] == "10"
    assert rows[4][5] == "10", "12 of our 12 points are 10 of Canvas's 10"


def test_an_assignment_is_found_by_its_name_without_canvass_number(tmp_path, take):
    rows = graded_with_export(tmp_path, take, canvas_name="Homework 7")
    assert rows[0] == next(csv.reader(io.StringIO(EXPORT)))
    assert rows[4][5:] == ["-3", "12", "91.5"]


def test_a_new_assignment_gets_a_column_behind_the_others(tmp_path, take):
    rows = graded_with_export(tmp_path, take, canvas_name="CNN")
    assert rows[0][-1] == "CNN" and rows[2][-1] == "12" and {len(row) for row in rows} == {9}


def test_canvass_name_and_number_head_the_column(of):
    assert cells("canvas", of({"ada": everything()}, replace(plan(), canvas_name="Homework 7 (771)")))[0][-1] == (
        "Homework 7 (771)"
    )


def test_canvas_finds_people_by_their_ids(of):
    ada = Enrolled("Lovelace, Ada", identity={"canvas_id": "17", "sid": "s1", "login": "al", "section": "A"})
    rows = cells("canvas", of({"Lovelace, Ada": everything()}, None, **{"Lovelace, Ada": ada}))
    assert rows[0][:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert rows[1][0].strip() == "Points Possible" and rows[1][-1] == "12"
    assert rows[2] == ["Lovelace, Ada", "17", "s1", "al", "A", "12"]


@pytest.mark.parametrize(
    ("score", "worth", "mark"), [(7.0, 10, "5.83"), (12.0, 10, "10"), (0.5, 100, "4.17"), (7.0, 0, "7"), (7.0, "", "7")]
)
def test_canvas_gets_two_decimals_of_its_own_scale(of, score, worth, mark):
    flat = replace(result("flat"), score=score, max_score=12.0)
    scaled = replace(
        plan(LESSONS[:1]), canvas_name="HW", canvas_head=(("Student", "HW"), ("    Points Possible", worth))
    )
    head = tuple(tuple(map(str, row)) for row in scaled.canvas_head)
    exercises = (replace(scaled.exercises[0], max_score=12.0),)
    scaled = replace(scaled, canvas_head=head, exercises=exercises)
    rows = cells("canvas", of({"ada": {"flat": flat}}, scaled, ada=Enrolled("ada", cells=("ada", ""))))
    assert rows[2] == ["ada", mark]


def test_who_has_no_login_is_known_by_the_address_and_who_is_no_student_hides_nobody(of):
    students = {"ada": {"email": "a@x"}, "bob": {"email": "b@x", "login": "bb"}, "zed": {}}
    roll = {name: Enrolled(name, identity=known) for name, known in students.items()}
    roll["alf"] = Enrolled("alf", notes=("not on the roster",))
    rows = cells("canvas", of({name: everything() for name in sorted(roll)}, None, **roll))[2:]
    assert [(row[0], row[3]) for row in rows] == [("ada", "a@x"), ("bob", "bb"), ("zed", "")]
