"""What to predict before max pooling, with a reply to each answer."""

from __future__ import annotations

from exercises.definition import Question

QUESTIONS = (
    Question(
        text=(
            "The row 9 0 0 0 (zeros below it) is pooled in windows of 2x2 at stride 2: 9 0. Now the 9 moves to "
            "the right by two cells. What does the pool give?"
        ),
        answer="b",
        choices={
            "a": "9 0",
            "b": "0 9",
            "c": "9 9",
            "d": "0 0",
        },
        right=(
            "Right: it has left its window, so the pooled 9 moves too. A move of one cell would have changed nothing."
        ),
        replies={
            "a": "It would have stayed had the 9 moved by one cell, within its window; by two it is in the next.",
            "c": "A cell lies in one window only, since the windows do not overlap at stride 2.",
            "d": "Every window has a maximum: the 9 is still the largest in the window that it is in.",
        },
        proof="""
            before, after = np.zeros((2, 2, 4))
            before[0, 0] = after[0, 2] = 9
            pooled = [np.asarray(max_pool(row)).tolist() for row in (before, after)]
            answer = "b" if pooled == [[[9, 0]], [[0, 9]]] else "other"
        """,
    ),
)
