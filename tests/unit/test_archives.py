"""Archives as they are handed in: of one student or a class, hostile, too large, damaged, oddly named."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import time
import zipfile
from datetime import UTC, datetime

import pytest

from grader.classroom.intake import notebook, take_in, unpacking
from grader.classroom.intake.budget import Budget
from grader.classroom.intake.hand_in import IntakeError
from grader.core.notebook import cells
from tests.unit.handed_in import contents, write, zipped


def test_an_archive_of_archives(tmp_path, take):
    write(tmp_path, {})
    zipped(tmp_path / "ada.zip", {"ada/output_size.py": "a"})
    zipped(tmp_path / "bob.zip", {"output_size.py": "b", "../../evil.py": "x"})
    intake = take(tmp_path)
    assert contents(intake) == {"ada": {"output_size.py": "a"}, "bob": {"output_size.py": "b"}}
    assert intake.roll[1].notes == ("handed in bob.zip/../../evil.py: its path leads outside",)


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
            member.size, member.mtime = 1, 1_700_000_000 + 3600 * ("bob" in name)
            archive.addfile(member, io.BytesIO(b"x"))
        for kind, name in ((tarfile.SYMTYPE, "class/ada/lenet5.py"), (tarfile.FIFOTYPE, "class/bob/pipe.py")):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    intake = take(path)
    assert contents(intake) == {"ada": {"output_size.py": "x"}, "bob": {"lenet5.py": "x"}}
    assert intake.roll[0].submitted == datetime.fromtimestamp(1_700_000_000, UTC)
    assert [one.notes for one in intake.roll] == [
        ("handed in lenet5.py: a link or device",),
        ("handed in pipe.py: a link or device",),
    ]


@pytest.mark.parametrize("name", ["../evil.py", "/etc/evil.py", "a/../../evil.py", "..\\evil.py", "C:\\evil.py"])
def test_no_path_leads_outside(tmp_path, take, name):
    before = set(tmp_path.parent.rglob("evil.py"))
    intake = take(zipped(tmp_path / "x.zip", {name: "evil", "ada/output_size.py": "a"}))
    assert contents(intake)["ada"] == {"output_size.py": "a"}
    assert intake.unmapped == (f"{name}: its path leads outside",)
    assert set(tmp_path.parent.rglob("evil.py")) == before


@pytest.mark.parametrize("name", [".", "./.", "./"])
def test_a_member_without_a_name_is_refused_as_that(tmp_path, name):
    path = tmp_path / "x.tar"
    with tarfile.open(path, "w") as archive:
        member = tarfile.TarInfo(name)
        member.size = 1
        archive.addfile(member, io.BytesIO(b"x"))
    refused = unpacking.unpack(tmp_path, "x.tar", tmp_path / "out", Budget())
    assert [one.reason for one in refused] == ["it has no name"]


def test_a_zip_says_how_long_its_list_is_before_it_is_read(tmp_path):
    with (tmp_path / "x.zip").open("w+b") as file:
        with zipfile.ZipFile(file, "w") as archive:
            for number in range(50):
                archive.writestr(f"{number:040}.py", "x")
        told = unpacking._directory_size(file)
        assert told == 50 * (46 + 43)
        end = file.seek(0, io.SEEK_END) - 22
        file.seek(end)
        last = bytearray(file.read())
        last[12:16] = b"\xff" * 4
        file.seek(end)
        file.write(b"PK\x06\x06" + bytes(36) + (1 << 40).to_bytes(8, "little") + bytes(8) + last)
        assert unpacking._directory_size(file) == 1 << 40


def test_a_link_in_a_zip_is_not_made(tmp_path, take):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("ada/output_size.py")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("ada/lenet5.py", "l")
    intake = take(path)
    assert contents(intake) == {"ada": {"lenet5.py": "l"}}
    assert intake.roll[0].notes == ("handed in output_size.py: a link or device",)


def test_a_zip_bomb_is_cut_and_a_tar_bomb_refused(tmp_path, take):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ada/output_size.py", b"\0" * (16 << 20))
        archive.writestr("ada/other.bin", b"\0" * (16 << 20))
    intake = take(path)
    (one,) = intake.submissions
    given = one.files["output_size.py"]
    assert (given.root / given.inside).stat().st_size <= (1 << 20) + 1
    assert "MB" in one.source("output_size.py").problem

    bomb = tmp_path / "x.tar.gz"
    with tarfile.open(bomb, "w:gz") as tar:
        member = tarfile.TarInfo("ada/movie.bin")
        member.size = 32 << 20
        tar.addfile(member, io.BytesIO(bytes(32 << 20)))
    assert take(bomb).roll[0].notes[-1] == "handed in movie.bin: not a format that is read"
    scratch = tmp_path / "unpacked"
    assert unpacking.unpack(tmp_path, "x.tar.gz", scratch, Budget()) == []
    assert (scratch / "ada/movie.bin").stat().st_size == 0


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize(("more", "reason"), [(0, "it is no notebook"), (1, "it is larger than")])
def test_a_notebook_may_be_so_large_and_not_a_byte_larger(tmp_path, take, monkeypatch, packed, more, reason):
    for module in (unpacking, notebook, cells):
        monkeypatch.setattr(module, "LARGEST_NOTEBOOK", 5_000)
    text = "{" + "x" * (4_999 + more)
    files = {"ada/hw7.ipynb": text, "ada/output_size.py": "a"}
    intake = take(zipped(tmp_path / "x.zip", files) if packed else write(tmp_path / "class", files))
    (note,) = intake.roll[0].notes
    assert reason in note and "hw7.ipynb" in note


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
    assert contents(intake) == {"ada": {"output_size.py": "a"}, "bob": {}}
    assert "handed in output_size.py: packed in a rare way" in intake.roll[1].notes


def test_each_hand_in_has_a_budget_of_its_own(tmp_path, take, monkeypatch):
    zipped(tmp_path / "greedy.zip", {f"{number}.py": "x" * 100 for number in range(50)})
    zipped(tmp_path / "bob.zip", {"output_size.py": "b"})
    monkeypatch.setattr(take_in, "Budget", lambda: Budget(megabytes=1, files=20))
    intake = take(tmp_path)
    assert contents(intake) == {"bob": {"output_size.py": "b"}, "greedy": {}}
    assert "it holds more than 20 files" in " ".join(intake.roll[1].notes)


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
