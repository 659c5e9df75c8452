"""What one student's hand-in may do to a class: nothing. Each costs itself, with a line on its row."""

from __future__ import annotations

import io
import os
import socket
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from grader.classroom.intake import take_in
from grader.classroom.intake.budget import Budget
from grader.classroom.intake.hand_in import IntakeError
from grader.classroom.intake.roster import read_roster
from grader.classroom.intake.take_in import taken_in
from grader.classroom.intake.times_table import read_times
from grader.classroom.progress import ClassProgress, Tally
from grader.classroom.report.pagenames import page_name
from grader.classroom.schedule import Begun
from grader.core.source import open_beneath
from grader.core.text import one_line
from tests.unit.classes import LESSONS
from tests.unit.exports import metadata_of
from tests.unit.handed_in import FILES, contents, write, zipped

BOB = {"bob/output_size.py": "b"}


def notes(intake) -> dict[str, str]:
    return {one.student: " ".join(one.notes) for one in intake.roll}


def tar_of(path: Path, *members: tuple[tarfile.TarInfo, bytes], pax: dict[str, str] | None = None) -> Path:
    with tarfile.open(path, "w:gz", format=tarfile.PAX_FORMAT) as archive:
        for member, content in members:
            member.size = len(content)
            member.pax_headers = pax or {}
            archive.addfile(member, io.BytesIO(content))
    return path


# --- archives


@pytest.mark.parametrize("mtime", ["inf", "-inf", "nan", "1e300", "-5", "1e18"])
def test_times_that_are_none_cost_nothing(tmp_path, take, mtime):
    write(tmp_path, BOB)
    tar_of(tmp_path / "mallory.tar.gz", (tarfile.TarInfo("output_size.py"), b"m"), pax={"mtime": mtime})
    assert contents(take(tmp_path)) == {"bob": {"output_size.py": "b"}, "mallory": {"output_size.py": "m"}}


def test_a_negative_size_ends_the_archive_and_nothing_else(tmp_path, take):
    write(tmp_path, BOB)
    header = bytearray(tarfile.TarInfo("output_size.py").tobuf(tarfile.GNU_FORMAT))
    header[124:136] = b"\xff" * 8 + (-1024 & 0xFFFFFFFF).to_bytes(4, "big")
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    (tmp_path / "aaa.tar").write_bytes(bytes(header) + bytes(1024))
    intake = take(tmp_path)
    assert contents(intake)["bob"] == {"output_size.py": "b"}
    assert "aaa.tar: it has a member of negative size" in notes(intake)["aaa"]


def test_a_member_without_a_name_costs_itself(tmp_path, take):
    write(tmp_path, BOB)
    content = bytearray(zipped(tmp_path / "aaa.zip", {"X": "x", "output_size.py": "a"}).read_bytes())
    listed, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    content[listed + 28 : listed + 30] = b"\0\0"
    content[end + 12] -= 1
    del content[listed + 46]
    (tmp_path / "aaa.zip").write_bytes(content)
    intake = take(tmp_path)
    assert contents(intake)["aaa"] == {"output_size.py": "a"}
    assert "handed in aaa.zip/(no name): it has no name" in notes(intake)["aaa"]


@pytest.mark.parametrize(
    "path", ["/".join(["d" * 240] * 17) + "/x.py", "e" * 300 + ".py", "/".join("f" * 60) + "/x.py"]
)
def test_a_path_that_is_too_long_is_named_on_its_owners_row(tmp_path, take, path):
    intake = take(zipped(tmp_path / "class.zip", {**BOB, "ada/output_size.py": "a", f"mallory/{path}": "m"}))
    assert contents(intake) == {"ada": {"output_size.py": "a"}, "bob": {"output_size.py": "b"}, "mallory": {}}
    assert "its path is too long" in notes(intake)["mallory"]


def test_archives_within_archives_are_opened_so_far(tmp_path, take):
    write(tmp_path, BOB)
    content, name = b"deep", "output_size.py"
    for number in range(6):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(name, content)
        content, name = packed.getvalue(), f"{number}.zip"
    (tmp_path / "mallory.zip").write_bytes(content)
    intake = take(tmp_path)
    assert contents(intake) == {"bob": {"output_size.py": "b"}, "mallory": {}}
    assert "an archive within too many others" in notes(intake)["mallory"]


