"""Sums in the texts are right, hints and words keep to their form, and each slide has its place."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from exercises.figures import Grid
from tests.unit.taught import FOLDER, NAMES, flat, frames, text, told

STEPS = ("Question", "Idea", "Nearly the code")


# --- sums -------------------------------------------------------------------------------------------------------------

NUMERIC = r"[\d(][\d\s.()+\-*/]*"
CHAIN = re.compile(rf"{NUMERIC}(?:=\s*{NUMERIC})+")


def plain(words: str) -> str:
    """Signs as Python writes them; "32x32" a product; a sum that goes on in the next line in one."""
    words = words.replace("−", "-").replace("·", "*").replace("×", "*")
    words = re.sub(r"(?<=\d),(?=\d{3})", "", words)
    words = re.sub(r"(?<=\d)x(?=\d)", "*", words)
    return re.sub(r"\n\s*=", " =", words)


def value(side: str) -> float | None:
    """What a side of an equation comes to; None where it is no arithmetic."""
    side = side.strip().rstrip(".").strip()
    try:
        tree = ast.parse(side, mode="eval")
    except SyntaxError:
        return None
    allowed = ast.Expression | ast.BinOp | ast.Constant | ast.operator | ast.UnaryOp | ast.unaryop
    if not all(isinstance(node, allowed) for node in ast.walk(tree)):
        return None
    return float(eval(compile(tree, "sum", "eval")))


def sums(words: str) -> Iterator[tuple[str, float, float]]:
    """Every "a = b" of numbers alone, where at least one side has something to work out."""
    for found in CHAIN.finditer(plain(words)):
        sides = found.group().split("=")
        for left, right in pairwise(sides):
            before, after = value(left), value(right)
            operated = re.search(r"\d[\s)]*[+\-*/]", left.strip())
            if operated and before is not None and after is not None:
                yield f"{left.strip()} = {right.strip()}", before, after


@pytest.mark.parametrize("name", NAMES)
def test_every_sum_in_statement_hints_and_figure_is_right(name: str) -> None:
    wrong = {what for words in told(name) for what, left, right in sums(words) if not math.isclose(left, right)}
    assert wrong == set()


def test_the_sums_are_really_read() -> None:
    assert len({what for name in NAMES for words in told(name) for what, _, _ in sums(words)}) > 50
    assert list(sums("out = (7 − 3) / 2 + 1\n    = 3")) == [("(7 - 3) / 2 + 1 = 3", 3.0, 3.0)]
    assert [what for what, left, right in sums("10 · 3073 = 30,731") if left != right] == ["10 * 3073 = 30731"]


# --- hints, words, layout ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_hints_ask_then_explain_then_leave_one_blank_in_each_piece_of_code(name: str) -> None:
    sections = re.split(
        r"^# ", re.sub(r"^    #.*$", "", text(name, "hints.md"), flags=re.MULTILINE), flags=re.MULTILINE
    )
    assert tuple(section.splitlines()[0] for section in sections[1:]) == STEPS
    assert "?" in sections[1]
    pieces = re.findall(r"```python\n(.*?)```", sections[3], flags=re.DOTALL)
    assert pieces
    for piece in pieces:
        assert piece.count("...") == 1, piece
        ast.parse(f"def whole():\n{re.sub('^', '    ', piece, flags=re.MULTILINE)}")


@pytest.mark.parametrize("name", NAMES)
def test_texts_fit_sixty_columns(name: str) -> None:
    lines = [line for file in ("statement.md", "hints.md") for line in text(name, file).splitlines()]
    assert [line for line in lines if len(line) > 60 and not line.startswith("|")] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_a_paragraph_is_taken_for_a_list(name: str) -> None:
    """Markdown reads a line that begins with "1." as one."""
    lines = [line for file in ("statement.md", "hints.md") for line in text(name, file).splitlines()]
    assert [line for line in lines if re.match(r"\s*(\d+[.)]|[+*]) ", line)] == []


def test_solutions_fit_an_80_column_screen() -> None:
    files = [*FOLDER.glob("*/solution.py"), *(FOLDER.parent / "reference").glob("*.py")]
    lines = [(path, line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(files) > 30 and [(path, line) for path, line in lines if len(line) > 74] == []


FIRST_SAID = {
    "stride": "receptive_field",
    "kernel": "receptive_field",
    "pool": "receptive_field",
    "cell": "receptive_field",
    "cluttered digits": "training",
    "softmax": "training",
    "cross-entropy": "training",
}


@pytest.mark.parametrize(("term", "name"), FIRST_SAID.items())
def test_a_term_is_explained_where_the_statements_explain_it(term: str, name: str) -> None:
    assert re.search(rf"\*{term}[^*]*\*", text(name, "statement.md"), flags=re.IGNORECASE)


@pytest.mark.parametrize("name", NAMES)
def test_no_text_uses_a_word_that_is_nowhere_explained(name: str) -> None:
    said = " ".join(told(name))
    assert not re.search(r"\bfull layers?\b|in clutter|the notebook's 68", said)


NO_LONGER_SAID = (
    # what was wrong
    "no neighbours in the vector",
    "does not mean larger",
    "pixels lie between the patches",
    "started in 1998",
    "differs in its first layer alone",
    "by a cell or two still counts",
    "mends both",
    "so clearly",
    "one linear map",
    "class is frequent",
    "numbers of the previous filters",
    # what was hard to read
    "steps are not possible",
    "weighs all of it",
    "same from both sides",
    "moves its neighbours apart",
    "nobody needs to think",
    "what holds where nothing is",
    "Adam remembers",
    "mind `step()`",
    "unseen ones it names",
)


@pytest.mark.parametrize("name", NAMES)
def test_no_text_says_again_what_was_wrong_or_hard_to_read(name: str) -> None:
    said = " ".join(" ".join(told(name)).split())
    assert [words for words in NO_LONGER_SAID if words in said] == []


BIOLOGY = re.compile(r"retina|cortex|simple cells?|complex cells?|firing rate|visual field", re.IGNORECASE)
SOURCE = re.compile(r"\b(19|20)\d\d\b|\d(st|nd|rd|th) ed\.|the paper's figure")


def paragraphs() -> Iterator[tuple[str, str]]:
    """Every paragraph that a student reads in a statement or after an experiment, with where it stands."""
    from grader.student.experiments import experiments

    for name in NAMES:
        yield from ((name, " ".join(part.split())) for part in text(name, "statement.md").split("\n\n"))
    yield from ((name, one.shows) for name, one in experiments().items())


def test_what_is_said_of_biology_has_its_source_in_the_same_paragraph() -> None:
    told_of = [(where, words) for where, words in paragraphs() if BIOLOGY.search(words)]
    assert len(told_of) >= 8
    assert [(where, words) for where, words in told_of if not SOURCE.search(words)] == []


def test_grids_in_captions_are_whole() -> None:
    """The filtered grid's nine results are those of the statement."""
    grid = next(part for part in frames("filtered_grid")[-1].parts[1:] if isinstance(part, Grid))
    results = [cell for row in grid.cells[-3:] for cell in row if isinstance(cell, int)]
    stated = [
        int(number) for number in re.findall(r"\d+", text("filtered_grid", "statement.md").split("stops give:")[1])
    ]
    assert results == stated[:9]


