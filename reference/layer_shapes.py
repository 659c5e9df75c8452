"""Sends an image through on the meta device: shapes, no numbers."""

import torch
from torch import nn


def build(layer, inputs):
    match layer:
        case "conv", filters, size, stride, pad:
            return nn.Conv2d(inputs, filters, size, stride, pad)
        case "pool", size, stride:
            return nn.MaxPool2d(size, stride)
        case ("relu",):
            return nn.ReLU()
        case ("flatten",):
            return nn.Flatten()
        case "fc", outputs:
            return nn.Linear(inputs, outputs)


def trace(input_shape, layers):
    rows = []
    with torch.device("meta"):
        batch = torch.empty(1, *input_shape)
        for layer in layers:
            module = build(layer, inputs=batch.shape[1])
            batch = module(batch)
            rows.append(
                (
                    tuple(batch.shape[1:]),
                    sum(p.numel() for p in module.parameters()),
                )
            )
    return rows
