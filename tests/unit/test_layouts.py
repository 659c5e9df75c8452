"""Every file that is handed in is used or named with a reason on its owner's row, in every course system's layout."""

from __future__ import annotations

import os
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.classroom.intake.take_in import Asked, taken_in
from tests.unit.exports import SYSTEMS, canvas, folders, github, gradescope, metadata_of, moodle
from tests.unit.handed_in import FILES, contents, write, zipped

WORK = {
    "adalove": [("output_size.py", "a"), ("zero_padding (1).py", "z")],
    "bolind": [("Output-Size.PY", "b"), ("hw/lenet5.py.txt", "l"), ("report.pdf", "p")],
    "chenwei": [("hw7.rar", "r")],
    "elodie": [("output_size copy.py", "e"), ("helper.py", "h")],
}


def by_letters(intake) -> dict[str, dict[str, str]]:
    """The contents by the student's name, without what a system puts around it."""
    return {student.removeprefix("hw7-").partition(" (")[0]: files for student, files in contents(intake).items()}


def notes(intake) -> str:
    return "\n".join(f"{one.student}: {note}" for one in intake.roll for note in one.notes)


RIGHT = {
    "adalove": {"output_size.py": "a", "zero_padding.py": "z"},
    "bolind": {"output_size.py": "b", "lenet5.py": "l"},
    "chenwei": {},
    "elodie": {"output_size.py": "e"},
}


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.__name__)
def test_the_same_search_finds_the_same_files_in_every_layout(tmp_path, take, system):
    intake = take(system(tmp_path, WORK))
    assert by_letters(intake) == RIGHT
    said = notes(intake)
    for line in (
        "report.pdf: not a format that is read",
        "hw7.rar: not a format that is read",
        "helper.py: no exercise has that name",
    ):
        assert line in said
    assert not intake.unmapped
    assert (intake.count.used, intake.count.noted, intake.count.students_with_nothing) == (5, 3, 1)


# --- one rule for names, and which of several copies counts


@pytest.mark.parametrize(
    ("name", "file_name"),
    [
        ("output_size.py", "output_size.py"),
        ("Output-Size (1).py", "output_size.py"),
        ("OutputSize.py", "output_size.py"),
        ("output_size-3.PY", "output_size.py"),
        ("output_size.py.txt", "output_size.py"),
        ("output_size.py (2).txt", "output_size.py"),
        ("output_size - Copy (2).py", "output_size.py"),
        ("Copy of output_size.py", "output_size.py"),
        ("Kopie von output size.py", "output_size.py"),
        ("LeNet-5.py", "lenet5.py"),
        ("lenet5-2.py", "lenet5.py"),
        ("a/b c/zero_padding(4).py", "zero_padding.py"),
        ("output_size_v2.py", None),
        ("output_size.txt", None),
        ("output_size.pyc", None),
        ("my_lenet5.py", None),
        ("(1).py", None),
    ],
)
def test_what_a_name_means(tmp_path, take, name, file_name):
    write(tmp_path / "class", {f"ada/{name}": "x", "bob/output_size.py": "b"})
    intake = take(tmp_path / "class")
    assert contents(intake)["ada"] == ({file_name: "x"} if file_name else {})
    assert ("did you mean" in notes(intake)) == (file_name is None and name != "(1).py")


@pytest.mark.parametrize(
    ("files", "newest"),
    [
        ({"output_size.py": 0, "output_size (1).py": 0}, "output_size (1).py"),
        ({"output_size.py": 5000, "output_size (1).py": 0}, "output_size.py"),
        ({"output_size.py": 0, "old/output_size.py": 0}, "output_size.py"),
        ({"output_size.py": 0, "old/output_size.py": 9000}, "old/output_size.py"),
        ({"output_size (2).py": 0, "output_size (10).py": 20}, "output_size (10).py"),
        ({"output_size.py": 0, "OUTPUT_SIZE.py": 0}, "output_size.py"),
    ],
)
def test_the_newest_of_several_copies_counts_and_the_row_says_so(tmp_path, take, files, newest):
    write(tmp_path / "class", {f"ada/{name}": name for name in files})
    for name, seconds in files.items():
        os.utime(tmp_path / "class/ada" / name, (1_700_000_000 + seconds,) * 2)
    intake = take(tmp_path / "class")
    assert intake.roll[0].files == {"output_size": newest}
    (other,) = set(files) - {newest}
    assert f"handed in {other}: " in notes(intake) and f"copy: {newest} counts" in notes(intake)


