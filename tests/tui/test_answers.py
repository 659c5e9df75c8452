"""What the save says, where it says it, and that nothing of it misleads: a test for each thing that once did."""

import re
from dataclasses import replace

import numpy as np
import pytest
from textual.geometry import Size

from exercises.figures import Frame, Role
from grader.core.results import Diagnosis, ExerciseResult, Grids, Status
from grader.student.history import History
from grader.student.told import what_is_wrong
from grader.tui.drawing.answers import answer_rows, grid_parts
from grader.tui.drawing.figures import frame_rows
from grader.tui.screens.check import CheckScreen
from grader.tui.screens.confirm import Confirm
from grader.tui.screens.hints import Hints
from grader.tui.screens.main import Main
from grader.tui.screens.results import Results
from grader.tui.widgets.figure import FigurePane
from grader.tui.widgets.last_run import LastRun
from grader.tui.widgets.lines import KeyLine
from grader.tui.widgets.panes import CHECKS, FIGURE, LIST, STATEMENT, View, arranged
from grader.tui.widgets.statement import Statement
from tests.tui import canned
from tests.tui.test_keys import said, write

FIRST, SECOND, TRAINING = canned.LESSONS[0], canned.LESSONS[1], canned.LESSONS[4]


def plain(rows):
    return "\n".join("".join(span.text for span in line).rstrip() for line in rows)


# --- 1: the save answers visibly, always


async def test_a_save_while_the_student_looks_round_waits_in_one_line(folder, until):
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("down", "down")
        write(folder, "output_size", "x")
        await until(pilot, lambda: "output_size: 1 of 3 pass · Enter shows it" in said(app))
        assert app.screen.lesson.name == "filtered_grid"
        await pilot.press("enter")
        assert app.screen.lesson.name == "output_size"
        assert "wanted 3x3" in app.screen.query_one(FigurePane).plain()


async def test_a_save_answers_on_other_screens_too(folder, until):
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("h")
        write(folder, "fully_connected", "x")
        await until(pilot, lambda: "fully_connected: 1 of 3 pass · Esc shows it" in said(app))
        assert isinstance(app.screen, Hints)
        await pilot.press("escape")
        assert "wanted 3x3" in app.screen.query_one(FigurePane).plain()


async def test_every_run_says_which_it_was_and_when(folder, until):
    write(folder, "fully_connected", "x")
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        for number in (1, 2):
            await pilot.press("r")
            title = app.screen.query_one(LastRun)
            await until(pilot, lambda number=number, title=title: f"run {number}, " in str(title.border_title))
            assert re.search(r"run \d, \d\d:\d\d:\d\d, 12 ms · 2/6", str(title.border_title))


async def test_messages_cover_nothing(folder, until):
    write(folder, "fully_connected", "RAISE")
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await until(pilot, lambda: "fully_connected could not be run" in said(app))
        assert not app._notifications


# --- 2: a restart loses nothing


async def test_a_restart_keeps_grids_output_seed_and_what_was_trained(folder, until):
    write(folder, "fully_connected", "x")
    write(folder, "training", "TRAIN")
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: app.session.solved(TRAINING) and not app.runs.current)
        await pilot.press("q")
    again = canned.app(folder)
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "fully_connected: 1 of 3 pass · Enter shows your answer" in said(again)
        await pilot.press("enter")
        assert "wanted 3x3" in again.screen.query_one(FigurePane).plain()
        await pilot.press("enter")
        assert "seed 2022" in again.screen.page.plain()
        assert "n is 7" in again.screen.page.plain()
        await pilot.press("escape")
        again.main.go_to(TRAINING)
        await pilot.press("v")
        assert isinstance(again.screen, Results)
        assert "Confusion matrix" in again.screen.page.plain()


# --- 3: the commonest errors read best

SYNTAX = """Traceback (most recent call last):
  File "output_size.py", line 3
    def f(x)
            ^
SyntaxError: expected ':'"""


def failed(lesson, traceback, message=""):
    """Every check with the same exception."""
    checks = tuple(
        replace(check, status=Status.ERROR, points=0.0, got="SyntaxError", traceback=traceback)
        for check in canned.passed(lesson).checks
    )
    return ExerciseResult(lesson.name, Status.ERROR, 0.0, 6.0, 0.01, checks, message=message)