def test_a_complex_layer_has_the_shapes_that_max_pooling_says() -> None:
    """Slide 20: exercises 8, 10 and 11 in a row, with their solutions in NumPy."""
    from runpy import run_path

    folders = [FOLDER / name for name in ("conv_layer", "activation", "max_pooling")]
    known = {key: one for path in folders for key, one in run_path(str(path / "solution.py")).items()}
    rng = np.random.default_rng(0)
    maps = known["conv_layer"](rng.normal(size=(3, 32, 32)), rng.normal(size=(10, 3, 5, 5)), np.zeros(10))
    pooled = known["max_pool_volume"](known["relu"](maps))
    statement = flat("max_pooling").split("One complex layer")[1]
    assert [f"({', '.join(map(str, one.shape))})" for one in (maps, pooled)] == [
        *re.findall(r"\(10, \d+, \d+\)", statement)
    ]


def test_the_table_of_slides_names_checks_exercises_and_experiments_that_are_there() -> None:
    from grader.core.lessons import lessons
    from grader.student.experiments import experiments

    table = (FOLDER.parent / "docs" / "lecture.md").read_text(encoding="utf-8")
    rows = [line.strip("|").split("|") for line in table.splitlines() if re.match(r"\| \d", line)]
    checks = {check.name for lesson in lessons() for check in lesson.exercise.checks}
    held = " ".join(row[3] for row in rows)
    assert [name for name in re.findall(r'"([^"]+)"', held) if name not in checks] == []
    assert set(re.findall(r"`experiment (\w+)`", held)) == set(experiments())
    taught = " ".join(row[2] for row in rows)
    assert {lesson.name for lesson in lessons()} <= set(re.findall(r"`(\w+)`", taught))
    slides = [number for row in rows for number in re.findall(r"\d+", row[0])]
    assert "29" in slides and len(rows) > 20
