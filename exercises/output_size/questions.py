"""What to predict before output size, with a reply to each answer."""

from __future__ import annotations

from exercises.definition import Question

QUESTIONS = (
    Question(
        text=(
            "The slide asks: N = 7, F = 3, stride 3, with a border of one zero on each side. What is the output size?"
        ),
        answer=3,
        right="Right: 9 cells less 3 leave room for two steps of 3, and the first stop counts too.",
        replies={
            2: "2 comes without the border, or when the first stop is not counted.",
            4: "With 9 cells the stops begin at 0, 3 and 6; at 9 the filter would hang over the edge.",
            7: "7 is the output at stride 1; here the filter moves 3 cells at a time.",
        },
        otherwise="Write down where each stop begins in the 9 cells.",
        proof="answer = output_size(7, 3, 3, 1)",
    ),
)
