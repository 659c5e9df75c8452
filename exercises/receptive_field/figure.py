"""LeNet-5's units over a row of 16 pixels: the patch that one unit sees, layer by layer."""

from __future__ import annotations

from exercises.figures import Frame, Grid, Line, Lines, Mark, Role
from exercises.receptive_field.exercise import LENET

NAMES = ("input", "conv 5x5", "pool 2x2", "conv 5x5", "pool 2x2")
COLUMNS = (tuple(range(16)), tuple(range(2, 14)), tuple(range(2, 14, 2)), (6, 8), (7,))
"""Where the units of each layer stand over the pixels."""


def _seen(depth: int) -> tuple[int, ...]:
    """How many units of each layer the first unit of layer `depth` sees, input first."""
    counts = [1]
    for kernel_size, stride in reversed(LENET[:depth]):
        counts.append((counts[-1] - 1) * stride + kernel_size)
    return tuple(reversed(counts))


def _units(depth: int, down_to: int) -> Grid:
    seen = _seen(depth)
    rows, marks = [], []
    for row, layer in enumerate(reversed(range(len(NAMES)))):
        count = seen[layer] if down_to <= layer <= depth else 0
        lit = COLUMNS[layer][:count]
        rows.append(tuple("■" if c in lit else "·" if c in COLUMNS[layer] else None for c in range(16)))
        role = Role.FOCUS if layer == depth else Role.WINDOW
        marks += [Mark(row, column, 1, 1, role) for column in lit]
    return Grid("", tuple(rows), tuple(marks), cell=2)


def _labels(depth: int, down_to: int) -> Lines:
    seen = _seen(depth)
    lines = []
    for layer in reversed(range(len(NAMES))):
        count = f"{seen[layer]:2}" if down_to <= layer <= depth else "  "
        lines.append(Line(f"{NAMES[layer]:8} {count}", Role.FOCUS if layer == depth else Role.PLAIN))
    return Lines("", tuple(lines))


def _sums(depth: int) -> Lines:
    field, jump, lines = 1, 1, []
    for layer, (kernel_size, stride) in enumerate(LENET, start=1):
        larger = field + (kernel_size - 1) * jump
        text = f"{NAMES[layer]}  {field:2} + ({kernel_size} − 1)·{jump} = {larger:2}   then jump {jump * stride}"
        role = Role.FOCUS if layer == depth else Role.DONE if layer < depth else Role.MUTED
        lines.append(Line(text if layer <= depth else NAMES[layer], role))
        field, jump = larger, jump * stride
    return Lines("", tuple(lines))


def _frame(caption: str, depth: int, down_to: int) -> Frame:
    return Frame(caption, (_labels(depth, down_to), _units(depth, down_to)), (_sums(depth),))


def frames() -> tuple[Frame, ...]:
    """One unit of each layer with all that it sees, then the last unit's view unfolding down to the pixels."""
    growing = tuple(
        _frame(f"a unit of layer {depth} ({NAMES[depth]}) sees {_seen(depth)[0]} pixels", depth, 0)
        for depth in range(1, 5)
    )
    counts = _seen(4)
    unfolding = tuple(_frame(f"the last unit sees {counts[layer]} of layer {layer}", 4, layer) for layer in (3, 2, 1))
    whole = _frame(f"and {counts[0]} pixels on each side: 5, 6, 14, 16", 4, 0)
    return (_frame("a pixel sees itself: 1", 0, 0), *growing, *unfolding, whole)
