"""What a student reads after a wrong answer: everything that helps, in 80 columns, and a call that can be pasted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from exercises.definition import Case, Mistake, Rule
from grader.core.results import CheckResult, Grids, Outcome, OutcomeKind, Status
from grader.grading.diagnosis.diagnose import OfCheck
from grader.grading.verdict import explain
from grader.grading.verdict.call import LONGEST_CALL, brief_call, call_line, value_text, wrapped
from grader.grading.verdict.compare import Tolerance, compare
from grader.grading.verdict.grids import grid_lines
from grader.grading.verdict.values import cut

RNG = np.random.default_rng(0)
GRID = np.arange(9.0).reshape(3, 3)
CASE = Case("filtered_grid", (np.arange(81.0).reshape(9, 9), GRID), {"stride": 3})
PLACE = explain.Place("filtered_grid", 2, 5, 17, "filtered_grid.py", 8)
SLIP = Mistake("rows start at 1", "Python counts from 0, " * 8, "rows_start_at_1", ("filtered_grid",))
TOO_WIDE = explain.WIDTH + 1


def found(*mistakes, insight="") -> OfCheck:
    return OfCheck(mistakes, insight)


def of_difference(wanted, got, mistake=None, case=CASE) -> str:
    difference = compare(Rule.ARRAY, wanted, got, Tolerance())
    assert difference is not None
    return explain.of_difference(case, difference, found(*([mistake] if mistake else [])), PLACE)


def pasted(call: str, **names):
    """What a student's Python makes of the call: the arguments."""
    return eval(call, {"np": np, "filtered_grid": lambda *args, **kwargs: (args, kwargs), **names})


# --- the whole message


def test_a_wrong_grid_reads_like_this():
    lines = of_difference(GRID, GRID + 9, replace(SLIP, hint="Python counts from 0.")).splitlines()
    assert lines[:10] == [
        "✗ filtered_grid(9x9, 3x3, stride=3)",
        "  check 2 of 5, seed 17",
        "  looks like: rows start at 1",
        "  Python counts from 0.",
        "  float64, shape (3, 3) ✓, 9 of 9 cells differ, largest error 9",
        "  first at [0, 0]: yours 9, wanted 0",
        "    yours          wanted",
        "    ▸ 9  10  11    ▸0  1  2",
        "     12  13  14     3  4  5",
        "     15  16  17     6  7  8",
    ]
    assert lines[10].startswith("  try: filtered_grid(np.array([[0, 1, 2,")
    assert lines[-1] == "  edit filtered_grid.py:8"


@pytest.mark.parametrize("shape", [(3, 3), (12, 12), (40, 40), (1, 300), (300, 1), (4, 10), (2, 3, 20, 20), (30,)])
@pytest.mark.parametrize("scale", [1, 1e-3, 1e9])
def test_no_line_is_wider_than_an_80_column_screen_has_room_for(shape, scale):
    wanted, got = RNG.normal(size=shape) * scale, RNG.normal(size=shape) * scale
    message = of_difference(wanted, got, SLIP, Case("filtered_grid", (wanted[:12], GRID)))
    assert max(map(len, message.splitlines())) < TOO_WIDE


def test_the_pasteable_call_is_whole_however_it_is_wrapped():
    case = Case("filtered_grid", (RNG.normal(size=(7, 9)), [("conv, (x", 5, 1), ("relu",)]), {"pad": 2, "name": "it's"})
    lines = of_difference(GRID, GRID + 1, case=case).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("  try: "))
    args, kwargs = pasted("\n".join([lines[start][7:], *lines[start + 1 : -1]]))
    assert np.array_equal(args[0], case.args[0])
    assert (args[1], kwargs) == (case.args[1], case.kwargs)


def test_a_brief_call_is_not_said_twice():
    message = explain.of_death(Case("output_size", (7, 3)), "took longer than 10 s", found(), PLACE)
    assert message.splitlines() == [
        "✗ output_size(7, 3)",
        "  check 2 of 5, seed 17",
        "  your code took longer than 10 s",
        "  edit filtered_grid.py:8",
    ]


def test_an_exception_keeps_the_students_frames_and_its_last_line():
    frames = 'Traceback (most recent call last):\n  File "filtered_grid.py", line 8, in filtered_grid\nIndexError: no 3'
    got = Outcome(OutcomeKind.RAISED, error="IndexError", traceback=frames, status=Status.ERROR)
    lines = explain.of_exception(CASE, got, found(replace(SLIP, hint="Count from 0.")), PLACE).splitlines()
    assert lines[2:4] == ["  looks like: rows start at 1", "  Count from 0."]
    assert lines[4:8] == ["  it raised IndexError", *(f"    {line}" for line in frames.splitlines())]


def test_another_exception_than_wanted_names_both():
    got = Outcome(OutcomeKind.RAISED, error="IndexError", traceback="IndexError: no 3", status=Status.ERROR)
    message = explain.of_exception(CASE, got, found(), PLACE, "ValueError")
    assert "  it raised IndexError, but should raise ValueError\n    IndexError: no 3" in message


