# log_softmax with nll_loss, NumPy's permutation, gradients cleared after the step, the loss as a 0-d tensor.
import numpy as np
import torch
import torch.nn.functional as F


def train_step(model, images, labels, optimizer):
    model.train()
    log_p = F.log_softmax(model(images), dim=-1)
    loss = F.nll_loss(log_p, labels)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad(set_to_none=False)
    return loss.detach()


@torch.inference_mode()
def accuracy(model, images, labels):
    training = model.training
    try:
        model.eval()
        return (model(images).argmax(-1) == labels).double().mean()
    finally:
        model.train(training)


def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
    optimizer = torch.optim.Adam(model.parameters(), lr)
    n = images.shape[0]
    losses = np.zeros(epochs)
    for e in range(epochs):
        p = np.random.permutation(n)
        for start in range(0, n, batch_size):
            idx = torch.from_numpy(p[start:start + batch_size])
            losses[e] += float(train_step(model, images[idx], labels[idx], optimizer)) * len(idx)
    return losses / n
