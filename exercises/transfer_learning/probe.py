"""Measures what `transfer` did to a network: what is new, what is frozen, what a training step moves, what it scores.

The lecture's networks are built on the meta device, where they hold shapes and no numbers. `Backbone` is the project's
own small network; `pretrain.py` trains it, and its weights come as arguments.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import torch
import torchvision
from torch import nn
from torch.nn.functional import cross_entropy

STEPS, LEARNING_RATE = 30, 3e-3
"""Of Adam, on the hundred images at once. `exercise.py` has the accuracies reached."""
_SCORED_AT_ONCE = 50
"""Images whose maps fit into memory that is used again for the next."""


class Backbone(nn.Module):  # type: ignore[misc]  # torch is not followed
    """Batch norm, 16, 32 and 64 filters of 3x3, a fully connected layer over the flattened maps: 28,821 parameters."""

    def __init__(self, classes: int = 5) -> None:
        super().__init__()
        stages: list[nn.Module] = []
        for channels, filters in ((3, 16), (16, 32), (32, 64)):
            stages += [nn.Conv2d(channels, filters, 3, padding=1, bias=False), nn.BatchNorm2d(filters)]
            stages += [nn.ReLU(), nn.MaxPool2d(2)]
        self.features = nn.Sequential(*stages)
        self.head = nn.Sequential(nn.Flatten(), nn.Linear(64 * 4 * 4, classes))

    def forward(self, images: Any) -> Any:
        """Scores, `(B, classes)`."""
        return self.head(self.features(images))


def new_layer(student: Any, architecture: str, classes: int) -> Any:
    """The parameters that are not as they were, by name: their shapes, None where they are gone.

    Where there are none, the layers that say of themselves that they have another number of outputs.
    """
    before, after = _before_and_after(student, architecture, classes)
    if not isinstance(after, nn.Module):
        return after
    found = _parameters(after, before)
    gone = {name: None for name in before if name not in found}
    other = gone | {name: list(one.shape) for name, one in found.items() if not _is_old(name, one, before)}
    return other or _said_alone(after)


def _said_alone(network: Any) -> dict[str, int]:
    """The `out_features` of fully connected layers whose weights have another number of rows."""
    layers = {name: layer for name, layer in network.named_modules() if isinstance(layer, nn.Linear)}
    return {
        f"{name}.out_features": layer.out_features
        for name, layer in layers.items()
        if isinstance(layer.out_features, int) and layer.out_features != len(layer.weight)
    }


def left_trainable(student: Any, architecture: str, classes: int) -> Any:
    """The old parameters that are not frozen; before them a word on the mode, where `eval()` is all that was done."""
    before, after = _before_and_after(student, architecture, classes)
    if not isinstance(after, nn.Module):
        return after
    left = _trainable(after, before, old=True)
    old = [name for name, one in after.named_parameters() if _is_old(name, one, before)]
    if left and left == old and not after.training:
        return ["the model is in evaluation mode, where all parameters learn:", *left]
    return left


def new_trainable(student: Any, architecture: str, classes: int) -> Any:
    """The new parameters that are not frozen."""
    before, after = _before_and_after(student, architecture, classes)
    return _trainable(after, before, old=False) if isinstance(after, nn.Module) else after


def altered(student: Any, weights: dict[str, np.ndarray], classes: int) -> Any:
    """What transfer changed in the old layers' weights and running statistics, by name."""
    network = student.transfer(_pretrained(weights), classes)
    if not isinstance(network, nn.Module):
        return network
    after = network.state_dict()
    return [
        name
        for name, values in weights.items()
        if not name.startswith("head.") and not _equal(after.get(name), torch.from_numpy(values))
    ]


def moved(student: Any, weights: dict[str, np.ndarray], classes: int, images: np.ndarray, labels: np.ndarray) -> Any:
    """The parameters that two training steps change, by name; weight decay pulls at whatever has a gradient."""
    network = student.transfer(_pretrained(weights), classes)
    if not isinstance(network, nn.Module):
        return network
    parameters = _parameters(network, weights)
    before = {name: parameter.detach().clone() for name, parameter in parameters.items()}
    optimizer = torch.optim.SGD(network.parameters(), lr=0.05, momentum=0.9, weight_decay=0.01)
    _descend(network, optimizer, images, labels, steps=2)
    return [name for name, parameter in parameters.items() if not torch.equal(parameter, before[name])]


