"""What a training left: accuracy, loss curve, confusion matrix, learned filters, activation maps of an image."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

import numpy as np
from textual.binding import Binding, BindingType

from grader.core.lessons import Lesson
from grader.core.results import ExerciseResult
from grader.tui.drawing.charts import confusion_rows, curve_rows
from grader.tui.drawing.figures import picture_rows
from grader.tui.drawing.rows import BLANK, Row, beside, row, row_width
from grader.tui.screens.page import Keys, Page

_GAP = 4
_LEAST_CURVE = 36


class Results(Page):
    """Left and right choose the image whose activation maps are shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "other(-1)", "Image before", show=False),
        Binding("right", "other(1)", "Next image", show=False),
        Binding("v", "dismiss", "Close"),
    ]
    KEYS: ClassVar[Keys] = (
        ("←", "Image before"),
        ("→", "Next image"),
        ("↑↓", "Scroll"),
        ("Esc", "Back"),
        ("q", "Quit"),
    )

    def __init__(self, lesson: Lesson, result: ExerciseResult) -> None:
        super().__init__()
        self._lesson = lesson
        self._result = result
        self._image = 0

    @property
    def _pictures(self) -> Mapping[str, np.ndarray]:
        return self._result.pictures

    def heading(self) -> str:
        """Whose results."""
        return f"Results: {self._lesson.exercise.title}"

    def heading_right(self) -> Row:
        """Figures of merit."""
        return row(("   ".join(measure(name, value) for name, value in self._result.measures.items()), "strong"))

    def content(self, width: int) -> Sequence[Row]:
        """Blocks beside each other where there is room, below each other where not."""
        confusion = self._confusion()
        left = width - max(map(row_width, confusion), default=0) - _GAP
        beneath = not confusion or left < _LEAST_CURVE
        curve = self._curve(min(width, 70) if beneath else min(left, 70))
        if curve and not beneath:
            rows = [*beside([curve, confusion], _GAP), BLANK]
        else:
            rows = [*curve, *([BLANK] if curve else []), *confusion, *([BLANK] if confusion else [])]
        return [*rows, *self._filters(width), *self._maps(width)]

    def _curve(self, width: int) -> list[Row]:
        losses = self._pictures.get("losses")
        if losses is None or np.size(losses) < 2:
            return []
        values = np.ravel(losses).tolist()
        foot = f"{len(values)} values, first to last"
        return [row(("Training loss", "section")), *curve_rows(values, width, 10, foot)]

    def _confusion(self) -> list[Row]:
        matrix = self._pictures.get("confusion")
        if matrix is None or np.ndim(matrix) != 2:
            return []
        note = row(("rows: the true class; columns: what the network said", "muted"))
        return [row(("Confusion matrix", "section")), *confusion_rows(matrix), note]

    def _filters(self, width: int) -> list[Row]:
        filters = self._pictures.get("filters")
        if filters is None or np.ndim(filters) != 4 or not np.size(filters):
            return []
        tiles = [enlarged(np.moveaxis(_stretched(one), 0, -1)) for one in _three_channels(filters)]
        return [row(("First layer's filters", "section")), *_tiled(tiles, width), BLANK]

    def _maps(self, width: int) -> list[Row]:
        images = self._pictures.get("images")
        if images is None or np.ndim(images) != 4 or not len(images):
            return []
        at = self._image % len(images)
        rows = [row((f"Image {at + 1} of {len(images)}", "section"), ("   ← → another one", "muted"))]
        rows += picture_rows(np.moveaxis(_three_channels(images)[at], 0, -1))
        for name in sorted(key for key in self._pictures if key.startswith("maps")):
            maps = self._pictures[name]
            if np.ndim(maps) == 4 and at < len(maps):
                layer = name.removeprefix("maps").strip()
                rows += [BLANK, row((f"Activation maps, convolution {layer}", "section"))]
                rows += _tiled([_stretched(one) for one in maps[at]], width)
        return rows

    def action_other(self, by: int) -> None:
        """Another image."""
        count = len(self._pictures.get("images", ()))
        if count:
            self._image = (self._image + by) % count
            self.lay_out()


def measure(name: str, value: float) -> str:
    """A figure with its name: accuracies in percent, counts with separators."""
    if "accuracy" in name:
        return f"{name} {value if value > 1 else value * 100:.1f}%"
    return f"{name} {value:,.0f}" if float(value).is_integer() else f"{name} {value:.3g}"


def enlarged(image: np.ndarray) -> np.ndarray:
    """Small pictures at twice their size: a filter of 5x5 is hard to see otherwise."""
    scale = 2 if max(image.shape[:2]) < 12 else 1
    return image.repeat(scale, axis=0).repeat(scale, axis=1)


def _three_channels(images: np.ndarray) -> np.ndarray:
    """`(n, C, H, W)` as `(n, 3, H, W)`: one channel as grey, others by their mean."""
    if images.shape[1] == 3:
        return images
    return np.repeat(images.mean(axis=1, keepdims=True), 3, axis=1)


def _stretched(image: np.ndarray) -> np.ndarray:
    """From its own smallest value to its own largest as 0 to 1."""
    image = np.nan_to_num(np.asarray(image, dtype=float))
    low, high = float(image.min()), float(image.max())
    return (image - low) / (high - low) if high > low else np.zeros_like(image)


def _tiled(tiles: Sequence[np.ndarray], width: int) -> list[Row]:
    """Pictures side by side, as many a line as fit."""
    drawn = [picture_rows(tile) for tile in tiles]
    across = max((row_width(one[0]) for one in drawn), default=1)
    fit = max((width + 2) // (across + 2), 1)
    rows: list[Row] = []
    for start in range(0, len(drawn), fit):
        rows += [*([BLANK] if start else []), *beside(drawn[start : start + fit])]
    return rows
