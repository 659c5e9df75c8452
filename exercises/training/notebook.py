"""The lecture's notebook as a training of the student's own: their `Net`, their `train`, any images and device.

Runs in the child like a probe, for the command `cnn-exercises train`. What comes back is plain data: the parent scores
the test images and draws the pictures. It may import nothing of ours.
"""

from functools import partial

import torch
from torch import nn
from torch.nn.functional import cross_entropy

_SCORED_AT_ONCE = 500
_SHOWN_IMAGES = 8
_CURVE = 200
"""Points of the loss curve."""


class _Progress:
    """Tells how far a training is, from the batches that a gradient comes back for.

    Of the gradient at the scores only the label's entry is negative, so it tells the label, and with it the loss.
    """

    def __init__(self, images, epochs, report):
        self.images, self.total, self.epochs, self.report = images, images * epochs, epochs, report
        self.seen, self.recent, self.curve = 0, [], []

    def __deepcopy__(self, memo):
        return self  # a student may copy the model: the copy is watched by the same eyes

    def __call__(self, model, inputs, scores):
        if scores.requires_grad:
            scores.register_hook(partial(self.learned, scores.detach()))

    def learned(self, scores, gradient):
        self.seen += len(scores)
        self.recent.append(cross_entropy(scores, gradient.argmin(1)))
        if self.seen >= self.total * len(self.curve) / _CURVE and len(self.curve) <= _CURVE:
            self.curve.append(float(torch.stack(self.recent).mean()))
            self.recent = []
            epoch = min(self.seen // self.images + 1, self.epochs)
            self.report(min(self.seen / self.total, 1.0), f"epoch {epoch} of {self.epochs}", self.curve[-1])


def train_network(student, images, labels, test_images, *, epochs, device, report):
    """Train a new `Net` on `uint8` images; its losses, scores of the test images, weights, filters and maps.

    "losses" are what `train` returned, "curve" is what was seen; "maps 1", "maps 2" are of the first test images.
    """
    network = student.Net().to(device)
    pixels, truth = _normalised(images).to(device), torch.tensor(labels).to(device)
    with torch.no_grad():
        network(pixels[:2])  # gives lazy layers their shapes
    progress = _Progress(len(images), epochs, report)
    hook = network.register_forward_hook(progress)
    losses = student.train(network, pixels, truth, epochs=epochs)
    hook.remove()
    network.eval()
    unseen = _normalised(test_images).to(device)
    with torch.no_grad():
        scores = torch.cat([network(part) for part in unseen.split(_SCORED_AT_ONCE)])
    found = {
        "losses": losses,
        "curve": progress.curve,
        "scores": scores.cpu(),
        "weights": {name: array.detach().cpu() for name, array in network.state_dict().items()},
    }
    return found | _looked_inside(network, unseen[:_SHOWN_IMAGES])


def _looked_inside(network, images):
    """The first layer's filters and the rectified maps of the first two convolutions, where they are layers."""
    maps = []
    layers = [layer for layer in network.modules() if isinstance(layer, nn.Conv2d)]
    hooks = [layer.register_forward_hook(lambda layer, inputs, output: maps.append(output)) for layer in layers]
    with torch.no_grad():
        network(images)
    for hook in hooks:
        hook.remove()
    filters = layers[0].weight if layers else next((p for p in network.parameters() if p.ndim == 4), None)
    found = {} if filters is None else {"filters": filters.detach().cpu()}
    return found | {f"maps {place}": array.relu().cpu() for place, array in enumerate(maps[:2], start=1)}


def _normalised(images):
    return (torch.tensor(images).float() / 255 - 0.5) / 0.5
