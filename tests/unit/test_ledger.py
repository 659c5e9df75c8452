"""What an instructor decides: kept for good, undone only by another entry, the same whatever comes in which order."""

from __future__ import annotations

import csv
import io
import json
import random
import sqlite3
import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from grader.classroom.gradebook.decide import DecisionError, changed_points, comment, own_deadline, regrade, undo
from grader.classroom.gradebook.late import Policy
from grader.classroom.gradebook.ledger import Decision, Kind, holding, standing
from grader.classroom.gradebook.merge import merge
from grader.classroom.gradebook.roll import Enrolled, Key
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.report.material import material_of
from grader.core.results import Status
from tests.unit.classes import LESSONS, everything, filled, plan, result, text

DUE = datetime.fromisoformat("2026-11-20T23:59:00+01:00")


def entry(number: int, kind: Kind = Kind.POINTS, value: str = "1.0", student: str = "ada", exercise: str = "flat"):
    return Decision(f"id{number}", float(number), "kim", kind, student, exercise, value)


@st.composite
def ledgers(draw):
    """Entries on two students and two exercises, some of them undoing others, undoings too."""
    entries = []
    for number in range(draw(st.integers(1, 12))):
        kind = draw(st.sampled_from(list(Kind)))
        value = str(draw(st.integers(0, 3)))
        if kind is Kind.EXTENSION:
            value = f"2026-11-2{value}T23:59:00+01:00"
        if kind is Kind.UNDO:
            value = draw(st.sampled_from(entries)).id if entries else "gone"
        student, exercise = draw(st.sampled_from(["ada", "bob"])), draw(st.sampled_from(["flat", "pool"]))
        entries.append(entry(draw(st.integers(0, 5)) * 100 + number + 1, kind, value, student, exercise))
    return entries


