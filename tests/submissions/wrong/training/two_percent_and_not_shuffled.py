# wrong: percent, and images in order
# mistake: percent for fraction; not shuffled
# kind: two slips
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
        hits = (model(images).argmax(dim=1) == labels).sum().item()
    model.train(mode)
    return 100.0 * hits / len(labels)

def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = []
    for epoch in range(epochs):
        losses = []
        for start in range(0, len(images), batch_size):
            losses.append(train_step(model, images[start:start + batch_size], labels[start:start + batch_size], optimizer))
        history.append(sum(losses) / len(losses))
    return history
