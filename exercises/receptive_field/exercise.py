"""Receptive field: how much of the input one unit sees (slide "Receptive field", and LeNet-5 of section 7.3)."""

from __future__ import annotations

from typing import SupportsInt

from exercises.arrays import np
from exercises.definition import Case, Check, Exercise, Rule
from exercises.properties import Property
from exercises.receptive_field.questions import QUESTIONS

LENET = ((5, 1), (2, 2), (5, 1), (2, 2))
ALEXNET = ((11, 4), (3, 2), (5, 1), (3, 2), (3, 1), (3, 1), (3, 1), (3, 2))


def _field(*layers: tuple[SupportsInt, SupportsInt]) -> Case:
    return Case("receptive_field", ([(int(kernel_size), int(stride)) for kernel_size, stride in layers],))


def _lecture(rng: np.random.Generator) -> list[Case]:
    return [_field(*LENET[:depth]) for depth in (1, 2, 3, 4)]


def _shallow(rng: np.random.Generator) -> list[Case]:
    # one layer sees its kernel, whatever its stride
    return [_field(), _field((rng.integers(2, 9), 1)), _field((rng.integers(2, 9), rng.integers(2, 6)))]


def _slow(rng: np.random.Generator) -> list[Case]:
    return [_field(*((kernel_size, 1) for kernel_size in rng.integers(2, 9, depth))) for depth in (2, 3, 5)]


def _strided(rng: np.random.Generator) -> list[Case]:
    # three strides above 1 in a row: a sum or the last one alone is never their product
    return [_field(*zip(rng.integers(2, 8, depth), rng.integers(2, 5, depth), strict=True)) for depth in (3, 4, 5)]


def _small(rng: np.random.Generator) -> list[Case]:
    far, farther = (int(stride) for stride in rng.integers(3, 6, 2))
    return [_field((1, far), (3, 1)), _field((2, farther), (1, 1), (2, far), (4, 1)), _field((1, 1), (1, 2), (1, 3))]


def _deep(rng: np.random.Generator) -> list[Case]:
    drawn = tuple((int(kernel_size), 1 + int(kernel_size) % 2) for kernel_size in rng.integers(2, 6, 7))
    return [_field(*ALEXNET), _field(*drawn), _field(*drawn)]


EXERCISE = Exercise(
    number=2,
    section="7.1 Motivation & concept",
    title="Receptive field",
    functions=("receptive_field",),
    checks=(
        Check("LeNet-5, layer by layer", 1.0, _lecture, Rule.INT, "5, 6, 14, 16"),
        Check("no layer, one layer", 0.5, _shallow, Rule.INT, "without a layer a unit is one pixel"),
        Check("steps of one", 0.5, _slow, Rule.INT, "each layer adds its kernel less one"),
        Check("larger steps", 1.0, _strided, Rule.INT, "strides of all earlier layers multiply"),
        Check("1x1 layers, steps above the kernel", 0.5, _small, Rule.INT, "a 1x1 layer adds nothing"),
        Check(
            "AlexNet, two calls, list left alone",
            0.5,
            _deep,
            Rule.INT,
            "the list of layers is the same afterwards",
            keeps_inputs=True,
        ),
    ),
    questions=QUESTIONS,
    properties=(
        Property("with strides of 1 alone", "with a stride above 1", lambda it: {s for _, s in it["layers"]} <= {1}),
        Property(
            "where all strides are the same",
            "where strides differ",
            lambda it: len({stride for _, stride in it["layers"]}) < 2,
        ),
        Property(
            "where all kernels are the same",
            "where kernels differ",
            lambda it: len({kernel for kernel, _ in it["layers"]}) < 2,
        ),
        Property(
            "where no layer but the last has a stride above 1",
            "where a layer before the last has a stride above 1",
            lambda it: {stride for _, stride in it["layers"][:-1]} <= {1},
        ),
    ),
)
