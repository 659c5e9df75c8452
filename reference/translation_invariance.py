"""Finds the strongest response of a filter anywhere in the image."""

import torch
from torch.nn.functional import conv2d


def detector_response(image, kernel):
    activation_map = conv2d(
        torch.tensor(image)[None, None], torch.tensor(kernel)[None, None]
    ).relu()
    return activation_map.max().item()
