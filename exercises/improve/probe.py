"""Builds a student's model and lets the student train it; in a second child, has it score images that it never saw.

What goes from the first child to the second are the numbers that the model holds, through the parent, which counts
them: so nothing else that was learned can give a score. The labels never come here.
"""

from functools import partial
from time import process_time

import torch
from torch import nn
from torch.nn.functional import cross_entropy
from torch.optim.optimizer import register_optimizer_step_post_hook

MOST_PARAMETERS = 500_000
SECONDS = 120
_SCORED_AT_ONCE = 500
_MOST_LOSSES = 500
_WATCHED_BATCHES, _WATCHED_IMAGES = 12, 32


class _Fed:
    """What the first batches hold that the model learns from: their mean and spread, and whether they are mirrored."""

    def __init__(self, pixels, labels):
        self.labels, self.own = labels, []
        rng = torch.Generator().manual_seed(0)
        self.weights = torch.randn(pixels[0].numel(), 1, generator=rng, dtype=torch.float64)
        self.known = self._marks(pixels).T
        self.seen, self.mirrored = [], []

    def _marks(self, images):
        """A number for each image, the same for equal images and hardly ever for others."""
        return images.flatten(1).double() @ self.weights

    def watch(self, images):
        if len(self.seen) < _WATCHED_BATCHES and images.shape[1:] == (3, 32, 32):
            some = images[:_WATCHED_IMAGES]
            self.seen.append(some)
            self.mirrored.append(any(self._holds(some.flip(axis)) for axis in (2, 3)))

    def _holds(self, images):
        nearest = (self._marks(images) - self.known).abs().min(dim=1).values
        return int((nearest < 1e-6).sum()) > len(images) / 5

    def label(self, images, used):
        """Note for each image that is as it was given whether it is learned with its own label."""
        if len(self.own) < _WATCHED_BATCHES * _WATCHED_IMAGES and images.shape[1:] == (3, 32, 32):
            some = images[:_WATCHED_IMAGES]
            nearest = (self._marks(some) - self.known).abs().min(dim=1)
            at = nearest.indices[nearest.values < 1e-6]
            self.own += (self.labels[at] == used[: len(some)][nearest.values < 1e-6]).tolist()

    def told(self):
        if not self.seen:
            return {}
        images = torch.cat(self.seen)
        enough = len(self.own) >= _WATCHED_IMAGES
        return {
            **({"own labels": sum(self.own) / len(self.own)} if enough else {}),
            "fed": [float(images.mean()), float(images.std())],
            "mirrored": 2 * sum(self.mirrored) > len(self.mirrored),
        }


class _Progress:
    """Tells how much of the time is gone, and the loss, from the batches that the model learns from.

    Of the gradient at the scores only the label's entry is negative, so it tells the label.
    """

    def __init__(self, report, fed):
        self.fed = fed
        self.report, self.start, self.told, self.seen = report, process_time(), 0.0, 0
        self.recent, self.curve, self.steps = [], [], 0

    def __deepcopy__(self, memo):
        return self  # a student may copy the model: the copy is watched by the same eyes

    def __call__(self, model, inputs, scores):
        if isinstance(scores, torch.Tensor) and scores.ndim == 2 and scores.requires_grad:
            images = inputs[0].detach() if inputs and isinstance(inputs[0], torch.Tensor) else None
            scores.register_hook(partial(self.learned, images, scores.detach()))
            if inputs and isinstance(inputs[0], torch.Tensor):
                self.fed.watch(inputs[0].detach())

    def stepped(self, optimizer, args, kwargs):
        self.steps += 1

    def learned(self, images, scores, gradient):
        self.seen += len(scores)
        if images is not None and len(images) == len(gradient):
            self.fed.label(images, gradient.argmin(1))
        self.recent.append(float(cross_entropy(scores, gradient.argmin(1))))
        seconds = process_time() - self.start
        if seconds - self.told > 0.25 and len(self.curve) < _MOST_LOSSES:
            self.told = seconds
            self.curve.append(sum(self.recent) / len(self.recent))
            self.recent = []
            told = f"{self.seen:,} images, at most {SECONDS} s of processor time"
            self.report(min(seconds / SECONDS, 1.0), told, self.curve[-1])


