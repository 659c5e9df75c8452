"""Builds a student's model, lets the student train it, and has it score images that it never saw. Runs in the child.

The scores go back; the labels that judge them never come here.
"""

from functools import partial
from time import perf_counter

import torch
from torch import nn
from torch.nn.functional import cross_entropy

MOST_PARAMETERS = 500_000
SECONDS = 60
_SCORED_AT_ONCE = 500
_MOST_LOSSES = 500


class _Progress:
    """Tells how much of the time is gone, and the loss, from the batches that the model learns from.

    Of the gradient at the scores only the label's entry is negative, so it tells the label.
    """

    def __init__(self, report):
        self.report, self.start, self.told, self.seen = report, perf_counter(), 0.0, 0
        self.recent, self.curve = [], []

    def __deepcopy__(self, memo):
        return self  # a student may copy the model: the copy is watched by the same eyes

    def __call__(self, model, inputs, scores):
        if isinstance(scores, torch.Tensor) and scores.ndim == 2 and scores.requires_grad:
            scores.register_hook(partial(self.learned, scores.detach()))

    def learned(self, scores, gradient):
        self.seen += len(scores)
        self.recent.append(float(cross_entropy(scores, gradient.argmin(1))))
        seconds = perf_counter() - self.start
        if seconds - self.told > 0.25 and len(self.curve) < _MOST_LOSSES:
            self.told = seconds
            self.curve.append(sum(self.recent) / len(self.recent))
            self.recent = []
            self.report(min(seconds / SECONDS, 1.0), f"{self.seen:,} images, at most {SECONDS} s", self.curve[-1])


def improve(student, images, labels, test_images, *, report):
    """Parameters, training seconds and the trained model's scores of the test images."""
    model = student.build_model()
    if not isinstance(model, nn.Module):
        return {"returned": type(model).__name__}
    pixels, unseen = _normalised(images), _normalised(test_images)
    with torch.no_grad():
        model.eval()(pixels[:2])  # gives lazy layers their shapes
    before = [parameter.detach().clone() for parameter in model.parameters()]
    parameters = sum(parameter.numel() for parameter in model.parameters())
    if parameters > MOST_PARAMETERS:
        return {"parameters": parameters}
    progress = _Progress(report)
    hook = model.train().register_forward_hook(progress)
    student.train(model, pixels, torch.tensor(labels))
    seconds = perf_counter() - progress.start
    hook.remove()
    model.eval()
    with torch.no_grad():
        scores = torch.cat([model(part) for part in unseen.split(_SCORED_AT_ONCE)])
    return {
        "parameters": max(parameters, sum(parameter.numel() for parameter in model.parameters())),
        "seconds": seconds,
        "scores": scores,
        "unchanged": _unchanged(before, model),
        "losses": progress.curve,
        "filters": _first_filters(model),
    }


def _unchanged(before, model):
    after = list(model.parameters())
    return len(after) == len(before) and all(torch.equal(*pair) for pair in zip(before, after, strict=True))


def _first_filters(model):
    convolutions = (layer for layer in model.modules() if isinstance(layer, nn.Conv2d))
    first = next(convolutions, None)
    return None if first is None else first.weight.detach()


def _normalised(images):
    return (torch.tensor(images).float() / 255 - 0.5) / 0.5
