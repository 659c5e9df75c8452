"""A class that is killed, stopped or changed in the middle, graded by the installed program."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time

import pytest

RIGHT = """
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("too large")
    return (n - f + 2 * pad) // stride + 1
"""
SLOW = f"import time\ntime.sleep(0.4)\n{RIGHT}"
COMMAND = [sys.executable, "-P", "-m", "grader", "grade", "--exercise=output_size,receptive_field", "--format=json"]


@pytest.fixture
def classroom(tmp_path):
    for number in range(8):
        folder = tmp_path / "class" / f"student{number}"
        folder.mkdir(parents=True)
        (folder / "output_size.py").write_text(f"# {number}\n{SLOW}")
    return tmp_path / "class"


def report(folder) -> list:
    """The report without its times."""
    told = json.loads((folder / "report.json").read_text())
    for student in told["students"]:
        for exercise in student["exercises"]:
            del exercise["seconds"]
    return told["students"]


def start(classroom, output) -> subprocess.Popen:
    command = [*COMMAND, f"--student={classroom}", f"--output={output}", "--jobs=1"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd="/", preexec_fn=_heed_ctrl_c, **pipes)


def _heed_ctrl_c() -> None:
    """A shell that runs the tests in the background has had them ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def until_something_is_kept(process, output) -> None:
    """Wait until the gradebook holds a result."""
    from grader.classroom.gradebook.store import Gradebook, GradebookError

    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        try:
            with Gradebook(output / "gradebook.sqlite", create=False) as gradebook:
                if gradebook.left() < 14:
                    return
        except GradebookError:
            pass
        time.sleep(0.05)
    raise AssertionError("nothing was ever kept")


def finish(process) -> str:
    out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    assert out == ""
    return err


def test_a_killed_class_ends_with_the_same_report(classroom, tmp_path):
    finish(start(classroom, tmp_path / "whole"))
    for _ in range(2):
        killed = start(classroom, tmp_path / "out")
        until_something_is_kept(killed, tmp_path / "out")
        killed.send_signal(signal.SIGKILL)
        killed.communicate(timeout=60)
    assert not (tmp_path / "out" / "report.json").exists()
    said = finish(start(classroom, tmp_path / "out"))
    assert " 0 already known" not in said
    assert report(tmp_path / "out") == report(tmp_path / "whole")
    assert "0 exercises run, 16 already known" in finish(start(classroom, tmp_path / "out"))
    assert report(tmp_path / "out") == report(tmp_path / "whole")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_stops_cleanly_and_says_how_to_go_on(classroom, tmp_path, number):
    stopped = start(classroom, tmp_path / "out")
    until_something_is_kept(stopped, tmp_path / "out")
    stopped.send_signal(number)
    _, err = stopped.communicate(timeout=60)
    assert stopped.returncode == 130, err
    assert "the same command goes on from" in err and "Traceback" not in err
    finish(start(classroom, tmp_path / "out"))
    assert [student["score"] for student in report(tmp_path / "out")] == [5.0] * 8


def test_two_programs_on_one_gradebook(classroom, tmp_path):
    finish(start(classroom, tmp_path / "alone"))
    both = [start(classroom, tmp_path / "out") for _ in range(2)]
    for process in both:
        finish(process)
    assert report(tmp_path / "out") == report(tmp_path / "alone")


def test_reports_again_compare_and_shards(classroom, tmp_path, program):
    only = ["--exercise", "output_size"]
    for index in (1, 2):
        done = program("grade", "--student", classroom, "--shard", f"{index}/2", "--output", tmp_path / "shards", *only)
        assert done.returncode == 0 and done.stdout == "", done.stderr
    gradebooks = sorted((tmp_path / "shards").glob("*.sqlite"))
    assert len(gradebooks) == 2
    assert program("merge", *gradebooks, "--output", tmp_path / "all.sqlite").returncode == 0
    again = program("report", tmp_path / "all.sqlite", "--format", "json")
    assert [one["score"] for one in json.loads(again.stdout)["students"]] == [5.0] * 8
    (classroom / "student3" / "output_size.py").write_text(RIGHT.replace("2 * pad) //", "pad) //"))
    program("grade", "--student", classroom, "--gradebook", tmp_path / "later.sqlite", *only)
    compared = program("compare", tmp_path / "all.sqlite", tmp_path / "later.sqlite")
    assert compared.returncode == 0
    assert "another file was handed in" in compared.stdout and "1 down, 7 as before" in compared.stdout


def test_a_report_that_cannot_be_written_is_one_line(classroom, tmp_path, program):
    (tmp_path / "file").write_text("")
    done = program("grade", "--student", classroom / "student0", "--output", tmp_path / "file" / "out")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) <= 2 and "Traceback" not in done.stderr


def test_wrong_usage_is_one_line_and_two(tmp_path, program, classroom):
    for arguments in (
        ["--student", tmp_path / "nowhere"],
        ["--student", classroom, "--exercise", "outptu_size"],
        ["--student", classroom, "--deadline", "soon"],
        ["--student", classroom, "--course", tmp_path / "none.toml"],
        ["--student", classroom, "--format", "json", "--format", "csv"],
        [],
    ):
        done = program("grade", *arguments)
        assert done.returncode == 2, arguments
        assert len(done.stderr.strip().splitlines()) == 1 and done.stdout == "", done.stderr


def test_nothing_is_written_unless_asked_for(classroom, tmp_path, program):
    before = sorted(path for path in tmp_path.rglob("*") if "config" not in path.parts)
    done = program("grade", "--student", classroom, "--format", "csv", "--exercise", "receptive_field", cwd=tmp_path)
    assert done.returncode == 0 and done.stdout.startswith("student,score")
    assert sorted(path for path in tmp_path.rglob("*") if "config" not in path.parts) == before
    assert [path.name for path in (classroom / "student0").iterdir()] == ["output_size.py"]


@pytest.mark.parametrize("command", ["report", "merge", "compare", "grade"])
def test_the_same_gradebook_problem_has_the_same_exit_status_everywhere(classroom, tmp_path, program, command):
    damaged = tmp_path / "gradebook.sqlite"
    damaged.write_bytes(b"this is no gradebook" * 100)
    arguments = {
        "report": [damaged],
        "merge": [damaged, "--output", tmp_path / "merged.sqlite"],
        "compare": [damaged, damaged],
        "grade": ["--student", classroom / "student0", "--gradebook", damaged],
    }[command]
    done = program(command, *arguments)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "damaged" in done.stderr
