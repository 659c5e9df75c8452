"""What course systems, CI and browsers read of a class, and that nothing a student wrote gets out of its place."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree

import numpy as np
import pytest

from grader.classroom.gradebook.late import Policy
from grader.classroom.gradebook.roll import Enrolled
from grader.classroom.report import formats
from grader.classroom.report.delivery import deliver
from grader.core.results import Status
from tests.unit.classes import LESSONS, cells, everything, lesson, missing, plan, result, text

DEADLINE = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
NASTY = "</pre><script>alert('owned')</script><img src=x onerror=alert(1)>\x1b[31m\x00&amp;"
NAMES = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", 'Ada, "Countess"', "Zoë 王", "<b>bold</b>", "ok"]


def late_class(of):
    policy = Policy(DEADLINE, 10, timedelta(hours=2))
    return of(
        {"ada": everything(), "bob": everything()},
        plan(policy=policy),
        ada=Enrolled("ada", submitted=DEADLINE + timedelta(hours=30), source="Gradescope"),
        bob=Enrolled("bob", submitted=DEADLINE - timedelta(hours=30)),
    )


def test_lateness_is_shown_apart_from_the_raw_score(of):
    told = json.loads(text("json", late_class(of)))["students"]
    assert told[0]["score"] == 12.0
    assert told[0]["late"] == {
        "deadline": "2026-11-20T23:59:00+00:00",
        "zone": "UTC",
        "grace": "2h",
        "extension": None,
        "submitted": "2026-11-22T05:59:00+00:00",
        "source": "Gradescope",
        "days": 2,
        "percent": 20.0,
        "score": 9.6,
    }
    assert told[1]["late"]["days"] == 0
    header, ada, bob = cells("csv", late_class(of))
    assert dict(zip(header, ada, strict=True))["score_after_late"] == "9.6"
    assert dict(zip(header, bob, strict=True))["score_after_late"] == dict(zip(header, bob, strict=True))["score"]
    assert "-20%" in text("table", late_class(of))
    assert cells("canvas", late_class(of))[2][-1] == "9.6"


WHY = "due 2026-11-20 23:59 UTC, grace 2h, handed in 2026-11-22 05:59 (by Gradescope)"


@pytest.mark.parametrize("name", ["table", "html", "gradescope", "moodle", "junit"])
def test_each_deduction_says_what_it_follows_from(of, name):
    told = html.unescape(" ".join(text(name, late_class(of)).split()))
    if name == "html":
        told = html_pages(late_class(of))["students/ada.html"].said
    assert "2 days late, 20% taken off: 9.6 points count" in told
    assert WHY in told


def test_the_csv_has_a_column_for_each_part_of_a_deduction(of):
    header, ada, _ = cells("csv", late_class(of))
    told = dict(zip(header, ada, strict=True))
    assert (told["deadline"], told["zone"], told["grace"]) == ("2026-11-20 23:59", "UTC", "2h")
    assert (told["submitted"], told["time_from"], told["extension"]) == ("2026-11-22 05:59", "Gradescope", "")


def test_an_extension_is_shown_with_the_deduction(of):
    extended = Enrolled(
        "ada", submitted=DEADLINE + timedelta(days=3), source="git", extension=DEADLINE + timedelta(days=2)
    )
    what = of({"ada": everything()}, plan(policy=Policy(DEADLINE, 10)), ada=extended)
    told = " ".join(text("table", what).split())
    assert "1 day late, 10% taken off" in told and "extended to 2026-11-22 23:59" in told


def test_what_was_not_used_is_in_every_report_that_has_room(of):
    note = "handed in output_size.rar: not a format that is read"
    ada = Enrolled("ada", notes=(note,), files={"flat": "hw/flat (1).py"})
    for one in ("table", "json", "csv", "html", "gradescope", "moodle"):
        assert note in html.unescape(text(one, of({"ada": everything()}, None, ada=ada))), one
    told = json.loads(text("json", of({"ada": everything()}, None, ada=ada)))["students"][0]
    assert told["notes"] == [note]
    assert [exercise["file"] for exercise in told["exercises"]] == ["hw/flat (1).py", None, None, None]


def test_csv_has_a_row_per_student_and_a_column_per_exercise(of):
    rows = cells("csv", of({"ada": everything(), "bob": {"flat": missing("flat")}}))
    assert rows[0] == ["student", "score", "max_score", "flat", "training", "net", "pool", "notes"]
    assert rows[1] == ["ada", "12", "12", "3", "3", "3", "3", ""]
    assert rows[2] == ["bob", "0", "12", "0", "0", "0", "0", ""]


@pytest.mark.parametrize("name", ["csv", "canvas", "moodle"])
def test_no_cell_is_a_formula(of, name):
    identity = {"sid": "=1+1", "email": "@x", "login": "-2"}
    students = {student: Enrolled(student, identity=identity) for student in NAMES}
    told = cells(name, of({student: everything() for student in NAMES}, None, **students))
    assert len({len(row) for row in told}) == 1
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in told for cell in row)
    assert any("Zoë 王" in row for row in told) and any('Ada, "Countess"' in row for row in told)


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
    improve = result("improve", measures={"accuracy": 0.7153, "parameters": 62006.0, "baseline": 0.65})
    what = of({"ada": {"improve": improve}}, plan([lesson(19, "improve")]))
    told = json.loads(text("gradescope", what))
    assert {one["name"]: one["value"] for one in told["leaderboard"]} == {"accuracy": 0.7153, "parameters": 62006.0}


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
        "accuracy 50.0%",
    ):
        assert said in page.said
    assert "polyline" in page.tags
    assert re.search(r"0\s*7\s*2\s*1\s*1\s*5", page.said)


def test_the_class_page_names_what_was_hard(of):
    students = {f"s{number}": everything(Status.FAILED if number < 6 else Status.PASSED) for number in range(10)}
    students["nobody"] = {lesson.name: missing(lesson.name) for lesson in LESSONS}
    absent = {"nobody": Enrolled("nobody", False)}
    page = html_pages(of(students, None, "stray.py", **absent))["report.html"]
    assert "padding left out" in page.said and "4 of 10" in page.said and "stray.py" in page.said
    assert "mean 7.20" in page.said, "who handed in nothing is not in the mean"
    assert "Not counted below: 1 student handed in nothing." in page.said
    assert "6 of 10" in page.said and "s0; s1; s2 +3" in page.said


def test_the_class_page_has_a_column_for_each_tenth_as_high_as_its_students(of):
    page = text("html", of({**{f"s{n}": everything() for n in range(4)}, "low": everything(Status.FAILED)}))
    heights = [float(one) for one in re.findall(r"height: ?(\d+\.\d)%", page)]
    assert sorted(heights)[-2:] == [25.0, 100.0] and set(heights) <= {0.0, 25.0, 100.0}


def test_the_class_page_has_a_row_with_each_students_name_and_remark(of):
    page = html_pages(of({"ada": everything(), "bob": everything()}, None, bob=Enrolled("bob", False)))["report.html"]
    assert "ada" in page.said and "bob" in page.said
    assert "changed by hand" not in page.said
    assert "None" not in page.said


def test_a_student_who_handed_in_nothing_is_told_so(of):
    nothing = {one.name: missing(one.name) for one in LESSONS}
    told = of({"ada": everything(), "bob": nothing}, None, bob=Enrolled("bob", False))
    pages = html_pages(told)
    assert "Nothing was handed in." in pages["students/bob.html"].said
    assert "Nothing was handed in." not in pages["students/ada.html"].said


def told_with_seed(lost):
    """A wrong answer in the words that the grader writes."""
    said = "✗ flat(3)\n  check 2 of 2, seed 90210\n  wanted 3, yours 4"
    return replace(lost, seed=90210, checks=(lost.checks[0], replace(lost.checks[1], message=said)))


def test_gradescope_shows_students_no_seed(of):
    what = of({"ada": {**everything(), "flat": told_with_seed(result("flat", Status.FAILED))}}, plan(seed=90210))
    tests = json.loads(text("gradescope", what))["tests"]
    said = " ".join(str(one.get("output", "")) for one in tests)
    assert "check 2 of 2" in said and "90210" not in said


def test_a_students_page_names_nobody_else_and_no_seed(of):
    found = everything(Status.FAILED)
    found["flat"] = told_with_seed(found["flat"])
    pages = html_pages(of({"ada": found, "bob": everything()}, plan(seed=90210)))
    ada = pages["students/ada.html"]
    assert "bob" not in ada.said and "90210" not in ada.said
    assert not any(name == "href" for name, _ in ada.attributes)
    assert "90210" in pages["report.html"].said


def test_a_misconception_is_said_once_with_the_checks_that_it_failed(of):
    told = text("html", of({"ada": everything(Status.FAILED)}))
    assert told.count("zeros on both sides") == len(LESSONS)
    assert "in second" in Page(told).said


def test_a_page_shows_the_students_own_lines_where_a_message_points(of):
    found = result("flat", Status.FAILED)
    check = replace(found.checks[1], line=3)
    results = {**everything(), "flat": replace(found, checks=(found.checks[0], check))}
    source = b"def flat(x):\n    y = x\n    return <y>\n# end\n"
    page = Page(text("html", replace(of({"ada": results}), source_of=lambda digest: source)))
    assert "   3      return <y>" in page.said and "   1  def flat(x):" in page.said
    assert ("class", "marked") in page.attributes


def test_the_line_to_check_at_home_stands_with_each_lost_exercise(of):
    page = Page(text("html", of({"ada": {**everything(), "pool": result("pool", Status.FAILED)}})))
    assert page.said.count("cnn-exercises check") == 1 and "cnn-exercises check pool" in page.said


def test_a_csv_file_opens_in_excel_and_standard_output_has_no_mark(of, tmp_path, capsysbinary):
    what = of({"Zoë": everything()})
    deliver(what, ["csv"], tmp_path / "report.csv", False)
    deliver(what, ["csv", "canvas"], tmp_path / "out", True)
    for path in (tmp_path / "report.csv", tmp_path / "out/report.csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbfstudent")
    assert (tmp_path / "out/canvas.csv").read_bytes().startswith(b"Student")
    deliver(what, ["csv"], None, False)
    assert capsysbinary.readouterr().out.startswith(b"student")


@pytest.mark.parametrize("name", ["table", "json", "csv", "html", "gradescope", "junit", "feedback"])
def test_every_report_says_what_graded(of, name):
    by = (("cnn-exercises", "0.2.0"), ("Python", "3.11.7"), ("NumPy", "2.4.6"), ("", "confined by Landlock 7, seccomp"))
    what = of({"ada": everything(), "bob": everything()}, replace(plan(), graded_by=by))
    told = "".join("".join(pieces) for _, pieces in formats.pages(name, what))
    assert "NumPy 2.4.6" in " ".join(told.split()) and "Landlock 7" in " ".join(told.split())


def test_who_is_not_on_the_roster_gets_no_mark_and_moves_no_mean(of):
    students = {name: everything() for name in ("ada", "bob")} | {"gone": everything(Status.FAILED)}
    what = of(students, None, gone=Enrolled("gone", notes=("not on the roster",)))
    assert [row[0] for row in cells("canvas", what)[2:]] == ["ada", "bob"]
    page = html_pages(what)["report.html"].said
    assert "mean 12.00" in page and "Not counted below: 1 hand-in by nobody of the roster." in page
    assert "padding left out" not in page and "gone" in page, "named in the table of students alone"