def test_a_directory_of_a_million_members_is_not_read(tmp_path, take, monkeypatch):
    monkeypatch.setattr(take_in, "Budget", lambda: Budget(directory=1000))
    write(tmp_path, BOB)
    zipped(tmp_path / "mallory.zip", {f"{number}.py": "" for number in range(50)})
    monkeypatch.setattr(zipfile, "ZipFile", None)  # reading the list is what costs
    assert "it lists more members than any hand-in has" in notes(take(tmp_path))["mallory"]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["zip", "tar.gz", "tar"]),
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), min_size=1, max_size=12),
    st.integers(0, 4000),
)
def test_damage_anywhere_in_an_archive_costs_its_owner_alone(tmp_path_factory, kind, changes, cut):
    root = tmp_path_factory.mktemp("class")
    write(root, BOB)
    archive = root / f"mallory.{kind}"
    if kind == "zip":
        zipped(archive, {"output_size.py": "m" * 300, "hw/lenet5.py": "l"})
    else:
        mode = "w:gz" if kind == "tar.gz" else "w"
        with tarfile.open(archive, mode) as tar:
            tar.add(root / "bob", "hw")
    content = bytearray(archive.read_bytes())
    for place, value in changes:
        content[place % len(content)] = value
    archive.write_bytes(bytes(content[: max(1, len(content) - cut)] if cut < 2000 else content))
    with taken_in(root, FILES) as intake:
        assert contents(intake)["bob"] == {"output_size.py": "b"}
        assert [one.student for one in intake.roll] == ["bob", "mallory"]
        assert contents(intake)["mallory"] or notes(intake)["mallory"]


def test_what_nobody_thought_of_stays_with_its_hand_in(tmp_path, take, monkeypatch):
    write(tmp_path, {**BOB, "ada/output_size.py": "a"})
    whole = take_in.choose

    def breaks(everything, file_names):
        if any("ada" in str(one.inside) for one in everything):
            raise MemoryError("more than there is\nsecond line")
        return whole(everything, file_names)

    monkeypatch.setattr(take_in, "choose", breaks)
    intake = take(tmp_path)
    assert contents(intake) == {"ada": {}, "bob": {"output_size.py": "b"}}
    assert "it could not be taken in: MemoryError: more than there is" in notes(intake)["ada"]


# --- what lies in a folder


def test_only_regular_files_are_opened(tmp_path, take):
    write(tmp_path, {**BOB, "ada/lenet5.py": "l"})
    os.mkfifo(tmp_path / "aaa.zip")
    os.mkfifo(tmp_path / "ada/output_size.py")
    os.mkfifo(tmp_path / "ada/more.zip")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(tmp_path / "ada")  # a socket's path is short
        server.bind("zero_padding.py")
        os.chdir(here)
        intake = take(tmp_path)
        assert contents(intake)["bob"] == {"output_size.py": "b"}
        (ada,) = [one for one in intake.submissions if one.student == "ada"]
        assert "not a regular file" in ada.source("output_size.py").problem
        assert "not a regular file" in ada.source("zero_padding.py").problem
    assert "handed in more.zip: not a regular file" in notes(intake)["ada"]
    assert intake.unmapped == ("aaa.zip",)


def test_links_lead_nowhere(tmp_path, take):
    write(tmp_path, {"class/bob/output_size.py": "the answer", "secret/lenet5.py": "secret"})
    root = tmp_path / "class"
    (root / "mallory").symlink_to(tmp_path / "secret")
    (root / "eve").mkdir()
    (root / "eve/lenet5.py").symlink_to("../bob/output_size.py")
    (root / "eve/more").symlink_to(root / "bob")
    (root / "eve/loop").symlink_to(".")
    intake = take(root)
    assert contents(intake)["eve"] == {"lenet5.py": ""}
    assert "handed in more: a link" in notes(intake)["eve"]
    assert intake.unmapped == ("mallory",)


def test_a_folder_swapped_for_a_link_after_the_look_is_not_followed(tmp_path, take):
    write(tmp_path, {"class/bob/output_size.py": "the answer", "class/eve/hw/output_size.py": "mine"})
    intake = take(tmp_path / "class")
    (tmp_path / "class/eve/hw").rename(tmp_path / "aside")
    (tmp_path / "class/eve/hw").symlink_to("../bob")
    (eve,) = [one for one in intake.submissions if one.student == "eve"]
    assert eve.source("output_size.py").content == b""
    with pytest.raises(OSError):
        open_beneath(tmp_path / "class", "eve/hw/output_size.py")


def test_names_that_are_no_utf_8_and_steer_terminals(tmp_path, take):
    write(tmp_path, {os.fsdecode(b"ad\xff/x\xfe\x1b[2J.py"): "x", "\u202eeve/a\nb.rar": "x", **BOB})
    intake = take(tmp_path)
    shown = " ".join([*notes(intake), *notes(intake).values()])
    assert shown.isprintable() and shown.encode()
    assert "\\xfe" in shown and "\\x1b" in shown and "\\u202e" in shown


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder_costs_its_owner_alone(tmp_path, take):
    write(tmp_path, {**BOB, "ada/output_size.py": "a"})
    (tmp_path / "ada").chmod(0)
    intake = take(tmp_path)
    (tmp_path / "ada").chmod(0o700)
    assert contents(intake) == {"ada": {}, "bob": {"output_size.py": "b"}}
    assert "permission denied" in notes(intake)["ada"]


