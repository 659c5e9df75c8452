"""Parameter count: what a convolutional layer learns, and the volume it gives (slides "How many parameters...")."""

from __future__ import annotations

from exercises.arrays import np
from exercises.definition import Case, Check, Exercise, Rule
from exercises.parameter_count.questions import QUESTIONS
from exercises.properties import Named, Property


def _parameters(*layer: int) -> Case:
    return Case("conv_parameters", tuple(int(number) for number in layer))


def _volume(*layer: int) -> Case:
    return Case("output_volume", tuple(int(number) for number in layer))


def _lecture_parameters(rng: np.random.Generator) -> list[Case]:
    return [_parameters(3, 10, 5)]


def _any_layer(rng: np.random.Generator) -> list[Case]:
    # from 4 up, channels and filters never equal: no two slips give the same count
    channels, filters = rng.integers(4, 20, 4), rng.integers(20, 60, 4)
    drawn = [_parameters(*layer) for layer in zip(channels, filters, rng.integers(2, 8, 4), strict=True)]
    return [*drawn, _parameters(filters[0], channels[0], 4)]


def _small_layers(rng: np.random.Generator) -> list[Case]:
    n, k = (int(number) for number in rng.integers(5, 30, 2))
    return [_parameters(1, n, 3), _parameters(n, 1, k), _parameters(n, k + 30, 1), _parameters(1, 1, 1)]


def _lecture_volume(rng: np.random.Generator) -> list[Case]:
    return [_volume(32, 32, 10, 5, 1, 2), _volume(32, 32, 10, 5)]


def _not_square(rng: np.random.Generator) -> list[Case]:
    heights, widths = rng.integers(9, 30, 3), rng.integers(31, 60, 3)
    tall = _volume(widths[0], heights[0], 6, 4)
    return [*(_volume(h, w, 70, f) for h, w, f in zip(heights, widths, (3, 4, 1), strict=True)), tall]


def _strided(rng: np.random.Generator) -> list[Case]:
    # side = f + stride * steps - 2 pad + (stride - 1): the last step never fits
    cases = []
    for f, stride, pad in ((3, 2, 1), (5, 3, 2), (2, 5, 0), (4, 4, 3), (1, 3, 2)):
        down, right = (f + stride * int(steps) - 2 * pad + stride - 1 for steps in rng.choice(range(4, 12), 2, False))
        cases.append(_volume(down, right, int(rng.integers(60, 90)), f, stride, pad))
    return cases


def _named(rng: np.random.Generator) -> list[Case]:
    n = int(rng.integers(20, 40))
    named = {"stride": 2, "pad": 1}
    return [Case("output_volume", (n, n + 3, 8, 5), {"pad": 2}), Case("output_volume", (n, n + 7, 4, 3), named)]


def _last_step_fits(it: Named) -> bool:
    sides = (it["height"], it["width"])
    return all((side - it["kernel_size"] + 2 * it.get("pad", 0)) % it.get("stride", 1) == 0 for side in sides)


EXERCISE = Exercise(
    number=7,
    section="7.2 Overview",
    title="Parameter count",
    functions=("conv_parameters", "output_volume"),
    checks=(
        Check(
            "the lecture's 760 parameters", 0.5, _lecture_parameters, Rule.INT, "10 filters of 5x5x3, biases included"
        ),
        Check("parameters of any layer", 1.0, _any_layer, Rule.INT, "every filter reaches through all channels"),
        Check("one channel, one filter, 1x1", 0.5, _small_layers, Rule.INT, "the smallest layers count the same way"),
        Check("the lecture's 32x32x10 volume", 0.5, _lecture_volume, Rule.SHAPE, "pad 2 keeps 32x32; without, 28x28"),
        Check("images that are not square", 1.0, _not_square, Rule.SHAPE, "height first, then width, then filters"),
        Check("larger steps and padding", 1.0, _strided, Rule.SHAPE, "a last step that does not fit is dropped"),
        Check("arguments by name", 0.5, _named, Rule.SHAPE, "stride=1 and pad=0 where not given"),
    ),
    questions=QUESTIONS,
    properties=(
        Property(
            "where the last step fits",
            "where the last step does not fit",
            lambda it: _last_step_fits(it) if "height" in it else None,
        ),
    ),
)
