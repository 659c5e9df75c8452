"""The right training in named steps, and each misconception at `training` as a class that overrides one of them.

A class's name is what a student reads, its docstring the hint. What goes wrong within `train` is named by `judges.py`.
"""

import torch
from torch.nn.functional import cross_entropy


class Right:
    """One step of learning, the fraction of right answers, and the loop around them."""

    # train_step

    def train_step(self, model, images, labels, optimizer):
        self.mode_of_a_step(model)
        loss = self.descend(model, images, labels, optimizer)
        return self.loss_returned(loss, model, images, labels)

    def mode_of_a_step(self, model):
        model.train()

    def descend(self, model, images, labels, optimizer):
        for act in self.acts():
            if act == "forward":
                loss = self.loss(model(images), labels)
            elif act == "backward":
                loss.backward()
            else:
                getattr(optimizer, act)()
        return loss.item()

    def acts(self):
        return ("zero_grad", "forward", "backward", "step")

    def loss(self, scores, labels):
        return cross_entropy(scores, labels)

    def loss_returned(self, loss, model, images, labels):
        return loss

    # accuracy

    def accuracy(self, model, images, labels):
        before = model.training
        self.mode_for_measuring(model)
        with self.recording():
            right = model(images).argmax(1) == labels
        self.mode_afterwards(model, before)
        return self.fraction(right)

    def mode_for_measuring(self, model):
        model.eval()

    def recording(self):
        return torch.no_grad()

    def mode_afterwards(self, model, before):
        model.train(before)

    def fraction(self, right):
        return right.float().mean().item()

    # train

    def train(self, model, images, labels, epochs=2, batch_size=16, lr=0.001):
        optimizer = self.optimizer(model, self.rate(lr))
        means = []
        for order in self.orders(self.images_used(len(images)), self.times(epochs)):
            optimizer, losses, place = self.optimizer_of_an_epoch(optimizer, model, lr), [], 0
            for batch in self.batches(order, self.size(batch_size)):
                optimizer = self.optimizer_of_a_step(optimizer, model, lr)
                self.mode_of_training(model)
                truth = self.labels_of_a_batch(labels, batch, place)
                losses.append(self.descend(model, images[batch], truth, optimizer))
                place += len(batch)
            means.append(self.loss_of_an_epoch(losses, len(images), batch_size))
        return means

    def mode_of_training(self, model):
        model.train()

    def optimizer(self, model, lr):
        return torch.optim.Adam(model.parameters(), lr=lr)

    def optimizer_of_an_epoch(self, optimizer, model, lr):
        return optimizer

    def optimizer_of_a_step(self, optimizer, model, lr):
        return optimizer

    def rate(self, lr):
        return lr

    def times(self, epochs):
        return epochs

    def size(self, batch_size):
        return batch_size

    def images_used(self, count):
        return count

    def orders(self, count, epochs):
        return (self.order(count) for _ in range(epochs))

    def order(self, count):
        return torch.randperm(count)

    def batches(self, order, size):
        return order.split(size)

    def labels_of_a_batch(self, labels, batch, place):
        return labels[batch]

    def loss_of_an_epoch(self, losses, images, batch_size):
        return sum(losses) / len(losses)


# --- a step, and the same step within `train` -------------------------------------------------------------------------


class softmax_before_cross_entropy(Right):
    """`cross_entropy` applies the softmax itself. Give it the raw scores."""

    def loss(self, scores, labels):
        return cross_entropy(scores.softmax(dim=1), labels)


class gradients_not_zeroed(Right):
    """`backward()` adds to the gradients that are already there. Where are those of the last batch forgotten?"""

    def acts(self):
        return ("forward", "backward", "step")


class step_before_backward(Right):
    """`step()` uses the gradients that `backward()` has just left. Which of the two comes first?"""

    def acts(self):
        return ("step", "zero_grad", "forward", "backward")


class no_step_with_a_gradient(Right):
    """The weights stay as they are. Is `step()` called, and are the gradients still there when it is?"""

    def acts(self):
        return ("forward", "backward", "zero_grad", "step")


class step_taken_twice(Right):
    """One `step()` for each `backward()`."""

    def acts(self):
        return ("zero_grad", "forward", "backward", "step", "step")


class loss_summed_over_the_batch(Right):
    """The loss is the batch's mean (what `cross_entropy` gives by itself), not its sum."""

    def loss(self, scores, labels):
        return cross_entropy(scores, labels, reduction="sum")


class loss_times_the_batch_size(Right):
    """`cross_entropy` is the mean over the batch already. Return it as it is, not times the number of images."""

    def loss_returned(self, loss, model, images, labels):
        return loss * len(images)


class loss_of_after_the_step(Right):
    """Return the loss that the step was taken from, not that of a second look at the batch."""

    def loss_returned(self, loss, model, images, labels):
        return cross_entropy(model(images), labels).item()


class loss_not_returned(Right):
    """To print the loss is not to return it: `train_step` ends with the number."""

    def loss_returned(self, loss, model, images, labels):
        return None


