"""Watches a training loop at work, in the child.

What a loop does is taken from the network's side: which images go in, in which mode, whether a gradient comes back.
`replay` then learns from the very same batches on the reference's side: whoever ends at the same weights has trained
rightly, whatever their code looks like. `scored` measures a trained network there too, so that the images that it is
measured by never come here. What is right is judged in the parent, by `judges.py`.
"""

from functools import partial

import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy, relu

MOST_BATCHES = 200
"""Recorded of one training: several times as many as were asked for."""
_SHOWN_IMAGES = 4
_SCORED_AT_ONCE = 50  # images whose maps fit into memory that is used again for the next


class _Small(nn.Module):
    """Images to ten scores. The batch norm at the front makes training and evaluation mode differ."""

    def __init__(self, weights):
        super().__init__()
        self.norm = nn.BatchNorm1d(48)
        self.hidden = nn.Linear(48, 16)
        self.last = nn.Linear(16, 10)
        self.load_state_dict({name: torch.tensor(array) for name, array in weights.items()}, strict=False)

    def forward(self, images):
        pooled = nn.functional.avg_pool2d(images, 8).flatten(1)
        return self.last(torch.tanh(self.hidden(self.norm(pooled))))

    def weights(self):
        return {name: parameter.detach() for name, parameter in self.named_parameters()}


