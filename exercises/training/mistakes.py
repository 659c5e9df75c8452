"""Slips at training, each a small wrong implementation; the class name is what a student reads."""

import torch
from torch.nn.functional import cross_entropy


def _step(model, images, labels, optimizer, order="zfbs", loss=cross_entropy):
    for act in order:
        if act == "f":
            value = loss(model(images), labels)
        elif act == "b":
            value.backward()
        else:
            {"z": optimizer.zero_grad, "s": optimizer.step}[act]()
    return value.item()


def _right(model, images, labels, optimizer):
    model.train()
    return _step(model, images, labels, optimizer)


def _adam(model, lr):
    return torch.optim.Adam(model.parameters(), lr=lr)


def _mean(losses):
    return sum(losses) / len(losses)


def _train(model, images, labels, epochs, batch_size, lr, step=_right, order=torch.randperm, summary=_mean):
    optimizer = _adam(model, lr)
    means = []
    for _ in range(epochs):
        batches = order(len(images)).split(batch_size)
        means.append(summary([step(model, images[batch], labels[batch], optimizer) for batch in batches]))
    return means


@torch.no_grad()
def _right_answers(model, images, labels):
    before = model.training
    model.eval()
    right = model(images).argmax(1) == labels
    model.train(before)
    return right


def _softmaxed(scores, labels):
    return cross_entropy(scores.softmax(dim=1), labels)


class softmax_before_cross_entropy:
    """`cross_entropy` applies the softmax itself. Give it the raw scores."""

    def train_step(model, images, labels, optimizer):
        model.train()
        return _step(model, images, labels, optimizer, loss=_softmaxed)

    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        return _train(model, images, labels, epochs, batch_size, lr, softmax_before_cross_entropy.train_step)


class gradients_not_zeroed:
    """`backward()` adds to the gradients that are already there: call `optimizer.zero_grad()` for each batch."""

    def train_step(model, images, labels, optimizer):
        model.train()
        return _step(model, images, labels, optimizer, "fbs")

    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        return _train(model, images, labels, epochs, batch_size, lr, gradients_not_zeroed.train_step)


class step_before_backward:
    """`step()` uses the gradients that `backward()` has just left: call `backward()` first."""

    def train_step(model, images, labels, optimizer):
        model.train()
        return _step(model, images, labels, optimizer, "szfb")

    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        return _train(model, images, labels, epochs, batch_size, lr, step_before_backward.train_step)


class no_gradient_at_the_step:
    """When `step()` runs there must be a gradient: `zero_grad()`, then `backward()`, then `step()`."""

    def train_step(model, images, labels, optimizer):
        model.train()
        return _step(model, images, labels, optimizer, "fbzs")

    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        return _train(model, images, labels, epochs, batch_size, lr, no_gradient_at_the_step.train_step)


class step_taken_twice:
    """One `step()` for each `backward()`."""

    def train_step(model, images, labels, optimizer):
        model.train()
        return _step(model, images, labels, optimizer, "zfbss")

    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        return _train(model, images, labels, epochs, batch_size, lr, step_taken_twice.train_step)


class loss_summed_over_the_batch:
    """The loss is the batch's mean (what `cross_entropy` gives by itself), not its sum."""

    def train_step(model, images, labels, optimizer):
        model.train()
        return _step(model, images, labels, optimizer, loss=torch.nn.CrossEntropyLoss(reduction="sum"))

    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        return _train(model, images, labels, epochs, batch_size, lr, loss_summed_over_the_batch.train_step)


class loss_of_after_the_step:
    """Return the loss that the step was taken from, not that of a second look at the batch."""

    def train_step(model, images, labels, optimizer):
        _right(model, images, labels, optimizer)
        return cross_entropy(model(images), labels).item()


class no_training_mode:
    """Call `model.train()` before the step: the model may come in evaluation mode."""

    def train_step(model, images, labels, optimizer):
        return _step(model, images, labels, optimizer)


class trained_in_evaluation_mode:
    """`model.eval()` is for measuring. A step is taken after `model.train()`."""

    def train_step(model, images, labels, optimizer):
        model.eval()
        return _step(model, images, labels, optimizer)


