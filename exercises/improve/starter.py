"""Exercise 19: improve the ConvNet."""

import torch


def build_model() -> torch.nn.Module:
    """A network for images (B, 3, 32, 32) that gives ten scores.

    Returns a torch.nn.Module with at most 500,000 parameters.
    """
    raise NotImplementedError


def train(model: torch.nn.Module, images: torch.Tensor, labels: torch.Tensor) -> None:
    """Train the model within the time limit: see the statement.

    images: float32 (N, 3, 32, 32) in [-1, 1]; labels: int64 (N,).
    Changes the model's weights and returns nothing.
    """
    raise NotImplementedError
