"""What to predict before activation, with a reply to each answer."""

from __future__ import annotations

from exercises.definition import Question

QUESTIONS = (
    Question(
        text="x = −1 is multiplied by 2, goes through ReLU, and is multiplied by −3. What comes out?",
        answer=0,
        right=(
            "Right: −2 is below the threshold. Without ReLU it would be 6, and the two layers would be one "
            "layer that multiplies by −6."
        ),
        replies={
            6: "6 comes out without ReLU: two linear layers in a row are one.",
            -6: "ReLU does not turn −2 into 2: it gives 0 for what is negative.",
            -3: "ReLU gives 0 for a negative number, not 1.",
            2: "ReLU keeps the larger of 0 and −2, which is 0.",
        },
        otherwise="Which is larger, 0 or −2?",
        proof="answer = int(-3 * relu(np.array([2 * -1.0]))[0])",
    ),
)
