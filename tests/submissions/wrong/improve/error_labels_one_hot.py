# wrong: labels as floats into cross entropy
# mistake: none
# kind: python error
import torch
from torch import nn

def build_model():
    return nn.Sequential(nn.Conv2d(3, 8, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(8 * 14 * 14, 10))

def train(model, images, labels):
    opt = torch.optim.SGD(model.parameters(), lr=0.01)
    for i in range(0, len(images), 64):
        loss = nn.CrossEntropyLoss()(model(images[i:i+64]), labels[i:i+64].float())
        opt.zero_grad()
        loss.backward()
        opt.step()
