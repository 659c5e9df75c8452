"""Folders of work and exports of course systems, made here after the systems' published formats."""

from __future__ import annotations

import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.classroom.intake.take_in import Asked, taken_in
from grader.core.source import SubmissionError
from tests.unit.handed_in import FILES, contents, write, zipped


def test_a_folder_of_one_submission(tmp_path, take):
    write(tmp_path / "ada", {"output_size.py": "1"})
    assert contents(take(tmp_path / "ada")) == {"ada": {"output_size.py": "1"}}


def test_the_folder_here_is_a_submission_too(tmp_path, take, monkeypatch):
    monkeypatch.chdir(write(tmp_path / "ada", {"output_size.py": "1"}))
    assert contents(take(Path())) == {"ada": {"output_size.py": "1"}}


def test_a_class_is_sorted_and_a_student_without_files_is_in_it(tmp_path, take):
    write(tmp_path, {"zoe/output_size.py": "z", "Bob/zero_padding.py": "b", ".git/x.py": ""})
    (tmp_path / "empty").mkdir()
    intake = take(tmp_path)
    assert [one.student for one in intake.submissions] == ["Bob", "empty", "zoe"]
    assert contents(intake)["empty"] == {}


def test_a_plain_folder_is_read_where_it_is_with_its_links(tmp_path, take):
    write(tmp_path, {"secret.txt": "reference", "class/ada/zero_padding.py": "a"})
    (tmp_path / "class/ada/output_size.py").symlink_to(tmp_path / "secret.txt")
    (one,) = take(tmp_path / "class").submissions
    assert "link that leads out" in one.source("output_size.py").problem
    assert one.files["zero_padding.py"].root == tmp_path / "class"


def test_files_deeper_down_are_found(tmp_path, take):
    write(tmp_path, {"ada/homework/week 7/output_size.py": "deep", "bob/output_size.py": "b"})
    assert contents(take(tmp_path))["ada"] == {"output_size.py": "deep"}


def test_loose_files_beside_students_are_named(tmp_path, take):
    write(tmp_path, {"ada/output_size.py": "a", "stray.py": "s", "notes.txt": ""})
    assert take(tmp_path).unmapped == ("notes.txt", "stray.py")


@pytest.mark.parametrize("missing", ["nowhere", "file.txt"])
def test_what_is_no_folder_is_said_in_one_line(tmp_path, take, missing):
    (tmp_path / "file.txt").write_text("")
    with pytest.raises(SubmissionError) as told:
        take(tmp_path / missing)
    assert "\n" not in str(told.value)


def test_canvas_maps_every_file_to_its_student(tmp_path, take):
    write(
        tmp_path,
        {
            "lovelaceada_111_9001_output_size.py": "first",
            "lovelaceada_111_9002_zero_padding-1.py": "second",
            "lovelaceada_111_9003_output_size-2.py": "third",
            "turingalan_LATE_222_9004_output_size.py": "late",
            "wangwei_333_9005_lenet5.py": "one",
            "wangwei_444_9006_lenet5-1.py": "other",
            "gradebook.csv": "",
        },
    )
    intake = take(tmp_path)
    assert contents(intake) == {
        "lovelaceada": {"output_size.py": "third", "zero_padding.py": "second"},
        "turingalan": {"output_size.py": "late"},
        "wangwei (333)": {"lenet5.py": "one"},
        "wangwei (444)": {"lenet5.py": "other"},
    }
    notes = {one.student: one.notes for one in intake.roll}
    assert notes["turingalan"] == ("marked late by Canvas",)
    assert notes["lovelaceada"] == ("handed in output_size.py: an older copy: output_size-2.py counts",)
    assert intake.unmapped == ("gradebook.csv",)
    assert intake.roll[0].identity["canvas_id"] == "111"


def test_a_canvas_archive_with_a_students_own_archive_inside(tmp_path, take):
    inner = zipped(tmp_path / "inner.zip", {"hw/output_size.py": "inner", "hw/thoughts.txt": ""}).read_bytes()
    with zipfile.ZipFile(tmp_path / "submissions.zip", "w") as archive:
        archive.writestr("noetheremmy_5_6_hw.zip", inner)
        archive.writestr("lovelaceada_1_2_output_size.py", "a")
    intake = take(tmp_path / "submissions.zip")
    assert contents(intake) == {"lovelaceada": {"output_size.py": "a"}, "noetheremmy": {"output_size.py": "inner"}}


