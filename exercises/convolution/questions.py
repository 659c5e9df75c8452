"""What to predict before convolution, with a reply to each answer."""

from __future__ import annotations

from exercises.definition import Question

QUESTIONS = (
    Question(
        text=(
            "The image is zeros with a single 1, the filter is 1 2 / 3 4. You convolve them by the lecture's "
            "formula. What shows around the place of the 1?"
        ),
        answer="a",
        choices={
            "a": "1 2 / 3 4",
            "b": "4 3 / 2 1",
            "c": "1 3 / 2 4",
            "d": "10",
        },
        right=(
            "Right: I is 1 at one place, so the sum is F itself. This is why mathematicians flip: a point gives"
            " back the filter."
        ),
        replies={
            "b": (
                "That is what the filter gives when it slides as it is, as in exercise 5: the result comes out "
                "turned around."
            ),
            "c": "The formula flips rows and columns, but exchanges none with the other.",
            "d": "That is the sum of the filter, which a picture of ones would give in its middle.",
        },
        proof="""
            kernel = np.array([[1, 2], [3, 4.0]])
            answer = "a" if np.array_equal(convolve(np.ones((1, 1)), kernel), kernel) else "other"
        """,
    ),
)
