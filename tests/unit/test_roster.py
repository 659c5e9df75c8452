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


CLASS = {"Bo Lind/output_size.py": "b", "chen/output_size.py": "c", "Élodie Faure/output_size.py": "é"}


@pytest.mark.parametrize(
    "roster",
    [
        '\ufeff"Prénom","Nom","Numéro d\'identification","Adresse de courriel"\n"Bo","Lind","77","b@x"\n',
        "氏名,学籍番号\nBo Lind,77\n",
        "Bo Lind,77\nchen,78\n",
        "Bo Lind\nchen\n",
        "Имя;Почта\nBo Lind;b@x\n",
        "id,points\n7,3\n",
    ],
)
def test_a_first_row_that_names_no_known_column_is_refused_in_one_line(tmp_path, take, roster):
    write(tmp_path / "class", CLASS)
    with pytest.raises(IntakeError) as raised:
        take(tmp_path / "class", roster)
    said, header = str(raised.value), roster.lstrip("\ufeff").splitlines()[0]
    assert "\n" not in said
    assert all(f"'{cell.strip(chr(34))}'" in said for cell in header.replace(";", ",").split(","))
    assert "first name" in said and "github_username" in said


@pytest.mark.parametrize(
    "roster",
    [
        b"sep=;\r\nname;email\r\nBo Lind;bo@x\r\nChen;chen@x\r\n",
        b'"sep=,"\nname,email\nBo Lind,bo@x\nChen,chen@x\n',
        b"sep=\t\nname\temail\nBo Lind\tbo@x\nChen\tchen@x\n",
        "\ufeffsep=;\nname;email\nBo Lind;bo@x\nChen;chen@x\n".encode(),
        "name\temail\nBo Lind\tbo@x\nChen\tchen@x\n".encode("utf-16"),
        "name,email\nBo Lind,bo@x\nChen,chen@x\n".encode("utf-16-le"),
        "\ufeffname|email\nBo Lind|bo@x\nChen|chen@x\n".encode("utf-16-be"),
        b"\n\nFirst_Name,LAST NAME\nBo,Lind\nChen,\n",
        b"name\nBo Lind\nChen\n",
    ],
)
def test_what_spreadsheets_write_before_and_between_columns(tmp_path, take, roster):
    write(tmp_path / "class", CLASS)
    intake = take(tmp_path / "class", roster)
    assert [one.student for one in intake.roll if not one.notes] == ["Bo Lind", "Chen"]
    assert len(intake.roll) == 3


def test_a_chinese_roster_in_its_own_encoding(tmp_path, take):
    write(tmp_path / "class", {"王伟/output_size.py": "w"})
    intake = take(tmp_path / "class", "name,email\n王伟,w@x\n李娜,l@x\n".encode("gbk"))
    assert [(one.student, one.handed_in) for one in intake.roll] == [("李娜", False), ("王伟", True)]


def test_two_people_of_one_name_are_told_as_that(tmp_path, take):
    write(tmp_path / "class", CLASS)
    intake = take(tmp_path / "class", "Full Name,Student ID\nBo Lind,1\nBo Lind,2\nChen,3\n")
    assert "two people on the roster are called Bo Lind" in intake.notes
    notes = {one.student: one.notes for one in intake.roll}
    assert notes["Bo Lind"] == ("not on the roster for sure: 2 people there are called Bo Lind",)
    assert not contents(intake)["Bo Lind (1)"] and not contents(intake)["Bo Lind (2)"]


@pytest.mark.parametrize(("handed", "listed"), [("Zoë Müller", "Zoe Muller"), ("Zoe Muller", "Zoë Müller")])
def test_accents_are_no_difference_on_either_side(tmp_path, take, handed, listed):
    write(tmp_path / "class", {f"{handed}/output_size.py": "z"})
    (one,) = take(tmp_path / "class", f"name,email\n{listed},z@x\n").roll
    assert (one.student, one.handed_in, one.notes) == (listed, True, ())


