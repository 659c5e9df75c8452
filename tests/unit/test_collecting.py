"""Everything that one student handed in is found and stands for an exercise, or its line says why not."""

from __future__ import annotations

import os
import zipfile

import pytest

from grader.classroom.intake.budget import Budget
from grader.classroom.intake.collecting import choose, gather, note_of, shown
from grader.classroom.intake.hand_in import Entry
from tests.unit.handed_in import FILES, write

NOON = 1_700_000_000


@pytest.fixture
def found(tmp_path):
    """Collect what lies in a folder: the file for each exercise, and the lines on all others."""

    def collect(folder, budget=None):
        everything = gather([Entry("", folder, "")], tmp_path / "scratch", budget or Budget())
        chosen = choose(everything, FILES)
        return {name: given.name for name, given in chosen.files.items()}, [note_of(given) for given in chosen.noted]

    return collect


@pytest.mark.parametrize(
    ("later", "counts", "line"),
    [
        (0, "output_size (1).py", "handed in output_size.py: another copy: output_size (1).py counts"),
        (60, "output_size (1).py", "handed in output_size.py: another copy: output_size (1).py counts"),
        (61, "output_size.py", "handed in output_size (1).py: an older copy: output_size.py counts"),
    ],
)
def test_copies_within_a_minute_are_of_one_time(tmp_path, found, later, counts, line):
    folder = write(tmp_path / "ada", {"output_size.py": "a", "output_size (1).py": "b"})
    os.utime(folder / "output_size.py", (NOON + later,) * 2)
    os.utime(folder / "output_size (1).py", (NOON,) * 2)
    assert found(folder) == ({"output_size.py": counts}, [line])


def test_what_can_be_read_counts_before_what_cannot(tmp_path, found):
    folder = write(tmp_path / "ada", {"output_size (1).py": "a", "deep/zero_padding.py": "z"})
    (folder / "output_size.py").symlink_to("deep/zero_padding.py")
    (folder / "lenet5.py").mkdir()
    os.mkfifo(folder / "a pipe.py")
    files, lines = found(folder)
    assert files["output_size.py"] == "output_size (1).py" and "handed in output_size.py: a link" in lines
    assert "handed in a pipe.py: not a regular file" in lines
    assert files["zero_padding.py"] == "deep/zero_padding.py"
    assert files["lenet5.py"] == "lenet5.py", "an empty folder under the exercise's name is what is wrong with it"


@pytest.mark.parametrize(("folders", "is_found"), [(39, True), (40, False)])
def test_folders_within_folders_are_opened_so_far(tmp_path, found, folders, is_found):
    inside = "/".join(["f"] * folders)
    files, lines = found(write(tmp_path / "ada", {f"{inside}/output_size.py": "a"}))
    assert files == ({"output_size.py": f"{inside}/output_size.py"} if is_found else {})
    assert lines == ([] if is_found else [f"handed in {inside}: too many folders within one another"])


def test_an_archive_of_nothing_is_told_and_an_empty_folder_is_not(tmp_path, found):
    folder = write(tmp_path / "ada", {"output_size.py": "a"})
    (folder / "empty").mkdir()
    with zipfile.ZipFile(folder / "work.zip", "w") as archive:
        archive.writestr("nothing/", "")
    assert found(folder) == (
        {"output_size.py": "output_size.py"},
        ["handed in work.zip: an archive that holds nothing"],
    )


def test_what_the_budget_leaves_out_is_one_line_and_the_rest_stays(tmp_path, found):
    folder = write(tmp_path / "ada", dict.fromkeys(FILES, "a"))
    files, lines = found(folder, Budget(files=2))
    assert len(files) == 2
    assert lines == ["not all that was handed in was read: it holds more than 2 files: the rest was not looked at"]


def zipped(folder, name):
    with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
        archive.write(folder / name / "output_size.py", "output_size.py")
    return f"{name}.zip"


@pytest.mark.parametrize(
    ("handed_in", "below"),
    [
        (lambda folder, name: f"{name}/output_size.py", ""),
        (lambda folder, name: name, "/output_size.py"),
        (zipped, "/output_size.py"),
    ],
)
def test_what_the_course_system_calls_the_last_counts_whatever_its_time(tmp_path, handed_in, below):
    folder = write(tmp_path / "class", {f"{name}/output_size.py": name for name in ("first", "last")})
    os.utime(folder / "last/output_size.py", (NOON,) * 2)
    names = [handed_in(folder, name) for name in ("first", "last")]
    entries = [Entry(name, folder, name, order=order) for order, name in enumerate(names, 1)]
    chosen = choose(gather(entries, tmp_path / "scratch", Budget()), FILES)
    first, last = (f"{name}{below}" for name in names)
    assert chosen.files["output_size.py"].name == last
    assert [note_of(given) for given in chosen.noted] == [f"handed in {first}: an older copy: {last} counts"]


def test_what_is_in_no_folder_is_told_by_what_the_course_system_says(tmp_path):
    link = Entry("a link to a web page", tmp_path, "", problem="it is not graded")
    gone = Entry("notes.py", tmp_path, "notes.py")
    noted = choose(gather([link, gone], tmp_path / "scratch", Budget()), FILES).noted
    assert note_of(noted[0]) == "handed in a link to a web page: it is not graded"
    assert note_of(noted[1]).startswith("handed in notes.py: it cannot be read: ")


def test_the_middle_of_a_long_name_is_left_out():
    assert shown("a" * 160) == "a" * 160
    assert shown("a" * 80 + "bb" + "c" * 80) == "a" * 80 + "…" + "c" * 80
