"""Draws charts: a loss curve in Braille dots, a confusion matrix in coloured cells, scores as small columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from grader.tui.drawing.rows import Row, Span, row

_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_COLUMNS = "▁▂▃▄▅▆▇█"
_LEVELS = 5


def curve_rows(values: Sequence[float], width: int, height: int, foot: str = "") -> list[Row]:
    """Return a curve with its axis: the largest and smallest value at the left, `foot` under it."""
    finite = np.array([value for value in values if np.isfinite(value)], dtype=float)
    if finite.size == 0 or width < 12 or height < 2:
        return []
    low, high = min(0.0, float(finite.min())), float(finite.max())
    labels = 6
    plot = _braille(finite, width - labels - 1, height, low, high)
    rows = []
    for index, line in enumerate(plot):
        label = f"{high:.2f}" if index == 0 else f"{low:.2f}" if index == height - 1 else ""
        rows.append(row((f"{label:>{labels}}", "muted"), ("┤" if label else "│", "rule"), (line, "curve")))
    if foot:
        rows.append(row((" " * (labels + 1) + foot, "muted")))
    return rows


def _braille(values: np.ndarray, width: int, height: int, low: float, high: float) -> list[str]:
    across = np.linspace(0, len(values) - 1, width * 2)
    heights = np.interp(across, np.arange(len(values)), values)
    span = (high - low) or 1.0
    levels = np.rint((high - heights) / span * (height * 4 - 1)).astype(int)
    cells = np.zeros((height, width), dtype=int)
    before = levels[0]
    for column, level in enumerate(levels):
        step = 1 if level >= before else -1
        for dot in range(before + (step if before != level else 0), level + step, step):
            cells[dot // 4, column // 2] |= _DOTS[column % 2][dot % 4]
        before = level
    return ["".join(chr(0x2800 + cell) for cell in line) for line in cells]


def confusion_rows(matrix: np.ndarray, classes: Sequence[int] | None = None) -> list[Row]:
    """Return a row for each true class, a column for what the network said; the diagonal in the colour of right."""
    counts = np.nan_to_num(np.asarray(matrix, dtype=float))
    cell = max(4, len(f"{counts.max(initial=0):g}") + 2)
    named = classes is not None and len(classes) == len(counts) == counts.shape[1]
    names = list(classes) if classes is not None and named else list(range(max(counts.shape)))
    head = "".join(f"{name:>{cell}}" for name in names[: counts.shape[1]])
    rows = [row(("true\\said", "muted"), (head, "strong"))]
    most = np.maximum(counts.sum(axis=1, keepdims=True), 1)
    for truth, (line, shares) in enumerate(zip(counts, counts / most, strict=True)):
        spans = [Span(f"{names[truth]:>8} ", "strong")]
        for said, (count, share) in enumerate(zip(line, shares, strict=True)):
            level = min(int(np.ceil(share * (_LEVELS - 1))), _LEVELS - 1)
            spans.append(Span(f"{count:>{cell}g}", f"{'hit' if truth == said else 'miss'}-{level}"))
        rows.append(tuple(spans))
    return rows


def sparkline(scores: Sequence[float], most: float, width: int) -> str:
    """Return how a score grew, the last `width` runs as columns."""
    seen = list(scores)[-width:]
    return "".join(_COLUMNS[min(round(score / most * 7), 7)] if most else _COLUMNS[0] for score in seen)
