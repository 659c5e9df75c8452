"""Every format, from the same made-up class: what is in it, and that nothing a student wrote gets out of its place."""

from __future__ import annotations

import csv
import errno
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree

import numpy as np
import pytest
from rich.cells import cell_len

from grader.gradebook import Gradebook
from grader.late import Policy
from grader.report import files, formats, table
from grader.report.delivery import deliver
from grader.report.pagenames import page_name
from grader.report.statistics import gather
from grader.results import Status
from grader.roll import Enrolled
from tests.unit.classes import LESSONS, everything, filled, lesson, material, missing, plan, result

DEADLINE = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
NASTY = "</pre><script>alert('owned')</script><img src=x onerror=alert(1)>\x1b[31m\x00&amp;"
NAMES = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", 'Ada, "Countess"', "Zoë 王", "<b>bold</b>", "ok"]


@pytest.fixture
def of(tmp_path):
    """A material out of results by student."""
    opened = []

    def make(results, of=None, *notes, **enrolled):
        gradebook = Gradebook(filled(tmp_path / f"{len(opened)}.sqlite", results, of, **enrolled))
        opened.append(gradebook)
        return material(gradebook, *notes)

    yield make
    for gradebook in opened:
        gradebook.close()


def text(name: str, what) -> str:
    return "".join(formats.text(name, what))


def cells(name: str, what) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text(name, what))))


def late_class(of):
    policy = Policy(DEADLINE, 10)
    return of(
        {"ada": everything(), "bob": everything()},
        plan(policy=policy),
        ada=Enrolled("ada", submitted=DEADLINE + timedelta(hours=30)),
        bob=Enrolled("bob", submitted=DEADLINE - timedelta(hours=30)),
    )


def test_json_is_the_contracts(of):
    told = json.loads(text("json", of({"bob": everything(Status.FAILED), "ada": everything(output="printed é\n")})))
    assert list(told) == ["schema", "version", "seed", "students"]
    assert [student["student"] for student in told["students"]] == ["ada", "bob"]
    ada, bob = told["students"]
    assert list(ada) == ["student", "score", "max_score", "exercises"]
    assert (ada["score"], bob["score"], bob["max_score"]) == (12.0, 4.0, 12.0)
    assert [one["exercise"] for one in ada["exercises"]] == [lesson.name for lesson in LESSONS]
    flat = bob["exercises"][0]
    assert list(flat) == ["exercise", "status", "score", "max_score", "seconds", "checks", "output"]
    assert flat["checks"][1] == {
        "name": "second",
        "status": "failed",
        "points": 0.0,
        "max_points": 2.0,
        "message": "shape (3, 3) wanted\nyours (2, 2)",
        "mistake": "padding left out",
    }
    assert ada["exercises"][0]["output"] == "printed é\n"
    assert ada["exercises"][0]["checks"][0]["mistake"] is None


def test_json_of_nobody_and_of_half_a_surrogate(of, tmp_path):
    assert json.loads(text("json", of({})))["students"] == []
    files.write(tmp_path / "x.json", formats.text("json", of({"ada": everything(output="\ud800")})))
    assert json.loads((tmp_path / "x.json").read_text())["students"][0]["exercises"][0]["output"] == "\ud800"


def test_points_carry_no_dust(of):
    results = everything()
    results["flat"] = replace(results["flat"], score=0.1 + 0.2)
    assert "\nada,9.3,12,0.3,3,3,3\n" in text("csv", of({"ada": results}))
    assert '"score": 0.3,' in text("json", of({"ada": results}))


def test_lateness_is_shown_apart_from_the_raw_score(of):
    told = json.loads(text("json", late_class(of)))["students"]
    assert told[0]["score"] == 12.0
    assert told[0]["late"] == {"submitted": "2026-11-22T05:59:00+00:00", "days": 2, "percent": 20.0, "score": 9.6}
    assert told[1]["late"]["days"] == 0
    header, ada, bob = cells("csv", late_class(of))
    assert dict(zip(header, ada, strict=True))["score_after_late"] == "9.6"
    assert dict(zip(header, bob, strict=True))["score_after_late"] == dict(zip(header, bob, strict=True))["score"]
    assert "-20%" in text("table", late_class(of))
    assert cells("canvas", late_class(of))[2][-1] == "9.6"


