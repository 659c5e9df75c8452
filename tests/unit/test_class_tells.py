"""What a class tells as a whole: earliness, an example of each mistake, what to teach again."""

from __future__ import annotations

import csv
import io
import json
import math
import random
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import NormalDist, median

import numpy as np
import pytest

from grader.classroom.gradebook.late import Policy
from grader.classroom.gradebook.roll import Enrolled
from grader.classroom.report.class_numbers import class_numbers
from grader.classroom.report.class_tells import class_tells
from grader.classroom.report.misconceptions import misconceptions, unexplained_line
from grader.core.lessons import find
from grader.core.results import Status
from tests.unit.classes import everything, plan, result, text

DUE = datetime.fromisoformat("2026-11-20T23:59:00+01:00")


def timed_class(of, students: int, unknown: int = 0):
    """Students who hand in some time around the deadline; the early ones solve more, with ties in both."""
    rng = random.Random(7)
    results, roll = {}, {}
    for number in range(students):
        name, hours = f"s{number:03}", rng.choice([-30, -2, 0, 0.5, 3, 3, 10, 50, 100, 200])
        lost = sum(rng.random() < 0.6 - hours / 500 for _ in range(4))
        names = ("flat", "training", "net", "pool")
        results[name] = {one: result(one, Status.FAILED if n < lost else Status.PASSED) for n, one in enumerate(names)}
        when = None if number < unknown else DUE - timedelta(hours=hours)
        roll[name] = Enrolled(name, submitted=when, source="git")
    return of(results, plan(policy=Policy(DUE, 10.0)), **roll)


def by_hand(pairs):
    """Spearman's rho and its interval from ranks counted one by one, without NumPy's sums."""
    places = []
    for side in (0, 1):
        values = [pair[side] for pair in pairs]
        below = [sum(other < value for other in values) for value in values]
        equal = [sum(other == value for other in values) for value in values]
        places.append([b + (e + 1) / 2 for b, e in zip(below, equal, strict=True)])
    middles = [math.fsum(place) / len(place) for place in places]
    gaps = [[one - middle for one in place] for place, middle in zip(places, middles, strict=True)]
    shared = math.fsum(a * b for a, b in zip(*gaps, strict=True))
    rho = shared / math.sqrt(math.fsum(a * a for a in gaps[0]) * math.fsum(b * b for b in gaps[1]))
    z = 0.5 * math.log((1 + rho) / (1 - rho))
    reach = NormalDist().inv_cdf(0.975) * math.sqrt((1 + rho**2 / 2) / (len(pairs) - 3))
    return rho, [(math.exp(2 * end) - 1) / (math.exp(2 * end) + 1) for end in (z - reach, z + reach)]


@pytest.mark.parametrize("students", [30, 61])
def test_earliness_against_score_equals_another_computation(of, students):
    what = timed_class(of, students)
    found = class_numbers(what).earliness
    rows = list(what.rows())
    pairs = [((DUE - row.enrolled.submitted).total_seconds() / 3600, row.result.score) for row in rows]
    rho, ends = by_hand(pairs)
    assert found.rho == pytest.approx(rho, abs=1e-9)
    assert found.interval == pytest.approx(ends, abs=1e-9)
    assert sum(one.students for one in found.bins) == students
    late = [score for hours, score in pairs if hours < 0]
    assert (found.bins[-1].label, found.bins[-1].students) == ("after the deadline", len(late))
    assert found.bins[-1].median == median(late), "points before lateness"
    last = [score for hours, score in pairs if 0 <= hours < 1]
    assert found.bins[-2].students == len(last), "who is exactly in time is not late"


@pytest.mark.parametrize("silent", ["small", "no times", "no deadline"])
def test_earliness_is_silent_where_nothing_can_be_said(of, silent):
    what = timed_class(of, 29 if silent == "small" else 40, unknown=11 if silent == "no times" else 0)
    if silent == "no deadline":
        what = replace(what, plan=replace(what.plan, policy=None))
    assert class_numbers(what).earliness is None
    assert "Time of handing in" not in text("html", what)
    assert "handed in" not in text("items", what).replace("handed in:", "")
    assert "earliness" not in json.loads(text("json", what)).get("class", {})


