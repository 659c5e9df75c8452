"""What to predict before parameter count, with a reply to each answer."""

from __future__ import annotations

from exercises.definition import Question

QUESTIONS = (
    Question(
        text=(
            "Ten filters of 5x5 on an image of 32x32x3 learn 760 numbers. The image now is 64x64x3. How many "
            "numbers do they learn?"
        ),
        answer=760,
        right=(
            "Right: the same filters stop more often, and learn nothing more. A fully connected layer would "
            "learn four times as many weights."
        ),
        replies={
            1520: "A filter does not know how large the image is: it has 5·5·3 weights and a bias at every stop.",
            3040: "There are four times as many stops, but all stops share the same weights.",
            122890: "That is a fully connected layer to ten scores, which has a weight for each pixel.",
        },
        otherwise="Count what one filter learns; where in that does the image's size appear?",
        proof="answer = conv_parameters(3, 10, 5)",
    ),
)