def test_moodle_folders_in_other_alphabets(tmp_path, take):
    names = {
        "Ada Lovelace_101_assignsubmission_file_/output_size.py": "a",
        "王 伟_102_assignsubmission_file_/work/output_size.py": "w",
        "王 伟_103_assignsubmission_file_/output_size.py": "other",
        "Зоя Петрова_104_assignsubmission_onlinetext_/onlinetext.html": "",
        "José_Ñ_105_assignsubmission_file/lenet5.py": "j",
    }
    intake = take(zipped(tmp_path / "Course-Assignment.zip", names))
    assert contents(intake) == {
        "Ada Lovelace": {"output_size.py": "a"},
        "José_Ñ": {"lenet5.py": "j"},
        "王 伟 (102)": {"output_size.py": "w"},
        "王 伟 (103)": {"output_size.py": "other"},
        "Зоя Петрова": {},
    }
    assert not intake.unmapped
    (zoya,) = [one for one in intake.roll if one.student == "Зоя Петрова"]
    assert "handed in a text entry: it is not graded" in zoya.notes


def test_moodle_without_folders(tmp_path, take):
    write(tmp_path, {"Ada Lovelace_101_assignsubmission_file_output_size.py": "a"})
    assert contents(take(tmp_path)) == {"Ada Lovelace": {"output_size.py": "a"}}


METADATA = """---
submission_10:
  :submitters:
  - :name: Ada Lovelace
    :sid: '0017'
    :email: ada@example.edu
  - :name: "Ren\\u00e9e O'Hara"
    :sid:
    :email: renee@example.edu
  :created_at: 2026-11-20 22:13:59.123456000 Z
  :score: 5.0
  :results:
    tests:
    - name: ":submitters:"
      output: |-
        :name: Mallory
  :history:
  - :id: 9
    :created_at: 2026-11-18 10:00:00 Z
submission_11:
  :submitters:
  - :name: Ada Lovelace
    :sid: '0017'
    :email: ada@example.edu
  :created_at: 2026-11-21 08:00:00 +0100
"""


def test_gradescope_gives_a_groups_work_to_each_of_them(tmp_path, take):
    export = {
        "assignment_77_export/submission_metadata.yml": METADATA,
        "assignment_77_export/submission_10/output_size.py": "group",
        "assignment_77_export/submission_11/output_size.py": "ada alone, later",
        "assignment_77_export/submission_12/output_size.py": "nobody knows",
    }
    intake = take(zipped(tmp_path / "export.zip", export))
    assert contents(intake) == {
        "Ada Lovelace": {"output_size.py": "ada alone, later"},
        "Renée O'Hara": {"output_size.py": "group"},
        "submission_12": {"output_size.py": "nobody knows"},
    }
    ada, renee, _ = intake.roll
    assert ada.submitted == datetime(2026, 11, 21, 7, tzinfo=UTC)
    assert renee.submitted == datetime(2026, 11, 20, 22, 13, 59, 123456, tzinfo=UTC)
    assert ada.identity["sid"] == "0017"
    assert ada.notes == (
        "handed in submission_10/output_size.py: submission_10 is an earlier submission: submission_11 counts",
    )


PEOPLE = """---
submission_10:
  :submitters:
  - :name: Ada Lovelace
  - :email: bob@example.edu
  - :sid: '7'
  :created_at: 2026-11-20 22:13:59 UTC
submission_11:
  :submitters:
  - :name: Wei Wang
    :sid: '1'
submission_12:
  :submitters:
  - :name: Wei Wang
    :sid: '2'
"""