class no_training_mode(Right):
    """The model may come in evaluation mode. Who puts it into training mode before the step?"""

    def mode_of_a_step(self, model):
        pass


class trained_in_evaluation_mode(Right):
    """`model.eval()` is for measuring. A step is taken after `model.train()`."""

    def mode_of_a_step(self, model):
        model.eval()


# --- accuracy ---------------------------------------------------------------------------------------------------------


class percent_for_fraction(Right):
    """A fraction lies between 0 and 1. 68 is a percentage."""

    def fraction(self, right):
        return 100 * right.float().mean().item()


class right_answers_not_divided(Right):
    """Divide the number of right answers by the number of images."""

    def fraction(self, right):
        return right.sum().item()


class no_evaluation_mode(Right):
    """Dropout and batch norm behave otherwise while training. In which mode do you measure?"""

    def mode_for_measuring(self, model):
        pass


class mode_not_restored(Right):
    """After measuring, the model should be in the mode that it came in, whichever that was."""

    def mode_afterwards(self, model, before):
        pass


class gradients_recorded_in_accuracy(Right):
    """Nothing is learned while measuring, so PyTorch need not record anything for gradients."""

    def recording(self):
        return torch.enable_grad()


# --- train ------------------------------------------------------------------------------------------------------------


class last_partial_batch_dropped(Right):
    """The last batch of an epoch may be smaller than the others. Its images count too."""

    def batches(self, order, size):
        return [batch for batch in order.split(size) if len(batch) == size]


class not_shuffled(Right):
    """Each epoch goes through the images in a new order. Here they always come in the same one."""

    def order(self, count):
        return torch.arange(count)


class shuffled_once_only(Right):
    """The order is drawn once. Is that line before the loop over epochs, or inside it?"""

    def orders(self, count, epochs):
        return [self.order(count)] * epochs


class images_drawn_anew_for_each_batch(Right):
    """Draw one order for the whole epoch and go through it batch by batch: then every image comes exactly once."""

    def batches(self, order, size):
        return [torch.randint(len(order), (len(batch),)) for batch in order.split(size)]


class images_held_back_for_validation(Right):
    """All images that `train` is given are for learning. Which of them never go in? They are measured elsewhere."""

    def images_used(self, count):
        return count * 4 // 5


class images_shuffled_without_labels(Right):
    """An image and its label are taken by the same index. Here only the images were shuffled."""

    def labels_of_a_batch(self, labels, batch, place):
        return labels[place : place + len(batch)]


class batch_size_ignored(Right):
    """Batches have `batch_size` images, whatever was asked: 16 is only the default."""

    def size(self, batch_size):
        return 16


class epochs_ignored(Right):
    """Go through the images `epochs` times, whatever was asked: 2 is only the default."""

    def times(self, epochs):
        return 2


class learning_rate_ignored(Right):
    """The optimizer never hears of `lr`, whatever was asked: 0.001 is only the default."""

    def rate(self, lr):
        return 0.001


class evaluation_mode_while_training(Right):
    """The model learns in training mode. Does a look at the accuracy leave it in the other one?"""

    def mode_of_training(self, model):
        model.eval()


class optimizer_made_anew_each_step(Right):
    """Adam keeps running averages of the gradients, and a new one starts from zero. Make it once, before the loops."""

    def optimizer_of_a_step(self, optimizer, model, lr):
        return self.optimizer(model, self.rate(lr))


class optimizer_made_anew_each_epoch(Right):
    """Adam keeps running averages of the gradients, and a new one starts from zero. Make it once, before the loops."""

    def optimizer_of_an_epoch(self, optimizer, model, lr):
        return self.optimizer(model, self.rate(lr))


class SGD_instead_of_Adam(Right):
    """The exercise asks for `torch.optim.Adam`."""

    def optimizer(self, model, lr):
        return torch.optim.SGD(model.parameters(), lr=lr)


class loss_of_the_last_batch(Right):
    """An epoch's loss is the mean over all its batches, not what the last one happened to give."""

    def loss_of_an_epoch(self, losses, images, batch_size):
        return losses[-1]


class losses_summed_over_the_epoch(Right):
    """An epoch's loss is the mean over its batches, and this is their sum."""

    def loss_of_an_epoch(self, losses, images, batch_size):
        return sum(losses)


class losses_divided_by_the_number_of_images(Right):
    """Each batch's loss is a mean already. Divide their sum by the number of batches, not of images."""

    def loss_of_an_epoch(self, losses, images, batch_size):
        return sum(losses) / images


class losses_divided_by_images_over_batch_size(Right):
    """The last batch is smaller, so images / batch_size is not the number of batches: count them, or `len(losses)`."""

    def loss_of_an_epoch(self, losses, images, batch_size):
        return sum(losses) / (images / batch_size)


class losses_divided_by_whole_batches_only(Right):
    says = "losses_divided_by_images_over_batch_size"

    def loss_of_an_epoch(self, losses, images, batch_size):
        return sum(losses) / (images // batch_size)
