# wrong: class not model
# mistake: none
# kind: form
import torch
from torch import nn


def build_model():
    return lambda: nn.Sequential(nn.Conv2d(3, 8, 5), nn.ReLU(), nn.MaxPool2d(4), nn.Flatten(), nn.Linear(8 * 7 * 7, 10))


def train(model, images, labels):
    optimizer = torch.optim.Adam(model.parameters(), lr=0.002)
    for _ in range(1):
        for batch in torch.randperm(len(images)).split(64):
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(images[batch]), labels[batch]).backward()
            optimizer.step()
