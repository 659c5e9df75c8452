"""Builds AlexNet (Krizhevsky et al., 2012): one stream, unnormalised."""

from torch import nn


class AlexNet(nn.Sequential):
    def __init__(self):
        super().__init__(
            nn.Conv2d(3, 96, 11, stride=4),  # CONV1: 227 -> 55
            nn.ReLU(),
            nn.MaxPool2d(3, stride=2),  # POOL1: 55 -> 27
            nn.Conv2d(96, 256, 5, padding=2),  # CONV2
            nn.ReLU(),
            nn.MaxPool2d(3, stride=2),  # POOL2: 27 -> 13
            nn.Conv2d(256, 384, 3, padding=1),  # CONV3
            nn.ReLU(),
            nn.Conv2d(384, 384, 3, padding=1),  # CONV4
            nn.ReLU(),
            nn.Conv2d(384, 256, 3, padding=1),  # CONV5
            nn.ReLU(),
            nn.MaxPool2d(3, stride=2),  # POOL3: 13 -> 6
            nn.Flatten(),
            nn.Linear(256 * 6 * 6, 4096),  # FC6
            nn.ReLU(),
            nn.Linear(4096, 4096),  # FC7
            nn.ReLU(),
            nn.Linear(4096, 1000),  # FC8
        )
