"""LeNet-5, then AlexNet, layer by layer: the shape that comes out, and how much of all there is to learn lies there."""

from __future__ import annotations

from exercises.figures import Bar, Bars, Frame, Role

ROWS = 8
"""Lines of bars that the pane has room for; AlexNet's last three take the place of its first."""
Row = tuple[str, str, int]

LENET5: tuple[Row, ...] = (
    ("conv 6 5x5", "6x28x28", 156),
    ("pool 2x2/2", "6x14x14", 0),
    ("conv 16 5x5", "16x10x10", 2_416),
    ("pool 2x2/2", "16x5x5", 0),
    ("flatten", "400", 0),
    ("fc 120", "120", 48_120),
    ("fc 84", "84", 10_164),
    ("fc 10", "10", 850),
)
ALEXNET: tuple[Row, ...] = (
    ("conv1 11x11/4", "96x55x55", 34_944),
    ("pool1 3x3/2", "96x27x27", 0),
    ("conv2 5x5", "256x27x27", 614_656),
    ("pool2 3x3/2", "256x13x13", 0),
    ("conv3 3x3", "384x13x13", 885_120),
    ("conv4 3x3", "384x13x13", 1_327_488),
    ("conv5 3x3", "256x13x13", 884_992),
    ("pool3 3x3/2", "256x6x6", 0),
    ("fc6", "4096", 37_752_832),
    ("fc7", "4096", 16_781_312),
    ("fc8", "1000", 4_097_000),
)


def _bar(row: Row, total: int, ahead: int) -> Bar:
    """A layer: being worked out where `ahead` is 0, known where it is less, still to come where it is more."""
    label, shape, parameters = row
    if ahead > 0:
        return Bar(label, 0.0, f"{'·':<10}{'·':>10}", Role.MUTED)
    told = f"{shape:<10}{f'{parameters:,}' if parameters else '-':>10}"
    return Bar(label, parameters / total, told, Role.FOCUS if ahead == 0 else Role.DONE if parameters else Role.MUTED)


def _frame(net: str, image: str, rows: tuple[Row, ...], shown: int) -> Frame:
    total = sum(parameters for _, _, parameters in rows)
    first = len(rows) - ROWS if shown > ROWS else 0
    bars = tuple(_bar(row, total, number - shown + 1) for number, row in enumerate(rows[: first + ROWS]))
    learned = sum(parameters for _, _, parameters in rows[:shown])
    return Frame(
        caption=f"{net}, layer {shown} of {len(rows)}: {learned:,} parameters",
        parts=(Bars(f"{net}, image {image}: share of {total:,}", bars[first:], width=12),),
    )


def frames() -> tuple[Frame, ...]:
    """One frame for each layer of the lecture's two networks."""
    lenet5 = tuple(_frame("LeNet-5", "1x32x32", LENET5, k + 1) for k in range(len(LENET5)))
    alexnet = tuple(_frame("AlexNet", "3x227x227", ALEXNET, k + 1) for k in range(len(ALEXNET)))
    return lenet5 + alexnet