class _Net(nn.Module):
    """The lecture's ConvNet, as in the notebook."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, 5)
        self.pool = nn.MaxPool2d(2, 2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def maps(self, images):
        first = relu(self.conv1(images))
        return first, relu(self.conv2(self.pool(first)))

    def forward(self, images):
        x = self.pool(self.maps(images)[1]).flatten(1)
        return self.fc3(relu(self.fc2(relu(self.fc1(x)))))


# --- train_step and accuracy ------------------------------------------------------------------------------------------


def weights_after(student, weights, batches, training):
    """The weights after one `train_step` on each batch; `training` is the mode that the model is handed over in."""
    return _stepped(student, weights, batches, training)[0]


def loss_of_last_step(student, weights, batches):
    """What `train_step` returns for the last of the batches."""
    return _stepped(student, weights, batches, training=True)[1]


def _stepped(student, weights, batches, training):
    model = _Small(weights).train(training)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    for images, labels in batches:
        loss = student.train_step(model, torch.tensor(images), torch.tensor(labels), optimizer)
    return model.weights(), loss


def fraction_right(student, weights, images, labels):
    """What `accuracy` returns."""
    return student.accuracy(_Small(weights).eval(), torch.tensor(images), torch.tensor(labels))


def mode_of_accuracy(student, weights, images, labels):
    """How `accuracy` used a model and left it: one handed over in training mode, then one in evaluation mode."""
    return [_use(student, _Small(weights).train(given), images, labels) for given in (True, False)]


def _use(student, model, images, labels):
    modes, gradients = set(), set()

    def look(model, inputs, scores):
        modes.add(model.training)
        gradients.add(scores.requires_grad)

    model.register_forward_hook(look)
    student.accuracy(model, torch.tensor(images), torch.tensor(labels))
    return {
        "ran": bool(modes),
        "training during": True in modes,
        "gradients": True in gradients,
        "training after": model.training,
    }


# --- train: what it feeds the model -----------------------------------------------------------------------------------


class _Recorder:
    """Notes each batch that the model learns from: which images, in which mode, with which labels.

    A forward pass counts once a gradient comes back to its scores. Of that gradient only the label's entry is negative
    (a score that should rise), so it tells the label.
    """

    def __init__(self):
        self.batches, self.modes, self.labels = [], [], []

    def __deepcopy__(self, memo):
        return self  # a student may copy the model: the copy is watched by the same eyes

    def __call__(self, model, inputs, scores):
        if scores.requires_grad:
            scores.register_hook(partial(self.learned, inputs[0][:, 0, 0, 0].detach(), model.training))

    def learned(self, marks, training, gradient):
        if len(self.batches) < MOST_BATCHES:
            self.batches.append(torch.round(marks * 1000).int().tolist())
            self.modes.append(training)
            self.labels.append(gradient.argmin(1).tolist())


def feed(student, weights, images, labels, epochs, batch_size, lr):
    """Let the student train a small network. The first pixel of image k is k / 1000."""
    model, recorder = _Small(weights), _Recorder()
    model.register_forward_hook(recorder)
    pixels, truth = torch.tensor(images), torch.tensor(labels)
    losses = student.train(model, pixels, truth, epochs=epochs, batch_size=batch_size, lr=lr)
    return {
        "batches": recorder.batches,
        "modes": recorder.modes,
        "labels": recorder.labels,
        "losses": losses,
        "weights": model.weights(),
    }


# --- train: the same batches again, on the reference's side -----------------------------------------------------------


def _loop(model, batches, lr, order="zfbs", loss=cross_entropy, optimizer=torch.optim.Adam, renew=0, modes=None):
    """Learn, each batch by `order`: zero_grad, forward, backward, step. `renew`: batches until a new optimizer."""
    losses = []
    descent = optimizer(model.parameters(), lr=lr)
    for count, (images, labels) in enumerate(batches):
        if renew and count % renew == 0:
            descent = optimizer(model.parameters(), lr=lr)
        model.train(modes is None or modes[count])
        for act in order:
            if act == "f":
                value = loss(model(images), labels)
            elif act == "b":
                value.backward()
            else:
                {"z": descent.zero_grad, "s": descent.step}[act]()
        losses.append(value.item())
    return losses


def _slips(got, epoch):
    """The loops that students write by mistake, by the names in `mistakes.py`."""
    return {
        "softmax before cross entropy": {"loss": lambda scores, labels: cross_entropy(scores.softmax(1), labels)},
        "gradients not zeroed": {"order": "fbs"},
        "step before backward": {"order": "szfb"},
        "no step with a gradient": {"order": "fbzs"},
        "step taken twice": {"order": "zfbss"},
        "loss summed over the batch": {"loss": partial(cross_entropy, reduction="sum")},
        "evaluation mode while training": {"modes": got["modes"]},
        "optimizer made anew each step": {"renew": 1},
        "optimizer made anew each epoch": {"renew": epoch},
        "SGD instead of Adam": {"optimizer": torch.optim.SGD},
        "SGD instead of Adam, with momentum": {"optimizer": partial(torch.optim.SGD, momentum=0.9)},
        "learning rate ignored": {"lr": 0.001},
    }


def replay(reference, got, weights, images, labels, epochs, batch_size, lr):
    """Which loop on the recorded batches ends at the student's weights: "right", a slip's name or "" for none.

    With it the losses of the right loop, batch by batch. `got` comes from the student's child and may be anything.
    """
    if not _well_formed(got, len(images)):
        return {"loop": "", "losses": []}
    pixels, truth = torch.tensor(images), torch.tensor(labels)
    batches = [(pixels[batch], truth[batch]) for batch in got["batches"]]
    epoch = max(1, len(batches) // epochs)

    def ends_there(batches, **options):
        model = _Small(weights)
        losses = _loop(model, batches, **{"lr": lr, **options})
        return losses if _close(model.weights(), got["weights"]) else None

    if (losses := ends_there(batches)) is not None:
        return {"loop": "right", "losses": losses}
    for name, options in _slips(got, epoch).items():
        if ends_there(batches, **options) is not None:
            return {"loop": name.partition(",")[0], "losses": []}
    used = [(pixels[batch], torch.tensor(seen)) for batch, seen in zip(got["batches"], got["labels"], strict=True)]
    return {"loop": "images shuffled without labels" if ends_there(used) is not None else "", "losses": []}


def _well_formed(got, count):
    if not isinstance(got, dict) or not isinstance(got.get("weights"), dict):
        return False
    batches, modes, labels = (got.get(name) for name in ("batches", "modes", "labels"))
    if not all(isinstance(part, list) for part in (batches, modes, labels)):
        return False
    if not len(batches) == len(modes) == len(labels) <= MOST_BATCHES:
        return False
    return all(
        _whole(batch, count) and _whole(seen, 10) and 1 < len(batch) == len(seen) <= 2 * count
        for batch, seen in zip(batches, labels, strict=True)
    ) and all(isinstance(mode, bool) for mode in modes)


def _whole(values, below):
    return isinstance(values, list) and all(type(value) is int and 0 <= value < below for value in values)


def _close(wanted, got):
    for name, parameter in wanted.items():
        value = got.get(name)
        if not _fits(value, parameter) or not np.allclose(value, parameter.numpy(), rtol=1e-3, atol=2e-4):
            return False
    return True


def _fits(value, parameter):
    return isinstance(value, np.ndarray) and value.dtype == np.float32 and value.shape == tuple(parameter.shape)


# --- train: for real --------------------------------------------------------------------------------------------------


class _Progress:
    """Tells how far a training is, from the images that the network has learned from."""

    def __init__(self, images, epochs, report):
        self.images, self.epochs, self.report = images, epochs, report
        self.seen, self.recent, self.curve = 0, [], []

    def __deepcopy__(self, memo):
        return self  # a student may copy the model: the copy is watched by the same eyes

    def __call__(self, model, inputs, scores):
        if scores.requires_grad:
            scores.register_hook(partial(self.learned, scores.detach()))

    def learned(self, scores, gradient):
        self.seen += len(scores)
        self.recent.append(float(cross_entropy(scores, gradient.argmin(1))))
        total = self.images * self.epochs
        if self.seen >= total * len(self.curve) / 100 and len(self.curve) < 200:
            self.curve.append(sum(self.recent) / len(self.recent))
            self.recent = []
            epoch = min(self.seen // self.images + 1, self.epochs)
            self.report(min(self.seen / total, 1.0), f"epoch {epoch} of {self.epochs}", self.curve[-1])


def learn(student, images, labels, *, report):
    """Train the lecture's network with the student's `train` as it stands; its weights, and the loss as it fell."""
    network = _Net()
    progress = _Progress(len(images), 2, report)
    hook = network.register_forward_hook(progress)
    student.train(network, _normalised(images), torch.tensor(labels))
    hook.remove()
    weights = {name: parameter.detach().float() for name, parameter in network.named_parameters()}
    return {"weights": weights, "losses": progress.curve}


def scored(reference, got, images):
    """Scores of images that no child of a student's has, by the weights in `got` (which may be anything), or None."""
    network, weights = _Net().eval(), got.get("weights") if isinstance(got, dict) else None
    shapes = dict(network.named_parameters())
    if not isinstance(weights, dict) or not all(_fits(weights.get(name), shapes[name]) for name in shapes):
        return None
    network.load_state_dict({name: torch.tensor(weights[name]) for name in shapes})
    with torch.no_grad():
        unseen = _normalised(images)
        first, second = network.maps(unseen[:_SHOWN_IMAGES])
        scores = torch.cat([network(part) for part in unseen.split(_SCORED_AT_ONCE)])
        return {"scores": scores, "filters": network.conv1.weight, "maps 1": first, "maps 2": second}


def _normalised(images):
    return torch.from_numpy(images).float().div_(255).sub_(0.5).div_(0.5)  # in place: 6,000 images are 74 MB
