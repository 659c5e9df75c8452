"""A good recipe in named steps, and each misconception at the homework as a class that overrides one of them.

A class's name is what a student reads, its docstring the hint. `exercise.py` names them by what a training did: so most
begin from the notebook's network and a few images, which takes a second or less.
"""

import torch
from torch import nn
from torch.nn.functional import cross_entropy


class Right:
    """Three small convolutions with batch norm; batches shifted a little; a learning rate that rises and falls."""

    # the model

    def build_model(self):
        return nn.Sequential(*self.layers(), *self.last())

    def layers(self):
        blocks = [self.block(*pair) for pair in ((3, 16), (16, 32), (32, 64))]
        return (*blocks, nn.Flatten(), nn.Linear(64 * 4 * 4, 10))

    def block(self, channels, filters):
        convolution = nn.Conv2d(channels, filters, 3, padding=1, bias=False)
        return nn.Sequential(convolution, nn.MaxPool2d(2), nn.BatchNorm2d(filters), nn.ReLU())

    def last(self):
        return ()

    # the training

    def train(self, model, images, labels):
        model = self.learner(model)
        images = self.scaled(images[: self.most_images()])
        labels = self.labels(labels)[: len(images)]
        batches = self.epochs() * -(-len(images) // self.batch_size())
        optimizer = self.optimizer(model)
        schedule = self.schedule(optimizer, batches)
        model.train()
        for _ in range(self.epochs()):
            for batch in torch.randperm(len(images)).split(self.batch_size()):
                optimizer.zero_grad()
                cross_entropy(model(self.varied(images[batch])), labels[batch]).backward()
                optimizer.step()
                schedule.step()

    def learner(self, model):
        return model

    def most_images(self):
        return None

    def scaled(self, images):
        return images

    def labels(self, labels):
        return labels

    def epochs(self):
        return 3

    def batch_size(self):
        return 32

    def rate(self):
        return 0.006

    def optimizer(self, model):
        return torch.optim.AdamW(model.parameters(), lr=self.rate(), weight_decay=0.05)

    def schedule(self, optimizer, batches):
        return torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=self.rate(), total_steps=batches)

    def varied(self, images):
        return images.roll(torch.randint(-4, 5, (2,)).tolist(), dims=(2, 3))


class _Notebook(Right):
    """The notebook's network and training."""

    def layers(self):
        return (
            *(nn.Conv2d(3, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2)),
            *(nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)),
        )

    def epochs(self):
        return 2

    def batch_size(self):
        return 16

    def rate(self):
        return 0.001

    def optimizer(self, model):
        return torch.optim.Adam(model.parameters(), lr=self.rate())

    def schedule(self, optimizer, batches):
        return torch.optim.lr_scheduler.ConstantLR(optimizer, factor=1.0)

    def varied(self, images):
        return images


class too_many_parameters(_Notebook):
    """At most 500,000. Most sit in the first fully connected layer: pool before it, or give it fewer units."""

    def layers(self):
        return (nn.Conv2d(3, 32, 3, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(32 * 32 * 32, 10 * 10))


class model_left_untrained(_Notebook):
    """The weights are as they were. Train the model that is given, not another, and call `optimizer.step()`."""

    def learner(self, model):
        return self.build_model()

    def most_images(self):
        return 320


class softmax_at_the_end(_Notebook):
    """`cross_entropy` applies the softmax itself: the last layer's scores stay raw."""

    def last(self):
        return (nn.Softmax(dim=1),)


class weights_ran_away(_Notebook):
    """The loss became nan or infinite: lower the learning rate, or put batch norm between the layers."""

    def optimizer(self, model):
        return torch.optim.SGD(model.parameters(), lr=1e30)

    def most_images(self):
        return 640


class one_answer_for_every_image(_Notebook):
    """All images get one answer: the learning rate is too high, the ReLUs have died, or the labels are mixed up."""

    def rate(self):
        return 0.3

    def most_images(self):
        return 1600


class no_better_than_guessing(_Notebook):
    """One image in ten is right, or fewer. Has each image its own label? Are the gradients zeroed for each batch?"""

    def labels(self, labels):
        return (labels + 1) % 10

    def most_images(self):
        return 3200


class images_rescaled_in_train_only(_Notebook):
    """New images come as they are. Put the rescaling into the model, or leave it out: these are in [-1, 1] already."""

    def scaled(self, images):
        return images * 127.5 + 127.5

    def most_images(self):
        return 1600


class digits_mirrored(_Notebook):
    """A mirrored 2 is no digit at all. Which changes leave a digit what it is? A shift by a few cells does."""

    def varied(self, images):
        mirrored = torch.rand(len(images), 1, 1, 1) < 0.5
        return torch.where(mirrored, images.flip(3), images)

    def most_images(self):
        return 3200


class learned_by_heart(_Notebook):
    """It knows its own images and not the new ones: give it more of them, shift them a little, or use dropout."""

    def most_images(self):
        return 200

    def epochs(self):
        return 40


class the_notebook_again(_Notebook):
    """That is the notebook's network with the notebook's training: the floor. Try batch norm, shifts, more epochs."""
