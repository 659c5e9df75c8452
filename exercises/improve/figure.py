"""Up the ladder: accuracy of one recipe after the other, beside its parameters."""

from __future__ import annotations

from exercises.figures import Bar, Bars, Frame, Line, Lines, Role

RECIPES = (
    ("notebook", 70, 62_006, "the notebook's Net: two epochs, Adam at 0.001"),
    ("longer", 76, 62_006, "the same for four epochs"),
    ("one cycle", 87, 62_006, "eight epochs, a rate that rises and falls"),
    ("batch norm", 91, 33_946, "batch norm, 16-32-64 of 3x3, shifts: 3 epochs"),
)
"""Name, accuracy in %, parameters, what it is."""

FLOOR, TOP = 68, 87


def _frame(shown: int) -> Frame:
    accuracies, sizes = [], []
    for place, (name, accuracy, parameters, _) in enumerate(RECIPES):
        known = place < shown
        role = Role.FOCUS if place == shown - 1 else Role.DONE if known else Role.MUTED
        accuracies.append(Bar(name, accuracy / 100 if known else 0.0, f"{accuracy}%" if known else "", role))
        sizes.append(Line(f"{parameters:>8,}" if known else "       ·", role))
    reached = RECIPES[shown - 1][1]
    told = "all points" if reached >= TOP else f"{TOP - reached} below all points ({TOP}%)"
    return Frame(
        caption=RECIPES[shown - 1][3],
        parts=(
            Bars(f"accuracy, line at {TOP}%", tuple(accuracies), width=24, goal=TOP / 100),
            Lines("parameters", tuple(sizes)),
        ),
        below=(Lines("", (Line(told, Role.DONE if reached >= TOP else Role.PLAIN),)),),
    )


def frames() -> tuple[Frame, ...]:
    """From the notebook to a recipe that earns all points."""
    return tuple(_frame(shown) for shown in range(1, len(RECIPES) + 1))
