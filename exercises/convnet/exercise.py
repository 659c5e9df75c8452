"""The lecture's ConvNet as a module (slide "A complete ConvNet for classification", the notebook's `Net`)."""

from __future__ import annotations

from exercises.arrays import np
from exercises.convnet.questions import QUESTIONS
from exercises.definition import Case, Check, Exercise, Needs, Rule
from exercises.network_checks import ATOL, RTOL, Network

_NET = Network("Net", (3, 32, 32), 10)


def _scores(rng: np.random.Generator) -> list[Case]:
    return _NET.scores(rng, 4, 4)


def _batches(rng: np.random.Generator) -> list[Case]:
    return _NET.scores(rng, 1, 7)


EXERCISE = Exercise(
    number=14,
    section="7.3 Architectures",
    title="The ConvNet",
    functions=("Net",),
    checks=(
        Check("scores of shape (B, 10)", 1.0, _NET.shape, Rule.SHAPE, "ten scores for each image of a batch"),
        Check("62,006 parameters", 1.5, _NET.count, Rule.INT, "weights and biases of all five layers"),
        Check("parameters layer by layer", 1.0, _NET.sizes, Rule.SAME, "each layer has the size that it should"),
        Check("nothing after the last layer", 0.5, _NET.raw, Rule.ARRAY, "raw scores: no softmax, no ReLU", RTOL, ATOL),
        Check("the scores themselves", 2.0, _scores, Rule.ARRAY, "same weights, same images, same scores", RTOL, ATOL),
        Check("other batch sizes", 1.0, _batches, Rule.ARRAY, "one image alone, and seven", RTOL, ATOL),
    ),
    needs=Needs.TORCH,
    seconds=20.0,
    questions=QUESTIONS,
)
