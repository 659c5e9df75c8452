"""What to predict before LeNet-5, with a reply to each answer."""

from __future__ import annotations

from exercises.definition import Question

QUESTIONS = (
    Question(
        text="C5 can be written as Conv2d(16, 120, 5) or as Linear(400, 120). Which has more parameters?",
        answer="c",
        choices={
            "a": "the convolution",
            "b": "the fully connected layer",
            "c": "neither: they have equally many",
        },
        right=(
            "Right: 120 · (16·5·5 + 1) = 48,120 both ways. A filter as large as its input stops once, and is a "
            "fully connected unit."
        ),
        replies={
            "a": (
                "Each of its 120 filters has 16·5·5 weights and a bias: as many as a fully connected unit of "
                "400 inputs."
            ),
            "b": (
                "Weights are shared over stops, but a 5x5 filter on a 5x5 map has one stop only: there is "
                "nothing to share."
            ),
        },
        proof="""
            layers = (torch.nn.Conv2d(16, 120, 5), torch.nn.Linear(400, 120), LeNet5()[7])
            counts = [sum(p.numel() for p in layer.parameters()) for layer in layers]
            answer = "c" if len(set(counts)) == 1 else "other"
        """,
    ),
)
