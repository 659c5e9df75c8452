"""What to predict before zero padding, with a reply to each answer."""

from __future__ import annotations

from exercises.definition import Question

QUESTIONS = (
    Question(
        text="A 7x7 grid, a filter of 5x5, stride 1. How many zeros on each side keep the output at 7x7?",
        answer=2,
        right=(
            "Right: the filter takes 4 off the side, and 2 zeros on each of two sides give them back. In "
            "general P = (F − 1) / 2."
        ),
        replies={
            1: "1 is enough for a 3x3 filter; a 5x5 filter takes 4 off the side.",
            4: "4 are missing altogether, but the border has two sides.",
            5: "Its 5 cells are not all lost: at each stop the filter stands on them. It takes F − 1 off the side.",
            0: "Without a border there are only 3 stops along a side.",
        },
        otherwise="The output has 7 + 2P − 5 + 1 cells along a side.",
        proof="""
            sizes = [len(zero_pad(np.ones((7, 7)), pad)) - 5 + 1 for pad in range(9)]
            answer = sizes.index(7)
        """,
    ),
)
