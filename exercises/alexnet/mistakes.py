"""The right AlexNet in named steps, and each misconception at `alexnet` as a class that overrides one of them.

A class's name is what a student reads, its docstring the hint. Classes that `says` the same name are one mistake.
"""

import torch
from torch import nn
from torch.nn.functional import avg_pool2d, dropout, local_response_norm, log_softmax, max_pool2d, relu, softmax


class _Network(nn.Module):
    """What `AlexNet()` gives: its layers and its forward pass are the steps'."""

    def __init__(self, steps):
        super().__init__()
        object.__setattr__(self, "steps", steps)
        with torch.device("meta"):  # no time lost on starting values: the probe fills in its own
            steps.build(self)
        self.to_empty(device="cpu")

    def forward(self, images):
        return self.steps.forward(self, images)


class Right:
    """AlexNet in one stream, without local response normalisation."""

    def AlexNet(self):
        return _Network(self)

    # layers

    def build(self, net):
        filters = (3, *self.filters())
        net.conv = nn.ModuleList(
            self.convolution(place, *filters[place - 1 : place + 1]) for place in range(1, len(filters))
        )
        sizes = (self.numbers_after_the_maps(net), *self.hidden_sizes(), self.classes())
        net.full = nn.ModuleList(nn.Linear(*pair) for pair in zip(sizes, sizes[1:]))

    def convolution(self, place, channels, filters):
        size, stride = {1: (11, 4), 2: (5, 1)}.get(place, (3, 1))
        return nn.Conv2d(channels, filters, size, stride, self.padding(place), groups=self.groups(place))

    def filters(self):
        return (96, 256, 384, 384, 256)

    def groups(self, place):
        return 1

    def padding(self, place):
        if place == 1:
            return self.padding_of_CONV1()
        return self.padding_of_CONV2() if place == 2 else self.padding_of_CONV3_to_CONV5()

    def padding_of_CONV1(self):
        return 0

    def padding_of_CONV2(self):
        return 2

    def padding_of_CONV3_to_CONV5(self):
        return 1

    def numbers_after_the_maps(self, net):
        return self.maps(net, torch.zeros(1, 3, 227, 227)).flatten(1).shape[1]

    def hidden_sizes(self):
        return (4096, 4096)

    def classes(self):
        return 1000

    # the forward pass

    def forward(self, net, images):
        x = self.maps(net, images).flatten(1)
        for layer in net.full[:-1]:
            x = self.after_full(layer(self.thinned(x)))
        return self.returned(self.last(net.full[-1](x)))

    def maps(self, net, images):
        first, second, *between, fifth = net.conv
        x = self.after_pool(self.pool(self.before_pool(self.after_convolution(first(images)))))
        x = self.after_pool(self.pool(self.before_pool(self.after_convolution(second(x)))))
        for layer in between:
            x = self.after_CONV3_and_CONV4(layer(x))
        return self.pool(self.after_convolution(fifth(x)))

    def after_convolution(self, x):
        return relu(x)

    def after_CONV3_and_CONV4(self, x):
        return self.after_convolution(x)

    def after_full(self, x):
        return relu(x)

    def before_pool(self, x):
        return x

    def after_pool(self, x):
        return x

    def pool(self, x):
        return max_pool2d(x, *self.window())

    def window(self):
        return (3, 2)

    def thinned(self, x):
        return x

    def last(self, scores):
        return scores

    def returned(self, scores):
        return scores


class pools_of_2x2(Right):
    """The pools overlap: windows of 3x3 at stride 2. Pools of 2x2 give the same shapes and other scores."""

    def window(self):
        return (2, 2)


class pools_at_stride_3(Right):
    """`MaxPool2d(3)` moves by 3, as far as its window is wide. AlexNet's windows overlap: they move by 2."""

    def window(self):
        return (3, 3)


class average_for_maximum(Right):
    """The pools keep the largest value of each window, not their mean: look at the name of your pool."""

    def pool(self, x):
        return avg_pool2d(x, *self.window())


class CONV1_padded(Right):
    """CONV1 has no padding: (227 - 11) / 4 + 1 = 55. With pad 2 it is 56, and 27 comes out of the pool by luck."""

    def padding_of_CONV1(self):
        return 2


