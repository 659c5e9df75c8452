"""Rosters: who is in the class, however the list is written, and whose work is whose."""

from __future__ import annotations

import pytest

from grader.classroom.intake.hand_in import IntakeError
from tests.unit.handed_in import contents, write


def test_those_who_handed_in_nothing_are_in_the_class(tmp_path, take):
    write(tmp_path / "class", {"ada/output_size.py": "a"})
    intake = take(tmp_path / "class", "name,email\nada,ada@x.edu\nbob,bob@x.edu\n")
    assert [(one.student, one.handed_in) for one in intake.roll] == [("ada", True), ("bob", False)]
    assert contents(intake)["bob"] == {}


def test_a_roster_with_semicolons_a_bom_and_duplicates(tmp_path, take):
    write(tmp_path / "class", {"lovelaceada_7_1_output_size.py": "a", "müllerzoë_8_2_output_size.py": "z"})
    roster = '\ufeffStudent;ID\nPoints Possible;\n"Lovelace, Ada";7\n"Lovelace, Ada";7\nMüller, Zoë;8\n王伟;9\n'
    intake = take(tmp_path / "class", roster)
    assert [(one.student, one.handed_in) for one in intake.roll] == [
        ("Lovelace, Ada", True),
        ("Müller, Zoë", True),
        ("王伟", False),
    ]
    assert "on the roster twice: Lovelace, Ada" in intake.notes


def test_a_roster_matches_names_in_either_order_and_without_accents(tmp_path, take):
    write(tmp_path / "class", {"mullerzoe_8_2_output_size.py": "z", "Ada_L_9_3_output_size.py": "?"})
    intake = take(tmp_path / "class", "First Name,Last Name\nZoë,Müller\n")
    assert {one.student: one.notes for one in intake.roll} == {"Zoë Müller": (), "Ada_L": ("not on the roster",)}


def test_two_people_of_one_name_are_told_apart_by_their_ids(tmp_path, take):
    write(tmp_path / "class", {"weiwang_1_5_output_size.py": "one", "weiwang_2_6_output_size.py": "two"})
    intake = take(tmp_path / "class", "name,id,email\nWei Wang,1,a@x\nWei Wang,2,b@x\nWei Wang,3,c@x\n")
    assert contents(intake) == {
        "Wei Wang (1)": {"output_size.py": "one"},
        "Wei Wang (2)": {"output_size.py": "two"},
        "Wei Wang (3)": {},
    }


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8"])
def test_a_roster_in_any_encoding(tmp_path, take, encoding):
    write(tmp_path / "class", {"ada/output_size.py": "a"})
    intake = take(tmp_path / "class", "Name\tLogin\nJürgen\tjm\nada\tal\n".encode(encoding))
    assert [one.student for one in intake.roll] == ["Jürgen", "ada"]


def test_a_roster_that_names_nobody_is_refused(tmp_path, take):
    write(tmp_path / "class", {"ada/output_size.py": "a"})
    with pytest.raises(IntakeError, match="names nobody"):
        take(tmp_path / "class", "\n\n")
