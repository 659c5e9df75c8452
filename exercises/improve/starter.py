"""Exercise 19: improve the ConvNet. You will want `import torch`."""


def build_model():
    """A network for images (B, 3, 32, 32) that gives ten scores.

    Returns a torch.nn.Module with at most 500,000 parameters.
    """
    raise NotImplementedError


def train(model, images, labels):
    """Train the model, within 60 seconds on two threads.

    images: float32 (N, 3, 32, 32) in [-1, 1]; labels: int64 (N,).
    Changes the model's weights and returns nothing.
    """
    raise NotImplementedError