def test_an_extension_moves_the_student_from_late_to_early(of):
    what = timed_class(of, 40)
    rows = list(what.rows())
    late = sum(row.enrolled.submitted > DUE for row in rows)
    longer = [replace(row, enrolled=replace(row.enrolled, extension=DUE + timedelta(days=9))) for row in rows]
    found = class_numbers(replace(what, rows=lambda: iter(longer))).earliness
    assert late > 0 and all(one.label != "after the deadline" for one in found.bins)


def test_earliness_stands_in_the_page_the_table_and_the_items(of):
    what = timed_class(of, 40)
    found = class_numbers(what).earliness
    assert f"Spearman&#39;s correlation of earliness and points {found.rho:.2f}" in text("html", what)
    assert "1 to 6 hours before" in text("table", what)
    rows = {row["check"]: row for row in csv.DictReader(io.StringIO(text("items", what).lstrip("\ufeff")))}
    assert float(rows["hours before the deadline"]["discrimination"]) == pytest.approx(found.rho, abs=1e-9)
    assert float(rows["hours before the deadline"]["low_95"]) == pytest.approx(found.interval[0], abs=1e-9)
    assert int(rows["handed in 1 to 6 hours before"]["tried"]) > 0
    told = json.loads(text("json", what))["class"]
    assert told["earliness"]["rho"] == found.rho and told["alpha"] == class_numbers(what).items.alpha


SOURCE = '''"""By Ada Lovelace, course 7"""
import numpy as np

def pool(image):
    """My pooling, Lovelace."""
    # Ada wrote this
    ada_rows = image.shape[0]  # all of them
    return image.sum() / {}

def other():
    return 1
'''


def class_with_sources(of, size: int = 30):
    students = {f"Lovelace, Ada {n:02}": everything(Status.FAILED) for n in range(size)}
    texts = {f"{name} pool": SOURCE.format(10**n).encode() for n, name in enumerate(students)}
    return replace(of(students), source_of=texts.get)


def test_each_mistake_has_one_example_without_comments_and_without_the_name(of):
    what = class_with_sources(of)
    found = class_numbers(what).examples
    assert found == {("pool", "padding left out"): "def pool(image):\n...\n    return image.sum() / 1"}
    rows = list(csv.DictReader(io.StringIO(text("items", what).lstrip("\ufeff"))))
    told = {(row["exercise"], row["check"]): row["example"] for row in rows}
    assert told["pool", "second"] == found["pool", "padding left out"]
    assert told["pool", "first"] == told["flat", "second"] == ""
    page = text("html", what)
    assert page.count("return image.sum() / 1</pre>") == 2, "beside the mistake and beside its check"
    assert "Ada wrote" not in page and "My pooling" not in page
    (check,) = (
        one
        for one in json.loads(text("json", what))["class"]["checks"]
        if one["mistakes"] and one["exercise"] == "pool"
    )
    assert check["mistakes"][0]["example"] == found["pool", "padding left out"]


@pytest.mark.parametrize(
    ("student", "identity", "line", "is_shown"),
    [
        ("lovelaceada", {}, "lovelace_sum = 1", False),
        ("lovelaceada", {}, "x = 'Lovelace, A.'", False),
        ("ada", {"email": "al.king@uni.example"}, "king = 1", False),
        ("Wu, Max", {}, "best = max(x)", True),
        ("Ng, Lovelace", {}, "total = love", True),
        ("ada", {"canvas_id": "128"}, "size = 128", True),
    ],
)
def test_no_line_of_an_example_tells_whose_it_is(of, student, identity, line, is_shown):
    source = f"def pool(x):\n    {line}\n    return x\n".encode()
    what = of({student: everything(Status.FAILED)}, None, **{student: Enrolled(student, identity=identity)})
    (lines,) = class_numbers(replace(what, source_of={f"{student} pool": source}.get)).examples.values()
    assert lines == f"def pool(x):\n{f'    {line}' if is_shown else '...'}\n    return x"


