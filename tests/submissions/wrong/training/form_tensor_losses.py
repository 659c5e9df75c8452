# wrong: train returns one number, accuracy a text
# mistake: none
# or: loss of the last batch
# kind: form
import torch
import torch.nn.functional as F

def train_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    loss = F.cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()

def accuracy(model, images, labels):
    mode = model.training
    model.eval()
    with torch.no_grad():
        hits = (model(images).argmax(dim=1) == labels).float().mean().item()
    model.train(mode)
    return f"{hits:.2%}"

def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    for epoch in range(epochs):
        total, n = 0.0, 0
        for batch in torch.randperm(len(images)).split(batch_size):
            total += train_step(model, images[batch], labels[batch], optimizer)
            n += 1
    return total / n