class percent_for_fraction:
    """A fraction lies between 0 and 1: leave out the factor 100."""

    def accuracy(model, images, labels):
        return 100 * _right_answers(model, images, labels).float().mean().item()


class right_answers_not_divided:
    """Divide the number of right answers by the number of images."""

    def accuracy(model, images, labels):
        return _right_answers(model, images, labels).sum().item()


class no_evaluation_mode:
    """Call `model.eval()` before measuring: dropout and batch norm behave otherwise while training."""

    def accuracy(model, images, labels):
        with torch.no_grad():
            return (model(images).argmax(1) == labels).float().mean().item()


class mode_not_restored:
    """Remember `model.training` before `eval()`, and give it back with `model.train(...)`."""

    def accuracy(model, images, labels):
        model.eval()
        with torch.no_grad():
            return (model(images).argmax(1) == labels).float().mean().item()


class gradients_recorded_in_accuracy:
    """Measure within `torch.no_grad()`: nothing is learned there, so nothing need be recorded."""

    def accuracy(model, images, labels):
        before = model.training
        model.eval()
        fraction = (model(images).argmax(1) == labels).float().mean().item()
        model.train(before)
        return fraction


class last_partial_batch_dropped:
    """The last batch of an epoch may be smaller than the others. Its images count too."""

    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        def order(count):
            return torch.randperm(count)[: count - count % batch_size]

        return _train(model, images, labels, epochs, batch_size, lr, order=order)


class not_shuffled:
    """Draw a new order of the images for each epoch, with `torch.randperm(len(images))`."""

    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        return _train(model, images, labels, epochs, batch_size, lr, order=torch.arange)


class shuffled_once_only:
    """Draw the order anew in each epoch: inside the loop over epochs, not before it."""

    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        once = torch.randperm(len(images))
        return _train(model, images, labels, epochs, batch_size, lr, order=lambda count: once)


class images_shuffled_without_labels:
    """Take images and labels by the same indices: `images[batch], labels[batch]`."""

    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        optimizer = _adam(model, lr)
        means = []
        for _ in range(epochs):
            shuffled = torch.randperm(len(images)).split(batch_size)
            pairs = zip((images[batch] for batch in shuffled), labels.split(batch_size))
            means.append(_mean([_right(model, *pair, optimizer) for pair in pairs]))
        return means


class batch_size_ignored:
    """Batches have `batch_size` images, whatever was asked: 16 is only what holds where nothing is."""

    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        return _train(model, images, labels, epochs, 16, lr)


class epochs_ignored:
    """Go through the images `epochs` times, whatever was asked: 2 is only what holds where nothing is."""

    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        return _train(model, images, labels, 2, batch_size, lr)


class learning_rate_ignored:
    """Hand `lr` on: `torch.optim.Adam(model.parameters(), lr=lr)`."""

    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        return _train(model, images, labels, epochs, batch_size, 0.001)


class evaluation_mode_while_training:
    """The model learns in training mode: `model.train()`, also after a look at the accuracy."""

    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        model.eval()
        return _train(model, images, labels, epochs, batch_size, lr, _step)


class optimizer_made_anew_each_step:
    """Adam keeps averages of the gradients. Make it once, before the loops."""

    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        def step(model, images, labels, optimizer):
            return _right(model, images, labels, _adam(model, lr))

        return _train(model, images, labels, epochs, batch_size, lr, step)


class optimizer_made_anew_each_epoch:
    """Adam keeps averages of the gradients. Make it once, before the loops."""

    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        return [_train(model, images, labels, 1, batch_size, lr)[0] for _ in range(epochs)]


class SGD_instead_of_Adam:
    """The exercise asks for `torch.optim.Adam`."""

    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        optimizer = torch.optim.SGD(model.parameters(), lr=lr)

        def step(model, images, labels, adam):
            return _right(model, images, labels, optimizer)

        return _train(model, images, labels, epochs, batch_size, lr, step)


class loss_of_the_last_batch:
    """An epoch's loss is the mean over all its batches, not what the last one happened to give."""

    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        return _train(model, images, labels, epochs, batch_size, lr, summary=lambda losses: losses[-1])


class losses_summed_over_the_epoch:
    """Divide the sum of an epoch's losses by the number of batches."""

    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        return _train(model, images, labels, epochs, batch_size, lr, summary=sum)
