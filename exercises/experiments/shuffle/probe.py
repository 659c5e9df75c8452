"""Trains a dense layer and the student's `Net`, each on the images as they are and shuffled."""

import torch
from torch import nn


def experiment(student, images, labels, test_images, test_labels, order, *, report):
    """Accuracies on the test images: "dense", "dense shuffled", "net", "net shuffled"."""
    makers = {"dense": lambda: nn.Sequential(nn.Flatten(), nn.Linear(3072, 10)), "net": student.Net}
    found = {}
    for name, make in makers.items():
        for shuffled in (False, True):
            said = f"{name} shuffled" if shuffled else name
            report(len(found) / 4, f"training: {said}")
            pixels, unseen = (_tensor(array, order if shuffled else None) for array in (images, test_images))
            torch.manual_seed(1)
            model = make()
            student.train(model, pixels, torch.tensor(labels))
            found[said] = student.accuracy(model, unseen, torch.tensor(test_labels))
    return found


def _tensor(images, order):
    flat = torch.tensor(images).flatten(1)
    if order is not None:
        flat = flat[:, order]
    return (2 * flat - 1).reshape(-1, 1, 32, 32).repeat(1, 3, 1, 1)
