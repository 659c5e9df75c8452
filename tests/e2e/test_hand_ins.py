"""A class handed in as classes are: every file used or named, lateness never invented, a report whatever comes."""

from __future__ import annotations

import csv
import json
import os
import tarfile
import zipfile

from grader.classroom.gradebook.store import Gradebook
from tests.e2e.test_bad_input import RIGHT


def test_a_canvas_zip_is_graded_and_accounted_for(program, tmp_path):
    with zipfile.ZipFile(tmp_path / "submissions.zip", "w") as archive:
        archive.writestr("lindbo_501_90001_output_size.py", RIGHT)
        archive.writestr("faureelodie_LATE_502_90002_Output-Size (1).py", RIGHT)
        archive.writestr("chenwei_503_90003_hw7.rar", "Rar!")
        archive.writestr("chenwei_503_90005_sizes final.py", RIGHT)
        archive.writestr("zedzoe_504_90004_output_size.py.txt", RIGHT)
    (tmp_path / "times.csv").write_text("student,time\nzedzoe,2026-11-22 10:00\n")
    (tmp_path / "course.toml").write_text(
        'exercise = ["output_size"]\ndeadline = "2026-11-20 23:59 Europe/Berlin"\nlate_per_day = 20\n'
        'times = "times.csv"\n[extension]\nzedzoe = 2026-11-21T12:00:00\n'
    )
    asked = ("--student", tmp_path / "submissions.zip", "--course", tmp_path / "course.toml")
    done = program("grade", *asked, "--format", "json,csv,html", "--output", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    lines = done.stderr.strip().splitlines()
    assert lines[-1] == "3 files used, 2 noted, 1 student with nothing to grade"
    assert any("no time of handing in is known for 2 of 4 students" in line for line in lines)
    students = {one["student"]: one for one in json.loads((tmp_path / "out/report.json").read_text())["students"]}
    assert {name: one["late"]["days"] for name, one in students.items()} == {
        "lindbo": 0,
        "faureelodie": 1,
        "chenwei": 0,
        "zedzoe": 1,
    }
    assert students["zedzoe"]["late"]["extension"] == "2026-11-21T12:00:00+01:00"
    assert students["faureelodie"]["exercises"][0]["file"] == "Output-Size (1).py"
    assert "handed in hw7.rar: not a format that is read" in students["chenwei"]["notes"]
    with (tmp_path / "out/report.csv").open(encoding="utf-8-sig") as file:
        (zoe,) = [row for row in csv.DictReader(file) if row["student"] == "zedzoe"]
    assert (zoe["late_days"], zoe["time_from"], zoe["score_after_late"]) == ("1", "times.csv", "4")
    assert "not a format that is read" in (tmp_path / "out/students/chenwei.html").read_text()
    with Gradebook(tmp_path / "out/gradebook.sqlite") as gradebook:  # an instructor sees it before deciding on it
        (spare,) = (spare for one in gradebook.roll() for spare in one.spare.values())
        assert gradebook.sources.read(spare.digest) == RIGHT.encode()


def test_whatever_one_student_does_the_class_ends_with_a_report(program, tmp_path):
    root = tmp_path / "class"
    for name in ("bob", "[conceal]eve", " bob", "bob_smith-7e50351d", "bob smith"):
        (root / name).mkdir(parents=True)
        (root / name / "output_size.py").write_text(RIGHT)
    os.mkfifo(root / "aaa.zip")
    (root / "mallory.zip").write_bytes(b"PK\x03\x04 nothing")
    (root / "aaa").mkdir()
    (root / "aaa/output_size.py").write_text("no file output_size.py")
    (root / "cyd").mkdir()
    with tarfile.open(root / "tara.tar.gz", "w:gz", format=tarfile.PAX_FORMAT) as archive:
        member = tarfile.TarInfo("output_size.py")
        member.pax_headers = {"mtime": "1e300"}
        archive.addfile(member)
    asked = ("--student", root, "--exercise", "output_size", "--deadline", "2020-01-01", "--late-per-day", "10")
    done = program("grade", *asked, "--format", "json,html,table", "--output", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().splitlines()[-1] == "7 files used, 2 noted, 2 students with nothing to grade"
    students = {one["student"]: one for one in json.loads((tmp_path / "out/report.json").read_text())["students"]}
    assert [name for name, one in students.items() if one["score"] == 5] == [
        "[conceal]eve",
        "bob",
        "bob (2)",
        "bob smith",
        "bob_smith-7e50351d",
    ]
    assert students["cyd"]["exercises"][0]["status"] == "missing", "an absent file has nobody's result"
    assert students["aaa"]["exercises"][0]["status"] == "error"
    assert {one["late"]["percent"] for one in students.values()} == {0.0}, "all share the moment of this test"
    assert len(list((tmp_path / "out/students").iterdir())) == len(students)
    assert "[conceal]eve" in (tmp_path / "out/report.txt").read_text()


def test_a_roster_that_is_not_understood_is_one_line(program, tmp_path):
    (tmp_path / "class/ada").mkdir(parents=True)
    (tmp_path / "class/ada/output_size.py").write_text(RIGHT)
    (tmp_path / "roster.csv").write_text("Prénom,Nom\nAda,Love\n")
    done = program("grade", "--student", tmp_path / "class", "--roster", tmp_path / "roster.csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1 and "'Prénom', 'Nom'" in done.stderr
