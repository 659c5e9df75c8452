"""What to predict before layer shapes, with a reply to each answer."""

from __future__ import annotations

from exercises.definition import Question

QUESTIONS = (
    Question(
        text="Which layer of LeNet-5 has most of the parameters?",
        answer="c",
        choices={
            "a": "the first convolution",
            "b": "the second convolution",
            "c": "the first fully connected layer",
            "d": "the last layer, with the 10 scores",
        },
        right="Right: 48,120 of 61,706. Every one of its 120 units has a weight for each of the 400 numbers.",
        replies={
            "a": "It has 6 filters of 25 weights: a convolution shares its weights over the image, so it needs few.",
            "b": "2,416: its filters read six channels, but they share their weights over the image.",
            "d": "850: it has only 84 inputs and 10 outputs.",
        },
        proof="""
            convs = [("conv", 6, 5, 1, 0), ("pool", 2, 2), ("conv", 16, 5, 1, 0), ("pool", 2, 2)]
            rows = trace((1, 32, 32), [*convs, ("flatten",), ("fc", 120), ("fc", 84), ("fc", 10)])
            counts = [count for _, count in rows]
            largest = counts.index(max(counts))
            answer = {0: "a", 2: "b", 5: "c", 7: "d"}[largest]
        """,
    ),
)
