# wrong: item() before backward()
# mistake: none
# kind: python error
import torch
import torch.nn.functional as F

def train_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    loss = F.cross_entropy(model(images), labels).item()
    loss.backward()
    optimizer.step()
    return loss

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
