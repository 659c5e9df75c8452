# wrong: squared error against one-hot instead of cross entropy
# mistake: none
# kind: undeclared
import torch
import torch.nn.functional as F

def train_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    target = F.one_hot(labels, 10).float()
    loss = F.mse_loss(model(images), target)
    loss.backward()
    optimizer.step()
    return loss.item()

def accuracy(model, images, labels):
    mode = model.training
    model.eval()
    with torch.no_grad():
        right = (model(images).argmax(1) == labels).float().mean().item()
    model.train(mode)
    return right

def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    out = []
    for _ in range(epochs):
        losses = [train_step(model, images[b], labels[b], opt) for b in torch.randperm(len(images)).split(batch_size)]
        out.append(sum(losses) / len(losses))
    return out
