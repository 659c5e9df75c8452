"""What is on the instructor's desk, what settles it, and the class as a table that is narrowed by typing."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from grader.classroom.gradebook.decide import (
    DecisionError,
    changed_points,
    comment,
    comment_on_all,
    own_deadline,
    zero_for_nothing,
)
from grader.classroom.gradebook.late import Policy
from grader.classroom.gradebook.ledger import Decision, Kind, told_before
from grader.classroom.gradebook.roll import Alike, Enrolled, Key
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.report.class_table import narrowed_to, ordered, slim, table_line
from grader.classroom.report.desk import Topic, matters
from grader.classroom.report.groups import groups
from grader.classroom.report.material import material_of
from grader.core.results import Status
from tests.unit.classes import everything, filled, missing, plan, result, text

DUE = datetime.fromisoformat("2026-11-20T23:59:00+01:00")
IN_TIME = DUE - timedelta(hours=5)


def unexplained(exercise: str, behaviour: str):
    """A wrong answer that nothing explains."""
    wrong = result(exercise, Status.FAILED, behaviour=behaviour)
    return replace(wrong, checks=tuple(replace(check, mistake=None) for check in wrong.checks))


@pytest.fixture
def book(tmp_path):
    """Seven students: two right, two wrong alike, one late, one silent, one whom no roster knows."""
    of = {name: everything() for name in ("ada", "bob", "cem", "dan", "eve", "fay", "gus")}
    for name in ("cem", "dan"):
        of[name]["pool"] = unexplained("pool", "b1")
    of["bob"]["flat"] = result("flat", Status.FAILED, behaviour="b2")
    of["fay"] = {name: missing(name) for name in of["fay"]}
    told = {name: Enrolled(name, True, IN_TIME, source="Canvas") for name in of}
    told["eve"] = Enrolled("eve", True, None, source="Canvas", late_by=timedelta())
    told["fay"] = Enrolled("fay", handed_in=False)
    told["bob"] = replace(told["bob"], notes=("handed in hw7.docx: no Python file",))
    told["gus"] = replace(told["gus"], notes=("not on the roster",))
    with Gradebook(filled(tmp_path / "book", of, plan(policy=Policy(DUE, 10.0)), **told)) as gradebook:
        gradebook.note_alike([Alike("pool", "cem", "dan", 1.0)])
        yield gradebook


def desk(gradebook):
    material = material_of(gradebook)
    rows = list(material.rows())
    return matters(material, rows, groups(rows))


def about(gradebook):
    return {(one.topic.value, one.students) for one in desk(gradebook)}


def test_the_desk_lists_what_is_open_and_nothing_else(book):
    assert about(book) == {
        ("late", ("eve",)),
        ("files", ("bob",)),
        ("nothing", ("fay",)),
        ("roster", ("gus",)),
        ("group", ("cem", "dan")),
        ("alike", ("cem", "dan")),
    }
    order = [list(Topic).index(one.topic) for one in desk(book)]
    assert order == sorted(order)


def test_no_matter_names_a_student_in_its_words(book):
    for one in desk(book):
        assert not any(name in one.told.split() for name in ("ada", "bob", "cem", "dan", "eve", "fay", "gus"))


@pytest.mark.parametrize(
    ("decide", "gone"),
    [
        (lambda book: [own_deadline(book, "eve", "2026-11-30 12:00", "ill")], {"late"}),
        (lambda book: [comment(book, "bob", None, "hand in .py files")], {"files"}),
        (lambda book: [zero_for_nothing(book, "fay", "no word")], {"nothing"}),
        (lambda book: comment_on_all(book, ["cem", "dan"], "pool", "look at the stride"), {"group", "alike"}),
        (lambda book: [comment(book, "cem", "pool", "see me")], {"alike"}),
    ],
)
def test_a_decision_settles_its_matter_alone(book, decide, gone):
    before = about(book)
    book.decide(decide(book))
    assert {topic for topic, _ in before - about(book)} == gone
    assert about(book) <= before


def test_points_for_a_file_that_changed_come_back_to_the_desk(book):
    book.decide([changed_points(book, "cem", "pool", "2", "nearly")])
    assert not any(one.topic is Topic.OUTDATED for one in desk(book))
    with book.writing():
        key = Key("cem", "pool", "another file", "v1", 0)
        book.note_work([key])
        book.keep(key, result("pool"))
    (one,) = [one for one in desk(book) if one.topic is Topic.OUTDATED]
    assert (one.students, one.exercise) == (("cem",), "pool")
    assert "2 points in pool" in one.told


def test_results_that_are_missing_come_first(tmp_path):
    with Gradebook(filled(tmp_path / "book", {"ada": {"flat": result("flat")}})) as gradebook:
        first = desk(gradebook)[0]
    assert first.topic is Topic.UNGRADED
    assert "3 exercises" in first.told


def test_without_a_deadline_no_time_is_missed(tmp_path):
    with Gradebook(filled(tmp_path / "book", {"ada": everything()})) as gradebook:
        assert desk(gradebook) == ()


def test_times_that_nobody_knows_are_told_unless_the_course_system_marks_who_is_late(tmp_path):
    names = ("ada", "bob")
    told = {name: Enrolled(name, source="Canvas") for name in names}
    of = plan(policy=Policy(DUE, 10.0))
    with Gradebook(filled(tmp_path / "one", {name: everything() for name in names}, of, **told)) as gradebook:
        (one,) = desk(gradebook)
    assert (one.topic, one.students) == (Topic.LATE, names)
    told["bob"] = replace(told["bob"], late_by=timedelta(), notes=("marked late by Canvas",))
    with Gradebook(filled(tmp_path / "two", {name: everything() for name in names}, of, **told)) as gradebook:
        (one,) = desk(gradebook)
    assert (one.topic, one.students) == (Topic.LATE, ("bob",))


def test_a_class_of_odd_files_takes_a_few_lines(tmp_path):
    names = [f"s{number:02}" for number in range(30)]
    told = {name: Enrolled(name, notes=("handed in a.docx: no Python file",)) for name in names}
    with Gradebook(filled(tmp_path / "book", {name: everything() for name in names}, **told)) as gradebook:
        found = desk(gradebook)
    assert len(found) == 6
    assert sum(len(one.students) for one in found) == 30


# --- nothing handed in ------------------------------------------------------------------------------------------------


def points_in_canvas(gradebook):
    rows = csv.DictReader(io.StringIO(text("canvas", material_of(gradebook))))
    return {row["Student"]: row["CNN exercises"] for row in rows}


def test_who_handed_in_nothing_is_blank_until_told_zero(book):
    assert points_in_canvas(book)["fay"] == ""
    book.decide([zero_for_nothing(book, "fay", "no word")])
    found = points_in_canvas(book)
    assert (found["fay"], found["ada"]) == ("0", "12")
    with pytest.raises(DecisionError, match="handed something in"):
        zero_for_nothing(book, "ada", "")


# --- the table --------------------------------------------------------------------------------------------------------


def table(gradebook):
    material = material_of(gradebook)
    return [table_line(material, slim(row)) for row in material.rows()]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", "ada bob cem dan eve fay gus"),
        ("EV", "eve"),
        ("late, eve", "eve"),
        ("late", "eve"),
        ("nothing", "fay"),
        ("not explained", "cem dan"),
        ("pool not explained", "cem dan"),
        ("flat not explained", ""),
        ("padding left out", "bob"),
        ("flat padding", "bob"),
        ("pool padding", ""),
        ("group:b1", "cem dan"),
        ("second", "bob cem dan"),
        ("partly right", "bob cem dan"),
        ("no file", "fay"),
        ("notes", "bob gus"),
        ("changed by hand", "dan"),
        ("pool changed", "dan"),
        ("flat changed", ""),
        ("comment", "cem"),
        ("dan not explained", "dan"),
        ("nobody", ""),
    ],
)
def test_every_word_must_fit_the_row_or_one_and_the_same_cell(book, query, names):
    book.decide([changed_points(book, "dan", "pool", "2.5", "slip"), comment(book, "cem", None, "well done")])
    assert " ".join(line.student for line in narrowed_to(table(book), query)) == names


def test_an_anonymous_table_is_not_found_by_name(book):
    assert narrowed_to(table(book), "cem", lambda name: "student 3") == []
    assert len(narrowed_to(table(book), "student", lambda name: "student 3")) == 7


def test_the_table_says_raw_late_adjusted_and_what_counts(book):
    book.decide([changed_points(book, "dan", "pool", "2.5", "slip")])
    lines = {line.student: line for line in table(book)}
    dan, eve = lines["dan"], lines["eve"]
    assert (dan.raw, dan.late, dan.adjusted, dan.counts) == (10.0, "", 1.5, 11.5)
    assert (eve.raw, eve.late, eve.counts) == (12.0, "-10%", 10.8)


def test_orders(book):
    lines = table(book)
    assert ordered(lines, "counts", "", ())[0].student == "fay"
    assert [line.student for line in ordered(lines, "exercise", "flat", ())][:2] == ["fay", "bob"]
    assert [line.student for line in ordered(lines, "review", "", ["gus", "ada"])][:2] == ["gus", "ada"]
    assert [line.student for line in ordered(reversed(lines), "name", "", ())] == sorted(line.student for line in lines)


def test_comments_come_again_those_on_the_exercise_first():
    def said(number, exercise, words, kind=Kind.COMMENT):
        return Decision(f"id{number}", float(number), "kim", kind, "ada", exercise, words)

    entries = [said(1, "flat", "old"), said(2, "pool", "stride"), said(3, "flat", "new"), said(4, "pool", "stride")]
    assert told_before(entries, "flat") == ("new", "old", "stride")
    assert told_before([*entries, said(5, "flat", "id3", Kind.UNDO)], "flat") == ("old", "stride")


def test_a_sentence_explains_too(tmp_path):
    found = unexplained("pool", "b1")
    told = replace(found.checks[1], insight="the last row is left out")
    results = {"ada": {**everything(), "pool": replace(found, checks=(found.checks[0], told))}}
    with Gradebook(filled(tmp_path / "book", results)) as gradebook:
        lines = table(gradebook)
    assert not narrowed_to(lines, "not explained")
    assert narrowed_to(lines, "pool last row")
