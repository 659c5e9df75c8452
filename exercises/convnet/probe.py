"""Measures a network by what it computes in evaluation mode. `convnet`, `lenet5` and `alexnet` share this file.

Every parameter is overwritten with values that depend on its shape and a seed alone, so that the student's network and
the reference hold the same weights whatever their layers are called and in whatever order they were registered.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from itertools import product
from typing import Any

import numpy as np
import torch
from torch.nn import init
from torch.nn.functional import avg_pool2d, max_pool2d
from torch.nn.parameter import UninitializedParameter

_MNIST = 28
"""The side of the images that most networks in tutorials are made for."""


def count(student: Any, name: str, image: tuple[int, ...]) -> int:
    """How many parameters there are."""
    return sum(parameter.numel() for parameter in _network(student, name, image).parameters())


def sizes(student: Any, name: str, image: tuple[int, ...]) -> list[int]:
    """How many numbers each parameter holds, largest first."""
    return sorted((parameter.numel() for parameter in _network(student, name, image).parameters()), reverse=True)


def shape(student: Any, name: str, images: np.ndarray) -> Any:
    """The shape of the scores, from the weights that the network was built with; of a tuple each part's shape.

    Where the images are refused and others of 28x28 would not be, the words for that.
    """
    network = _network(student, name, images.shape[1:])
    try:
        return _shape(_forward(network, images))
    except RuntimeError:
        with suppress(Exception):
            smaller = _shape(_forward(network, images[..., :_MNIST, :_MNIST]))
            of = f"{images.shape[2]}x{images.shape[3]}"
            return f"scores of shape {smaller} for images of {_MNIST}x{_MNIST}, an error for the {of} that come here"
        raise


def _shape(scored: Any) -> Any:
    if isinstance(scored, tuple):
        return [_shape(part) for part in scored]
    return tuple(scored.shape) if isinstance(scored, torch.Tensor) else scored


def scores(student: Any, name: str, images: np.ndarray, seed: int) -> Any:
    """The scores of a batch."""
    return _settled(_filled(student, name, images.shape[1:], seed), images)


def raw(student: Any, name: str, images: np.ndarray, bias: np.ndarray) -> Any:
    """The scores where every parameter is 0 but the last bias: that bias, if nothing is applied to the scores."""
    network = _network(student, name, images.shape[1:])
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.zero_()
            if parameter.numel() == len(bias):
                parameter += torch.from_numpy(bias).reshape(parameter.shape)
    return _forward(network, images)


def accepted(reference: Any, name: str, images: np.ndarray, seed: int) -> list[Any]:
    """LeNet-5's scores in every accepted form: the reference's learned layers, with any activation and pooling between.

    Each stage may have its own activation and pooling; an activation comes before its pooling, after it, or both.
    """
    activations = (torch.tanh, torch.relu, torch.sigmoid)
    stages = [
        *(partial(order, activation, avg_pool2d) for order in (_before, _after) for activation in activations),
        # An activation that rises may swap with a maximum, and a second ReLU changes nothing: both are there already.
        *(partial(_before, activation, max_pool2d) for activation in activations),
        *(partial(_around, *pair) for pair in product((torch.tanh, torch.sigmoid), (avg_pool2d, max_pool2d))),
    ]
    network = _filled(reference, name, images.shape[1:], seed)
    conv1, conv2, fc1, fc2, fc3 = (layer for layer in network if list(layer.parameters()))
    with torch.no_grad():
        first = [stage(conv1(torch.from_numpy(images))) for stage in stages]
        second = [fc1(stage(conv2(x)).flatten(1)) for x in first for stage in stages]
        third = [fc2(activation(x)) for x in second for activation in activations]
        return [fc3(activation(x)) for x in third for activation in activations]


def _before(activation: Any, pool: Any, x: Any) -> Any:
    return pool(activation(x), 2)


def _after(activation: Any, pool: Any, x: Any) -> Any:
    return activation(pool(x, 2))


def _around(activation: Any, pool: Any, x: Any) -> Any:
    return activation(pool(activation(x), 2))


def _network(student: Any, name: str, image: tuple[int, ...]) -> Any:
    return _built(getattr(student, name), tuple(image))


@lru_cache(maxsize=1)  # AlexNet takes a quarter of a gigabyte: build it once
def _built(kind: Any, image: tuple[int, ...]) -> Any:
    with _weights_as_they_come():
        network = kind()
        network.eval()
        kinds = {parameter.dtype for parameter in network.parameters()}
        # Lazy layers get their shapes from a first pass. Where that fails, the checks of the scores will say so.
        if _is_lazy(network) and kinds == {torch.float32}:
            _passes(network, image)
        elif kinds - {torch.float32} and not _passes(network, image):
            # A default dtype that the file set for itself: the images are float32, so the weights have to be.
            network.float()
            _passes(network, image)
    return network


def _is_lazy(network: Any) -> bool:
    return any(isinstance(parameter, UninitializedParameter) for parameter in network.parameters())


def _passes(network: Any, image: tuple[int, ...]) -> bool:
    """Whether the network takes a batch of one image of float32."""
    try:
        _forward(network, np.zeros((1, *image), dtype=np.float32))
    except Exception:
        return False
    return True


@contextmanager
def _weights_as_they_come() -> Iterator[None]:
    """Draw no weights for new layers: all are overwritten, and drawing AlexNet's takes a quarter of a second."""
    kept = {name: function for name, function in vars(init).items() if name.endswith("_") and callable(function)}
    for name in kept:
        setattr(init, name, lambda tensor, *args, **kwargs: tensor)
    try:
        yield
    finally:
        for name, function in kept.items():
            setattr(init, name, function)


