"""Slips at `alexnet`, each a wrong network of the same plan; the class name is what a student reads."""

import torch
from torch import nn
from torch.nn.functional import avg_pool2d, local_response_norm, max_pool2d, relu, softmax


def _same(x):
    return x


class _AlexNet(nn.Module):
    """The right network, with every choice open to a slip."""

    after_conv = after_fc = staticmethod(relu)
    pool = staticmethod(lambda x: max_pool2d(x, 3, 2))
    normalise = last = staticmethod(_same)
    first_pad, groups, filters = 0, (1, 1, 1, 1), (96, 256, 384, 384, 256)

    def __init__(self):
        super().__init__()
        with torch.device("meta"):  # no time lost on starting values: the probe fills in its own
            self._build()
        self.to_empty(device="cpu")

    def _build(self):
        a, b, c, d, e = self.filters
        self.conv1 = nn.Conv2d(3, a, 11, stride=4, padding=self.first_pad)
        self.conv2 = nn.Conv2d(a, b, 5, padding=2, groups=self.groups[0])
        self.conv3 = nn.Conv2d(b, c, 3, padding=1, groups=self.groups[1])
        self.conv4 = nn.Conv2d(c, d, 3, padding=1, groups=self.groups[2])
        self.conv5 = nn.Conv2d(d, e, 3, padding=1, groups=self.groups[3])
        self.fc6 = nn.Linear(256 * 6 * 6, 4096)
        self.fc7 = nn.Linear(4096, 4096)
        self.fc8 = nn.Linear(4096, 1000)

    def forward(self, x):
        x = self.pool(self.normalise(self.after_conv(self.conv1(x))))
        x = self.pool(self.normalise(self.after_conv(self.conv2(x))))
        x = self.after_conv(self.conv4(self.after_conv(self.conv3(x))))
        x = self.pool(self.after_conv(self.conv5(x))).flatten(1)
        x = self.after_fc(self.fc7(self.after_fc(self.fc6(x))))
        return self.last(self.fc8(x))


class pools_of_2x2:
    """The pools overlap: windows of 3x3 at stride 2. Pools of 2x2 give the same shapes and other scores."""

    class AlexNet(_AlexNet):
        pool = staticmethod(lambda x: max_pool2d(x, 2))


class average_for_maximum:
    """The pools keep the largest value of each window, not their mean: `MaxPool2d(3, stride=2)`."""

    class AlexNet(_AlexNet):
        pool = staticmethod(lambda x: avg_pool2d(x, 3, 2))


class CONV1_padded:
    """CONV1 has no padding: (227 - 11) / 4 + 1 = 55. With pad 2 it is 56, and 27 comes out of the pool by luck."""

    class AlexNet(_AlexNet):
        first_pad = 2


class ReLU_forgotten_after_the_convolutions:
    """A convolution is linear: a ReLU follows each of CONV1 to CONV5."""

    class AlexNet(_AlexNet):
        after_conv = staticmethod(_same)


class ReLU_forgotten_after_FC6_and_FC7:
    """Without ReLUs between them, FC6, FC7 and FC8 can do no more than one layer."""

    class AlexNet(_AlexNet):
        after_fc = staticmethod(_same)


class ReLU_only_before_the_pools:
    """CONV3 and CONV4 have no pool behind them, but a ReLU follows them too."""

    class AlexNet(_AlexNet):
        def forward(self, x):
            x = self.pool(relu(self.conv1(x)))
            x = self.pool(relu(self.conv2(x)))
            x = self.pool(relu(self.conv5(self.conv4(self.conv3(x))))).flatten(1)
            return self.fc8(relu(self.fc7(relu(self.fc6(x)))))


class ReLU_after_the_last_layer:
    """The thousand scores are the end: a ReLU there would make every negative score the same, 0."""

    class AlexNet(_AlexNet):
        last = staticmethod(relu)


class softmax_at_the_end:
    """Return the raw scores. `CrossEntropyLoss` applies the softmax itself, so it would be applied twice."""

    class AlexNet(_AlexNet):
        last = staticmethod(lambda x: softmax(x, 1))


class local_response_normalisation_added:
    """The paper has local response normalisation, this network does not: it was found to help little."""

    class AlexNet(_AlexNet):
        normalise = staticmethod(lambda x: local_response_norm(x, 5))


class two_streams_as_in_the_paper:
    """The paper split CONV2, CONV4 and CONV5 over two GPUs. Here they see all channels: leave `groups` at 1."""

    class AlexNet(_AlexNet):
        groups = (2, 1, 2, 2)


class torchvisions_narrower_network:
    """torchvision's `alexnet` has 64, 192, 384, 256 and 256 filters. This one has 96, 256, 384, 384 and 256."""

    class AlexNet(_AlexNet):
        filters, first_pad = (64, 192, 384, 256, 256), 2


class FC7_left_out:
    """Three full layers end the network: FC6 and FC7 with 4096, FC8 with 1000."""

    class AlexNet(_AlexNet):
        def _build(self):
            super()._build()
            self.fc7 = nn.Identity()