def learned(student: Any, weights: dict[str, np.ndarray], classes: int, images: np.ndarray, labels: np.ndarray) -> Any:
    """What the transferred network holds after it has learned from a few images: parameters and running statistics."""
    network = student.transfer(_pretrained(weights), classes)
    if not isinstance(network, nn.Module):
        return network
    optimizer = torch.optim.Adam(network.parameters(), lr=LEARNING_RATE)
    _descend(network, optimizer, images, labels, STEPS)
    return {name: value.float() for name, value in network.state_dict().items() if isinstance(value, torch.Tensor)}


def scored(reference: Any, got: Any, classes: int, images: np.ndarray) -> Any:
    """Scores of images that no child of a student's has, by the backbone with the numbers in `got`; None without them.

    Runs on the reference's side. The new layer may be called anything: it is known by its shape. `got` comes from the
    student's child and may be anything.
    """
    network = Backbone(classes).eval()
    numbers = got if isinstance(got, dict) else {}
    arrays = {
        name: value for name, value in numbers.items() if isinstance(value, np.ndarray) and value.dtype.kind == "f"
    }
    state = {name: _found(arrays, name, tuple(value.shape)) for name, value in network.state_dict().items()}
    if any(value is None for value in state.values()):
        return None
    network.load_state_dict({name: torch.tensor(value) for name, value in state.items()})
    with torch.no_grad():
        return torch.cat([network(part) for part in _tensor(images).split(_SCORED_AT_ONCE)])


def _found(arrays: dict[str, np.ndarray], name: str, shape: tuple[int, ...]) -> Any:
    """The array of a layer's `name`; for the new layer, the last of its shape, and no bias counts as 0."""
    if name.startswith("head."):
        without = np.zeros(shape, np.float32) if name.endswith("bias") else None
        return next((value for value in reversed(arrays.values()) if value.shape == shape), without)
    fitting = [value for key, value in arrays.items() if f".{key}".endswith(f".{name}") and value.shape == shape]
    return fitting[0] if len(fitting) == 1 else None


def _descend(network: Any, optimizer: Any, images: np.ndarray, labels: np.ndarray, steps: int) -> None:
    network.train()
    for _ in range(steps):
        loss = cross_entropy(network(_tensor(images)), torch.from_numpy(labels))
        optimizer.zero_grad()
        if loss.requires_grad:  # not where everything is frozen
            loss.backward()
        optimizer.step()


def _original(architecture: str) -> Any:
    with torch.device("meta"):
        return Backbone() if architecture == "backbone" else getattr(torchvision.models, architecture)(weights=None)


def _before_and_after(student: Any, architecture: str, classes: int) -> tuple[dict[str, Any], Any]:
    original = _original(architecture)
    before = {name: parameter.shape for name, parameter in original.named_parameters()}
    return before, student.transfer(original, classes)


def _parameters(network: Any, before: Collection[str]) -> dict[str, Any]:
    """By name. Where a small module with one learned layer stands in a layer's place, the layer keeps that name.

    `before` names the parameters as they were: `head.1.2.weight` is called `head.1.weight` if `head.1` had a weight and
    nothing else within it learns.
    """
    found = dict(network.named_parameters())
    places = {name.rpartition(".")[0] for name in before if name not in found}
    for place in places:
        within = [name for name in found if name.startswith(f"{place}.")]
        if len({name.rpartition(".")[0] for name in within}) == 1:
            found = {f"{place}.{n.rpartition('.')[2]}" if n in within else n: one for n, one in found.items()}
    return found


def _is_old(name: str, parameter: Any, before: dict[str, Any]) -> bool:
    """Whether a parameter was there before, or is its copy. A new layer has another shape, or holds real numbers."""
    return parameter.shape == before.get(name) and bool(parameter.is_meta)


def _trainable(network: Any, before: dict[str, Any], old: bool) -> list[str]:
    parameters = _parameters(network, before).items()
    return [name for name, one in parameters if one.requires_grad and _is_old(name, one, before) is old]


def _pretrained(weights: dict[str, np.ndarray]) -> Any:
    network = Backbone()
    network.load_state_dict({name: torch.from_numpy(values.copy()) for name, values in weights.items()})
    return network


def _equal(one: Any, other: Any) -> bool:
    return isinstance(one, torch.Tensor) and one.shape == other.shape and bool(torch.equal(one.to(other.dtype), other))


def _tensor(images: np.ndarray) -> Any:
    return torch.from_numpy((images.astype(np.float32) / 255 - 0.5) / 0.5)
