"""Computes ReLU by PyTorch's own."""

import torch


def relu(x):
    return torch.relu(torch.tensor(x))