def test_running_out_of_memory_is_explained():
    got = Outcome(OutcomeKind.RAISED, error="MemoryError", traceback="MemoryError", status=Status.MEMORY)
    assert "is an array far larger than its inputs?" in explain.of_exception(CASE, got, found(), PLACE)


def test_a_wanted_exception_that_did_not_come():
    wanted = Outcome(OutcomeKind.RAISED, error="ValueError")
    returned = explain.of_missing_exception(CASE, wanted, Outcome(OutcomeKind.RETURNED, value=0), found(), PLACE)
    assert "  it returned 0, but should raise ValueError" in returned.splitlines()


def test_an_absent_function_names_the_nearest():
    message = explain.of_absence(CASE, " (did you mean 'filter_grid'?)", PLACE)
    assert message.startswith("✗ filtered_grid.py defines no filtered_grid (did you mean 'filter_grid'?)")


def test_a_judges_words_keep_their_lines_and_say_where_to_edit():
    message = explain.of_finding(CASE, "In epoch 1\nimage 3 was left out.", found(SLIP), PLACE)
    assert "  In epoch 1\n  image 3 was left out.\n" in message
    assert message.index("looks like: rows start at 1") < message.index("In epoch 1")
    assert message.endswith("edit filtered_grid.py:8")


# --- the call


@pytest.mark.parametrize(
    "array",
    [
        GRID,
        GRID.astype(int),
        GRID.astype(np.float32) / 3,
        GRID.astype(np.uint8),
        GRID > 3,
        GRID[:0],
        np.array(2.5),
        np.array([[1.5, np.nan], [-np.inf, -0.0]]),
        np.array([1e300, 1e15, 3.0, 1e-300]),
        RNG.normal(size=(2, 3, 4)),
        GRID.T,
    ],
)
def test_an_array_is_read_back_as_it_was(array):
    back = pasted(f"filtered_grid({value_text(array)})")[0][0]
    assert (back.dtype, back.shape, back.tobytes()) == (array.dtype, array.shape, array.tobytes())


@pytest.mark.parametrize(
    "value", [1, 2.5, "a'b", None, True, (1,), (), [(1, 2), ("conv", 3)], {"a": 1}, np.float64(2.5)]
)
def test_any_argument_is_read_back_as_it_was(value):
    assert pasted(f"filtered_grid({value_text(value)})")[0][0] == value


def test_whole_numbers_are_written_as_a_person_writes_them():
    assert value_text(np.array([[1.0, -2.0]])) == "np.array([[1, -2]], float)"


def test_arguments_too_many_to_print_are_told_by_their_shapes():
    case = Case("flatten", (RNG.normal(size=(32, 32, 3)),))
    assert call_line(case) == brief_call(case) == "flatten(32x32x3)"
    assert len(call_line(Case("flatten", (GRID,) * 20))) <= LONGEST_CALL


def test_a_shown_call_replaces_both():
    case = Case("count", (GRID,), shown="Net()(images)")
    assert (call_line(case), brief_call(case)) == ("Net()(images)", "Net()(images)")


def test_the_owner_is_called_not_the_probe():
    assert call_line(Case("probe", (1,), owner="Net")) == "Net(1)"


def test_a_row_of_an_array_stays_in_one_line():
    assert wrapped("f(np.array([[1, 2, 3], [4, 5, 6]], float), 2)", 26) == [
        "f(np.array([[1, 2, 3],",
        "[4, 5, 6]], float), 2)",
    ]


# --- the grids


def test_a_long_hint_is_cut_behind_whole_lines():
    words = [f"word{number:03}" for number in range(200)]
    told = of_difference(GRID, GRID + 9, Mistake("slip", " ".join(words), "slip", ("filtered_grid",))).splitlines()
    hint = [line.strip() for line in told if "word" in line]
    assert len(hint) == 3 and hint[-1].endswith("…") and max(map(len, hint)) <= explain.WIDTH
    assert " ".join(words).startswith(" ".join(hint).removesuffix("…"))


def test_a_text_is_cut_at_its_length_and_not_before():
    assert cut("x" * 10, 10) == "x" * 10
    assert cut("abcdefghijk", 10) == "abcdefghi…"


def raised_in(frames: int) -> str:
    lines = [f"frame {number}" for number in range(frames)]
    got = Outcome(OutcomeKind.RAISED, error="E", traceback="\n".join(lines))
    return explain.of_exception(CASE, got, found(), PLACE)


def test_a_traceback_of_seven_lines_is_whole_and_a_longer_one_keeps_its_ends():
    assert [line.strip() for line in raised_in(7).splitlines() if "frame" in line] == [f"frame {n}" for n in range(7)]
    assert "..." not in raised_in(7)
    told = [line.strip() for line in raised_in(20).splitlines() if "frame" in line or line.strip() == "..."]
    assert told == ["frame 0", "...", "frame 15", "frame 16", "frame 17", "frame 18", "frame 19"]