def test_a_syntax_error_is_its_line_and_the_caret():
    result = failed(FIRST, SYNTAX, SYNTAX)
    assert plain(answer_rows(result, result.checks[0], 50, 10)) == "line 3: expected ':'\ndef f(x)\n        ^"


def test_an_exception_is_told_in_full_and_wrapped():
    words = " ".join(f"word{number}" for number in range(40))
    traceback = f'Traceback (most recent call last):\n  File "a.py", line 2, in f\n    g()\nValueError: {words}\nmore'
    result = failed(FIRST, traceback)
    rows = answer_rows(result, result.checks[0], 50, 10)
    told = plain(rows)
    assert all(f"word{number}" in told for number in range(40)) and "more" in told
    assert max(sum(span.width for span in line) for line in rows) <= 50
    assert "\\n" not in told


async def test_one_row_where_all_checks_fail_for_one_reason(folder):
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.session.keep(failed(FIRST, SYNTAX, SYNTAX), app.session.source(FIRST).digest)
        app.main.show_finished(app.session.result(FIRST))
        await pilot.pause()
        assert app.screen.query_one(LastRun).plain().strip() == "! all 3 checks: same error"
        assert "can't be loaded · run 1" in str(app.screen.query_one(LastRun).border_title)


def test_a_forbidden_import_is_told_in_full():
    message = "fully_connected.py imports torch.nn.functional: this exercise allows NumPy and the standard library only"
    checks = tuple(
        replace(one, status=Status.FORBIDDEN, points=0.0, message=message) for one in canned.passed(FIRST).checks
    )
    told = Diagnosis((), (message,))
    result = ExerciseResult(FIRST.name, Status.FORBIDDEN, 0.0, 6.0, 0.0, checks, message=message, diagnosis=told)
    assert plain(answer_rows(result, checks[0], 50, 10)).replace("\n", " ") == message


def test_a_loop_that_was_stopped_says_where_and_why():
    said = "your code used more than 10 s of processor time and was stopped"
    bare = failed(FIRST, '  File "fully_connected.py", line 2').checks
    checks = tuple(replace(one, status=Status.TIMEOUT, got="timeout", said=said) for one in bare)
    result = ExerciseResult(FIRST.name, Status.TIMEOUT, 0.0, 6.0, 10.0, checks)
    assert plain(answer_rows(result, checks[0], 52, 10)).replace("\n", " ") == f"line 2: {said}"
    assert list(what_is_wrong(checks[0])) == [f"line 2: {said}"]


async def test_the_table_has_the_words_of_everywhere_and_whole_names_where_all_pass(folder):
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        names = ("the lecture's image as a vector", "views, images of any size", "parameters, biases included")
        checks = tuple(replace(one, name=name) for one, name in zip(canned.passed(FIRST).checks, names, strict=True))
        digest = app.session.source(FIRST).digest
        for shown in (checks, (replace(checks[0], status=Status.TIMEOUT, points=0.0, got="timeout"), *checks[1:])):
            app.session.keep(replace(canned.passed(FIRST), checks=shown, notes=("torch is left out",)), digest)
            app.main.show_finished(app.session.result(FIRST))
            await pilot.pause()
            table = app.screen.query_one(LastRun).plain()
            if shown is checks:
                assert all(name in table for name in names) and "wanted" not in table
            assert "note: torch is left out" in table
        assert "out of ti" in table and "timeout" not in table


# --- 4: the list shows the file as it is


async def test_the_list_shows_the_file_as_it_is_beside_the_best_score(folder, until):
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        write(folder, "fully_connected", "PASS")
        await pilot.press("r")
        await until(pilot, lambda: "✓ Fully connected layer 6" in app.screen.list.plain())
        write(folder, "fully_connected", "x")
        await pilot.press("r")
        await until(pilot, lambda: "◐ Fully connected layer 6" in app.screen.list.plain())
    write(folder, "fully_connected", "changed while nobody looked")
    again = canned.app(folder)
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "~ Fully connected layer 6" in again.screen.list.plain()
        await pilot.press("up")
        assert "changed since it was run · r runs it" in said(again)


async def test_a_deleted_file_is_noticed_with_the_remedy(folder, until):
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        (folder / "fully_connected.py").unlink()
        await until(pilot, lambda: "x writes the starter" in said(app))
        assert "? Fully connected layer" in app.screen.list.plain()
        await pilot.press("x")
        await until(pilot, lambda: (folder / "fully_connected.py").exists())


