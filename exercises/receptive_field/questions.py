"""What to predict before receptive field, with a reply to each answer."""

from __future__ import annotations

from exercises.definition import Question

QUESTIONS = (
    Question(
        text=(
            "Two convolutions of 3x3 with stride 1, one after the other. How many pixels wide is the patch that"
            " one unit of the second sees?"
        ),
        answer=5,
        right="Right: its three units of the first layer see patches of 3 that start one pixel apart: 3 + 2.",
        replies={
            3: "3 is what it sees of the layer before; each of those units sees three pixels itself.",
            6: "The patches of neighbouring units overlap, so their sides do not simply add up.",
            9: "The three patches overlap: they start one pixel apart, not three.",
        },
        otherwise="Draw seven pixels in a row, the three units above them, and the one unit above those.",
        proof="answer = receptive_field([(3, 1), (3, 1)])",
    ),
)
