"""What to predict before improve the ConvNet, with a reply to each answer."""

from __future__ import annotations

from exercises.definition import Question

QUESTIONS = (
    Question(
        text=(
            "Three convolutions of 3x3 with 16, 32 and 64 filters, each followed by a 2x2 pool, then one fully "
            "connected layer. How many parameters is that, beside the 62,006 of `Net`?"
        ),
        answer="a",
        choices={
            "a": "about half",
            "b": "about as many",
            "c": "about twice as many",
            "d": "about ten times as many",
        },
        right=(
            "Right: about 34,000. Small filters are cheap, and the third pool leaves only 4x4 maps for the "
            "fully connected layer. It can be better all the same."
        ),
        replies={
            "b": (
                "More filters need not mean more parameters: most of `Net`'s are in its first fully connected layer."
            ),
            "c": "The filters are small, and a third pool leaves fewer numbers for the fully connected layer.",
            "d": "A filter of 3x3 on 32 channels has 289 parameters: 64 of them are 18,496.",
        },
        proof="""
            count = sum(p.numel() for p in build_model().parameters())
            answer = "a" if 0.4 < count / 62_006 < 0.6 else "other"
        """,
    ),
)