def test_where_several_hand_ins_fit_alike_none_is_matched(tmp_path, take):
    write(tmp_path / "class", {"lovelaceada/output_size.py": "1", "adalovelace/output_size.py": "2"})
    roll = {one.student: one for one in take(tmp_path / "class", "name,email\nAda Lovelace,a@x\n").roll}
    why = "could be Ada Lovelace of the roster, but several hand-ins fit, so none is matched"
    assert roll["lovelaceada"].notes == roll["adalovelace"].notes == (why,)
    assert not roll["Ada Lovelace"].handed_in


def test_who_has_the_very_name_is_matched_before_who_has_one_like_it(tmp_path, take):
    write(tmp_path / "class", {"lovelaceada/output_size.py": "1", "Ada Lovelace/output_size.py": "2"})
    intake = take(tmp_path / "class", "name,email\nAda Lovelace,a@x\n")
    assert contents(intake)["Ada Lovelace"] == {"output_size.py": "2"}
    notes = {one.student: one.notes for one in intake.roll}
    assert notes["lovelaceada"] == ("could be Ada Lovelace of the roster, but Ada Lovelace is matched with them",)
    assert len(intake.roll) == 2


def test_a_participant_number_of_moodle_is_its_digits(tmp_path, take):
    write(tmp_path / "class", {"Ada Lovelace_4711_assignsubmission_file_/output_size.py": "a"})
    (one,) = take(tmp_path / "class", "Identifier,Full name\nParticipant 4711,Countess\n").roll
    assert (one.student, one.identity["moodle_id"], one.handed_in) == ("Countess", "4711", True)


@pytest.mark.parametrize("column", ["SIS User ID", "SIS Login ID", "Section"])
def test_canvass_own_export_is_told_by_its_columns(tmp_path, take, column):
    write(tmp_path / "class", {"Ada/output_size.py": "a"})
    intake = take(tmp_path / "class", f"Student,ID,{column}\n    Points Possible,,\nAda,7,x\n")
    assert intake.canvas_head == (("Student", "ID", column), ("    Points Possible", "", ""))
    assert take(tmp_path / "class", "Student,ID\nAda,7\n").canvas_head == ()


def test_the_rosters_of_github_classroom_and_its_successor(tmp_path, take):
    write(tmp_path / "class", {f"hw7-{name}/output_size.py": name for name in ("ada-love", "love", "Chen")})
    github = '"identifier","github_username","github_id","name"\n"s1@x","love","1",""\n"s2@x","ada-love","2","Ada L"\n'
    assert contents(take(tmp_path / "class", github)) == {
        "s1@x": {"output_size.py": "love"},
        "Ada L": {"output_size.py": "ada-love"},
        "hw7-Chen": {"output_size.py": "Chen"},
    }
    after = "username,first_name,last_name,email,section,github_id\nchen,Chen,Wei,c@x,A,3\nlove,Lo,Ve,l@x,A,4\n"
    found = contents(take(tmp_path / "class", after))
    assert found["Chen Wei"] == {"output_size.py": "Chen"} and found["Lo Ve"] == {"output_size.py": "love"}


def test_a_moodle_groups_work_is_each_members(tmp_path, take):
    write(tmp_path / "class", {"Team 4_assignsubmission_file_/output_size.py": "team"})
    intake = take(tmp_path / "class", "name,email,group\nAda,a@x,Team 4\nBo,b@x,Team 4\nCy,c@x,Team 5\n")
    assert contents(intake) == {"Ada": {"output_size.py": "team"}, "Bo": {"output_size.py": "team"}, "Cy": {}}


@pytest.mark.parametrize(
    ("content", "said"), [(b"PK\x03\x04 xlsx", "save it as CSV"), (b"name,email\n", "there is no student")]
)
def test_what_is_no_roster_is_one_line(tmp_path, take, content, said):
    write(tmp_path / "class", CLASS)
    with pytest.raises(IntakeError, match=said):
        take(tmp_path / "class", content)
