"""What to predict before training, with a reply to each answer."""

from __future__ import annotations

from exercises.definition import Question

QUESTIONS = (
    Question(
        text="A network that has learned nothing gives ten classes about equal scores. What is its cross-entropy?",
        answer="d",
        choices={
            "a": "0",
            "b": "0.1",
            "c": "0.9",
            "d": "2.3",
            "e": "10",
        },
        right="Right: −log of 0.1, which is ln 10 = 2.30. A first loss far from it tells that something is wrong.",
        replies={
            "a": "A loss of 0 means that the true class got probability 1; here it got 0.1.",
            "b": "0.1 is the probability of the true class; the loss is −log of it.",
            "c": "0.9 is what is missing to certainty; the loss is −log of the probability.",
            "e": "10 is the number of classes; the loss is its logarithm.",
        },
        proof="""
            model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(3072, 10))
            optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
            loss = train_step(model, torch.zeros(40, 3, 32, 32), torch.arange(40) % 10, optimizer)
            answer = "d" if abs(loss - 2.3) < 0.05 else "other"
        """,
    ),
)
