# A dataclass with properties.
from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass
class ConvLayer:
    filters: int
    side: int
    channels: int = 1
    stride: int = 1
    pad: int = 0

    @property
    def parameters(self) -> int:
        return self.filters * self.side * self.side * self.channels + self.filters

    def positions(self, n: int) -> int:
        return math.floor((n - self.side + 2 * self.pad) / self.stride + 1)


def conv_parameters(in_channels: int, filters: int, kernel_size: int) -> int:
    return ConvLayer(filters, kernel_size, in_channels).parameters


def output_volume(height: int, width: int, filters: int, kernel_size: int, stride: int = 1, pad: int = 0):
    layer = ConvLayer(filters, kernel_size, stride=stride, pad=pad)
    return layer.positions(height), layer.positions(width), filters