def test_canvas_tells_the_order_by_its_numbers(tmp_path, take):
    write(tmp_path, {"bo_1_20_output_size.py": "new", "bo_1_10_output_size-4.py": "old"})
    os.utime(tmp_path / "bo_1_20_output_size.py", (1_500_000_000,) * 2)
    assert contents(take(tmp_path)) == {"bo": {"output_size.py": "new"}}


# --- one person or a class

ONE = {"output_size.py": "a"}


@pytest.mark.parametrize(
    ("files", "students"),
    [
        ({"output_size.py": "a", "more/zero_padding.py": "z"}, 1),
        ({"output_size.py": "a", "old/output_size.py": "o", "v2/output_size.py": "v"}, 1),
        ({"ex3/output_size.py": "a", "ex7/zero_padding.py": "z"}, 1),
        ({"output_size (1).py": "a", "notes.txt": ""}, 1),
        ({"hw7/output_size.py": "a", "hw7/deep/zero_padding.py": "z"}, 1),
        ({"output_size.py": "a", "lenet5.py": "l", "networks/zero_padding.py": "z"}, 1),
        ({"output_size.py": "a", "work.zip": ""}, 1),
        ({"lenet5.py": "stray", "ada/output_size.py": "a", "bob/output_size.py": "b"}, 2),
        ({"output_size.py": "stray", "ada/output_size.py": "a", "bob/output_size.py": "b", "cy/x.txt": ""}, 3),
        ({"lenet5.py": "stray", "ada/output_size.py": "a", "bob/zero_padding.py": "b"}, 2),
        ({"ada/output_size.py": "a", "bob/zero_padding.py": "b"}, 2),
        ({"ex1/output_size.py": "a", "ex2/output_size.py": "b"}, 2),
    ],
)
def test_one_persons_work_is_not_split_and_a_class_is_not_joined(tmp_path, take, files, students):
    intake = take(write(tmp_path / "here", files))
    assert len(intake.roll) == students
    assert all("belongs" not in note for note in notes(intake))
    named = {*intake.unmapped, *(name for one in intake.submissions for name in one.files)}
    assert bool(intake.unmapped) == (students > 1 and any("/" not in name for name in files)), named


@pytest.mark.parametrize(
    ("name", "files", "students"),
    [
        ("ada.zip", ("work/output_size.py", "work/more/zero_padding.py"), ["ada"]),
        ("ada.zip", ("output_size.py",), ["ada"]),
        ("class.zip", ("class/bob/work/output_size.py",), ["bob"]),
        ("hw7.zip", ("x/ada/output_size.py", "x/bob/deep/output_size.py"), ["ada", "bob"]),
        ("hw7.zip", ("ada/deep/output_size.py",), ["ada"]),
    ],
)
def test_what_an_archive_holds_is_called_rightly(tmp_path, take, name, files, students):
    intake = take(zipped(tmp_path / name, dict.fromkeys(files, "x")))
    assert [one.student for one in intake.roll] == students


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.__name__)
def test_single_is_one_person_whatever_it_looks_like(tmp_path, take, system):
    intake = take(system(tmp_path, WORK), single=True)
    assert len(intake.roll) == 1 and not intake.unmapped


@pytest.mark.parametrize(
    ("files", "found", "named"),
    [
        ({"ex3/output_size.py": "a", "ex7/zero_padding.py": "z"}, {"output_size.py", "zero_padding.py"}, ()),
        ({"output_size (1).py": "a", "zero_padding-1.py": "z"}, {"output_size.py", "zero_padding.py"}, ()),
        ({"ada/output_size.py": "a", "bob/output_size.py": "b"}, {"output_size.py"}, ("bob/output_size.py",)),
        ({"essay.txt": "e"}, set(), ("essay.txt", "nothing to grade")),
    ],
)
def test_what_an_autograder_is_handed_is_one_persons(tmp_path, take, files, found, named):
    intake = take(write(tmp_path / "submission", files), single=True)
    assert set(contents(intake)["submission"]) == found
    assert all(words in notes(intake) for words in named)


# --- damaged exports


def _rewritten(path, change) -> None:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    changed = change(members)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in changed.items():
            archive.writestr(name, content)


def _broken_member(path, name: str) -> None:
    """Change a byte of one member's content, which its checksum no longer fits."""
    with zipfile.ZipFile(path) as archive:
        member = next(one for one in archive.infolist() if one.filename.endswith(name))
        place = member.header_offset + 30 + len(member.filename.encode())
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(content)


@pytest.mark.parametrize("system", [canvas, moodle, gradescope])
def test_damage_a_member_that_does_not_unpack(tmp_path, take, system):
    path = system(tmp_path, WORK)
    _broken_member(path, "helper.py")
    _broken_member(path, "output_size.py")
    intake = take(path)
    assert by_letters(intake) == {**RIGHT, "adalove": {"zero_padding.py": "z"}}
    assert "output_size.py: it cannot be unpacked" in notes(intake)