def test_csv_has_a_row_per_student_and_a_column_per_exercise(of):
    rows = cells("csv", of({"ada": everything(), "bob": {"flat": missing("flat")}}))
    assert rows[0] == ["student", "score", "max_score", "flat", "training", "net", "pool"]
    assert rows[1] == ["ada", "12", "12", "3", "3", "3", "3"]
    assert rows[2] == ["bob", "0", "12", "0", "0", "0", "0"]


@pytest.mark.parametrize("name", ["csv", "canvas", "moodle"])
def test_no_cell_is_a_formula(of, name):
    identity = {"sid": "=1+1", "email": "@x", "login": "-2"}
    students = {student: Enrolled(student, identity=identity) for student in NAMES}
    told = cells(name, of({student: everything() for student in NAMES}, None, **students))
    assert len({len(row) for row in told}) == 1
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in told for cell in row)
    assert any("Zoë 王" in row for row in told) and any('Ada, "Countess"' in row for row in told)


def test_canvas_finds_people_by_their_ids(of):
    ada = Enrolled("Lovelace, Ada", identity={"canvas_id": "17", "sid": "s1", "login": "al", "section": "A"})
    rows = cells("canvas", of({"Lovelace, Ada": everything()}, None, **{"Lovelace, Ada": ada}))
    assert rows[0][:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert rows[1][0].strip() == "Points Possible" and rows[1][-1] == "12"
    assert rows[2] == ["Lovelace, Ada", "17", "s1", "al", "A", "12"]


def test_moodle_gets_its_identifier_and_feedback(of):
    ada = Enrolled("Ada", identity={"moodle_id": "101", "email": "a@x"})
    header, row = cells("moodle", of({"Ada": everything(Status.FAILED)}, None, Ada=ada))
    told = dict(zip(header, row, strict=True))
    assert told["Identifier"] == "Participant 101" and told["Email address"] == "a@x"
    assert (told["Grade"], told["Maximum grade"]) == ("4", "12")
    assert "flat 1/3: looks like: padding left out" in told["Feedback comments"]


def test_junit_is_xml_whatever_was_printed(of):
    results = {"ada": everything(Status.FAILED, output=NASTY + "\ud800\x0b]]>"), "<&>": {"flat": missing("flat")}}
    root = ElementTree.fromstring(text("junit", of(results)).encode("utf-8", "backslashreplace"))
    suites = {suite.get("name"): suite for suite in root}
    assert len(suites) == 8
    first, second = suites["ada.flat"].findall("testcase")
    assert len(first) == 0
    assert second.find("failure").get("message") == "looks like: padding left out"
    assert suites["<&>.flat"].find("testcase/skipped") is not None
    assert suites["<&>.pool"].find("testcase/error").get("message") == "not graded yet"


def test_junit_tells_errors_from_failures(of):
    root = ElementTree.fromstring(text("junit", of({"ada": everything(Status.TIMEOUT)})))
    assert root.find(".//error").get("type") == "timeout" and root.find(".//failure") is None


def test_gradescope_takes_a_file_per_submission(of):
    results = everything(Status.FAILED, output="hello")
    what = of({"ada": results, "Zoë": everything()})
    pages = dict(formats.pages("gradescope", what))
    assert {path.name for path in pages} == {"results.json"} and len(pages) == 2
    alone = of({"ada": results})
    ((path, pieces),) = formats.pages("gradescope", alone)
    assert str(path) == "results.json"
    told = json.loads("".join(pieces))
    assert told == json.loads(text("gradescope", alone))
    assert told["score"] == 4.0
    tests = [test for test in told["tests"] if "max_score" in test]
    assert sum(test["score"] for test in tests) == 4.0 and sum(test["max_score"] for test in tests) == 12.0
    assert all(test["visibility"] == "visible" for test in told["tests"])
    assert "padding left out. zeros on both sides" in tests[1]["output"]
    assert any(test.get("output") == "hello" for test in told["tests"])
    assert told["leaderboard"] == []


def test_gradescope_has_a_leaderboard_for_improve(of):
    improve = result("improve", measures={"accuracy": 71.5, "parameters": 62006.0, "baseline": 65.0})
    what = of({"ada": {"improve": improve}}, plan([lesson(19, "improve")]))
    told = json.loads(text("gradescope", what))
    assert {one["name"]: one["value"] for one in told["leaderboard"]} == {"accuracy": 71.5, "parameters": 62006.0}


class Page(HTMLParser):
    """What a browser would make of a page: tags, attributes, text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.said = ""
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes += attributes

    def handle_data(self, data):
        self.said += data


def html_pages(what) -> dict[str, Page]:
    return {str(path): Page("".join(pieces)) for path, pieces in formats.pages("html", what)}


def test_what_students_print_stays_text(of):
    results = everything(Status.FAILED, output=NASTY)
    results["pool"] = result("pool", Status.ERROR, output=NASTY, message=NASTY)
    pages = html_pages(of({NASTY.replace("\x00", ""): results, "bob": everything()}, None, NASTY))
    assert len(pages) == 3
    for page in pages.values():
        assert not page.tags & {"script", "img", "iframe", "object", "link"}
        assert not any(name.startswith("on") for name, _ in page.attributes)
        assert ("content", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'") in (
            page.attributes
        )
        assert "\x1b" not in page.said and "\x00" not in page.said
    assert any("<script>alert('owned')</script>" in page.said for page in pages.values())


def test_the_class_page_links_every_student_and_loads_nothing(of):
    what = of({name: everything() for name in NAMES})
    pages = html_pages(what)
    links = [value for name, value in pages["report.html"].attributes if name == "href"]
    assert sorted(map(unquote, links)) == sorted(set(pages) - {"report.html"})
    for page in pages.values():
        assert not any(value and value.startswith(("http", "//", "data:")) for _, value in page.attributes)
        assert not any(name == "src" for name, _ in page.attributes)


def test_a_students_page_has_the_feedback_of_the_terminal(of):
    pictures = {"losses": np.array([2.3, 1.9, np.nan, 1.2]), "confusion": np.array([[7.0, 2.0], [1.0, 5.0]])}
    results = everything(Status.FAILED, output="epoch 1", measures={"accuracy": 0.5}, pictures=pictures)
    page = Page(text("html", of({"ada": results})))
    for said in (
        "shape (3, 3) wanted\nyours (2, 2)",
        "padding left out",
        "zeros on both sides",
        "epoch 1",
        "accuracy 0.5",
    ):
        assert said in page.said
    assert "polyline" in page.tags
    assert re.search(r"0\s*7\s*2\s*1\s*1\s*5", page.said)


def test_the_class_page_names_what_was_hard(of):
    students = {f"s{number}": everything(Status.FAILED if number < 6 else Status.PASSED) for number in range(10)}
    students["nobody"] = {lesson.name: missing(lesson.name) for lesson in LESSONS}
    page = html_pages(of(students, None, "stray.py"))["report.html"]
    assert "padding left out" in page.said and "4 of 10" in page.said and "stray.py" in page.said
    assert "mean 6.5" in page.said


def test_statistics(of):
    students = {f"s{number}": everything() for number in range(10)}
    students["low"] = everything(Status.FAILED)
    students["none"] = {lesson.name: missing(lesson.name) for lesson in LESSONS}
    what = of(students)
    found = gather(what.rows(), what.max_score)
    assert sum(found.bins) == 12 and found.bins[-1] == 10 and found.bins[0] == 1
    assert found.median == 12.0
    assert dict(found.outliers) == {"low": 4.0, "none": 0.0}
    assert found.exercise_tried["flat"] == 11
    assert found.mistakes[0][1:] == ("padding left out", 1)
    assert {(one.check, one.passed, one.tried) for one in found.hardest} == {("second", 10, 11)}


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
    assert re.search(r"- net +0 of 3 +no file net.py", told)


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

    with pytest.raises(files.WriteError, match="the disk is full"):
        files.write(tmp_path / "report.csv", breaks())
    assert (tmp_path / "report.csv").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.csv"]


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(files.WriteError) as told:
        files.write(tmp_path / "file" / "report.csv", ["x"])
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


def test_the_table_is_made_of_all_statuses():
    assert set(table._MARKS) == set(Status)
