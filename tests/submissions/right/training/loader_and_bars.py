# DataLoader, inference mode, tensorboard, tqdm, a plot, and a device that may be a GPU.
import torch
import torch.nn as nn
import torch.nn.functional as F

import numpy as np
import matplotlib.pyplot as plt
from torch.utils.data import DataLoader, TensorDataset
from torch.utils.tensorboard import SummaryWriter
from tqdm import tqdm
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
writer = SummaryWriter("runs/x")
criterion = nn.CrossEntropyLoss()
def train_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad(set_to_none=True)
    out = model(images)
    loss = criterion(out, labels)
    loss.backward()
    optimizer.step()
    return loss.item()
@torch.inference_mode()
def accuracy(model, images, labels):
    was = model.training
    model.eval()
    try:
        hits = sum((model(a).argmax(1) == b).sum().item() for a, b in DataLoader(TensorDataset(images, labels), 128))
    finally:
        model.train(was)
    return hits/len(labels)
def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
    model.to(device)
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    loader = DataLoader(TensorDataset(images, labels), batch_size=batch_size, shuffle=True, num_workers=0, pin_memory=torch.cuda.is_available())
    history = []
    for epoch in range(epochs):
        running, bar = 0.0, tqdm(loader, desc=f"epoch {epoch}", unit="batch")
        for x, y in bar:
            loss = train_step(model, x.to(device), y.to(device), opt)
            running += loss*len(x)
            bar.set_postfix(loss=f"{loss:.3f}")
        history.append(running/len(images))
        writer.add_scalar("loss", history[-1], epoch)
        print(f"Epoch {epoch+1}/{epochs}: {history[-1]:.4f}")
    plt.plot(history); plt.xlabel("epoch"); plt.show()
    return history
