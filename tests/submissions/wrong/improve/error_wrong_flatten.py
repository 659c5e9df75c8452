# wrong: wrong flatten
# mistake: none
# kind: python error
import torch
from torch import nn


def build_model():
    return nn.Sequential(nn.Conv2d(3, 8, 5), nn.ReLU(), nn.MaxPool2d(4), nn.Flatten(), nn.Linear(8 * 14 * 14, 10))


def train(model, images, labels):
    optimizer = torch.optim.Adam(model.parameters(), lr=0.002)
    for _ in range(1):
        for batch in torch.randperm(len(images)).split(64):
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(images[batch]), labels[batch]).backward()
            optimizer.step()