def improve(student, images, labels, *, report):
    """The trained model's parameters and what else it keeps in tensors, each by name; seconds and losses."""
    model = student.build_model()
    if not isinstance(model, nn.Module):
        return {"returned": type(model).__name__}
    pixels = _normalised(images)
    _give_shapes(model, pixels[:2])
    before = {name: value.clone() for name, value in _parameters(model).items()}
    count = sum(value.numel() for value in before.values())
    if count > MOST_PARAMETERS:
        return {"count": count}
    truth = torch.tensor(labels)
    progress = _Progress(report, _Fed(pixels, truth.clone()))
    hook = model.train().register_forward_hook(progress)
    steps = register_optimizer_step_post_hook(progress.stepped)
    student.train(model, pixels, truth)
    seconds = process_time() - progress.start
    hook.remove()
    steps.remove()
    return {
        "parameters": {name: value.float() for name, value in _parameters(model).items()},
        "kept": {name: value.float() if value.is_floating_point() else value for name, value in _kept(model).items()},
        "seconds": seconds,
        "unchanged": _unchanged(before, model),
        "unmoved": _unmoved(before, model),
        "seen": progress.seen,
        "steps": progress.steps,
        "losses": progress.curve,
        "given": [float(pixels.mean()), float(pixels.std())],
        **progress.fed.told(),
        "filters": _first_filters(model),
    }


def score(student, learned, test_images):
    """Scores of images never seen, by a newly built model that is given what another one `learned`."""
    model = student.build_model()
    _give_shapes(model, _normalised(test_images[:2]))
    parameters = _parameters(model)
    for name, value in learned["parameters"].items():
        if name not in parameters or parameters[name].shape != value.shape:
            return {"another model": name}
        parameters[name].copy_(torch.tensor(value))
    for name, value in learned["kept"].items():
        _keep(model, name, torch.tensor(value))
    model.eval()
    with torch.no_grad():
        return {"scores": torch.cat([model(part) for part in _normalised(test_images).split(_SCORED_AT_ONCE)])}


def _give_shapes(model, images):
    """Lazy layers get their shapes from a first pass."""
    with torch.no_grad():
        model.eval()(images)


def _parameters(model):
    """Each parameter once; asked of torch, not of the model, whose own method may say anything."""
    return {name: value.detach() for name, value in nn.Module.named_parameters(model)}


def _kept(model):
    """Tensors that are no parameters: buffers, and attributes that hold one."""
    found = {name: value.detach() for name, value in nn.Module.named_buffers(model)}
    for place, module in nn.Module.named_modules(model):
        for name, value in vars(module).items():
            if isinstance(value, torch.Tensor):
                found[f"{place}.{name}".lstrip(".")] = value.detach()
    return found


def _keep(model, name, value):
    place, _, last = name.rpartition(".")
    module = nn.Module.get_submodule(model, place)
    before = getattr(module, last, None)
    setattr(module, last, value.to(before.dtype) if isinstance(before, torch.Tensor) else value)


def _unmoved(before, model):
    """The names of the parameters that are as they were."""
    after = _parameters(model)
    return [name for name, value in before.items() if name in after and torch.equal(value, after[name])]


def _unchanged(before, model):
    after = _parameters(model)
    return before.keys() == after.keys() and all(torch.equal(before[name], after[name]) for name in before)


def _first_filters(model):
    convolutions = (layer for layer in model.modules() if isinstance(layer, nn.Conv2d))
    first = next(convolutions, None)
    return None if first is None else first.weight.detach()


def _normalised(images):
    return (torch.tensor(images).float() / 255 - 0.5) / 0.5
