"""Exports of one made-up student, whole: what other programs read by name is not changed by accident."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from grader.classroom.gradebook.late import Policy
from grader.classroom.gradebook.roll import Enrolled
from grader.classroom.report import drawings
from grader.core.results import Status
from tests.unit.classes import LESSONS, plan, result, text

DEADLINE = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
LATE = (
    "2 days late, 20% taken off: 3.2 points count"
    " (due 2026-11-20 23:59 UTC, grace 2h, handed in 2026-11-22 05:59 (by Gradescope))"
)


@pytest.fixture
def one(of):
    """Two exercises, one of them partly wrong, handed in late under another file name."""
    results = {"flat": result("flat", Status.FAILED, output="hello\n"), "pool": replace(result("pool"), checks=())}
    ada = Enrolled(
        "ada",
        submitted=DEADLINE + timedelta(hours=30),
        source="Gradescope",
        files={"flat": "flat (1).py"},
        notes=("handed in x: y",),
    )
    policy = Policy(DEADLINE, 10, timedelta(hours=2))
    what = replace(plan([LESSONS[0], LESSONS[3]], policy=policy), graded_by=(("cnn-exercises", "0.2.0"),))
    return of({"ada": results}, what, ada=ada)


def test_gradescope(one):
    shared = {"output_format": "text", "visibility": "visible"}
    first = {"number": "1.1", "name": "flat: first", "score": 1.0, "max_score": 1.0, "status": "passed", "output": ""}
    second = {
        "number": "1.2",
        "name": "flat: second",
        "score": 0.0,
        "max_score": 2.0,
        "status": "failed",
        "output": "looks like: padding left out. zeros on both sides\n\nshape (3, 3) wanted\nyours (2, 2)",
    }
    printed = {"number": "1.3", "name": "flat: what the code printed", "output": "hello\n"}
    late = {
        "deadline": "2026-11-20T23:59:00+00:00",
        "zone": "UTC",
        "grace": "2h",
        "extension": None,
        "submitted": "2026-11-22T05:59:00+00:00",
        "source": "Gradescope",
        "days": 2,
        "percent": 20.0,
        "score": 3.2,
    }
    assert json.loads(text("gradescope", one)) == {
        "score": 3.2,
        "execution_time": 0.5,
        "output": f"{LATE}\nflat: looks like: padding left out\npool: all right\nhanded in x: y",
        **shared,
        "stdout_visibility": "hidden",
        "tests": [{**first, **shared, "tags": ["flat"]}, {**second, **shared, "tags": ["flat"]}, {**printed, **shared}],
        "leaderboard": [],
        "extra_data": {
            "program": "0.1.0",
            "graded_by": "cnn-exercises 0.2.0",
            "seed": 0,
            "files": {"flat": "flat (1).py"},
            "notes": ["handed in x: y"],
            "late": late,
        },
    }


JUNIT = f"""<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="cnn-exercises">
<testsuite name="ada.flat" tests="2" time="0.250">
  <properties>
    <property name="file" value="flat (1).py" />
    <property name="late" value="{LATE}" />
    <property name="graded_by" value="cnn-exercises 0.2.0" />
  </properties>
  <testcase classname="ada.flat" name="first" />
  <testcase classname="ada.flat" name="second">
    <failure type="failed" message="looks like: padding left out">shape (3, 3) wanted
yours (2, 2)</failure>
  </testcase>
  <system-out>hello
</system-out>
</testsuite>
<testsuite name="ada.pool" tests="1" time="0.250">
  <properties>
    <property name="late" value="{LATE}" />
    <property name="graded_by" value="cnn-exercises 0.2.0" />
  </properties>
  <testcase classname="ada.pool" name="pool" />
</testsuite>
</testsuites>
"""


def test_junit(one):
    assert text("junit", one) == JUNIT


TABLE = """ada  4 of 6 points
 ◐ flat                       1 of 3     looks like: padding left out
 ✓ pool                       3 of 3
2 days late, 20% taken off: 3.2 points count
due 2026-11-20 23:59 UTC, grace 2h, handed in 2026-11-22 05:59 (by Gradescope)
handed in x: y
cnn-exercises 0.2.0
"""


def test_the_table(one):
    assert text("table", one) == TABLE


def test_csv_and_canvas(one):
    head, line = text("csv", one).splitlines()
    told = dict(zip(head.split(","), line.split(","), strict=True))
    assert told == {
        "student": "ada",
        "score": "4",
        "max_score": "6",
        "late_days": "2",
        "late_percent": "20",
        "score_after_late": "3.2",
        "deadline": "2026-11-20 23:59",
        "zone": "UTC",
        "grace": "2h",
        "extension": "",
        "submitted": "2026-11-22 05:59",
        "time_from": "Gradescope",
        "flat": "1",
        "pool": "3",
        "notes": "handed in x: y",
        "graded_by": "cnn-exercises 0.2.0",
    }
    assert text("canvas", one).splitlines() == [
        "Student,ID,SIS User ID,SIS Login ID,Section,CNN exercises",
        "    Points Possible,,,,,6",
        "ada,,,,,3.2",
    ]


def test_a_confusion_marks_what_is_right_and_shades_by_its_row():
    head, columns, first, second, end = drawings.confusion(np.array([[3, 1], [0, 0]]))
    assert head.endswith('<table class="confusion">') and end == "</table>\n"
    assert columns == '<tr><th></th><th class="number">0</th><th class="number">1</th></tr>'
    right, wrong = "background: rgba(60, 160, 90, {:.2f})", "background: rgba(200, 70, 60, {:.2f})"
    assert first == (
        f'<tr><th>0</th><td class="number" style="{right.format(0.75)}">3</td>'
        f'<td class="number" style="{wrong.format(0.25)}">1</td></tr>'
    )
    assert wrong.format(0) in second and right.format(0) in second
    for shape in ((0, 0), (2, 3), (21, 21), (4,)):
        assert list(drawings.confusion(np.ones(shape))) == []
    assert len(list(drawings.confusion(np.full((20, 20), np.nan)))) == 23


def test_a_loss_curve_goes_from_edge_to_edge():
    drawn = drawings.loss_curve(np.array([2.0, 1.0, np.nan, 0.5]))
    assert '<p class="soft">loss from 2 to 0.5</p>' in drawn and 'aria-label="loss from 2 to 0.5"' in drawn
    assert 'points="2.0,2.0 160.0,52.7 318.0,78.0"' in drawn
    assert drawings.loss_curve(np.array([1.0])) == drawings.loss_curve(np.array([np.nan, np.inf, 1.0])) == ""
    assert drawings.loss_curve(np.linspace(2, 1, 10_000)).count(",") < 400
