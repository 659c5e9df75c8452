"""An image passing the ConvNet: the shape after each layer, why 16*5*5, and where the parameters are."""

from __future__ import annotations

from exercises.figures import Frame
from exercises.network_figure import Stage, story

_STAGES = (
    Stage("images", "3×32×32", 0, "a colour image: three channels of 32x32"),
    Stage("conv 5×5, ReLU", "6×28×28", 456, "32 − 5 + 1 = 28;  6 · (3·5·5 + 1) = 456"),
    Stage("max pool 2×2", "6×14×14", 0, "28 / 2 = 14; pooling learns nothing"),
    Stage("conv 5×5, ReLU", "16×10×10", 2416, "14 − 5 + 1 = 10;  16 · (6·5·5 + 1) = 2,416"),
    Stage("max pool 2×2", "16×5×5", 0, "10 / 2 = 5; sixteen maps of 5x5 are left"),
    Stage("flatten", "400", 0, "that is why: 16·5·5 = 400 numbers in a row"),
    Stage("fc, ReLU", "120", 48_120, "120 · (400 + 1) = 48,120"),
    Stage("fc, ReLU", "84", 10_164, "84 · (120 + 1) = 10,164"),
    Stage("fc", "10", 850, "10 · (84 + 1) = 850; the scores stay raw"),
)


def frames() -> tuple[Frame, ...]:
    """One frame a layer, then the sum."""
    return story(_STAGES, ("62,006 parameters; 59,134 fully connected (fc)",))