def test_a_file_that_cannot_be_read_gives_no_example_and_no_error(of):
    odd = (
        b"((",
        b"\xff\xfe\x00",
        b"def f(:",
        b"x = 1\n",
        b"",
        b"def pool():\n    return '''open\n",
        b"# \x1b[2J\n" * 9,
    )
    for source in odd:
        what = replace(of({"ada": everything(Status.FAILED)}), source_of={"ada pool": source}.get)
        assert class_numbers(what).examples == {}
    steering = b"def pool():\n    return '\x1b[2J\x0c\xe2\x80\xa8'\n"
    what = replace(of({"bob": everything(Status.FAILED)}), source_of={"bob pool": steering}.get)
    (lines,) = class_numbers(what).examples.values()
    assert "\\x1b[2J" in lines and "\x1b" not in lines


def test_what_an_insight_says_is_explained_and_teaches_no_idea():
    lost = result("pool", Status.FAILED)
    said = replace(lost.checks[1], mistake=None, hint="", insight="right where the image is square")
    odd = replace(lost, checks=(lost.checks[0], said))
    rows = [row_of("ada", odd), row_of("bob", result("pool", Status.FAILED))]
    found = misconceptions(rows)
    assert {one.name for one in found} == {"right where the image is square", "padding left out"}
    assert unexplained_line(found) == ""


def row_of(student: str, one):
    from grader.classroom.gradebook.roll import Row
    from grader.core.results import StudentResult

    return Row(Enrolled(student), StudentResult(student, (one,)), {}, ())


def real_class(of):
    """A class with real exercises, so that statements and figures are there."""
    lessons = tuple(find(name) for name in ("convolution", "max_pooling", "zero_padding", "output_size"))
    students = {}
    for number in range(4):
        lost = lessons[: number + 1]
        students[f"s{number}"] = {
            one.name: result(one.name, Status.FAILED if one in lost else Status.PASSED) for one in lessons
        }
    return of(students, plan(lessons))


def test_what_to_teach_again_has_the_three_costliest_with_section_and_figure(of):
    what = real_class(of)
    page = text("html", what)
    start, end = page.index("What to teach again"), page.index("What the class misunderstood")
    assert page[start:end].count("<li>") == 3
    for name in ("convolution", "max_pooling", "zero_padding"):
        lesson = find(name)
        assert f"lecture {lesson.exercise.section}, slide" in page[start:end]
        assert f"exercise {lesson.exercise.number} &#39;{lesson.exercise.title}&#39;" in page[start:end]
        assert lesson.frames()[-1].caption.split(":")[0] in page[start:end]
    assert "4 of 4 students, 8 points" in page[start:end], "the costliest first"
    assert "Output size" not in page[start:end]


def test_the_same_in_plain_text_at_the_command_line(of):
    told = text("table", real_class(of))
    assert "What to teach again\n1. padding left out: 4 of 4 students, 8 points\n   zeros on both sides\n" in told
    assert "exercise 6 'Convolution', statement: The formula" in " ".join(told.split())
    assert all(len(line) <= 80 for line in told.splitlines())
    assert list(class_tells(class_numbers(of({"ada": everything()})), plan())) == []


def test_every_exercises_figure_can_be_drawn_as_plain_text():
    from grader.classroom.report.figure_text import frame_lines
    from grader.core.lessons import lessons

    for lesson in lessons():
        lines = frame_lines(lesson.frames()[-1])
        assert lines[-1] and max(map(len, lines)) <= 76, lesson.name
    grid = frame_lines(find("convolution").frames()[-1])
    assert np.all([line == line.rstrip() for line in grid]) and len(grid) > 4
