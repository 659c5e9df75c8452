# Each batch is drawn at random, so that some images come twice and others never.
# mistake: images drawn anew for each batch
import torch
import torch.nn.functional as F


def train_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    scores = model(images)
    loss = F.cross_entropy(scores, labels)
    loss.backward()
    optimizer.step()
    return loss.item()


def accuracy(model, images, labels):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        predictions = model(images).argmax(dim=1)
    model.train(was_training)
    return (predictions == labels).float().mean().item()


def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    n = len(images)
    history = []
    for epoch in range(epochs):
        order = torch.randperm(n)
        total = 0.0
        count = 0
        for i in range(0, n, batch_size):
            batch = torch.randint(n, (min(batch_size, n - i),))
            total += train_step(model, images[batch], labels[batch], optimizer)
            count += 1
        history.append(total / count)
    return history