@pytest.mark.parametrize("system", [canvas, moodle, gradescope])
def test_damage_unpacked_and_packed_again_below_folders_with_junk(tmp_path, take, system):
    path = system(tmp_path, WORK)
    junk = {"__MACOSX/._x": b"", "down/loads/.DS_Store": b"", "down/loads/Thumbs.db": b""}
    _rewritten(path, lambda members: {**{f"down/loads/{name}": kept for name, kept in members.items()}, **junk})
    intake = take(path)
    assert by_letters(intake) == RIGHT and not intake.unmapped


@pytest.mark.parametrize("system", [canvas, moodle, gradescope])
def test_damage_strays_of_no_students(tmp_path, take, system):
    path = system(tmp_path, WORK)
    top = "assignment_7_export/" if system is gradescope else ""
    _rewritten(path, lambda members: {**members, f"{top}grades.csv": b"", f"{top}output_size.py": b"mine"})
    intake = take(path)
    assert by_letters(intake) == RIGHT
    assert intake.unmapped == ("grades.csv", "output_size.py")


def test_damage_to_gradescopes_list_costs_what_it_hits(tmp_path, take):
    path, name = gradescope(tmp_path, WORK), "assignment_7_export/submission_metadata.yml"
    text = metadata_of(list(WORK))
    for changed in (
        text[: text.rindex(":results:")],
        text + '  broken: "\n',
        text.replace("  :score: 1.0", "  :score: ["),
    ):
        _rewritten(path, lambda members, changed=changed: {**members, name: changed.encode()})
        assert by_letters(take(path)) == RIGHT
    half = (
        text[: text.index("submission_702")]
        + "submission_702:\n  :submitters: [[[\n"
        + text[text.index("submission_703") :]
    )
    _rewritten(path, lambda members: {**members, name: half.encode()})
    assert set(by_letters(take(path))) == {"adalove", "bolind", "submission_702", "elodie"}
    _rewritten(path, lambda members: {one: kept for one, kept in members.items() if one != name})
    assert {student.partition("_")[0] for student in contents(take(path))} == {"submission"}


def test_who_is_listed_and_not_in_the_export_is_named(tmp_path, take):
    path = gradescope(tmp_path, WORK)
    _rewritten(path, lambda members: {name: kept for name, kept in members.items() if "submission_703/" not in name})
    intake = take(path)
    assert by_letters(intake) == {**RIGHT, "elodie": {}}
    assert "elodie: submission_703 is listed, but not in the export" in notes(intake)


def test_damage_to_moodles_names(tmp_path, take):
    files = {
        "Group A_assignsubmission_file_/output_size.py": "group",
        "Bo_Lind_12_assignsubmission_file_output_size.py": "flat",
        "Participant_9_13_assignsubmission_file_/hw/output_size.py": "anonymous",
        "Ada_14_assignsubmission_onlinetext_/onlinetext.html": "<p>",
        "Ada_14_assignsubmission_file_/output_size.py": "ada",
    }
    intake = take(zipped(tmp_path / "x.zip", files))
    assert {student: files["output_size.py"] for student, files in contents(intake).items()} == {
        "Group A": "group",
        "Bo_Lind": "flat",
        "Participant_9": "anonymous",
        "Ada": "ada",
    }
    assert "Ada: handed in a text entry: it is not graded" in notes(intake)


def test_canvas_text_entries_links_and_anonymous_grading(tmp_path, take):
    files = {
        "bo_1_text.html": "<p>",
        "el_LATE_2_link.html": "<a>",
        "anon_Xk3Pq_9_output_size.py": "x",
        "LATE_anon_7ZbQa_8_output_size-1.py": "y",
    }
    intake = take(zipped(tmp_path / "x.zip", files))
    assert contents(intake) == {
        "anon_7ZbQa": {"output_size.py": "y"},
        "anon_Xk3Pq": {"output_size.py": "x"},
        "bo": {},
        "el": {},
    }
    assert "bo: handed in a text entry: it is not graded" in notes(intake)
    assert "el: handed in a link to a web page: it is not graded" in notes(intake)
    assert "anon_7ZbQa: marked late by Canvas" in notes(intake)


def test_github_folders_with_a_readme_a_stray_and_an_empty_one(tmp_path, take):
    root = github(tmp_path, {**WORK, "dora": []})
    write(root, {"README.md": "", "output_size.py": "mine"})
    intake = take(root, "identifier,github_username,github_id,name\ns1,AdaLove,1,Ada Loveday\ns2,love,2,Love Less\n")
    assert contents(intake)["Ada Loveday"] == RIGHT["adalove"] and contents(intake)["Love Less"] == {}
    assert "hw7-bolind: not on the roster" in notes(intake)
    assert intake.unmapped == ("README.md", "output_size.py")


