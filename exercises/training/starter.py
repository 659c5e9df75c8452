"""Exercise 17: training. You will want `import torch`."""


def train_step(model, images, labels, optimizer):
    """One step of descent on the cross-entropy of a batch.

    model: gives scores (B, 10); images: float32 (B, 3, 32, 32);
    labels: int64 (B,); optimizer: of the model's weights.
    Returns the batch's mean loss before the step, as a float.
    The model is in training mode for it.
    """
    raise NotImplementedError


def accuracy(model, images, labels):
    """The fraction of images whose highest score is at their label.

    Returns a float between 0 and 1. Measured in evaluation mode,
    without gradients; the model's mode is afterwards what it was.
    """
    raise NotImplementedError


def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
    """Train the model with Adam on all images, epochs times over.

    Each epoch takes every image once, in a new random order, in
    batches of batch_size; the last batch may be smaller.
    Returns a list with each epoch's mean loss.
    """
    raise NotImplementedError
