"""What to predict before the fully connected layer, with a reply to each answer."""

from __future__ import annotations

from exercises.definition import Question

QUESTIONS = (
    Question(
        text=(
            "PyTorch keeps a 32x32 colour image as (3, 32, 32): channels first. It is flattened row-major, last axis "
            "fastest. How many places apart are the red and the green of one pixel?"
        ),
        answer=1024,
        right="Right: all of the red comes first, 32·32 numbers. In the lecture's order they are neighbours.",
        replies={
            1: "1 is for the order (H, W, C), where a pixel's three colours lie side by side.",
            3: "3 is how far apart neighbouring pixels are in the order (H, W, C).",
            32: "32 is one row further down in the same colour.",
            96: "96 is one row further down in the order (H, W, C).",
            1023: "Count from the one to the other: the step over a whole channel is 32·32.",
            3072: "3072 is the whole image.",
        },
        otherwise="How many numbers does the first channel have?",
        proof="""
            flat = np.asarray(flatten(np.arange(3072.0).reshape(3, 32, 32)))
            answer = int(flat.tolist().index(1024.0) - flat.tolist().index(0.0))
        """,
    ),
)
