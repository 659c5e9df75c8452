"""What to predict before translation invariance, with a reply to each answer."""

from __future__ import annotations

from exercises.definition import Question

QUESTIONS = (
    Question(
        text=(
            "The pattern is in the image once, and the detector answers 5. Now the same pattern is there twice,"
            " far apart. What does the detector answer?"
        ),
        answer="b",
        choices={
            "a": "10",
            "b": "5",
            "c": "2.5",
            "d": "0: it cannot decide",
        },
        right="Right: the maximum keeps the strongest answer, and neither counts nor says where.",
        replies={
            "a": "That would be the sum over the map; the maximum does not count how often.",
            "c": "Nothing is divided by the number of patterns: the maximum is one of the answers.",
            "d": "Each place answers for itself, and the maximum does not mind a second one.",
        },
        proof="""
            once, twice = np.array([[1, 2, 0, 0, 0.0]]), np.array([[1, 2, 0, 1, 2.0]])
            answers = [detector_response(image, np.array([[1, 2.0]])) for image in (once, twice)]
            answer = "b" if answers == [5, 5] else "other"
        """,
    ),
)