def test_a_locked_archive_is_named_on_its_owners_row(tmp_path, take):
    locked = bytearray(zipped(tmp_path / "hw.zip", {"output_size.py": "x"}).read_bytes())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        locked[locked.index(mark) + (6 if mark.endswith(b"\x04") else 8)] |= 1
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("bo_1_9_output_size.py", "b")
        archive.writestr("mia_2_8_hw.zip", bytes(locked))
        archive.writestr("zoe_3_7_hw.zip", b"PK\x03\x04 broken")
    intake = take(tmp_path / "x.zip")
    assert "mia: handed in hw.zip/output_size.py: locked with a password" in notes(intake)
    assert "zoe: handed in hw.zip: it is not an archive that can be unpacked" in notes(intake)


@pytest.mark.parametrize(
    ("name", "codec"), [("王伟", "gbk"), ("Léa Müller", "cp850"), ("Zoë", "utf-8"), ("José", "cp850")]
)
def test_names_in_a_zip_are_read_in_the_code_page_of_their_maker(tmp_path, take, name, codec):
    path = zipped(tmp_path / "x.zip", {"@@@@@@@@@@@@/output_size.py": "x", "bob/output_size.py": "b"})
    raw = name.encode(codec)
    path.write_bytes(path.read_bytes().replace(b"@@@@@@@@@@@@", raw + b"_" * (12 - len(raw))))
    assert {student.rstrip("_") for student in contents(take(path))} == {name, "bob"}


# --- a whole class

_STEMS = st.sampled_from(["output_size", "Output-Size", "zero_padding", "LENET5", "helper", "my notes", "zero_paddin"])
_DECORATIONS = st.sampled_from(["", "", " (1)", "-2", " copy", "_v2", "(3)"])
_SUFFIXES = st.sampled_from([".py", ".py", ".PY", ".py.txt", ".ipynb", ".pdf", ".rar", ".txt"])
_FOLDERS = st.sampled_from(["", "", "hw7/", "old/work/"])
_NAMES = st.builds(
    lambda folder, stem, mark, suffix: folder + stem + mark + suffix, _FOLDERS, _STEMS, _DECORATIONS, _SUFFIXES
)
_FILES = st.lists(_NAMES, min_size=1, max_size=7, unique_by=lambda name: name.casefold())
_CLASS = st.dictionaries(st.text("abcdefgh", min_size=3, max_size=8), _FILES, min_size=2, max_size=6)


@settings(max_examples=70, deadline=None)
@given(st.sampled_from(SYSTEMS), _CLASS)
def test_every_file_of_a_class_is_used_or_noted(tmp_path_factory, system, names):
    root = tmp_path_factory.mktemp("class")
    work = {student: [(name, "x = 1\n") for name in files] for student, files in names.items()}
    with taken_in(system(root, work), FILES, Asked()) as intake:
        rows = {
            one.student.removeprefix("hw7-"): (one, count)
            for one, count in zip(intake.roll, intake.counts, strict=True)
        }
        assert set(rows) == set(names)
        assert not intake.unmapped
        for student, files in names.items():
            enrolled, count = rows[student]
            assert count.used + count.noted == len(files)
            used = set(enrolled.files.values())
            for name in files:
                is_used = any(shown.endswith(name) for shown in used)
                assert is_used or any(f"{name}: " in note for note in enrolled.notes), (name, enrolled)


def test_a_class_of_300_from_all_layouts_is_accounted_for(tmp_path):
    """Three hundred students, each layout a share of them; the files of all add up."""
    handed_in = used = noted = 0
    for share, system in enumerate(SYSTEMS):
        root = tmp_path / system.__name__
        root.mkdir()
        work = {
            f"s{'abcdefghij'[number // 10]}{'abcdefghij'[number % 10]}x": [
                ("output_size.py", "a"),
                ("zero_padding (1).py", "z"),
                (f"report{number}.pdf", ""),
            ][: 1 + (number + share) % 3]
            for number in range(43)
        }
        handed_in += sum(map(len, work.values()))
        with taken_in(system(root, work), FILES) as intake:
            assert len(intake.roll) == 43
            used, noted = used + intake.count.used, noted + intake.count.noted
    assert used + noted == handed_in and noted > 0


def test_folders_alone(tmp_path, take):
    assert take(folders(tmp_path, {"ada": [], "bob": [("output_size.py", "b")]})).count.students_with_nothing == 1
