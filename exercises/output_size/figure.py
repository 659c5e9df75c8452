"""The filter stepping along seven cells with stride 2, then along the padded row with stride 3."""

from __future__ import annotations

from exercises.definition import Frame, Grid, Line, Lines, Mark, Role


def _frame(cells: int, f: int, stride: int, pad: int, stop: int) -> Frame:
    padded = cells + 2 * pad
    row = tuple(0 if i < pad or i >= cells + pad else i - pad + 1 for i in range(padded))
    marks = [Mark(0, i, 1, 1, Role.BORDER) for i in (*range(pad), *range(cells + pad, padded))]
    start = stop * stride
    marks.append(Mark(0, start, 1, f, Role.WINDOW))
    total = (padded - f) // stride + 1
    stops = tuple(str(k + 1) if k <= stop else "·" for k in range(total))
    done = (Mark(0, 0, 1, stop, Role.DONE), Mark(0, stop, 1, 1, Role.FOCUS))
    formula = f"({cells} − {f} + 2·{pad}) / {stride} + 1 = {total}"
    return Frame(
        caption=f"stop {stop + 1} of {total}: cells {start + 1} to {start + f}",
        parts=(
            Grid(f"N = {cells}, F = {f}, stride {stride}, pad {pad}", (row,), tuple(marks)),
            Grid("stops", (stops,), done),
        ),
        below=(Lines("", (Line(formula, Role.DONE if stop == total - 1 else Role.MUTED),)),),
    )


def frames() -> tuple[Frame, ...]:
    """The lecture's two cases: 7 cells, filter 3, stride 2; then stride 3 with a border of one zero."""
    return tuple(_frame(7, 3, 2, 0, k) for k in range(3)) + tuple(_frame(7, 3, 3, 1, k) for k in range(3))
