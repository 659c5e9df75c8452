"""LeNet-5 as a module (slide "LeNet-5": 5x5 filters at stride 1, 2x2 pooling at stride 2)."""

from __future__ import annotations

from exercises.arrays import np
from exercises.definition import Case, Check, Exercise, Needs, Rule
from exercises.lenet5.questions import QUESTIONS
from exercises.network_checks import ATOL, RTOL, Network

_NET = Network("LeNet5", (1, 32, 32), 10, accepted="accepted")


def _scores(rng: np.random.Generator) -> list[Case]:
    return _NET.scores(rng, 4, 4)


def _batches(rng: np.random.Generator) -> list[Case]:
    return _NET.scores(rng, 1, 7)


EXERCISE = Exercise(
    number=15,
    section="7.3 Architectures",
    title="LeNet-5",
    functions=("LeNet5",),
    checks=(
        Check("scores of shape (B, 10)", 0.5, _NET.shape, Rule.SHAPE, "ten scores for each image of a batch"),
        Check("61,706 parameters", 1.0, _NET.count, Rule.INT, "weights and biases of all five layers"),
        Check("parameters layer by layer", 1.0, _NET.sizes, Rule.SAME, "each layer has the size that it should"),
        Check("nothing after the last layer", 0.5, _NET.raw, Rule.ARRAY, "raw scores: no softmax", RTOL, ATOL),
        Check("the scores themselves", 1.5, _scores, Rule.ANY_ARRAY, "any accepted activation, pooling", RTOL, ATOL),
        Check("other batch sizes", 0.5, _batches, Rule.ANY_ARRAY, "one image alone, and seven", RTOL, ATOL),
    ),
    needs=Needs.TORCH,
    seconds=20.0,
    questions=QUESTIONS,
)
