"""What to predict before fully connected layer, with a reply to each answer."""

from __future__ import annotations

from exercises.definition import Question

QUESTIONS = (
    Question(
        text=(
            "The pixels of all images, for training and for testing, are shuffled in one and the same way. A "
            "fully connected layer learns from them anew. What becomes of its accuracy?"
        ),
        answer="c",
        choices={
            "a": "it falls to guessing",
            "b": "it falls a little",
            "c": "it stays the same",
            "d": "it rises",
        },
        right=(
            "Right: the columns of theta are shuffled along, and every score is as before. The layer never knew"
            " which pixels were neighbours."
        ),
        replies={
            "a": (
                "Guessing would mean that the digits' information is gone, but every number is still there, in "
                "a place of its own."
            ),
            "b": (
                "The layer has a weight for each place and does not know which places were neighbours, so it "
                "loses nothing."
            ),
            "d": "Shuffling adds no information: each weight just belongs to another pixel.",
        },
        proof="""
            x, theta, bias = np.arange(6.0), np.arange(12.0).reshape(2, 6) ** 2, np.ones(2)
            order = np.array([3, 0, 5, 1, 4, 2])
            shuffled = fully_connected(x[order], theta[:, order], bias)
            answer = "c" if np.allclose(shuffled, fully_connected(x, theta, bias)) else "other"
        """,
    ),
)
