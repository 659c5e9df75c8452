"""Exports of course systems, archives and rosters, made here after the systems' published formats."""

from __future__ import annotations

import gzip
import io
import os
import stat
import tarfile
import time
import zipfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.intake import unpacking
from grader.intake.handed_in import Intake, IntakeError
from grader.intake.taking_in import taken_in
from grader.submission import SubmissionError, read_source

FILES = ("output_size.py", "zero_padding.py", "lenet5.py")


@pytest.fixture
def take(tmp_path):
    with ExitStack() as stack:

        def taking(path: Path, roster: str | bytes | None = None) -> Intake:
            written = None
            if roster is not None:
                written = tmp_path / "roster.csv"
                written.write_bytes(roster if isinstance(roster, bytes) else roster.encode())
            return stack.enter_context(taken_in(path, FILES, written))

        yield taking


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def zipped(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def contents(intake: Intake) -> dict[str, dict[str, str]]:
    """What each student's files hold, as the grader reads them."""
    found = {}
    for one in intake.submissions:
        sources = {name: read_source(one.folder, name) for name in FILES}
        found[one.student] = {name: source.content.decode() for name, source in sources.items() if not source.absent}
    return found


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
    assert one.folder == tmp_path / "class/ada"
    assert "link" in read_source(one.folder, "output_size.py").problem


def test_files_deeper_down_are_found(tmp_path, take):
    write(tmp_path, {"ada/homework/week 7/output_size.py": "deep", "bob/output_size.py": "b"})
    assert contents(take(tmp_path))["ada"] == {"output_size.py": "deep"}


def test_loose_files_beside_students_are_named(tmp_path, take):
    write(tmp_path, {"ada/output_size.py": "a", "stray.py": "s", "notes.txt": ""})
    assert take(tmp_path).unmapped == ("stray.py",)


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
    notes = {one.student: one.note for one in intake.roll}
    assert "marked late by Canvas" in notes["turingalan"]
    assert "lovelaceada_111_9001_output_size.py was handed in again" in notes["lovelaceada"]
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
    assert intake.unmapped == ("Зоя Петрова_104_assignsubmission_onlinetext_",)


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
    assert renee.submitted == datetime(2026, 11, 20, 22, 13, 59, tzinfo=UTC)
    assert ada.identity["sid"] == "0017"
    assert "submission_10 is earlier" in ada.note


def test_an_archive_of_archives(tmp_path, take):
    write(tmp_path, {})
    zipped(tmp_path / "ada.zip", {"ada/output_size.py": "a"})
    zipped(tmp_path / "bob.zip", {"output_size.py": "b", "../../evil.py": "x"})
    intake = take(tmp_path)
    assert contents(intake) == {"ada": {"output_size.py": "a"}, "bob": {"output_size.py": "b"}}
    assert "leads outside" in intake.unmapped[0]


def test_an_archive_of_one_student_and_one_of_a_class(tmp_path, take):
    alone = take(zipped(tmp_path / "ada.zip", {"output_size.py": "a"}))
    assert contents(alone) == {"ada": {"output_size.py": "a"}}
    nested = take(zipped(tmp_path / "hw7.zip", {"hw7/ada/output_size.py": "a", "hw7/bob/lenet5.py": "b"}))
    assert contents(nested) == {"ada": {"output_size.py": "a"}, "bob": {"lenet5.py": "b"}}


def test_a_tarball_keeps_times_and_refuses_links(tmp_path, take):
    path = tmp_path / "class.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name in ("class/ada/output_size.py", "class/bob/lenet5.py"):
            member = tarfile.TarInfo(name)
            member.size, member.mtime = 1, 1_700_000_000
            archive.addfile(member, io.BytesIO(b"x"))
        for kind, name in ((tarfile.SYMTYPE, "class/ada/lenet5.py"), (tarfile.FIFOTYPE, "class/bob/pipe.py")):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    intake = take(path)
    assert contents(intake) == {"ada": {"output_size.py": "x"}, "bob": {"lenet5.py": "x"}}
    assert intake.roll[0].submitted == datetime.fromtimestamp(1_700_000_000, UTC)
    assert len(intake.unmapped) == 2


@pytest.mark.parametrize("name", ["../evil.py", "/etc/evil.py", "a/../../evil.py", "..\\evil.py", "C:\\evil.py"])
def test_no_path_leads_outside(tmp_path, take, name):
    before = set(tmp_path.parent.rglob("evil.py"))
    intake = take(zipped(tmp_path / "x.zip", {name: "evil", "ada/output_size.py": "a"}))
    assert contents(intake)["ada"] == {"output_size.py": "a"}
    assert any("leads outside" in line for line in intake.unmapped)
    assert set(tmp_path.parent.rglob("evil.py")) == before


def test_a_link_in_a_zip_is_not_made(tmp_path, take):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("ada/output_size.py")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("ada/lenet5.py", "l")
    intake = take(path)
    assert contents(intake) == {"ada": {"lenet5.py": "l"}}
    assert "link" in intake.unmapped[0]


def test_a_zip_bomb_is_cut_and_a_tar_bomb_refused(tmp_path, take):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ada/output_size.py", b"\0" * (64 << 20))
        archive.writestr("ada/other.bin", b"\0" * (64 << 20))
    intake = take(path)
    (one,) = intake.submissions
    assert (one.folder / "output_size.py").stat().st_size <= (1 << 20) + 1
    assert "MB" in read_source(one.folder, "output_size.py").problem

    bomb = tmp_path / "x.tar.gz"
    with tarfile.open(bomb, "w:gz") as tar:
        member = tarfile.TarInfo("ada/movie.bin")
        member.size = 128 << 20
        tar.addfile(member, io.BytesIO(bytes(128 << 20)))
    with pytest.raises(IntakeError, match="not unpacked"):
        take(bomb)


def test_a_tar_header_of_gigabytes_is_not_believed(tmp_path, take):
    header = tarfile.TarInfo("pax")
    header.type, header.size = tarfile.XHDTYPE, 3 << 30
    (tmp_path / "x.tar.gz").write_bytes(gzip.compress(header.tobuf(tarfile.USTAR_FORMAT) + bytes(32 << 20)))
    with pytest.raises(IntakeError, match="header"):
        take(tmp_path / "x.tar.gz")


def test_a_member_packed_in_a_rare_way_is_named(tmp_path, take):
    path = zipped(tmp_path / "x.zip", {"ada/output_size.py": "a"})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_LZMA) as archive:
        archive.writestr("bob/output_size.py", "b" * 100)
    intake = take(path)
    assert contents(intake) == {"ada": {"output_size.py": "a"}}
    assert intake.unmapped == ("bob/output_size.py in x.zip (packed in a rare way)",)


