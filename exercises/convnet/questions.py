"""What to predict before the ConvNet, with a reply to each answer."""

from __future__ import annotations

from exercises.definition import Question

QUESTIONS = (
    Question(
        text=(
            "The notebook's network reads 32x32 images, and 16·5·5 = 400 numbers reach its first fully "
            "connected layer. How many would it be for 64x64 images?"
        ),
        answer=2704,
        right=(
            "Right: 64, 60, 30, 26, 13, so 16·13·13. The sides do not simply double, since each filter takes "
            "the same 4 off."
        ),
        replies={
            1600: (
                "The image has four times as many pixels, but each filter takes 4 off the side whatever its "
                "size: 64, 60, 30, 26, 13."
            ),
            800: "Both sides grow, and each filter takes 4 off them: 64, 60, 30, 26, 13.",
            400: (
                "Convolution and pooling take what comes, so larger images leave larger maps; that is why the "
                "layer has to know the size."
            ),
            4096: "16·16·16 forgets that each 5x5 filter takes 4 off the side.",
            2304: "16·12·12 takes one cell too many off: the side goes 64, 60, 30, 26, 13.",
        },
        otherwise="Follow the side through the layers: 64, then 60, then ...",
        proof="""
            until_flat = torch.nn.Sequential(*list(Net())[:7])
            answer = until_flat(torch.zeros(1, 3, 64, 64)).shape[1]
        """,
    ),
)