# --- 5: 80x24 is the first-class size


def test_nine_lines_of_the_statement_and_a_whole_figure_at_80x24():
    regions = arranged(Size(80, 21), View())
    assert regions[STATEMENT].height - 1 >= 9
    assert regions[FIGURE].height - 1 >= 10
    assert regions[FIGURE].width - 1 >= 52


@pytest.mark.parametrize("focus", [LIST, STATEMENT, FIGURE, CHECKS])
@pytest.mark.parametrize("answering", [False, True])
@pytest.mark.parametrize("size", [(60, 17), (80, 21), (100, 29), (120, 37), (160, 47), (240, 60)])
def test_panes_never_overlap_nor_leave_the_window(size, answering, focus):
    regions = [one for one in arranged(Size(*size), View(focus, answering, 8)).values() if one.area]
    assert sum(one.area for one in regions) == size[0] * size[1]
    assert all(one in Size(*size).region for one in regions)
    assert not any(one.overlaps(other) for one in regions for other in regions if one is not other)


@pytest.mark.parametrize("pane", [STATEMENT, CHECKS])
def test_the_focused_pane_grows_at_80x24(pane):
    answering = pane == CHECKS
    rest, grown = (arranged(Size(80, 21), View(focus, answering, 12))[pane] for focus in (LIST, pane))
    assert grown.height > rest.height


async def test_after_a_save_the_verdict_takes_the_room_and_tab_brings_the_statement_back(folder, until):
    write(folder, "fully_connected", "x")
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await until(pilot, lambda: "wanted 3x3" in app.screen.query_one(FigurePane).plain())
        await pilot.pause()
        main = app.screen
        assert main.query_one(Statement).content_region.height == 0
        assert "Tab: statement" in str(main.query_one(Statement).border_title)
        assert "✗ zero padding" in main.query_one(LastRun).plain()
        await pilot.press("tab")
        await pilot.pause()
        assert main.query_one(Statement).content_region.height >= 18
        await pilot.press("escape")
        await pilot.pause()
        assert main.query_one(Statement).content_region.height >= 9
        assert main.query_one(FigurePane).content_region.height >= 10


# --- 6: numbers are true


def test_two_different_numbers_never_look_equal_and_a_cropped_grid_says_so():
    wanted = np.arange(900.0).reshape(30, 30) + 100000
    got = wanted.copy()
    got[20, 20] += 1
    parts, note = grid_parts(Grids(wanted, got, (20, 20), wanted != got), 52, 8)
    shown = plain(frame_rows(Frame("", parts)))
    assert "100620" in shown and "[100621]" in shown
    assert note.startswith("shown: rows ") and "columns " in note and "of 30" in note


@pytest.mark.parametrize(
    ("wanted", "got", "shown"),
    [
        (1.0, 1.00004, ("1", "1.00004")),
        (123456.0, 123457.0, ("123456", "123457")),
        (0.1, 0.1000004, ("0.1", "0.1000004")),
    ],
)
def test_a_wrong_cell_never_reads_as_the_wanted_one(wanted, got, shown):
    grids = Grids(np.array([[wanted, 2.0]]), np.array([[got, 2.0]]), (0, 0), np.array([[True, False]]))
    (left, right), _ = grid_parts(grids, 78, 8)
    assert (left.cells[0][0], right.cells[0][0]) == shown


@pytest.mark.parametrize("at", [(0, 0), (5, 30), (30, 5), (39, 49), (20, 25), (11, 12)])
def test_in_a_cropped_grid_the_focus_is_the_first_wrong_cell(at):
    wanted = np.arange(2000.0).reshape(40, 50)
    got = wanted.copy()
    got[at] = -7
    (_, yours), _ = grid_parts(Grids(wanted, got, at, got != wanted), 78, 11)
    (focus,) = (mark for mark in yours.marks if mark.role is Role.FOCUS)
    assert yours.cells[focus.row][focus.column].startswith("-7")


def test_an_index_stands_in_its_own_column():
    from exercises.definition import Rule
    from grader.grading.verdict.compare import Tolerance, compare

    found = compare(Rule.ARRAY, np.zeros((2, 2)), np.eye(2), Tolerance())
    assert (found.at, found.wanted, found.got) == ("0, 0", "0", "1")


