"""Draws a training for a page without scripts: the loss curve, and which class was taken for which."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

_CLASSES = 20


def loss_curve(losses: np.ndarray) -> str:
    """Return a loss curve as a drawing of 320 by 80."""
    values = np.asarray(losses, dtype=float).ravel()
    values = values[np.isfinite(values)]
    if values.size < 2:
        return ""
    values = values[:: max(1, values.size // 320)]
    across = np.linspace(2, 318, values.size)
    down = 78 - 76 * (values - values.min()) / max(float(np.ptp(values)), 1e-9)
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(across, down, strict=True))
    drawn = f'<polyline points="{line}" fill="none" stroke="currentColor" stroke-width="1.5"/>'
    label = f"loss from {values[0]:.3g} to {values[-1]:.3g}"
    return f'<p class="soft">{label}</p><svg width="320" height="80" role="img" aria-label="{label}">{drawn}</svg>\n'


def _cell(count: float, most: float, *, right: bool) -> str:
    hue = "60, 160, 90" if right else "200, 70, 60"
    shade = f"background: rgba({hue}, {0.75 * count / max(most, 1e-9):.2f})"
    return f'<td class="number" style="{shade}">{count:.0f}</td>'


def confusion(table: np.ndarray) -> Iterator[str]:
    """Yield how often each true class (row) was taken for each class (column)."""
    counts = np.nan_to_num(np.asarray(table, dtype=float))
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1] or not 0 < len(counts) <= _CLASSES:
        return
    yield '<p class="soft">true class by row, what the network said by column</p><table class="confusion">'
    yield "<tr><th></th>" + "".join(f'<th class="number">{column}</th>' for column in range(len(counts))) + "</tr>"
    for row, line in enumerate(counts):
        cells = (_cell(count, line.max(), right=row == column) for column, count in enumerate(line))
        yield f"<tr><th>{row}</th>{''.join(cells)}</tr>"
    yield "</table>\n"