@given(ledgers(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_decides_nothing(entries, order: random.Random):
    shuffled = [*entries, *entries[:3]]
    order.shuffle(shuffled)
    assert holding(dict.fromkeys(shuffled)) == holding(entries)


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking would merge thousands of gradebooks
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(ledgers(), st.randoms(use_true_random=False))
def test_the_same_entries_make_the_same_reports(tmp_path, entries, order: random.Random):
    """However they arrive: in one gradebook, in several that are merged in any order, twice, or cut off and resumed."""
    base = Path(tempfile.mkdtemp(dir=tmp_path))
    told = {"ada": Enrolled("ada", True, None, source="Canvas", late_by=timedelta()), "bob": Enrolled("bob", False)}
    results = {"ada": {"flat": result("flat", Status.FAILED), "pool": result("pool")}, "bob": {}}
    of = plan(tuple(one for one in LESSONS if one.name in ("flat", "pool")), policy=Policy(DUE, 10.0))

    def graded(gradebook) -> None:
        """A grading of the same class: what was decided to run again runs, with the same result."""
        gradebook.begin(of, list(told.values()))
        with gradebook.writing():
            for name, one in results["ada"].items():
                gradebook.keep(Key("ada", name, f"ada {name}", "v1", 0), one)

    def made(name: str, some) -> Path:
        path = filled(base / name, results, of, **told)
        with Gradebook(path) as gradebook:
            for one in some:
                gradebook.decide([one])
                if order.random() < 0.2:
                    graded(gradebook)
        return path

    parts: list[list[Decision]] = [[], [], []]
    for one in entries:
        for part in order.sample(parts, order.randint(1, 3)):
            part.append(one)
    for part in parts:
        order.shuffle(part)
    pieces = [made(f"part{number}", part) for number, part in enumerate(parts)]
    order.shuffle(pieces)
    merge(pieces, base / "merged")
    merge(pieces[:1], base / "merged")
    reports = []
    for path in (made("whole", entries), base / "merged"):
        with Gradebook(path) as gradebook:
            graded(gradebook)
            material = material_of(gradebook)
            assert not material.waiting or {one.kind for one in material.waiting} == {Kind.FILE}
            reports.append((material.decided, *(text(name, material) for name in ("csv", "canvas", "json"))))
    assert reports[0] == reports[1]


@given(ledgers())
def test_undoing_everything_leaves_nothing(entries):
    undoing = [entry(10_000 + n, Kind.UNDO, one.id) for n, one in enumerate(entries) if one.kind is not Kind.UNDO]
    assert standing([*entries, *undoing]) == []


def test_an_undoing_can_be_undone():
    first = entry(1)
    taken_back = entry(2, Kind.UNDO, "id1")
    assert standing([first, taken_back]) == []
    assert standing([first, taken_back, entry(3, Kind.UNDO, "id2")]) == [first]


def test_a_ledger_that_goes_in_circles_still_answers():
    circle = [entry(1, Kind.UNDO, "id2"), entry(2, Kind.UNDO, "id1"), entry(3)]
    assert standing(circle) == [entry(3)]


def test_the_newest_of_two_decisions_holds():
    assert holding([entry(2, value="2.0"), entry(1, value="1.0")]).points["ada", "flat"].value == "2.0"


@pytest.fixture
def gradebook(tmp_path):
    path = filled(tmp_path / "gradebook.sqlite", {"ada": everything(Status.FAILED), "bob": everything()})
    with Gradebook(path) as opened:
        yield opened


def test_changed_points_count_and_every_export_says_why(gradebook):
    gradebook.decide([changed_points(gradebook, "ada", "flat", "2.5", "the statement was unclear")])
    material = material_of(gradebook)
    (ada, _) = material.rows()
    assert (ada.result.score, material.final_score(ada)) == (4.0, 5.5)
    for name in ("json", "csv", "moodle", "html"):
        assert "the statement was unclear" in text(name, material)
    (told, _) = json.loads(text("json", material))["students"]
    assert told["score"] == 4.0
    assert told["decided"]["score"] == 5.5
    assert told["decided"]["changed_points"] == [
        {"exercise": "flat", "points": 2.5, "because": "the statement was unclear"}
    ]
    header, first, *_ = csv.reader(io.StringIO(text("csv", material).lstrip("\ufeff")))
    assert first[header.index("counts")] == "5.5"
    canvas = list(csv.reader(io.StringIO(text("canvas", material).lstrip("\ufeff"))))
    assert next(row for row in canvas if row[0] == "ada")[-1] == "5.5"


def test_a_changed_file_flags_the_entry_in_place_of_applying_it(gradebook):
    gradebook.decide([changed_points(gradebook, "ada", "flat", "3", "close enough")])
    with gradebook.writing():
        new = Key("ada", "flat", "another file", "v1", 0)
        gradebook.note_work([new])
        gradebook.keep(new, result("flat", Status.FAILED))
    material = material_of(gradebook)
    (ada, _) = material.rows()
    assert material.changed(ada) == {}
    assert material.final_score(ada) == 4.0
    assert [one.because for one in material.outdated(ada).values()] == ["close enough"]


def test_an_extension_moves_one_students_deadline_and_nobody_elses(tmp_path):
    late = DUE + timedelta(days=1, hours=1)
    people = {name: Enrolled(name, True, late) for name in ("ada", "bob")}
    policy = Policy(DUE, 10.0)
    path = filled(tmp_path / "g", {"ada": everything(), "bob": everything()}, plan(policy=policy), **people)
    with Gradebook(path) as gradebook:
        gradebook.decide([own_deadline(gradebook, "ada", "2026-11-23 23:59 +01:00".replace(" +", "+"), "ill")])
        material = material_of(gradebook)
        scores = {row.enrolled.student: material.final_score(row) for row in material.rows()}
    assert scores == {"ada": 12.0, "bob": 9.6}


def test_regrade_runs_one_file_again_once(gradebook):
    gradebook.decide([regrade(gradebook, "ada", "flat", "the machine was busy")])
    for ungraded in (("flat",), ()):
        gradebook.begin(gradebook.plan(), list(gradebook.roll()))
        ada = next(iter(gradebook.rows()))
        assert ada.ungraded == ungraded
        with gradebook.writing():
            again = Key("ada", "flat", gradebook.digest_of("ada", "flat"), "v1", 0)
            gradebook.keep(again, result("flat"))


def test_what_is_to_run_again_waits_through_a_merge(gradebook, tmp_path):
    gradebook.decide([regrade(gradebook, "ada", "flat", "the machine was busy")])
    for _ in range(2):  # merged twice, with the old result both times
        merge([gradebook.path], tmp_path / "all")
        with Gradebook(tmp_path / "all") as whole:
            assert len(material_of(whole).waiting) == 1 and next(whole.rows()).ungraded == ()
    with Gradebook(tmp_path / "all") as whole:
        whole.begin(whole.plan(), list(whole.roll()))
        assert next(whole.rows()).ungraded == ("flat",) and material_of(whole).waiting == ()


def test_entries_survive_resume_fresh_and_merge(gradebook, tmp_path):
    gradebook.decide([comment(gradebook, "bob", None, "well done"), changed_points(gradebook, "ada", "net", "1", "x")])
    entries = gradebook.ledger()
    gradebook.begin(gradebook.plan(), list(gradebook.roll()), fresh=True)
    assert gradebook.ledger() == entries
    copy = filled(tmp_path / "other", {"ada": everything(Status.FAILED), "bob": everything()})
    with Gradebook(copy) as other:
        other.decide([comment(other, "ada", None, "see me"), *entries])
    merge([gradebook.path, copy], tmp_path / "all")
    merge([copy, gradebook.path], tmp_path / "all")
    with Gradebook(tmp_path / "all") as whole:
        assert {one.value for one in whole.ledger()} == {"well done", "1.0", "see me"}
        assert set(entries) < set(whole.ledger())


@pytest.mark.parametrize("statement", ["DELETE FROM decisions", "UPDATE decisions SET value = '9'"])
def test_an_entry_cannot_be_changed_even_by_ourselves(gradebook, statement):
    gradebook.decide([comment(gradebook, "bob", None, "well done")])
    with sqlite3.connect(gradebook.path) as connection, pytest.raises(sqlite3.Error, match="only grows"):
        connection.execute(statement)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda book: changed_points(book, "adda", "flat", "1", "x"), "did you mean 'ada'"),
        (lambda book: changed_points(book, "ada", "flatt", "1", "x"), "did you mean 'flat'"),
        (lambda book: changed_points(book, "ada", None, "1", "x"), "name the exercise"),
        (lambda book: changed_points(book, "ada", "flat", "much", "x"), "not a number"),
        (lambda book: changed_points(book, "ada", "flat", "nan", "x"), "can't be given"),
        (lambda book: changed_points(book, "ada", "flat", "-1", "x"), "can't be given"),
        (lambda book: own_deadline(book, "ada", "soon", "x"), "no deadline"),
        (lambda book: comment(book, "ada", None, "  "), "needs words"),
        (lambda book: undo(book, "0000", "x"), "lists them"),
        (lambda book: undo(book, "", "x"), "lists them"),
    ],
)
def test_a_decision_about_nobody_or_nothing_is_one_line(gradebook, make, said):
    with pytest.raises(DecisionError if said != "no deadline" else Exception, match=said) as told:
        make(gradebook)
    assert "\n" not in str(told.value)


