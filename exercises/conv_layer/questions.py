"""What to predict before convolutional layer, with a reply to each answer."""

from __future__ import annotations

from exercises.definition import Question

QUESTIONS = (
    Question(
        text="An image with three channels goes through six filters. How many activation maps come out?",
        answer=6,
        right="Right: each filter reads all three channels and adds them up into one map.",
        replies={
            18: "A filter does not make a map for each channel: it sums over the channels.",
            3: "The channels go in; what comes out is one map for each filter.",
            2: "The channels are not shared out among the filters: every filter reads all three.",
            1: "The filters' answers are not added to each other: each keeps its own map.",
            9: "Channels and filters do not add up: each filter gives one map.",
        },
        otherwise="How many numbers does one filter give at one stop?",
        proof="answer = len(conv_layer(np.zeros((3, 9, 9)), np.zeros((6, 3, 5, 5)), np.zeros(6)))",
    ),
)
