"""An image passing AlexNet: shapes shrink, channels grow, and the parameters sit at the end."""

from __future__ import annotations

from exercises.figures import Frame
from exercises.network_figure import Stage, story

_STAGES = (
    Stage("CONV1 + POOL1", "96×27×27", 34_944, "(227 − 11)/4 + 1 = 55, then (55 − 3)/2 + 1 = 27"),
    Stage("CONV2 + POOL2", "256×13×13", 614_656, "pad 2 keeps 27; the pool makes it 13"),
    Stage("CONV3", "384×13×13", 885_120, "3x3 with pad 1 keeps 13; 384 · (256·3·3 + 1)"),
    Stage("CONV4", "384×13×13", 1_327_488, "the same side again; 384 · (384·3·3 + 1)"),
    Stage("CONV5 + POOL3", "256×6×6", 884_992, "(13 − 3)/2 + 1 = 6; 256 maps of 6x6 are left"),
    Stage("FC6", "4096", 37_752_832, "9,216 in, 4,096 out: more than half of it all"),
    Stage("FC7", "4096", 16_781_312, "4,096 · (4,096 + 1)"),
    Stage("FC8", "1000", 4_097_000, "a score for each of ImageNet's 1,000 classes"),
)


def frames() -> tuple[Frame, ...]:
    """One frame a layer with its pool, then the sums."""
    return story(_STAGES, ("62,378,344 parameters, 94% of them in FC6 to FC8",), width=12)
