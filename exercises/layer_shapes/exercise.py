"""Layer shapes: what every layer of a network gives out, and what it has to learn (slides "LeNet-5" and "AlexNet")."""

from __future__ import annotations

from exercises.arrays import np
from exercises.definition import Case, Check, Exercise, Rule
from exercises.layer_shapes.questions import QUESTIONS

Layer = tuple[str | int, ...]

LENET5: list[Layer] = [
    ("conv", 6, 5, 1, 0),
    ("relu",),
    ("pool", 2, 2),
    ("conv", 16, 5, 1, 0),
    ("relu",),
    ("pool", 2, 2),
    ("flatten",),
    ("fc", 120),
    ("relu",),
    ("fc", 84),
    ("relu",),
    ("fc", 10),
]
ALEXNET: list[Layer] = [
    ("conv", 96, 11, 4, 0),
    ("relu",),
    ("pool", 3, 2),
    ("conv", 256, 5, 1, 2),
    ("relu",),
    ("pool", 3, 2),
    ("conv", 384, 3, 1, 1),
    ("relu",),
    ("conv", 384, 3, 1, 1),
    ("relu",),
    ("conv", 256, 3, 1, 1),
    ("relu",),
    ("pool", 3, 2),
    ("flatten",),
    ("fc", 4096),
    ("relu",),
    ("fc", 4096),
    ("relu",),
    ("fc", 1000),
]


def _trace(input_shape: tuple[int, ...], layers: list[Layer]) -> Case:
    return Case("trace", (input_shape, layers))


def _lenet5(rng: np.random.Generator) -> list[Case]:
    return [_trace((1, 32, 32), LENET5)]


def _alexnet(rng: np.random.Generator) -> list[Case]:
    return [_trace((3, 227, 227), ALEXNET)]


def _alone(rng: np.random.Generator) -> list[Case]:
    channels, size = int(rng.integers(2, 9)), int(rng.integers(8, 20))
    shape = (channels, size, size)
    layers: tuple[Layer, ...] = (("conv", 7, 3, 1, 0), ("pool", 2, 1), ("relu",), ("flatten",))
    then_connected: list[Layer] = [("flatten",), ("fc", int(rng.integers(2, 30)))]
    return [*(_trace(shape, [layer]) for layer in layers), _trace(shape, then_connected), _trace(shape, [])]


def _uneven(rng: np.random.Generator) -> list[Case]:
    # steps that do not fit, in a convolution and in a pool; a filter of 1x1; a stride above the filter's size
    height, width = 2 * int(rng.integers(10, 15)), 2 * int(rng.integers(16, 22)) + 1
    return [
        _trace((3, height, width), [("conv", 4, 3, 2, int(rng.integers(2, 4))), ("pool", 3, 2)]),
        _trace((2, height, width), [("pool", 3, 2), ("conv", 5, 4, 3, 1)]),
        _trace(
            (2, width, height), [("conv", 6, 1, 1, 0), ("pool", 2, 3), ("conv", 3, 2, 3, 2), ("flatten",), ("fc", 9)]
        ),
    ]


def _drawn_net(rng: np.random.Generator) -> Case:
    """A net that never runs out of cells: layers are drawn while the side leaves room for them."""
    shape = (int(rng.integers(1, 5)), int(rng.integers(30, 60)), int(rng.integers(30, 60)))
    side, layers = min(shape[1:]), list[Layer]()
    for _ in range(int(rng.integers(3, 6))):
        size, stride, pad = int(rng.integers(1, 6)), int(rng.integers(1, 4)), int(rng.integers(0, 3))
        if rng.random() < 0.6:
            layers += [("conv", int(rng.integers(2, 33)), size, stride, pad), ("relu",)]
        else:
            stride, pad = min(stride, 2), 0
            layers.append(("pool", size, stride))
        if (side - size + 2 * pad) // stride + 1 < 6:
            break
        side = (side - size + 2 * pad) // stride + 1
    layers.append(("flatten",))
    for outputs in rng.integers(2, 200, int(rng.integers(1, 4))).tolist():
        layers += [("fc", outputs), ("relu",)]
    return _trace(shape, layers)


def _drawn(rng: np.random.Generator) -> list[Case]:
    return [_drawn_net(rng) for _ in range(5)]


def _kept(rng: np.random.Generator) -> list[Case]:
    again = _drawn_net(rng)
    return [again, again, _trace((1, 9, 12), [("conv", 2, 3, 2, 1), ("relu",)])]


EXERCISE = Exercise(
    number=13,
    section="7.3 Architectures",
    title="Layer shapes",
    functions=("trace",),
    checks=(
        Check("LeNet-5", 1.0, _lenet5, Rule.TRACE, "61,706 parameters in all"),
        Check("AlexNet", 1.0, _alexnet, Rule.TRACE, "62,378,344 parameters in all"),
        Check("one layer at a time", 1.0, _alone, Rule.TRACE, "conv, pool, relu, flatten, fc, and no layer at all"),
        Check("not square, steps that do not fit", 1.0, _uneven, Rule.TRACE, "height and width apart, rounded down"),
        Check("other networks", 1.0, _drawn, Rule.TRACE, "drawn from the seed"),
        Check(
            "inputs left as they were",
            1.0,
            _kept,
            Rule.TRACE,
            "the list of layers, also on a second call",
            keeps_inputs=True,
        ),
    ),
    questions=QUESTIONS,
)
