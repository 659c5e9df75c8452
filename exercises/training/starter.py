"""Exercise 17: training, in three stages: each function is checked by itself."""

import torch


def train_step(
    model: torch.nn.Module, images: torch.Tensor, labels: torch.Tensor, optimizer: torch.optim.Optimizer
) -> float:
    """One step of descent on the cross-entropy of a batch.

    model: gives scores (B, 10); images: float32 (B, 3, 32, 32);
    labels: int64 (B,); optimizer: made for the model's weights.
    Returns the batch's mean loss before the step, as a float.
    Puts the model into training mode first.
    """
    raise NotImplementedError


def accuracy(model: torch.nn.Module, images: torch.Tensor, labels: torch.Tensor) -> float:
    """The fraction of images whose highest score is at their label.

    Returns a float between 0 and 1. Measured in evaluation mode,
    without gradients; the model's mode is afterwards what it was.
    """
    raise NotImplementedError


def train(
    model: torch.nn.Module,
    images: torch.Tensor,
    labels: torch.Tensor,
    epochs: int = 2,
    batch_size: int = 16,
    lr: float = 0.001,
) -> list[float]:
    """Train the model with Adam on all images, epochs times over.

    Each epoch takes every image once, in a new random order, in
    batches of batch_size; the last batch may be smaller.
    Returns a list with each epoch's mean loss.
    """
    raise NotImplementedError
