"""Slips at `lenet5`, each a small wrong network; the class name is what a student reads.

They use Tanh and average pooling, the statement's first choice.
"""

import torch
from torch import nn
from torch.nn.functional import avg_pool2d, log_softmax, relu, softmax


def _same(x):
    return x


class _LeNet5(nn.Module):
    """The right network, with every choice open to a slip."""

    after_conv = after_fc = staticmethod(torch.tanh)
    pool = staticmethod(lambda x: avg_pool2d(x, 2))
    flatten = staticmethod(lambda x: x.flatten(1))
    last = staticmethod(_same)
    channels, size, pad, conv_bias, features = 1, 5, 0, True, 400

    def __init__(self):
        super().__init__()
        self.c1 = nn.Conv2d(self.channels, 6, self.size, padding=self.pad, bias=self.conv_bias)
        self.c3 = nn.Conv2d(6, 16, self.size, bias=self.conv_bias)
        self.c5 = nn.Linear(self.features, 120)
        self.f6 = nn.Linear(120, 84)
        self.out = nn.Linear(84, 10)

    def forward(self, x):
        x = self.pool(self.after_conv(self.c1(x)))
        x = self.pool(self.after_conv(self.c3(x)))
        x = self.after_fc(self.c5(self.flatten(x)))
        return self.last(self.out(self.after_fc(self.f6(x))))


class softmax_at_the_end:
    """Return the raw scores. `CrossEntropyLoss` applies the softmax itself, so it would be applied twice."""

    class LeNet5(_LeNet5):
        last = staticmethod(lambda x: softmax(x, 1))


class log_softmax_at_the_end:
    """Return the raw scores. `CrossEntropyLoss` takes the logarithm of the softmax itself."""

    class LeNet5(_LeNet5):
        last = staticmethod(lambda x: log_softmax(x, 1))


class tanh_after_the_last_layer:
    """The ten scores are the end: nothing is applied to them."""

    class LeNet5(_LeNet5):
        last = staticmethod(torch.tanh)


class ReLU_after_the_last_layer:
    """The ten scores are the end: a ReLU there would make every negative score the same, 0."""

    class LeNet5(_LeNet5):
        last = staticmethod(relu)


class sigmoid_after_the_last_layer:
    """The ten scores are the end: nothing is applied to them."""

    class LeNet5(_LeNet5):
        last = staticmethod(torch.sigmoid)


class activation_forgotten_after_the_convolutions:
    """A convolution is linear, and average pooling too: put an activation after C1 and after C3."""

    class LeNet5(_LeNet5):
        after_conv = staticmethod(_same)


class activation_forgotten_after_C5_and_F6:
    """Without activations between them, C5, F6 and the last layer can do no more than one layer."""

    class LeNet5(_LeNet5):
        after_fc = staticmethod(_same)


class no_activation_at_all:
    """Without activations the whole network is one linear map: put one after C1, C3, C5 and F6."""

    class LeNet5(_LeNet5):
        after_conv = after_fc = staticmethod(_same)


class activation_after_C5_forgotten:
    """C5 is a learned layer like the others: an activation follows it."""

    class LeNet5(_LeNet5):
        def forward(self, x):
            x = self.pool(torch.tanh(self.c1(x)))
            x = self.pool(torch.tanh(self.c3(x)))
            return self.out(torch.tanh(self.f6(self.c5(x.flatten(1)))))


class activation_after_F6_forgotten:
    """F6 is not the last layer: an activation follows it, and then come the ten scores."""

    class LeNet5(_LeNet5):
        def forward(self, x):
            x = self.pool(torch.tanh(self.c1(x)))
            x = self.pool(torch.tanh(self.c3(x)))
            return self.out(self.f6(torch.tanh(self.c5(x.flatten(1)))))


class padded_as_for_images_of_28:
    """These images are 32x32: no padding in C1, so that 5x5 is left at the end and not 6x6."""

    class LeNet5(_LeNet5):
        pad, features = 2, 16 * 6 * 6


class C1_padded_by_one:
    """No padding here: 32 becomes 28 and then 14. With pad 1 it is 30 and 15, and 5x5 comes out in the end by luck."""

    class LeNet5(_LeNet5):
        pad = 1


class three_by_three_filters:
    """The filters are 5x5. With 3x3 filters the maps end at 6x6."""

    class LeNet5(_LeNet5):
        size, features = 3, 16 * 6 * 6


class pooling_3x3:
    """LeNet-5 pools 2x2 at stride 2, without overlap: 28 becomes 14, and 10 becomes 5."""

    class LeNet5(_LeNet5):
        pool = staticmethod(lambda x: avg_pool2d(x, 3, 2))
        features = 16 * 4 * 4


class no_bias_in_the_convolutions:
    """Each filter has a bias of its own: leave `bias=True`."""

    class LeNet5(_LeNet5):
        conv_bias = False


class channels_flattened_last:
    """Flatten the maps as they are, channels first: `flatten(x, 1)`."""

    class LeNet5(_LeNet5):
        flatten = staticmethod(lambda x: x.permute(0, 2, 3, 1).flatten(1))


class C5_left_out:
    """Three layers follow the last pooling: C5 with 120, F6 with 84, and the ten scores."""

    class LeNet5(_LeNet5):
        def __init__(self):
            super().__init__()
            self.c5, self.f6 = nn.Identity(), nn.Linear(400, 84)


class F6_left_out:
    """Three layers follow the last pooling: C5 with 120, F6 with 84, and the ten scores."""

    class LeNet5(_LeNet5):
        def __init__(self):
            super().__init__()
            self.f6, self.out = nn.Identity(), nn.Linear(120, 10)


class batch_of_one_squeezed_away:
    """A batch of one image has scores of shape (1, 10): leave the batch dimension where it is."""

    class LeNet5(_LeNet5):
        last = staticmethod(torch.squeeze)