# --- identity


def test_a_name_inside_a_students_own_file_is_nobodys(tmp_path, take):
    names = ["Aaron Evil_111_assignsubmission_file_output_size.py"]
    names += [f"Aaron Evil_111_assignsubmission_file_{'Bob Good_777_assignsubmission_file_output_size.py'}"]
    names += ["Bob Good_777_assignsubmission_file_output_size.py"]
    write(tmp_path / "class", dict(zip(names, ("evil", "forged", "good"), strict=True)))
    intake = take(tmp_path / "class", "Identifier,Full name\nParticipant 111,Aaron Evil\nParticipant 777,Bob Good\n")
    assert contents(intake) == {"Aaron Evil": {"output_size.py": "evil"}, "Bob Good": {"output_size.py": "good"}}


@pytest.mark.parametrize(
    "name", ["mallory_1_2_Bob Good_777_assignsubmission_file_output_size.py", "mallory_1_2_bob_3_4_output_size.py"]
)
def test_a_canvas_name_is_read_from_its_beginning(tmp_path, take, name):
    write(tmp_path, {name: "forged"})
    intake = take(tmp_path)
    assert [one.student for one in intake.roll] == ["mallory"]


def test_two_claims_to_one_id_are_refused_by_name(tmp_path, take):
    files = {"Bob Good_777_assignsubmission_file_/output_size.py": "good"}
    files["Mallory_777_assignsubmission_file_/output_size.py"] = "forged"
    write(tmp_path / "class", files)
    assert "Mallory claims the same id" in notes(take(tmp_path / "class"))["Bob Good"]
    known = take(tmp_path / "class", "Identifier,Full name\nParticipant 777,Bob Good\n")
    assert contents(known)["Bob Good"] == {"output_size.py": "good"}
    assert "could be Bob Good of the roster, but Bob Good is matched" in notes(known)["Mallory"]
    unknown = take(tmp_path / "class", "Identifier,Full name\nParticipant 777,Robert Good\n")
    assert contents(unknown)["Robert Good"] == {}
    assert "several hand-ins fit" in notes(unknown)["Bob Good"]


def test_exact_names_win(tmp_path, take):
    write(tmp_path, {" ada/output_size.py": "other", "ada/output_size.py": "ada", "ada (2)/output_size.py": "two"})
    found = contents(take(tmp_path))
    assert found["ada"] == {"output_size.py": "ada"} and found["ada (2)"] == {"output_size.py": "two"}
    assert len(found) == 3


@settings(max_examples=300, deadline=None)
@given(st.text("ab_ Z/é.", max_size=70) | st.text(max_size=80), st.text(max_size=80))
def test_pages_never_collide(one, other):
    made = page_name(one)
    assert made != page_name(other) or one == other
    assert made in (one, "") or page_name(made) != made, "nobody is called as another's page"
    assert "/" not in made and made not in (".", "..") and len(made.encode()) < 200


@pytest.mark.parametrize("name", ["[conceal]eve", "eve[/red]", "[link=http://x]eve"])
def test_a_name_is_text_where_progress_is_drawn(name):
    console = Console(file=io.StringIO(), force_terminal=True, width=120)
    with ClassProgress(Tally(1, LESSONS, 1), console) as progress:
        progress.show(Begun(name, "flat"))
    assert name in console.file.getvalue()


# --- tables and lists, which strangers' names are in too


_CELLS = st.sampled_from(
    ["name", "ID", "Time", "2026-11-20 10:00", "03/04/26, 10:00", '"', "sep=;", "=1+1", "\0", "é", "Prénom"]
)
_TABLES = st.binary(max_size=200) | st.lists(st.lists(_CELLS, max_size=5).map(",".join), max_size=6).map(
    lambda rows: "\n".join(rows).encode()
)


@settings(max_examples=200, deadline=None)
@given(_TABLES, st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"]))
def test_any_bytes_are_a_table_or_one_line(tmp_path_factory, content, mark):
    path = tmp_path_factory.getbasetemp() / "table.csv"
    path.write_bytes(mark + content)
    for read in (read_roster, lambda file: read_times(file, None)):
        try:
            read(path)
        except IntakeError as problem:
            assert "\n" not in one_line(str(problem)) and str(problem)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=6)), max_size=4))
def test_any_damage_to_gradescopes_list_leaves_the_files(tmp_path_factory, changes):
    root = tmp_path_factory.mktemp("export")
    content = metadata_of(["ada", "bob"]).encode()
    for place, inserted in changes:
        content = content[:place] + inserted + content[place:]
    write(root, {"submission_700/output_size.py": "a", "submission_701/output_size.py": "b"})
    (root / "submission_metadata.yml").write_bytes(content)
    with taken_in(root, FILES) as intake:
        found = [files["output_size.py"] for files in contents(intake).values() if files]
        assert sorted(found) == ["a", "b"]
