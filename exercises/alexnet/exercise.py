"""AlexNet as a module (slide "AlexNet": CONV1 to FC8, in one stream)."""

from __future__ import annotations

from exercises.alexnet.questions import QUESTIONS
from exercises.arrays import np
from exercises.definition import Case, Check, Exercise, Needs, Rule
from exercises.network_checks import ATOL, RTOL, Network

# The scores are of size 20, sums of thousands of numbers: another order moves them by 2e-4, the mildest slip by 1.
_ATOL = 2e-3

# Local response normalisation with its usual weak settings shows only where the maps hold large numbers.
_NET = Network("AlexNet", (3, 227, 227), 1000, contrast=4.0)


def _shape(rng: np.random.Generator) -> list[Case]:
    return _NET.shape(rng, batch=2)


def _raw(rng: np.random.Generator) -> list[Case]:
    return _NET.raw(rng, batch=2)


def _scores(rng: np.random.Generator) -> list[Case]:
    return _NET.scores(rng, 2)


def _one_image(rng: np.random.Generator) -> list[Case]:
    return _NET.scores(rng, 1)


EXERCISE = Exercise(
    number=16,
    section="7.3 Architectures",
    title="AlexNet",
    functions=("AlexNet",),
    checks=(
        Check("scores of shape (B, 1000)", 0.5, _shape, Rule.SHAPE, "a thousand scores for each image"),
        Check("62,378,344 parameters", 1.0, _NET.count, Rule.INT, "weights and biases of all eight layers"),
        Check("parameters layer by layer", 1.0, _NET.sizes, Rule.SAME, "each layer has the size that it should"),
        Check("nothing after the last layer", 0.5, _raw, Rule.ARRAY, "raw scores: no softmax, no ReLU", RTOL, ATOL),
        Check("the scores themselves", 2.0, _scores, Rule.ARRAY, "same weights, same images, same scores", RTOL, _ATOL),
        Check("one image alone", 1.0, _one_image, Rule.ARRAY, "a batch of one", RTOL, _ATOL),
    ),
    needs=Needs.TORCH,
    seconds=40.0,
    memory=1 << 30,
    questions=QUESTIONS,
)
