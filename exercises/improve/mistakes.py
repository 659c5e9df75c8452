"""Slips at the homework, each a small wrong recipe; the class name is what a student reads."""

import torch
from torch import nn
from torch.nn.functional import cross_entropy


def _net(*last):
    return nn.Sequential(
        nn.Conv2d(3, 6, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10),
        *last,
    )  # fmt: skip


def _learn(model, images, labels, optimizer, epochs):
    model.train()
    for _ in range(epochs):
        for batch in torch.randperm(len(images)).split(16):
            optimizer.zero_grad()
            cross_entropy(model(images[batch]), labels[batch]).backward()
            optimizer.step()


class too_many_parameters:
    """At most 500,000. Most sit in the first fully connected layer: pool before it, or give it fewer units."""

    def build_model():
        return nn.Sequential(nn.Conv2d(3, 32, 3, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(32 * 32 * 32, 10 * 10))

    def train(model, images, labels):
        _learn(model, images, labels, torch.optim.Adam(model.parameters()), 2)


class model_left_untrained:
    """The weights are as they were. `train` must change the model that it is given, not another; mind `step()`."""

    def build_model():
        return _net()

    def train(model, images, labels):
        model = _net()
        _learn(model, images[:320], labels[:320], torch.optim.Adam(model.parameters()), 1)


class softmax_at_the_end:
    """`cross_entropy` applies the softmax itself: leave the last layer's scores raw."""

    def build_model():
        return _net(nn.Softmax(dim=1))

    def train(model, images, labels):
        _learn(model, images, labels, torch.optim.Adam(model.parameters(), lr=0.001), 2)


class weights_ran_away:
    """The loss became nan or infinite: lower the learning rate, or put batch norm between the layers."""

    def build_model():
        return _net()

    def train(model, images, labels):
        _learn(model, images[:640], labels[:640], torch.optim.SGD(model.parameters(), lr=1e30), 1)


class one_answer_for_every_image:
    """It learned only which class is frequent: the learning rate is too high, or the ReLUs have died."""

    def build_model():
        return _net()

    def train(model, images, labels):
        _learn(model, images[:1600], labels[:1600], torch.optim.Adam(model.parameters(), lr=0.3), 1)


class no_better_than_guessing:
    """One image in ten is right. Is each image with its own label? Are the gradients zeroed for each batch?"""

    def build_model():
        return _net()

    def train(model, images, labels):
        apart = labels[torch.randperm(len(labels))]
        _learn(model, images[:3200], apart[:3200], torch.optim.Adam(model.parameters(), lr=0.001), 1)


class the_notebook_again:
    """That is the notebook's network with the notebook's training: the floor. Batch norm, shifts, more epochs."""

    def build_model():
        return _net()

    def train(model, images, labels):
        _learn(model, images, labels, torch.optim.Adam(model.parameters(), lr=0.001), 2)