def _filled(student: Any, name: str, image: tuple[int, ...], seed: int) -> Any:
    network = _network(student, name, image)
    with torch.no_grad():
        for parameter in network.parameters():
            _fill(parameter, seed)
    return network


def _fill(parameter: Any, seed: int) -> None:
    """Give a layer the same values however it is written.

    A weight is the table `values[output + input]` with random signs along its longer side: symmetric in the two, so
    that a matrix stored transposed holds the transpose, and `Conv2d(16, 120, 5)` holds what `Linear(400, 120)` holds.
    Cheap too, where a draw for each of AlexNet's 62 million weights would take a second.
    """
    shape, numbers = tuple(parameter.shape), parameter.numel()
    rng = np.random.default_rng([seed, numbers])
    if max(shape, default=1) == numbers:
        parameter.copy_(torch.from_numpy(np.asarray(rng.uniform(-0.8, 0.8, shape))))
        return
    outputs, inputs = shape[0], numbers // shape[0]
    drawn = rng.standard_normal(outputs + inputs - 1, dtype=np.float32) * np.float32(np.sqrt(2 / max(outputs, inputs)))
    table = torch.from_numpy(drawn).unfold(0, inputs, 1)
    fits = parameter.is_contiguous() and parameter.dtype is table.dtype  # AlexNet's are 250 MB: no copy
    flat = parameter.detach().view(outputs, inputs) if fits else torch.empty(outputs, inputs, dtype=table.dtype)
    torch.mul(table, _signs(inputs, seed) if inputs >= outputs else _signs(outputs, seed)[:, None], out=flat)
    if inputs == outputs:
        flat.mul_(_signs(outputs, seed)[:, None])
    if not fits:
        parameter.copy_(flat.reshape(shape))


def _signs(size: int, seed: int) -> Any:
    return torch.from_numpy(np.random.default_rng([seed, size, 2]).choice(np.array([-1, 1], dtype=np.float32), size))


def _forward(network: Any, images: np.ndarray) -> Any:
    """Return what a network gives; a text of its own in a list, since texts are the words of this probe."""
    with torch.no_grad():
        given = network(torch.from_numpy(images.copy()))
    return [given] if isinstance(given, str) else given


def _settled(network: Any, images: np.ndarray) -> Any:
    """Return what a network computes; words where random numbers on the way make it another each time.

    A second pass is needed only where numbers were drawn.
    """
    before = torch.get_rng_state()
    scored = _forward(network, images)
    if torch.equal(before, torch.get_rng_state()):
        return scored
    again = _forward(network, images)
    both = isinstance(scored, torch.Tensor) and isinstance(again, torch.Tensor)
    if both and not torch.allclose(scored, again, rtol=1e-4, atol=1e-4):
        return "other scores each time for the same images"
    return scored
