"""Writing into a student's folder: never over their work."""

import pytest

from grader.core.lessons import find
from grader.student import workspace
from grader.student.workspace import WorkspaceError, has_exercises, reset, write_starters


@pytest.fixture
def lessons():
    return [find("output_size"), find("filtered_grid")]


def test_starters_are_written_into_an_empty_folder(tmp_path, lessons):
    folder = tmp_path / "new" / "work"
    assert not has_exercises(folder, lessons)
    written = write_starters(folder, lessons)
    assert written.made == ("output_size.py", "filtered_grid.py")
    assert (folder / "output_size.py").read_text(encoding="utf-8") == lessons[0].starter
    assert has_exercises(folder, lessons)


def test_a_students_file_is_never_overwritten(tmp_path, lessons):
    (tmp_path / "output_size.py").write_text("mine")
    written = write_starters(tmp_path, lessons)
    assert (written.made, written.kept) == (("filtered_grid.py",), ("output_size.py",))
    assert (tmp_path / "output_size.py").read_text() == "mine"


def test_nor_is_a_dangling_link(tmp_path, lessons):
    (tmp_path / "output_size.py").symlink_to("elsewhere.py")
    assert write_starters(tmp_path, lessons).kept == ("output_size.py",)
    assert not (tmp_path / "elsewhere.py").exists()


def test_reset_keeps_a_backup(tmp_path, lessons):
    (tmp_path / "output_size.py").write_text("mine")
    backup = reset(tmp_path, lessons[0])
    assert backup.read_text() == "mine"
    assert backup.parent == tmp_path / ".cnn-exercises" / "backups"
    assert (tmp_path / "output_size.py").read_text(encoding="utf-8") == lessons[0].starter


def test_resets_within_one_second_keep_every_version(tmp_path, lessons, monkeypatch):
    monkeypatch.setattr(workspace.time, "strftime", lambda _: "20221122-120000")
    backups = []
    for text in ("first", "second", "third"):
        (tmp_path / "output_size.py").write_text(text)
        backups.append(reset(tmp_path, lessons[0]))
    assert [backup.read_text() for backup in backups] == ["first", "second", "third"]


def test_reset_of_a_file_that_is_not_there_writes_it(tmp_path, lessons):
    assert reset(tmp_path, lessons[0]) is None
    assert (tmp_path / "output_size.py").read_text(encoding="utf-8") == lessons[0].starter


def test_reset_leaves_a_linked_file_alone(tmp_path, lessons):
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_text("not an exercise")
    (tmp_path / "output_size.py").symlink_to(elsewhere)
    reset(tmp_path, lessons[0])
    assert elsewhere.read_text() == "not an exercise"
    assert not (tmp_path / "output_size.py").is_symlink()


def test_reset_without_a_backup_does_not_happen(tmp_path, lessons):
    (tmp_path / ".cnn-exercises").write_text("a file in the way")
    (tmp_path / "output_size.py").write_text("mine")
    with pytest.raises(WorkspaceError, match=r"cannot be written[^\n]*$"):
        reset(tmp_path, lessons[0])
    assert (tmp_path / "output_size.py").read_text() == "mine"


def test_a_file_in_the_folders_place_is_one_line(tmp_path, lessons):
    (tmp_path / "work").write_text("a file")
    with pytest.raises(WorkspaceError, match=r"cannot be written[^\n]*$"):
        write_starters(tmp_path / "work", lessons)