def test_the_bytes_of_all_archives_together_are_bounded(tmp_path, take, monkeypatch):
    monkeypatch.setattr(
        unpacking.Budget, "__init__", lambda self: self.__dict__.update(bytes_left=10, files_left=100, refused=[])
    )
    with pytest.raises(IntakeError, match="no class's work"):
        take(zipped(tmp_path / "x.zip", {"ada/output_size.py": "123456", "bob/output_size.py": "123456"}))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nonsense", b"\x1f\x8b broken"])
def test_a_damaged_archive_is_one_line(tmp_path, take, content):
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(IntakeError) as told:
        take(tmp_path / "x.zip")
    assert "x.zip" in str(told.value) and "\n" not in str(told.value)


def test_names_in_a_zip_without_the_utf8_flag(tmp_path, take):
    path = zipped(tmp_path / "x.zip", {"Zoe_/output_size.py": "z", "ada/output_size.py": "a"})
    path.write_bytes(path.read_bytes().replace(b"Zoe_", "Zoë".encode()))
    assert set(contents(take(path))) == {"Zoë", "ada"}


def test_a_name_that_is_no_utf8_can_be_reported(tmp_path, take):
    write(tmp_path, {os.fsdecode(b"J\xfcrgen/output_size.py"): "j"})
    (name,) = contents(take(tmp_path))
    assert name.encode() and name.startswith("J") and name.endswith("rgen")


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
    assert {one.student: one.note for one in intake.roll} == {"Zoë Müller": "", "Ada_L": "not on the roster"}


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


def test_parts_share_the_class_out(tmp_path, take):
    write(tmp_path, {f"s{number}/output_size.py": "x" for number in range(7)})
    intake = take(tmp_path)
    parts = [intake.part(index, 3) for index in (1, 2, 3)]
    assert sorted(one.student for part in parts for one in part.submissions) == [f"s{n}" for n in range(7)]
    assert [len(part.submissions) for part in parts] == [3, 2, 2]


def test_the_reports_of_the_last_time_are_no_student(tmp_path):
    write(tmp_path, {"ada/output_size.py": "a", "out/students/ada.html": ""})
    with taken_in(tmp_path, FILES, None, tmp_path / "out") as intake:
        assert [one.student for one in intake.submissions] == ["ada"]


def test_a_folder_that_cannot_be_read_costs_nobody_else(tmp_path, take, monkeypatch):
    write(tmp_path, {"ada/output_size.py": "a", "bob/output_size.py": "b"})
    exists = Path.exists

    def denied(path):
        if path.parent.name == "bob":
            raise PermissionError(13, "Permission denied", str(path))
        return exists(path)

    monkeypatch.setattr(Path, "exists", denied)
    intake = take(tmp_path)
    assert [one.student for one in intake.submissions] == ["ada", "bob"]
    assert "Permission denied" in intake.roll[1].note


def test_a_folders_time_is_that_of_its_latest_exercise_file(tmp_path, take):
    write(tmp_path, {"ada/output_size.py": "a", "ada/lenet5.py": "l", "ada/notes.txt": "later, but no exercise"})
    os.utime(tmp_path / "ada/output_size.py", (1_700_000_000, 1_700_000_000))
    os.utime(tmp_path / "ada/lenet5.py", (1_600_000_000, 1_600_000_000))
    assert take(tmp_path).roll[0].submitted == datetime.fromtimestamp(1_700_000_000, UTC)


def test_a_zips_times_are_this_machines_unless_they_say_utc(tmp_path, take, monkeypatch):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("ada/output_size.py", (2026, 1, 20, 12, 0, 0)), "a")
        exact = zipfile.ZipInfo("bob/output_size.py", (2026, 1, 20, 12, 0, 0))
        exact.extra = b"\x55\x54\x05\x00\x01" + (1_768_900_000).to_bytes(4, "little")
        archive.writestr(exact, "b")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        ada, bob = take(path).roll
    finally:
        monkeypatch.undo()
        time.tzset()
    assert ada.submitted == datetime(2026, 1, 20, 3, tzinfo=UTC)
    assert bob.submitted == datetime.fromtimestamp(1_768_900_000, UTC)
