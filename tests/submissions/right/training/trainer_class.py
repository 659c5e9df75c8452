# A class with type hints, a dataset of its own, and a look at the accuracy after each epoch.
from __future__ import annotations

import warnings

import torch
from torch import Tensor, nn


class Trainer:
    def __init__(self, model: nn.Module, optimizer: torch.optim.Optimizer) -> None:
        self.model = model
        self.optimizer = optimizer
        self.loss = nn.CrossEntropyLoss(reduction="none")

    def step(self, x: Tensor, y: Tensor) -> list[float]:
        self.model.train()
        each = self.loss(self.model(x), y)
        self.optimizer.zero_grad()
        each.mean().backward()
        self.optimizer.step()
        return each.tolist()

    def measure(self, x: Tensor, y: Tensor) -> float:
        was = self.model.training
        self.model.train(False)
        hits = 0
        for a, b in zip(x.split(50), y.split(50)):
            with torch.set_grad_enabled(False):
                hits += int(torch.eq(self.model(a).topk(1).indices[:, 0], b).sum())
        self.model.train(was)
        return hits / x.size(0)


def train_step(model: nn.Module, images: Tensor, labels: Tensor, optimizer: torch.optim.Optimizer) -> float:
    losses = Trainer(model, optimizer).step(images, labels)
    return sum(losses) / len(losses)


def accuracy(model: nn.Module, images: Tensor, labels: Tensor) -> float:
    return Trainer(model, None).measure(images, labels)


def train(model: nn.Module, images: Tensor, labels: Tensor, epochs: int = 2, batch_size: int = 16, lr: float = 0.001):
    trainer = Trainer(model, torch.optim.Adam(model.parameters(), lr=lr))
    curve: list[float] = []
    while len(curve) < epochs:
        losses: list[float] = []
        for batch in torch.utils.data.BatchSampler(
            torch.utils.data.RandomSampler(range(len(labels))), batch_size, drop_last=False
        ):
            losses.extend(trainer.step(images[batch], labels[batch]))
        curve.append(sum(losses) / len(losses))
        warnings.warn(f"after epoch {len(curve)}: {trainer.measure(images[:200], labels[:200]):.2%}")
    return curve


if __name__ == "__main__":
    print("nothing to run here")
