"""What to predict before AlexNet, with a reply to each answer."""

from __future__ import annotations

from exercises.definition import Question

QUESTIONS = (
    Question(
        text="AlexNet has 62 million parameters in eight learned layers. What share of them is in FC6 alone?",
        answer="c",
        choices={
            "a": "6%",
            "b": "27%",
            "c": "61%",
            "d": "94%",
        },
        right=(
            "Right: 37.8 million, 61%. It joins 9,216 numbers with 4,096 units. That is why later networks "
            "average their maps first."
        ),
        replies={
            "a": "6% is all five convolutions together.",
            "b": "27% is FC7; FC6 has more than twice as many inputs.",
            "d": "94% is FC6, FC7 and FC8 together.",
        },
        proof="""
            with torch.device("meta"):
                sizes = [sum(p.numel() for p in layer.parameters()) for layer in AlexNet()]
            learned = [size for size in sizes if size]
            answer = {6: "a", 27: "b", 61: "c", 94: "d"}[round(100 * learned[5] / sum(learned))]
        """,
    ),
)
