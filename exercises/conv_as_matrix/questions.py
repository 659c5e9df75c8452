"""What to predict before convolution as a matrix, with a reply to each answer."""

from __future__ import annotations

from exercises.definition import Question

QUESTIONS = (
    Question(
        text=(
            "A 3x3 filter on a 6x6 image at stride 1 has 16 stops, so theta has 16 x 36 = 576 entries. What "
            "share of them is 0?"
        ),
        answer="d",
        choices={
            "a": "none",
            "b": "a quarter",
            "c": "half",
            "d": "three quarters",
        },
        right="Right: each row has 9 weights and 27 zeros. And the 9 are the same in all rows.",
        replies={
            "a": "At each stop the filter covers 9 of the 36 cells; the others count for nothing.",
            "b": "A quarter is what is *not* 0: 9 of 36.",
            "c": "9 of the 36 entries of a row are weights: that is less than half.",
        },
        proof="""
            zeros = (conv_matrix(np.ones((3, 3)), 6, 6) == 0).sum()
            answer = "abcd"[int(4 * zeros / 576)]
        """,
    ),
)
