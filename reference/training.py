"""Does one step of learning, the fraction right, the loop around."""

import torch
from torch.nn.functional import cross_entropy


def train_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    loss = cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


@torch.no_grad()
def accuracy(model, images, labels):
    was_training = model.training
    model.eval()
    right = model(images).argmax(dim=1) == labels
    model.train(was_training)
    return right.float().mean().item()


def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        batches = torch.randperm(len(images)).split(batch_size)
        steps = [
            train_step(model, images[batch], labels[batch], optimizer)
            for batch in batches
        ]
        losses.append(sum(steps) / len(steps))
    return losses
