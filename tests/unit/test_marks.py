"""What counted last time: as marks were last written out, or before the last grading."""

from __future__ import annotations

import json
import re
from pathlib import Path

from grader.classroom.gradebook.decide import changed_points
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.report import marks
from grader.core.lessons import lessons
from grader.core.results import Status
from tests.unit.classes import everything, filled

ROOT = Path(__file__).parents[2]


def changed(gradebook, points: str) -> None:
    gradebook.decide([changed_points(gradebook, "ada", "flat", points, "why")])


def written(gradebook, *, by_hand: bool, formats=("csv",)) -> None:
    marks.deliver_marks(gradebook, formats, gradebook.path.with_suffix(".csv"), False, by_hand=by_hand)


def test_last_time_is_when_marks_were_last_written(tmp_path):
    with Gradebook(filled(tmp_path / "g.sqlite", {"ada": everything(Status.FAILED), "bob": everything()})) as gradebook:
        assert marks.last_time(gradebook) == {}
        marks.begin(gradebook)
        written(gradebook, by_hand=False)
        assert marks.last_time(gradebook) == {"ada": 4.0, "bob": 12.0}  # this grading's own
        changed(gradebook, "2")
        assert marks.last_time(gradebook)["ada"] == 4.0
        written(gradebook, by_hand=True)
        assert marks.last_time(gradebook)["ada"] == 5.0
        changed(gradebook, "3")
        marks.begin(gradebook)
        assert marks.last_time(gradebook)["ada"] == 5.0
        written(gradebook, by_hand=False)
        assert marks.last_time(gradebook)["ada"] == 5.0  # before the last grading
        marks.begin(gradebook)  # a grading that is taken up again
        written(gradebook, by_hand=False)
        assert marks.last_time(gradebook)["ada"] == 6.0


def test_marks_of_a_part_of_the_class_are_none(tmp_path):
    with Gradebook(filled(tmp_path / "g.sqlite", {"ada": everything(), "bob": everything()})) as gradebook:
        marks.note(gradebook, {"ada": 1.0}, by_hand=True)
        written(gradebook, by_hand=True, formats=())
        assert marks.last_time(gradebook) == {}


def test_a_gradebook_that_cannot_be_written_is_reported_all_the_same(tmp_path):
    with Gradebook(filled(tmp_path / "g.sqlite", {"ada": everything()})) as gradebook:
        gradebook._connection.execute("PRAGMA query_only = ON")
        written(gradebook, by_hand=True)
        assert "ada" in (tmp_path / "g.csv").read_text()
        assert marks.last_time(gradebook) == {}


def test_slides_are_those_of_the_lectures_table():
    table = re.findall(r"^\| ([\d, -]+) \|[^|]+\|([^|]+)\|([^|]+)\|", (ROOT / "docs" / "lecture.md").read_text(), re.M)
    names = {lesson.name for lesson in lessons()}
    found: dict[str, set[int]] = {}
    for pages, *places in table:
        ranges = [[int(end) for end in part.split("-")] for part in pages.split(",")]
        numbers = {number for ends in ranges for number in range(ends[0], ends[-1] + 1)}
        for name in set(re.findall(r"`(\w+)`", places[0])) & names:
            found.setdefault(name, set()).update(numbers)
    told = json.loads((ROOT / "exercises" / "data" / "slides.json").read_text())
    assert {name: set(numbers) for name, numbers in told.items()} == found
    assert all(lesson.slides for lesson in lessons())
