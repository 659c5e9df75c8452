"""Who each hand-in is by: people of one name told apart, and nobody's work given to another."""

from __future__ import annotations

import pytest

from grader.classroom.intake.hand_in import HandIn
from grader.classroom.intake.identity import claims_refused, on_roster, printable, readable, told_apart
from grader.classroom.intake.roster import Person, Roster, names_of


def names(hand_ins) -> list[str]:
    return [one.student for one in hand_ins]


def roster(*people: Person) -> Roster:
    return Roster(people, by_name=names_of(people))


@pytest.mark.parametrize(
    "field", ["canvas_id", "moodle_id", "sid", "email", "login", "github", "gradescope_id", "anonymous_id"]
)
def test_two_of_one_name_bear_what_the_course_system_knows_of_them(field):
    told = told_apart([HandIn("Kim", identity={field: "k1"}), HandIn("Kim", identity={field: "k2"}), HandIn("Lee")])
    assert names(told) == ["Kim (k1)", "Kim (k2)", "Lee"]
    assert all(one.notes == () for one in told)


def test_where_nothing_is_known_of_two_of_one_name_they_are_numbered_and_the_row_says_so():
    told = told_apart([HandIn(" ada"), HandIn("ada"), HandIn("ada (2)"), HandIn("ada")])
    assert names(told) == ["ada (4)", "ada", "ada (2)", "ada (3)"], "who is called exactly so keeps the name"
    another = ("another hand-in is called ada too",)
    assert [one.notes for one in told] == [another, (), (), another]
    assert names(told_apart([HandIn("bo"), HandIn("bo")])) == ["bo", "bo (2)"]


@pytest.mark.parametrize("field", ["canvas_id", "moodle_id"])
def test_two_that_claim_one_id_are_both_told_of_the_other(field):
    told = claims_refused([HandIn("Ada", identity={field: "7"}), HandIn("Eve", identity={field: "7"}), HandIn("Bo")])
    assert [one.notes for one in told] == [("Eve claims the same id",), ("Ada claims the same id",), ()]


@pytest.mark.parametrize("field", ["canvas_id", "email", "github"])
def test_an_id_says_more_than_a_name(field):
    ada, bo = Person("Ada", {"name": "Ada", field: "a7"}, ("Ada", "8")), Person("Bo", {"name": "Bo"}, ("Bo", "9"))
    matched, (absent,) = on_roster([HandIn("Ada"), HandIn("someone", identity={field: "a7"})], roster(ada, bo))
    assert names(matched) == ["Ada", "Ada"] and matched[1].cells == ("Ada", "8")
    assert (absent.student, absent.handed_in, absent.cells) == ("Bo", False, ("Bo", "9"))
    assert matched[0].notes == ("could be Ada of the roster, but someone is matched with them",)
    assert matched[1].notes == () and matched[1].identity["name"] == "Ada"


def test_what_all_folders_of_an_assignment_begin_with_ends_before_the_names_differ():
    people = [Person(name, {"name": name, "github": login}) for name, login in (("Ada", "ada-l-x"), ("Bo", "bo-b"))]
    matched, absent = on_roster([HandIn("hw-7-ada-l-x"), HandIn("hw-7-bo-b")], roster(*people))
    assert names(matched) == ["Ada", "Bo"] and absent == []


def test_a_name_of_no_letters_or_of_no_text_can_be_shown():
    assert readable("") == "student"
    assert readable("caf\udce9") == "caf\ufffd"
    assert readable("x" * 500) == "x" * 120
    assert printable("caf\udce9") == "caf\\xe9"
