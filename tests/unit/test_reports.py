"""The JSON, the table and the statistics of a made-up class, and how reports are written to their files."""

from __future__ import annotations

import errno
import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from rich.cells import cell_len

from grader.classroom.gradebook.roll import Enrolled
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.report import formats
from grader.classroom.report.class_numbers import class_numbers
from grader.classroom.report.delivery import deliver
from grader.classroom.report.misconceptions import misconceptions, unexplained_line
from grader.classroom.report.narrowed import narrowed
from grader.classroom.report.pagenames import page_name
from grader.core import atomic
from grader.core.errors import UserError
from grader.core.results import CheckResult, ExerciseResult, Status
from tests.unit.classes import LESSONS, everything, filled, missing, result, text


def test_json_is_the_contracts(of):
    told = json.loads(text("json", of({"bob": everything(Status.FAILED), "ada": everything(output="printed é\n")})))
    assert list(told) == ["schema", "version", "seed", "graded_by", "students"]
    assert [student["student"] for student in told["students"]] == ["ada", "bob"]
    ada, bob = told["students"]
    assert list(ada) == ["student", "score", "max_score", "notes", "exercises"]
    assert (ada["score"], bob["score"], bob["max_score"]) == (12.0, 4.0, 12.0)
    assert [one["exercise"] for one in ada["exercises"]] == [lesson.name for lesson in LESSONS]
    flat = bob["exercises"][0]
    fields = "exercise status score max_score seconds file diagnosis checks output"
    assert list(flat) == fields.split()
    assert flat["checks"][1] == {
        "name": "second",
        "status": "failed",
        "points": 0.0,
        "max_points": 2.0,
        "message": "shape (3, 3) wanted\nyours (2, 2)",
        "mistake": "padding left out",
        "mistakes": [],
        "insight": None,
    }
    assert ada["exercises"][0]["output"] == "printed é\n"
    assert ada["exercises"][0]["checks"][0]["mistake"] is None


def test_json_of_nobody_and_of_half_a_surrogate(of, tmp_path):
    assert json.loads(text("json", of({})))["students"] == []
    atomic.write_text(tmp_path / "x.json", formats.text("json", of({"ada": everything(output="\ud800")})))
    (student,) = json.loads((tmp_path / "x.json").read_text())["students"]
    assert student["exercises"][0]["output"] == "?", "no report holds what no file can"


def test_points_carry_no_dust(of):
    results = everything()
    results["flat"] = replace(results["flat"], score=0.1 + 0.2)
    assert "\nada,9.3,12,0.3,3,3,3,\n" in text("csv", of({"ada": results}))
    assert '"score": 0.3,' in text("json", of({"ada": results}))


REASON = "line 3: invalid syntax\n    return (n <& f)"


def never_ran(exercise: str, checks: bool = True):
    lost = (CheckResult("first", Status.ERROR, 0.0, 1.0), CheckResult("second", Status.ERROR, 0.0, 2.0))
    return ExerciseResult(exercise, Status.ERROR, 0.0, 3.0, 0.0, lost if checks else (), message=REASON)


def test_json_gives_the_reason_of_a_file_that_never_ran_at_each_check(of):
    (student,) = json.loads(text("json", of({"ada": everything() | {"net": never_ran("net")}})))["students"]
    assert [check["message"] for check in student["exercises"][2]["checks"]] == [REASON, REASON]
    assert [check["message"] for check in student["exercises"][0]["checks"]] == ["", ""]


@pytest.mark.parametrize("checks", [True, False])
def test_junit_gives_the_reason_of_a_file_that_never_ran(of, checks):
    root = ElementTree.fromstring(text("junit", of({"ada": everything() | {"net": never_ran("net", checks)}})))
    errors = root.findall("./testsuite/testcase/error")
    assert [error.text for error in errors] == [REASON] * (2 if checks else 1)
    assert all(error.get("message", "").startswith("line 3: invalid syntax") for error in errors)


def test_gradescope_gives_the_reason_of_a_file_that_never_ran_at_each_check(of):
    ((_, pieces),) = formats.pages("gradescope", of({"ada": everything() | {"net": never_ran("net")}}))
    tests = [one for one in json.loads("".join(pieces))["tests"] if one["name"].startswith("net: ")]
    assert [one["output"] for one in tests] == [REASON, REASON]


def test_the_table_gives_the_reason_of_a_file_that_never_ran(tmp_path):
    path = filled(tmp_path / "g", {"ada": everything() | {"net": never_ran("net")}})
    with Gradebook(path) as gradebook:
        assert text("table", narrowed(gradebook, "ada", ["net"])).count("       line 3: invalid syntax\n") == 2
        assert text("table", narrowed(gradebook, "ada", [])).count("line 3: invalid syntax") == 1


