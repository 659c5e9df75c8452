# right: small typed blocks, prints while it runs
from __future__ import annotations

import torch
from torch import Tensor, nn


class Block(nn.Module):
    def __init__(self, channels: int, filters: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels, filters, 5)
        self.pool = nn.MaxPool2d(2, stride=2)

    def forward(self, x: Tensor) -> Tensor:
        return torch.tanh(self.pool(self.conv(x)))


class LeNet5(nn.Module):
    def __init__(self, classes: int = 10) -> None:
        super().__init__()
        self.head = nn.ModuleDict({"f6": nn.Linear(120, 84), "scores": nn.Linear(84, classes)})
        self.body = nn.Sequential(Block(1, 6), Block(6, 16), nn.Conv2d(16, 120, 5), nn.Tanh(), nn.Flatten())

    def forward(self, x: Tensor) -> Tensor:
        print("images", tuple(x.shape))
        return self.head["scores"](torch.tanh(self.head["f6"](self.body(x))))


if __name__ == "__main__":
    print(sum(p.numel() for p in LeNet5().parameters()))
