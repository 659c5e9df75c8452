"""What is handed in for one exercise: files of every kind, links, devices, sizes."""

from __future__ import annotations

import os

import pytest

from grader.core.source import LARGEST_PARSED, LARGEST_SOURCE, is_untouched, parsed, read_source

NAME = "output_size.py"
STARTER = '"""Output size."""\n\n\ndef output_size(n):\n    raise NotImplementedError\n'


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "ada"
    made.mkdir()
    return made


def problem_of(folder) -> str:
    source = read_source(folder, NAME)
    assert source.content == b"" or source.problem
    assert not source.absent
    assert len(source.problem.splitlines()) == 1
    assert NAME in source.problem
    return source.problem


# --- one file


def test_a_file_is_read_as_it_is(folder):
    (folder / NAME).write_bytes(b"# caf\xe9\r\nx = 1\r\n")
    source = read_source(folder, NAME)
    assert (source.content, source.problem, source.absent) == (b"# caf\xe9\r\nx = 1\r\n", "", False)


def test_a_file_that_is_not_there_is_missing(folder):
    source = read_source(folder, NAME)
    assert source.absent
    assert source.problem == "no file output_size.py"


@pytest.mark.parametrize("content", [b"", b" \n\t\n"])
def test_an_empty_file_says_how_to_start_again(folder, content):
    (folder / NAME).write_bytes(content)
    assert "is empty: start again from the starter with 'cnn-exercises reset output_size'" in problem_of(folder)


def test_zeros_are_no_text(folder):
    (folder / NAME).write_bytes(b"x = 1\0")
    assert "not a text file" in problem_of(folder)


def test_a_folder(folder):
    (folder / NAME).mkdir()
    assert "is a folder" in problem_of(folder)


def test_a_fifo_does_not_hang(folder):
    os.mkfifo(folder / NAME)
    assert "not a regular file" in problem_of(folder)


def test_a_device_by_a_link(folder):
    (folder / NAME).symlink_to("/dev/zero")
    assert "leads out of the submission" in problem_of(folder)


def test_a_link_within_the_submission_is_followed(folder):
    (folder / "mine.py").write_text("x = 1\n")
    (folder / NAME).symlink_to("mine.py")
    assert read_source(folder, NAME).content == b"x = 1\n"


@pytest.mark.parametrize("target", ["../bob.py", "{out}/bob.py", "{out}/ada/../bob.py"])
def test_a_link_that_leads_out_is_not_read(folder, tmp_path, target):
    (tmp_path / "bob.py").write_text("the answer\n")
    (folder / NAME).symlink_to(target.format(out=tmp_path))
    assert "leads out of the submission" in problem_of(folder)
    assert read_source(folder, NAME).content == b""


def test_a_link_to_nothing(folder):
    (folder / NAME).symlink_to("gone.py")
    assert "is a link to nothing" in problem_of(folder)


def test_a_link_to_itself(folder):
    (folder / NAME).symlink_to(NAME)
    assert "not a regular file" in problem_of(folder)


def test_the_largest_file_and_one_byte_more(folder):
    (folder / NAME).write_bytes(b"#" * LARGEST_SOURCE)
    assert len(read_source(folder, NAME).content) == LARGEST_SOURCE
    (folder / NAME).write_bytes(b"#" * (LARGEST_SOURCE + 1))
    assert "at most 1 MB is graded" in problem_of(folder)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(folder):
    (folder / NAME).write_text("x = 1\n")
    (folder / NAME).chmod(0)
    assert "cannot be read: Permission denied" in problem_of(folder)


def test_the_digest_follows_the_content_or_the_problem(folder):
    missing = read_source(folder, NAME).digest
    (folder / NAME).write_text("x = 1\n")
    one = read_source(folder, NAME).digest
    (folder / NAME).write_text("x = 2\n")
    assert len({missing, one, read_source(folder, NAME).digest}) == 3


def test_no_content_has_the_digest_of_a_problem(folder):
    missing = read_source(folder, NAME)
    (folder / NAME).mkdir()
    assert read_source(folder, NAME).digest != missing.digest, "nor do two problems share one"
    (folder / NAME).rmdir()
    (folder / NAME).write_text(missing.problem)
    assert read_source(folder, NAME).digest != missing.digest
    (folder / NAME).write_text("")
    empty = read_source(folder, NAME)
    (folder / NAME).write_text(empty.problem)
    assert read_source(folder, NAME).digest != empty.digest


# --- as it was handed out


@pytest.mark.parametrize(
    "content",
    [STARTER, STARTER.replace("\n", "\r\n"), "# my name\n" + STARTER, STARTER.rstrip(), STARTER.replace("    ", "  ")],
)
def test_the_starter_is_untouched_whatever_its_blanks_and_comments(folder, content):
    (folder / NAME).write_bytes(content.encode())
    assert is_untouched(read_source(folder, NAME), STARTER)


@pytest.mark.parametrize("content", ["def output_size(n):\n    return n\n", STARTER + "x = 1\n", "def (", "\xe9" * 9])
def test_anything_else_is_work(folder, content):
    (folder / NAME).write_bytes(content.encode("latin-1"))
    assert not is_untouched(read_source(folder, NAME), STARTER)


@pytest.mark.parametrize("encoding", ["punycode", "idna", "utf-7", "unicode_escape"])
def test_a_files_own_encoding_is_never_used_to_parse_it_here(encoding):
    """Punycode takes the square of a file's length: two seconds of the grader for a hundred kilobytes."""
    assert parsed(f"# coding: {encoding}\nx = 1\n#".encode() + b"\xe9") is None
    assert parsed(f"# coding: {encoding}\nx = 1\n".encode()) is not None
    assert parsed(b"#" * (LARGEST_PARSED + 1)) is None
