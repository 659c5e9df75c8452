"""Shows what a training left: accuracy, loss curve, confusion matrix, learned filters, activation maps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

import numpy as np
from textual.binding import Binding, BindingType

from grader.core.lessons import Lesson
from grader.core.results import ExerciseResult
from grader.grading.verdict.values import measure_text
from grader.tui.drawing.answers import spaced
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

    def __init__(self, lesson: Lesson, result: ExerciseResult) -> None:
        super().__init__()
        self._lesson = lesson
        self._result = result
        self._image = 0

    @property
    def keys(self) -> Keys:
        """Return the hint's keys: images are offered where there are some."""
        images: Keys = (("←", "Image before"), ("→", "Next image")) if self._count > 1 else ()
        return (*images, ("↑↓", "Scroll"), ("Esc", "Back"), ("q", "Quit"))

    @property
    def _pictures(self) -> Mapping[str, np.ndarray]:
        return self._result.pictures

    def heading(self) -> str:
        """Return whose results."""
        return f"Results: {self._lesson.exercise.title}"

    def heading_right(self) -> Row:
        """Return figures of merit."""
        return row(("   ".join(measure_text(name, value) for name, value in self._result.measures.items()), "strong"))

    def content(self, width: int) -> Sequence[Row]:
        """Return blocks beside each other where there is room, below each other where not."""
        confusion = self._confusion()
        left = width - max(map(row_width, confusion), default=0) - _GAP
        beneath = not confusion or left < _LEAST_CURVE
        curve = self._curve(min(width, 70) if beneath else min(left, 70))
        if curve and not beneath:
            rows = [*beside([curve, confusion], _GAP), BLANK]
        else:
            rows = [*curve, *([BLANK] if curve else []), *confusion, *([BLANK] if confusion else [])]
        return [*self._picture(width), *([BLANK] if self._count else []), *rows, *self._filters(width)]

    def _curve(self, width: int) -> list[Row]:
        losses = self._pictures.get("losses")
        if losses is None or np.size(losses) < 2:
            return []
        values = np.ravel(losses).tolist()
        epochs = self._pictures.get("epochs")
        end = f"{float(np.ravel(epochs)[0]):g} epochs" if epochs is not None and np.size(epochs) else "the last batches"
        start = "0" if epochs is not None else "the first batches"
        rows = curve_rows(values, width, 10)
        foot = f"{start}{end:>{max(width - 7 - len(start), len(end) + 1)}}"
        return [row(("Training loss", "section")), *rows, row((" " * 7 + foot, "muted"))]

    def _confusion(self) -> list[Row]:
        matrix = self._pictures.get("confusion")
        if matrix is None or np.ndim(matrix) != 2:
            return []
        classes = self._pictures.get("classes")
        names = None if classes is None else [int(name) for name in np.ravel(classes)]
        note = row(("rows: the true class; columns: what the network said", "muted"))
        return [row(("Confusion matrix", "section")), *confusion_rows(matrix, names), note]

    def _filters(self, width: int) -> list[Row]:
        filters = self._pictures.get("filters")
        if filters is None or np.ndim(filters) != 4 or not np.size(filters):
            return []
        tiles = [enlarged(np.moveaxis(_stretched(one), 0, -1)) for one in _three_channels(filters)]
        return [row(("First layer's filters", "section")), *_tiled(tiles, width), BLANK]

    @property
    def _count(self) -> int:
        """Return how many images there are to turn over."""
        images = self._pictures.get("images")
        return len(images) if images is not None and np.ndim(images) == 4 else 0

    def _picture(self, width: int) -> list[Row]:
        """Return the image that the keys turn, with its true class and the answer, its first layer's maps beside it."""
        if not self._count:
            return []
        at = self._image % self._count
        keys = "   ← → another one" if self._count > 1 else ""
        image = picture_rows(np.moveaxis(_three_channels(self._pictures["images"])[at], 0, -1))
        told = [row((f"Image {at + 1} of {self._count}", "section"), (keys, "muted")), *image, *self._said_of(at)]
        blocks = [self._layer(name, at, width - 36) for name in self._layers]
        if blocks and blocks[0] and width >= 74:
            return [*beside([told, blocks[0]], _GAP), BLANK, *spaced(blocks[1:])]
        return [*told, BLANK, *spaced(blocks)]

    def _said_of(self, at: int) -> list[Row]:
        truth, answers = self._pictures.get("truth"), self._pictures.get("answers")
        if truth is None or answers is None or at >= min(np.size(truth), np.size(answers)):
            return []
        true, said = int(np.ravel(truth)[at]), int(np.ravel(answers)[at])
        verdict = ("✓ right", "good") if true == said else ("✗ wrong", "bad")
        return [row(f"true: {true}   the network: {said}   ", verdict)]

    @property
    def _layers(self) -> list[str]:
        return sorted(key for key, maps in self._pictures.items() if key.startswith("maps") and np.ndim(maps) == 4)

    def _layer(self, name: str, at: int, width: int) -> list[Row]:
        maps = self._pictures[name]
        if at >= len(maps):
            return []
        silent = sum(not np.ptp(one) for one in maps[at])
        told = f"   {silent} of {len(maps[at])} silent: the same everywhere" if silent else ""
        title = row((f"Activation maps, convolution {name.removeprefix('maps').strip()}", "section"), (told, "muted"))
        return [title, *_tiled([_stretched(one) for one in maps[at]], max(width, 20))]

    def action_other(self, by: int) -> None:
        """Go to another image."""
        if self._count:
            self._image = (self._image + by) % self._count
            self.lay_out()


def enlarged(image: np.ndarray) -> np.ndarray:
    """Return small pictures at twice their size: a filter of 5x5 is hard to see otherwise."""
    scale = 2 if max(image.shape[:2]) < 12 else 1
    return image.repeat(scale, axis=0).repeat(scale, axis=1)


def _three_channels(images: np.ndarray) -> np.ndarray:
    """Turn `(n, C, H, W)` into `(n, 3, H, W)`: one channel as grey, others by their mean."""
    if images.shape[1] == 3:
        return images
    return np.repeat(images.mean(axis=1, keepdims=True), 3, axis=1)


def _stretched(image: np.ndarray) -> np.ndarray:
    """Stretch an image: its own smallest value becomes 0, its own largest 1."""
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
