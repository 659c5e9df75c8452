"""What to predict before transfer learning, with a reply to each answer."""

from __future__ import annotations

from exercises.definition import Question

QUESTIONS = (
    Question(
        text=(
            "A trained network ends with Linear(512, 1000). You transfer it to 2 classes. How many parameters learn?"
        ),
        answer=1026,
        right="Right: 2 · (512 + 1). A few images are enough for so few.",
        replies={
            1024: "The new layer has two biases too.",
            513000: "That is the old last layer; a new one with 2 outputs takes its place.",
            512000: "Those are the old layer's weights; a new one with 2 outputs takes its place.",
            0: "The new layer is made after the freezing, so it learns.",
        },
        otherwise="Everything old is frozen: count the weights and biases of Linear(512, 2).",
        proof="""
            layers = (torch.nn.Linear(8, 512), torch.nn.ReLU(), torch.nn.Linear(512, 1000))
            model = transfer(torch.nn.Sequential(*layers), 2)
            answer = sum(p.numel() for p in model.parameters() if p.requires_grad)
        """,
    ),
)
