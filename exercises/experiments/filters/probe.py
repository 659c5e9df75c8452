"""Trains the student's `Net` with their loop and returns the first layer's filters."""

import torch


def experiment(student, images, labels, *, report):
    """The filters, `(6, 3, 5, 5)`."""
    pixels = (torch.tensor(images).float() / 255 - 0.5) / 0.5
    report(0.0, "training your network")
    torch.manual_seed(0)
    network = student.Net()
    student.train(network, pixels, torch.tensor(labels))
    return next(p for p in network.parameters() if p.ndim == 4 and p.shape[1] == 3).detach()
