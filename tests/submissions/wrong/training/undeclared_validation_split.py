# wrong: validation split
# mistake: images held back for validation
# kind: undeclared
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
    was = model.training
    model.eval()
    with torch.no_grad():
        right = (model(images).argmax(1) == labels).float().mean().item()
    model.train(was)
    return right


def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    images, labels = images[:len(images) * 4 // 5], labels[:len(labels) * 4 // 5]
    for _ in range(epochs):
        order, total = torch.randperm(len(images)), []
        for batch in order.split(batch_size):
            total.append(train_step(model, images[batch], labels[batch], optimizer))
        losses.append(sum(total) / len(total))
    return losses
