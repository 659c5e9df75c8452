"""An image passing LeNet-5: the shape after each layer, its parameters, and what LeCun called it."""

from __future__ import annotations

from exercises.figures import Frame
from exercises.network_figure import Stage, story

_STAGES = (
    Stage("grey images", "1×32×32", 0, "one channel: a digit of 20x20 at most, in a margin"),
    Stage("C1 conv 5×5", "6×28×28", 156, "6 · (1·5·5 + 1) = 156; then Tanh"),
    Stage("S2 pool 2×2", "6×14×14", 0, "half the side; S is for subsampling"),
    Stage("C3 conv 5×5", "16×10×10", 2416, "16 · (6·5·5 + 1) = 2,416; then Tanh"),
    Stage("S4 pool 2×2", "16×5×5", 0, "16 maps of 5x5 are left: 400 numbers"),
    Stage("C5 conv 5×5", "120", 48_120, "5x5 fits once: 120 · (16·5·5 + 1) = 48,120"),
    Stage("F6 fc", "84", 10_164, "84 · (120 + 1) = 10,164; then Tanh"),
    Stage("scores", "10", 850, "10 · (84 + 1) = 850; the scores stay raw"),
)


def frames() -> tuple[Frame, ...]:
    """One frame a layer, then the sum."""
    return story(_STAGES, ("61,706 parameters: 300 fewer than the ConvNet",))