def test_gradescope_knows_people_by_a_name_or_an_email_and_tells_them_apart_by_their_ids(tmp_path, take):
    export = {"export/submission_metadata.yml": PEOPLE}
    export |= {f"export/submission_{number}/output_size.py": str(number) for number in (10, 11, 12)}
    intake = take(zipped(tmp_path / "export.zip", export))
    assert contents(intake) == {
        "Ada Lovelace": {"output_size.py": "10"},
        "Wei Wang (1)": {"output_size.py": "11"},
        "Wei Wang (2)": {"output_size.py": "12"},
        "bob@example.edu": {"output_size.py": "10"},
    }
    ada, one, *_ = intake.roll
    assert (ada.submitted, ada.source) == (datetime(2026, 11, 20, 22, 13, 59, tzinfo=UTC), "Gradescope")
    assert (one.submitted, one.source) == (None, "")


def test_who_is_anonymous_to_canvas_keeps_the_name_that_canvas_gave(tmp_path, take):
    write(tmp_path, {"anon_a1B2_10_output_size.py": "x", "anon_4711_11_output_size.py": "y"})
    named = {one.student: one.identity for one in take(tmp_path).roll}
    assert named["anon_a1B2"]["anonymous_id"] == "a1B2" and "canvas_id" not in named["anon_a1B2"]
    assert named["anon_4711"]["canvas_id"] == "4711" and "anonymous_id" not in named["anon_4711"]


def test_a_name_that_is_no_utf8_can_be_reported(tmp_path, take):
    write(tmp_path, {os.fsdecode(b"J\xfcrgen/output_size.py"): "j"})
    (name,) = contents(take(tmp_path))
    assert name.encode() and name.startswith("J") and name.endswith("rgen")


def test_parts_share_the_class_out(tmp_path, take):
    write(tmp_path, {f"s{number}/output_size.py": "x" for number in range(7)})
    intake = take(tmp_path)
    parts = [intake.part(index, 3) for index in (1, 2, 3)]
    assert sorted(one.student for part in parts for one in part.submissions) == [f"s{n}" for n in range(7)]
    assert [len(part.submissions) for part in parts] == [3, 2, 2]


def test_the_reports_of_the_last_time_are_no_student(tmp_path):
    write(tmp_path, {"ada/output_size.py": "a", "out/students/ada.html": ""})
    with taken_in(tmp_path, FILES, Asked(aside=tmp_path / "out")) as intake:
        assert [one.student for one in intake.submissions] == ["ada"]


def test_a_folder_that_cannot_be_read_costs_nobody_else(tmp_path, take, monkeypatch):
    write(tmp_path, {"ada/output_size.py": "a", "bob/output_size.py": "b"})
    listed = os.scandir

    def denied(path):
        if str(path).endswith("bob"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    def hidden(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", denied)
    monkeypatch.setattr(Path, "is_file", hidden)
    intake = take(tmp_path)
    assert [one.student for one in intake.submissions] == ["ada", "bob"]
    assert "permission denied" in intake.roll[1].notes[-1]


def test_a_folders_time_is_that_of_its_latest_exercise_file(tmp_path, take):
    write(tmp_path, {"ada/output_size.py": "a", "ada/lenet5.py": "l", "ada/notes.txt": "later, but no exercise"})
    os.utime(tmp_path / "ada/output_size.py", (1_700_000_000, 1_700_000_000))
    os.utime(tmp_path / "ada/lenet5.py", (1_600_000_000, 1_600_000_000))
    assert take(tmp_path).roll[0].submitted == datetime.fromtimestamp(1_700_000_000, UTC)


def test_how_feedback_goes_back_is_kept_with_who_it_is(tmp_path, take):
    from grader.classroom.gradebook.roll import RETURNS_AS
    from tests.unit.handed_in import write

    write(tmp_path / "canvas", {"lovelaceada_LATE_17_99_output_size.py": "x", "zed_99_2_output_size.py": "z"})
    kept = {one.student: one.identity.get(RETURNS_AS) for one in take(tmp_path / "canvas").roll}
    assert kept == {"lovelaceada": "lovelaceada_17_99_", "zed": "zed_99_2_"}
    write(tmp_path / "moodle", {"Bob Good_777_assignsubmission_file_/output_size.py": "x"})
    (bob,) = take(tmp_path / "moodle").roll
    assert bob.identity[RETURNS_AS] == "Bob Good_777_assignsubmission_file_/"
