# zero_grad between backward and step.
# mistake: no step with a gradient
import torch
import torch.nn as nn
import torch.optim as optim
from torch.utils.data import DataLoader, TensorDataset

criterion = nn.CrossEntropyLoss()


def train_step(model, images, labels, optimizer):
    model.train()
    outputs = model(images)
    loss = criterion(outputs, labels)
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()


def accuracy(model, images, labels):
    mode = model.training
    model.eval()
    correct = 0
    total = 0
    with torch.no_grad():
        for x, y in DataLoader(TensorDataset(images, labels), batch_size=64):
            _, predicted = torch.max(model(x).data, 1)
            total += y.size(0)
            correct += (predicted == y).sum().item()
    model.train(mode)
    return correct / total


def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
    trainloader = DataLoader(TensorDataset(images, labels), batch_size=batch_size, shuffle=True, num_workers=0)
    optimizer = optim.Adam(model.parameters(), lr=lr)
    history = []
    for epoch in range(epochs):
        running_loss = 0.0
        for i, data in enumerate(trainloader, 0):
            inputs, targets = data
            running_loss += train_step(model, inputs, targets, optimizer)
            if i % 100 == 99:
                print("[%d, %5d] loss: %.3f" % (epoch + 1, i + 1, running_loss / (i + 1)))
        history.append(running_loss / len(trainloader))
    print("Finished Training")
    return history