def test_a_page_and_a_mail_give_the_reason_of_a_file_that_never_ran_once(of):
    what = of({"ada": everything() | {"net": never_ran("net")}})
    told = {path.name: "".join(pieces) for path, pieces in formats.pages("feedback", what)}
    assert "    line 3: invalid syntax\n        return (n <& f)" in told["feedback.md"]
    assert told["feedback.html"].count("<pre>line 3: invalid syntax\n    return (n &lt;&amp; f)</pre>") == 1


def test_statistics(of):
    students = {f"s{number}": everything() for number in range(10)}
    students["low"] = everything(Status.FAILED)
    students["none"] = {lesson.name: missing(lesson.name) for lesson in LESSONS}
    what = of(students, None, none=Enrolled("none", False))
    found = class_numbers(what).scores
    assert sum(found.bins) == 11 and found.bins[-1] == 10
    assert found.median == 12.0
    assert dict(found.outliers) == {"low": 4.0}, "who handed in nothing is no outlier"
    assert found.exercise_tried["flat"] == 11
    assert {(one.check, one.passed, one.tried) for one in found.hardest} == {("second", 10, 11)}


def test_misconceptions_stand_by_the_points_that_they_cost(of):
    students = {f"s{n}": {"flat": result("flat", Status.FAILED)} for n in range(3)}
    dear = result("pool", Status.FAILED)
    dear = replace(dear, checks=(dear.checks[0], replace(dear.checks[1], max_points=9.0, mistake="sum for maximum")))
    odd = result("net", Status.FAILED)
    odd = replace(odd, checks=(odd.checks[0], replace(odd.checks[1], mistake=None)))
    students["s0"] |= {"pool": dear, "net": odd}
    first, second, *rest = misconceptions(of(students).rows())
    assert (first.name, first.exercise, first.lost, first.students) == ("sum for maximum", "pool", 9.0, ("s0",))
    assert (second.name, second.lost, second.who(2)) == ("padding left out", 6.0, "s0; s1 +1")
    assert unexplained_line((first, second, *rest)) == "wrong, and no name for it: 1 answer in 1 exercise, 2 points"


def test_a_class_table_is_eighty_columns_wide(of):
    names = ["王" * 60, "a" * 200, "esc\x1b[2Jape", "new\nline", "ok"]
    told = text("table", of({name: everything() for name in names}))
    assert all(cell_len(line) <= 80 for line in told.splitlines())
    assert "\x1b" not in told and "✓✓✓✓" in told and "5 students" in told


def test_one_students_table_names_each_exercise(of):
    results = everything(Status.FAILED)
    results["net"] = missing("net")
    told = text("table", of({"ada": results}))
    assert "ada  3 of 12 points" in told
    assert re.search(r"◐ flat +1 of 3 +looks like: padding left out", told)
    assert re.search(r"\? net +0 of 3 +no file net.py", told)


def test_page_names_are_safe_and_never_shared():
    names = ["../../etc/passwd", "ada", "Ada", "ADA", "a b", "a/b", "王", "con", "", "x" * 300, ".", "..", "-rf"]
    made = [page_name(name) for name in names]
    assert len({name.lower() for name in made}) == len(names)
    assert all("/" not in name and not name.startswith((".", "-")) and 0 < len(name) < 80 for name in made)


def test_files_are_whole_or_not_there(tmp_path):
    (tmp_path / "report.csv").write_text("old")

    def breaks():
        yield "new"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(atomic.WriteError, match="the disk is full"):
        atomic.write_text(tmp_path / "report.csv", breaks())
    assert (tmp_path / "report.csv").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.csv"]


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(atomic.WriteError) as told:
        atomic.write_text(tmp_path / "file" / "report.csv", ["x"])
    assert "\n" not in str(told.value) and "report.csv" in str(told.value)


def test_reports_go_where_they_are_sent(of, tmp_path, capfd):
    what = of({"ada": everything(), "bob": everything()})
    deliver(what, ["json"], None, False)
    out = capfd.readouterr()
    assert json.loads(out.out)["seed"] == 0 and out.err == ""
    deliver(what, ["csv", "html", "gradescope"], tmp_path / "out", True)
    out = capfd.readouterr()
    assert out.out == "" and "written" in out.err
    there = {str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert {"report.csv", "report.html", "students/ada.html", "gradescope/bob/results.json"} <= there
    assert (tmp_path / "out" / "report.csv").stat().st_mode & 0o777 == 0o644


def test_one_student_and_one_exercise_answer_why_a_point_was_lost(tmp_path):
    path = filled(tmp_path / "g", {"ada": everything(Status.FAILED), "bob": everything()})
    with Gradebook(path) as gradebook:
        told = text("table", narrowed(gradebook, "ad", ["flat"]))
        assert "ada" in told and "bob" not in told and "pool" not in told
        assert "✗ second: 0/2" in told and "shape (3, 3) wanted" in told
        (student,) = json.loads(text("json", narrowed(gradebook, "ada", [])))["students"]
        assert [one["exercise"] for one in student["exercises"]] == ["flat", "training", "net", "pool"]
        with pytest.raises(UserError, match="did you mean 'ada'"):
            narrowed(gradebook, "adda", [])