def test_a_name_may_be_begun_only(gradebook):
    assert comment(gradebook, "ad", None, "hello").student == "ada"


def test_an_entry_of_a_newer_kind_is_left_alone(gradebook):
    with sqlite3.connect(gradebook.path) as connection:
        connection.execute("INSERT INTO decisions VALUES ('x', 1, 'kim', 'oracle', 'ada', '', '', '', '', '')")
    assert gradebook.ledger() == ()


def test_an_entry_says_when_who_about_whom_what_and_why():
    moment = datetime(2026, 3, 4, 15, 6).astimezone().timestamp()
    given = replace(entry(1), id="0123456789abcdef", moment=moment, because="close enough")
    assert given.line() == "01234567  2026-03-04 15:06  kim  ada, flat  points 1.0: close enough"
    undone = replace(given, kind=Kind.UNDO, value="fedcba9876543210", exercise="", because="")
    assert undone.line() == "01234567  2026-03-04 15:06  kim  ada  undo fedcba98"
    asked = replace(given, kind=Kind.REGRADE, value="")
    assert asked.line() == "01234567  2026-03-04 15:06  kim  ada, flat  regrade: close enough"


def test_a_decision_keeps_its_reason_and_the_file_that_it_is_about(gradebook):
    digest = gradebook.digest_of("ada", "flat")
    assert digest
    told = comment(gradebook, "ada", "flat", "look at the corners")
    assert (told.value, told.exercise, told.digest) == ("look at the corners", "flat", digest)
    assert comment(gradebook, "ada", None, "well done").digest == ""
    again = regrade(gradebook, "ada", "flat", "the machine was busy")
    assert (again.exercise, again.because) == ("flat", "the machine was busy")
    assert regrade(gradebook, "ada", None, "x").exercise == ""


def test_an_own_deadline_is_in_the_zone_of_the_common_one(tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "America/New_York")
    path = filled(tmp_path / "g", {"ada": everything()}, plan(policy=Policy(DUE, 10.0)))
    with Gradebook(path) as gradebook:
        own = own_deadline(gradebook, "ada", "2026-11-23 23:59", "ill")
    assert own.value == "2026-11-23T23:59:00+01:00" and own.because == "ill"


def test_an_entry_reads_as_one_line():
    told = replace(entry(1), because="a\nb\x1b[2J").line()
    assert "\n" not in told and "\x1b" not in told
    assert "ada, flat" in told and "points 1.0" in told
