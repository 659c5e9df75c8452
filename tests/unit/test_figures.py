"""Every exercise's figure is drawn as the UI draws it, and must fit the pane of an 80x24 terminal."""

from __future__ import annotations

import importlib
from itertools import pairwise
from pathlib import Path

import pytest

import exercises
from exercises.figures import Bars, Frame, Grid, Mark, Part, Picture
from grader.tui.drawing.figures import figure_width, frame_rows

COLUMNS, LINES, CAPTION = 52, 10, 50

FIGURES = sorted(path.parent.name for path in Path(exercises.__file__).parent.glob("*/figure.py"))


def frames_of(name: str) -> tuple[Frame, ...]:
    return tuple(importlib.import_module(f"exercises.{name}.figure").frames())


def parts_of(frame: Frame) -> tuple[Part, ...]:
    return frame.parts + frame.below


def size(frame: Frame) -> tuple[int, int]:
    """Columns and lines of the frame as drawn with all the room it wants."""
    rows = frame_rows(frame, width=1000)
    return figure_width(rows), len(rows)


def cut(grid: Grid) -> list[object]:
    """The cells that lose characters to their column's width."""
    texts = (cell if isinstance(cell, str) else f"{cell:g}" for row in grid.cells for cell in row if cell is not None)
    return [text for text in texts if len(text) > grid.cell]


def lies_inside(mark: Mark, grid: Grid) -> bool:
    rows, columns = len(grid.cells), max(map(len, grid.cells))
    down, right = mark.row + mark.height, mark.column + mark.width
    return min(mark.row, mark.column) >= 0 and down <= rows and right <= columns


@pytest.mark.parametrize("name", FIGURES)
def test_every_frame_fits_the_pane_with_its_caption(name: str) -> None:
    sizes = [size(frame) for frame in frames_of(name)]
    too_large = {step: found for step, found in enumerate(sizes) if found[0] > COLUMNS or found[1] > LINES}
    assert not too_large
    assert max(len(frame.caption) for frame in frames_of(name)) <= CAPTION


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_in_a_grid_is_cut_or_marked_outside(name: str) -> None:
    grids = [part for frame in frames_of(name) for part in parts_of(frame) if isinstance(part, Grid)]
    assert [text for grid in grids for text in cut(grid)] == []
    assert [(grid.title, mark) for grid in grids for mark in grid.marks if not lies_inside(mark, grid)] == []


@pytest.mark.parametrize("name", FIGURES)
def test_pictures_and_bars_stay_within_their_range(name: str) -> None:
    for frame in frames_of(name):
        for part in parts_of(frame):
            if isinstance(part, Picture):
                assert part.pixels.min() >= 0 and part.pixels.max() <= 1
            if isinstance(part, Bars):
                assert all(0 <= bar.share <= 1 for bar in part.bars)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_moves_and_keeps_its_parts_in_place(name: str) -> None:
    frames = frames_of(name)
    assert 4 <= len(frames) <= 20
    layouts = {
        (tuple(type(part) for part in frame.parts), tuple(type(part) for part in frame.below)) for frame in frames
    }
    assert len(layouts) == 1
    drawn = [(frame.caption, frame_rows(frame)) for frame in frames]
    assert [step for step, (before, after) in enumerate(pairwise(drawn)) if before == after] == []
