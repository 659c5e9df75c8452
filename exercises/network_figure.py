"""Makes a network's figure, layer by layer: shapes on the left, a bar for each layer's parameters on the right.

Owns only the drawing that `convnet`, `lenet5` and `alexnet` share. The layers and the story are each exercise's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exercises.figures import Bar, Bars, Frame, Line, Lines, Role


@dataclass(frozen=True)
class Stage:
    """One line of the figure: a layer, the shape that leaves it, its parameters, and what happens there in words."""

    layer: str
    shape: str
    parameters: int
    caption: str


def story(stages: Sequence[Stage], closing: Sequence[str], width: int = 10) -> tuple[Frame, ...]:
    """Return a frame for each stage as the image passes it, then one for each closing caption, with all stages done."""
    steps = tuple(_frame(stages, at, stage.caption, width) for at, stage in enumerate(stages))
    return steps + tuple(_frame(stages, len(stages), caption, width) for caption in closing)


def _frame(stages: Sequence[Stage], at: int, caption: str, width: int) -> Frame:
    wide_layer, wide_shape = (max(len(text) for text in texts) for texts in _columns(stages))
    lines, bars = [], []
    largest = max(stage.parameters for stage in stages)
    for i, stage in enumerate(stages):
        role = Role.DONE if i < at else Role.FOCUS if i == at else Role.MUTED
        shape = stage.shape if i <= at else ""
        lines.append(Line(f"{stage.layer:<{wide_layer}} {shape:>{wide_shape}}", role))
        known = i <= at and stage.parameters > 0
        bars.append(Bar("", stage.parameters / largest if known else 0, f"{stage.parameters:,}" if known else "", role))
    return Frame(caption, (Lines("", tuple(lines)), Bars("", tuple(bars), width)))


def _columns(stages: Sequence[Stage]) -> tuple[list[str], list[str]]:
    return [stage.layer for stage in stages], [stage.shape for stage in stages]