def test_what_was_raised_is_said_with_what_should_be():
    got = Outcome(OutcomeKind.RAISED, error="TypeError")
    assert explain.did_raise(got) == "it raised TypeError"
    assert explain.did_raise(got, "ValueError") == "it raised TypeError, but should raise ValueError"


def test_a_row_of_numbers_has_no_index_in_its_head():
    assert lines_of(np.array([1.0, 2.0]), np.array([1.0, 3.0]))[0].split() == ["yours", "wanted"]


def lines_of(wanted, got, width=74) -> list[str]:
    wrong = wanted != got
    return grid_lines(Grids(wanted, got, tuple(map(int, np.argwhere(wrong)[0])), wrong), width)


def test_the_first_wrong_cell_is_marked_in_both():
    wanted, got = GRID, GRID.copy()
    got[1, 2] = 7
    assert lines_of(wanted, got)[2] == "     3  4 ▸7     3  4 ▸5"


def test_above_12x12_the_cells_around_the_first_wrong_one_are_shown():
    got = np.zeros((40, 50))
    got[30, 45] = 1
    lines = lines_of(np.zeros((40, 50)), got)
    assert [line.count("▸") for line in lines if "▸1" in line] == [2]
    assert len(lines) == 1 + 12 + 1  # a head, twelve rows, and what was cut
    assert lines[-1] == "    (only rows 24 to 35, columns 38 to 49)"


@pytest.mark.parametrize("at", [(0, 0), (5, 30), (30, 5), (39, 49), (20, 25), (11, 12)])
def test_in_a_part_of_a_grid_the_mark_stands_before_the_first_wrong_cell(at):
    wanted = np.arange(2000.0).reshape(40, 50)
    got = wanted.copy()
    got[at] = -7
    marked = [part.split()[0] for line in lines_of(wanted, got) for part in line.split("▸")[1:]]
    assert marked == ["-7", str(50 * at[0] + at[1])]


def test_grids_too_wide_to_stand_beside_each_other_stand_one_below_the_other():
    lines = lines_of(RNG.normal(size=(2, 6)), RNG.normal(size=(2, 6)), 60)
    assert [line.strip() for line in lines if "▸" not in line and "." not in line] == ["yours", "wanted"]


def test_of_several_maps_the_one_with_the_first_wrong_cell_is_shown():
    got = np.zeros((3, 2, 2))
    got[2, 0, 1] = 5
    assert lines_of(np.zeros((3, 2, 2)), got)[0].split() == ["yours[2]", "wanted[2]"]


def test_cells_that_would_look_alike_get_more_digits():
    lines = lines_of(np.array([1.0]), np.array([1.00001]))
    assert lines[1].split() == ["▸1.00001", "▸1"]


def test_what_rounding_leaves_behind_is_zero():
    assert lines_of(np.array([3.5e-15, 1.0]), np.array([0.0, 2.0]), 74)[1].split() == ["▸0", "2", "▸0", "1"]


def test_grids_of_different_shapes_are_both_shown_without_a_mark():
    lines = grid_lines(Grids(GRID, GRID[:2], None, None), 74)
    assert len(lines) == 4
    assert "▸" not in "".join(lines)


@pytest.mark.parametrize("got", [np.zeros((0, 3)), np.array(5.0)])
def test_where_there_is_nothing_to_show_there_is_no_grid(got):
    assert grid_lines(Grids(GRID, got, None, None), 74) == []


# --- a page that says the misconception once


@pytest.mark.parametrize("mistake", [None, SLIP])
def test_evidence_is_the_call_and_what_came_of_it(mistake):
    message = of_difference(GRID, GRID + 9, mistake)
    said = next(line.strip() for line in message.splitlines() if line.startswith("  float64"))
    names = (mistake.name,) if mistake else ()
    check = CheckResult("one", Status.FAILED, 0.0, 1.0, message, said=said, mistakes=names)
    lines = explain.evidence(check).splitlines()
    assert lines[0] == "✗ filtered_grid(9x9, 3x3, stride=3)"
    assert lines[1].startswith("  float64, shape (3, 3)")
    assert not any("rows start" in line or "Python counts" in line or "seed" in line for line in lines)
    assert lines[-1].strip().startswith(("try:", "[", "7")) and "edit" not in lines[-1]


def test_evidence_keeps_what_explains_a_check_without_a_name():
    message = "\n".join(["✗ f(1)", "  check 1 of 2, seed 4", "  right for even sizes only", "  wrong number"])
    check = CheckResult("one", Status.FAILED, 0.0, 1.0, message, said="wrong number", insight="right for even ...")
    assert explain.evidence(check) == "✗ f(1)\n  right for even sizes only\n  wrong number"
