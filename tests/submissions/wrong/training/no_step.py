# wrong: step() is never called
# mistake: no step with a gradient
import torch
import torch.nn as nn
import torch.nn.functional as F

def train_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    loss = F.cross_entropy(model(images), labels)
    loss.backward()
    return loss.item()
def accuracy(model, images, labels):
    was = model.training
    model.eval()
    with torch.no_grad():
        hits = (model(images).argmax(1) == labels).float().mean().item()
    model.train(was)
    return hits
def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    out = []
    for _ in range(epochs):
        order = torch.randperm(len(images))
        losses = []
        for i in range(0, len(images), batch_size):
            j = order[i:i+batch_size]
            losses.append(train_step(model, images[j], labels[j], opt))
        out.append(sum(losses)/len(losses))
    return out
