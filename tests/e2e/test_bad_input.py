"""Whatever is handed to the program: one clear line (or row), the right exit status, no traceback of ours."""

from __future__ import annotations

import json
import os

import pytest

RIGHT = """
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError
    return (n - f + 2 * pad) // stride + 1
"""


def _one_line(done, status=2):
    assert done.returncode == status, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr


def _graded(program, folder, *more):
    done = program("grade", "--student", folder, "--format", "json", "--exercise", "output_size", *more)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return [(row["student"], row["exercises"][0]) for row in json.loads(done.stdout)["students"]]


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "ada"
    made.mkdir()
    return made


def test_no_such_folder(program, tmp_path):
    assert "nowhere" in _one_line(program("grade", "--student", tmp_path / "nowhere"))


def test_an_empty_folder(program, folder):
    assert "nothing to grade" in _one_line(program("grade", "--student", folder))


def test_an_unknown_exercise(program, folder):
    (folder / "output_size.py").write_text(RIGHT)
    said = _one_line(program("grade", "--student", folder, "--exercise", "ouput_size"))
    assert "did you mean 'output_size'" in said


def test_an_unknown_command_names_the_nearest(program):
    assert "did you mean 'grade'" in _one_line(program("grad"))


@pytest.mark.parametrize("arguments", ["grade --bogus", "grade --jobs", "show", "train --epochs x"])
def test_wrong_usage(program, arguments):
    assert "--help" in _one_line(program(*arguments.split()))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission(program, folder):
    folder.chmod(0)
    assert "permission denied" in _one_line(program("grade", "--student", folder)).lower()


def test_a_binary_file(program, folder):
    (folder / "output_size.py").write_bytes(bytes(range(256)) * 10)
    ((_, exercise),) = _graded(program, folder)
    assert exercise["status"] == "error"
    assert "not a text file" in exercise["checks"][0]["message"]


def test_names_with_spaces_and_accents(program, tmp_path):
    for name in ("Ada Lovelace", "Šárka Žižková", "李雷"):
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "output_size.py").write_text(RIGHT)
    rows = _graded(program, tmp_path / "class")
    assert {name for name, _ in rows} == {"Ada Lovelace", "Šárka Žižková", "李雷"}
    assert all(exercise["status"] == "passed" for _, exercise in rows)


def test_a_link_that_leads_out(program, folder, tmp_path):
    (tmp_path / "elsewhere.py").write_text(RIGHT)
    (folder / "output_size.py").symlink_to(tmp_path / "elsewhere.py")
    ((_, exercise),) = _graded(program, folder)
    assert exercise["status"] == "error"
    assert exercise["score"] == 0
    assert "link that leads out" in exercise["checks"][0]["message"]


def test_a_fifo_a_folder_and_a_device_do_not_hang(program, tmp_path):
    for name in ("fifo", "folder"):
        (tmp_path / "class" / name).mkdir(parents=True)
    os.mkfifo(tmp_path / "class" / "fifo" / "output_size.py")
    (tmp_path / "class" / "folder" / "output_size.py").mkdir()
    assert [exercise["status"] for _, exercise in _graded(program, tmp_path / "class")] == ["error", "error"]


def test_a_file_of_50_mb(program, folder):
    (folder / "output_size.py").write_text("# " + "x" * 50_000_000)
    ((_, exercise),) = _graded(program, folder)
    assert exercise["status"] == "error"
    assert "MB" in exercise["checks"][0]["message"]


def test_a_windows_file_with_a_bom(program, folder):
    (folder / "output_size.py").write_bytes(b"\xef\xbb\xbf" + RIGHT.replace("\n", "\r\n").encode())
    ((_, exercise),) = _graded(program, folder)
    assert exercise["status"] == "passed"


def test_a_latin1_file_that_says_so(program, folder):
    (folder / "output_size.py").write_bytes("# -*- coding: latin-1 -*-\n# Größe\n".encode("latin-1") + RIGHT.encode())
    ((_, exercise),) = _graded(program, folder)
    assert exercise["status"] == "passed"


def test_a_full_disk(program, folder):
    (folder / "output_size.py").write_text(RIGHT)
    done = program("grade", "--student", folder, "--exercise", "output_size", "--output", "/dev/full")
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr


def test_a_closed_pipe_is_not_an_error(program):
    import subprocess

    from tests.e2e.conftest import PROGRAM

    done = subprocess.run(f"{PROGRAM} list | head -1", shell=True, capture_output=True, text=True)
    assert "Traceback" not in done.stderr


def test_a_read_only_home_costs_nothing(program, folder, tmp_path):
    (folder / "output_size.py").write_text(RIGHT)
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    surroundings = {"HOME": str(home), "XDG_CACHE_HOME": "/proc/nowhere"}
    done = program("check", "output_size", cwd=folder, env=surroundings)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
