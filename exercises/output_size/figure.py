"""The filter stepping over the 7x7 grid with stride 2, then over the padded grid with stride 3."""

from __future__ import annotations

from exercises.definition import Frame, Grid, Line, Lines, Mark, Role

N, F, STOPS = 7, 3, 3


def _grid(stride: int, pad: int, stop: int) -> Grid:
    """The 7x7 grid in the middle of 9x9 cells; the border holds zeros where there is padding."""
    inside = range(1, N + 1)
    empty = 0 if pad else None
    cells = tuple(tuple("·" if i in inside and j in inside else empty for j in range(N + 2)) for i in range(N + 2))
    top, left = (1 - pad + stride * steps for steps in divmod(stop, STOPS))
    border = (Mark(0, 0, N + 2, N + 2, Role.BORDER), Mark(1, 1, N, N, Role.PLAIN)) if pad else ()
    return Grid("", cells, (*border, Mark(top, left, F, F, Role.WINDOW)), cell=2)


def _stops(stop: int) -> Grid:
    numbers = tuple(tuple(k + 1 if k <= stop else "·" for k in range(i * STOPS, (i + 1) * STOPS)) for i in range(STOPS))
    done = tuple(Mark(1 + k // STOPS, k % STOPS, 1, 1, Role.DONE) for k in range(stop))
    cells = (("sto", "ps ", None), *numbers)  # a word over the cells: a title costs a line
    return Grid("", cells, (*done, Mark(1 + stop // STOPS, stop % STOPS, 1, 1, Role.FOCUS)))


def _formula(stride: int, pad: int, stop: int) -> Lines:
    last = Role.DONE if stop == STOPS * STOPS - 1 else Role.MUTED
    return Lines(
        "",
        (
            Line(f"stride {stride}, pad {pad}"),
            Line(f"N = {N}, F = {F}"),
            Line(""),
            Line("(N − F + 2P) / S + 1", Role.MUTED),
            Line(f"({N} − {F} + 2·{pad}) / {stride} + 1", last),
            Line(f"= {STOPS} stops a side", last),
        ),
    )


def _frame(stride: int, pad: int, stop: int) -> Frame:
    row, column = divmod(stop, STOPS)
    caption = f"stop {stop + 1} of {STOPS * STOPS}: {row * stride} down, {column * stride} to the right"
    return Frame(caption, (_grid(stride, pad, stop), _stops(stop), _formula(stride, pad, stop)))


def frames() -> tuple[Frame, ...]:
    """The lecture's two cases: stride 2 without a border, then stride 3 with a border of one zero."""
    return tuple(_frame(stride, pad, stop) for stride, pad in ((2, 0), (3, 1)) for stop in range(STOPS * STOPS))
