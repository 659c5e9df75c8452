"""What to predict before filtered grid, with a reply to each answer."""

from __future__ import annotations

from exercises.definition import Question

QUESTIONS = (
    Question(
        text=(
            "The lecture's filter 1 2 1 / 2 4 2 / 1 2 1 lies on the window 0 0 0 / 3 4 12 / 3 4 12. Which "
            "number comes out?"
        ),
        answer=69,
        right="Right: 0 from the border, 46 from the middle row, 23 from the last.",
        replies={
            38: "38 is the sum of the window's cells: each has to be multiplied with the filter's cell first.",
            46: "46 is the middle row alone; the last row adds its products too.",
            4: "Nobody divides by the sum of the filter: the products are added, and that is all.",
        },
        otherwise="Work it out row by row: 3·2 + 4·4 + 12·2 for the middle one.",
        proof="""
            window = np.array([[0, 0, 0], [3, 4, 12], [3, 4, 12.0]])
            answer = int(filtered_grid(window, np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1.0]]))[0, 0])
        """,
    ),
)
