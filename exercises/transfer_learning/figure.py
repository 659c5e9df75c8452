"""VGG16 freezing from the images on, its last layer taken out and a new one put in; then what that buys."""

from __future__ import annotations

from exercises.figures import Bar, Bars, Frame, Line, Lines, Role

_LAYERS = (
    ("conv 1 and 2", 38_720),
    ("conv 3 and 4", 221_440),
    ("conv 5 to 7", 1_475_328),
    ("conv 8 to 10", 5_899_776),
    ("conv 11 to 13", 7_079_424),
    ("fc 25088→4096", 102_764_544),
    ("fc 4096→4096", 16_781_312),
)
_OLD, _NEW = ("fc 4096→1000", 4_097_000), ("fc 4096→5", 20_485)


def _frame(caption: str, frozen: int, last: tuple[str, int] | None, new: bool = False) -> Frame:
    """VGG16 with its first `frozen` rows frozen; `last` is the layer at its end."""
    rows = [*_LAYERS, last or ("", 0)]
    lines, bars = [], []
    for i, (name, parameters) in enumerate(rows):
        at_end = i == len(_LAYERS)
        state = "new, learns" if at_end and new else "frozen" if i < frozen else "learns" if name else ""
        role = Role.FOCUS if at_end and new else Role.MUTED if i < frozen else Role.PLAIN
        lines.append(Line(f"{name:<15} {state:<11}", role))
        bars.append(Bar("", parameters / _LAYERS[5][1], f"{parameters:,}" if name else "", role))
    return Frame(caption, (Lines("", tuple(lines)), Bars("", tuple(bars), 10)))


def frames() -> tuple[Frame, ...]:
    """Freeze the rows, take the last layer out, put the new one in."""
    everything = len(_LAYERS) + 1
    return (
        _frame("VGG16: 138 million parameters, all of them learn", 0, _OLD),
        _frame("freeze: first what sees edges and colours", 2, _OLD),
        _frame("then textures, parts, whole objects", 5, _OLD),
        _frame("and the fully connected ones: now nothing learns", everything, _OLD),
        _frame("out with the layer that scores the 1,000 classes", len(_LAYERS), None),
        _frame("in with a new one: 5 · (4,096 + 1) = 20,485 learn", len(_LAYERS), _NEW, new=True),
        _frame("digits, 20 images each: 72%; random weights: 34%", len(_LAYERS), _NEW, new=True),
    )