class CONV2_not_padded(Right):
    """CONV2 keeps the side of 27: filters of 5x5 need a border of 2 for that."""

    def padding_of_CONV2(self):
        return 0


class CONV3_to_CONV5_not_padded(Right):
    """CONV3, CONV4 and CONV5 keep the side of 13: filters of 3x3 need a border of 1 for that."""

    def padding_of_CONV3_to_CONV5(self):
        return 0


class ReLU_forgotten_after_the_convolutions(Right):
    """A convolution is linear: a ReLU follows each of CONV1 to CONV5."""

    def after_convolution(self, x):
        return x


class ReLU_forgotten_after_FC6_and_FC7(Right):
    """Without ReLUs between them, FC6, FC7 and FC8 can do no more than one layer."""

    def after_full(self, x):
        return x


class ReLU_only_before_the_pools(Right):
    """CONV3 and CONV4 have no pool behind them, but a ReLU follows them too."""

    def after_CONV3_and_CONV4(self, x):
        return x


class ReLU_after_the_last_layer(Right):
    """The thousand scores are the end: a ReLU there would make every negative score the same, 0."""

    def last(self, scores):
        return relu(scores)


class softmax_at_the_end(Right):
    """Return the raw scores. `CrossEntropyLoss` applies the softmax itself, so it would be applied twice."""

    def last(self, scores):
        return softmax(scores, 1)


class log_softmax_at_the_end(Right):
    """Return the raw scores. `CrossEntropyLoss` takes the logarithm of the softmax itself."""

    def last(self, scores):
        return log_softmax(scores, 1)


class local_response_normalisation_added(Right):
    """The paper has local response normalisation, this network does not: it was found to help little."""

    def before_pool(self, x):
        return local_response_norm(x, 5)


class the_papers_normalisation_added(Right):
    says = "local_response_normalisation_added"

    def before_pool(self, x):
        return local_response_norm(x, 5, k=2.0)


class normalisation_after_the_pools_added(Right):
    says = "local_response_normalisation_added"

    def after_pool(self, x):
        return local_response_norm(x, 5)


class the_papers_normalisation_after_the_pools_added(Right):
    says = "local_response_normalisation_added"

    def after_pool(self, x):
        return local_response_norm(x, 5, k=2.0)


class two_streams_as_in_the_paper(Right):
    """The paper split CONV2, CONV4 and CONV5 over two GPUs. Here they see all channels: look at `groups`."""

    def groups(self, place):
        return 2 if place in (2, 4, 5) else 1


class torchvisions_narrower_network(Right):
    """torchvision's `alexnet` has 64, 192, 384, 256 and 256 filters. This one has 96, 256, 384, 384 and 256."""

    def filters(self):
        return (64, 192, 384, 256, 256)

    def padding_of_CONV1(self):
        return 2


class CONV4_left_out(Right):
    """Count the convolutions: there are five, and two of them in a row have 384 filters."""

    def filters(self):
        return (96, 256, 384, 256)


class FC7_left_out(Right):
    """Three fully connected layers end the network: FC6 and FC7 with 4096, FC8 with 1000."""

    def hidden_sizes(self):
        return (4096,)


class ten_scores_for_a_thousand(Right):
    """ImageNet has 1000 classes, so FC8 has 1000 outputs. Ten were enough for the ConvNet before."""

    def classes(self):
        return 10


class batch_norm_added(Right):
    """Batch norm came three years after AlexNet: it adds parameters of its own."""

    def convolution(self, place, channels, filters):
        return nn.Sequential(super().convolution(place, channels, filters), nn.BatchNorm2d(filters))


class dropout_on_in_evaluation(Right):
    """Ask the network twice: the scores differ. `F.dropout` needs `training=self.training`, or use `nn.Dropout`."""

    def thinned(self, x):
        return dropout(x)


class scores_and_probabilities_returned(Right):
    """`forward` returns the scores alone. Whoever calls the network expects one tensor, not a pair."""

    def returned(self, scores):
        return scores, softmax(scores, 1)


class batch_of_one_squeezed_away(Right):
    """A batch of one image has scores of shape (1, 1000): leave the batch dimension where it is."""

    def returned(self, scores):
        return scores.squeeze()
