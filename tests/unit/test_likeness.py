"""Pairs of files that are alike become groups, the most unusual first, and two files stand beside each other."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from grader.classroom.gradebook.merge import merge
from grader.classroom.gradebook.roll import Alike, Enrolled
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.report.likeness import Side, how_unusual, likenesses, side_by_side
from tests.unit.classes import everything, filled, plan, text


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda two: two[0] != two[1])))
def test_pairs_join_into_groups_whatever_their_order(pairs):
    found = likenesses([Alike("pool", *pair, 0.9) for pair in pairs])
    again = likenesses([Alike("pool", second, first, 0.9) for first, second in reversed(pairs)])
    assert [one.students for one in found] == [one.students for one in again]
    members = [student for one in found for student in one.students]
    assert len(members) == len(set(members))
    for first, second in pairs:
        assert any(first in one.students and second in one.students for one in found)


def test_a_likeness_of_three_is_one_group_with_its_most_unusual_pair_first():
    pairs = [Alike("pool", "ada", "bob", 0.85, 0.5, 3.0), Alike("pool", "bob", "cem", 0.95, 0.5, 4.0)]
    (group,) = likenesses(pairs)
    assert (group.students, group.share, group.unusual) == (("ada", "bob", "cem"), 0.95, 4.0)
    assert [pair.second for pair in group.pairs] == ["cem", "bob"]
    assert group.line() == "95% the same; two answers here usually share 50%"


def test_exercises_stay_apart_and_what_is_usual_comes_last():
    short = Alike("size", "ada", "bob", 1.0, 0.93, how_unusual(1.0, 0.93, 0.03))
    long = Alike("pool", "ada", "bob", 0.9, 0.3, how_unusual(0.9, 0.3, 0.1))
    assert [one.exercise for one in likenesses([short, long])] == ["pool", "size"]


def test_a_pair_holds_while_its_files_are_those_that_were_compared(tmp_path):
    names = {name: everything() for name in ("ada", "bob")}
    path = filled(tmp_path / "book", names)
    pair = Alike("pool", "ada", "bob", 1.0, digests=("ada pool", "bob pool"))
    with Gradebook(path) as gradebook:
        gradebook.note_alike([pair])
        gradebook.begin(plan(), [Enrolled("ada")])
        assert gradebook.alike() == (pair,)
        gradebook.note_alike([], exercises=["net"])
        assert gradebook.alike() == (pair,)
        gradebook._connection.execute("UPDATE work SET digest = 'another' WHERE student = 'bob'")
        assert gradebook.alike() == ()
        gradebook.begin(plan(), [Enrolled("ada")], fresh=True)
        assert gradebook.meta.get("alike") is None


ONE = """def pool(image, size):
    rows = image.shape[0] // size  # how many
    for row in range(rows):
        print(row)
    return rows
"""
OTHER = """def pool(image, size):
    n = image.shape[0]//size
    for i in range(n):
        print("row", i)
    return n
"""


def test_lines_that_differ_in_names_alone_are_told_from_others():
    found = side_by_side(ONE, OTHER, "def pool(image, size):\n    raise NotImplementedError\n")
    assert [one.side for one in found] == [Side.GIVEN, Side.RENAMED, Side.RENAMED, Side.OTHER, Side.RENAMED]
    assert (found[3].left, found[3].right) == ("        print(row)", '        print("row", i)')


@given(st.text(alphabet="ab #'\"\n=1(", max_size=60), st.text(alphabet="ab #'\"\n=1(", max_size=60))
def test_every_line_of_both_files_is_there_once_and_in_order(first, second):
    found = side_by_side(first, second)
    for whole, lines in ((first, [one.left for one in found]), (second, [one.right for one in found])):
        assert [line for line in lines if line] == [line for line in whole.splitlines() if line]
    assert all(one.side is Side.SAME for one in side_by_side(first, first))


def test_the_class_page_and_the_json_tell_groups_with_what_is_usual(of):
    pairs = [Alike("pool", "ada", "bob", 0.9, 0.25, 3.0), Alike("pool", "bob", "cem", 0.95, 0.25, 4.0)]
    what = replace(of({name: everything() for name in ("ada", "bob", "cem")}), alike=tuple(pairs))
    page = text("html", what)
    assert "<td>ada; bob; cem</td>" in page
    assert '<td class="number">95%</td><td class="number">25%</td>' in page
    (told,) = json.loads(text("json", what))["alike"]
    assert (told["students"], told["share"], told["usual"]) == (["ada", "bob", "cem"], 0.95, 0.25)
    assert [one["students"] for one in told["pairs"]] == [["bob", "cem"], ["ada", "bob"]]
    assert "alike" not in json.loads(text("json", replace(what, alike=())))


def test_merged_gradebooks_keep_the_likenesses_of_each_once(tmp_path):
    one = Alike("pool", "ada", "bob", 1.0, digests=("ada pool", "bob pool"))
    other = Alike("net", "cem", "dan", 0.9, digests=("cem net", "another file"))
    paths = [
        filled(tmp_path / "one", {name: everything() for name in ("ada", "bob")}),
        filled(tmp_path / "two", {name: everything() for name in ("cem", "dan")}),
    ]
    for path, pair in zip(paths, (one, other), strict=True):
        with Gradebook(path) as gradebook:
            gradebook.note_alike([pair])
    for _ in range(2):
        merge(paths, tmp_path / "whole")
        with Gradebook(tmp_path / "whole") as gradebook:
            assert gradebook.alike() == (one,), "of the other pair one file has changed"