# --- 7: Esc never costs a training


async def test_escape_goes_back_first_and_asks_before_ten_seconds_are_lost(folder, until):
    write(folder, "fully_connected", "HANG")
    grader = canned.Grader()
    app = canned.app(folder, grade=grader)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await until(pilot, grader.hanging.is_set)
        run = app.runs.current["fully_connected"]
        await pilot.press("tab", "escape")
        assert not run.cancelled.is_set()
        await pilot.press("down", "escape")
        assert not run.cancelled.is_set()  # of the exercise that is shown alone
        await pilot.press("up")
        run.started -= 60
        await pilot.press("escape")
        assert isinstance(app.screen, Confirm)
        await pilot.press("n")
        assert not run.cancelled.is_set()
        await pilot.press("escape", "y")
        await until(pilot, lambda: not app.runs.current)


# --- 8: the check screen


async def test_the_check_screen_starts_with_the_verdict_and_folds_the_call(folder, until):
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        result = canned.partial(FIRST)
        long = f"answer(np.array({list(range(200))}), 3)"
        checks = (result.checks[0], replace(result.checks[1], call=long), result.checks[2])
        app.push_screen(CheckScreen(app.session, FIRST, replace(result, checks=checks), 1))
        await pilot.pause()
        lines = app.screen.page.plain().splitlines()
        words = ("cells differ", "Looks like", "wanted 3x3", "The call")
        at = {word: next(n for n, line in enumerate(lines) if word in line) for word in words}
        assert list(at.values()) == sorted(at.values())
        assert lines[at["The call"] + 3] == ""
        await pilot.press("enter")
        assert "198, 199" in app.screen.page.plain()


# --- friction


async def test_partial_credit_reads_as_partial(folder, until):
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        result = canned.partial(FIRST)
        checks = (result.checks[0], replace(result.checks[1], points=1.25), result.checks[2])
        app.session.keep(replace(result, checks=checks, score=3.25), app.session.source(FIRST).digest)
        app.main.show_finished(app.session.result(FIRST))
        app.main.show_progress()
        await pilot.pause()
        assert "◐ zero padding" in app.screen.query_one(LastRun).plain()
        assert "◐ Fully connected… 3.25/6" in app.screen.list.plain()


def test_what_no_mistake_explains_is_told_by_the_outcomes():
    result = canned.partial(FIRST)
    insight = "right in all 9 calls with pad 0, wrong in all 6 with a border"
    check = replace(result.checks[1], mistake=None, insight=insight)
    assert "wrong in all 6 with a border" in plain(answer_rows(result, check, 52, 10)).replace("\n", " ")
    bare = replace(check, insight=None)
    told = replace(result, diagnosis=Diagnosis((), ("what came is what was wanted, cut to whole numbers",)))
    assert "cut to whole numbers" in plain(answer_rows(told, bare, 52, 10)).replace("\n", " ")


async def test_running_all_ends_in_a_summary(folder, until):
    write(folder, "fully_connected", "PASS")
    write(folder, "output_size", "x")
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "all run: 1 solved, 1 with something wrong, 3 not started" in said(app))


async def test_only_the_focused_panes_cursor_is_bright(folder, until):
    write(folder, "fully_connected", "x")
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await until(pilot, lambda: app.screen.query_one(LastRun).cursor > 0)
        await pilot.pause()
        panes = app.screen.list, app.screen.query_one(LastRun)
        grounds = [pane._style(pane.rows[pane._choices[pane.cursor]][1], True).bgcolor for pane in panes]
        assert grounds[0] != grounds[1]


async def test_the_keys_of_the_foot_follow_what_is_seen(folder, until):
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        write(folder, "fully_connected", "PASS")
        await pilot.press("r")
        await until(pilot, lambda: "s Solution" in app.screen.query_one(KeyLine).plain())
        assert isinstance(app.screen, Main)
        assert app.screen.query_one(KeyLine).plain().count("   ") <= 6


def test_a_history_of_another_program_does_no_harm(folder):
    history = History.of_folder(folder)
    history.record(canned.passed(FIRST), "digest")
    with history._database() as database:
        database.execute("UPDATE last_runs SET result = 'no json'")
    assert history.last_run(FIRST.name) is None
    assert history.standings()[FIRST.name].solved
    history.close()
