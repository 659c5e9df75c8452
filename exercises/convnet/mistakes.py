"""Slips at `convnet`, each a small wrong network; the class name is what a student reads."""

import torch
from torch import nn
from torch.nn.functional import avg_pool2d, log_softmax, max_pool2d, relu, softmax


def _same(x):
    return x


class _Net(nn.Module):
    """The right network, with every choice open to a slip."""

    conv_relu = fc_relu = staticmethod(relu)
    pool = staticmethod(lambda x: max_pool2d(x, 2))
    flatten = staticmethod(lambda x: x.flatten(1))
    last = staticmethod(_same)
    size, pads, conv_bias, features = 5, (0, 0), True, 400

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, self.size, padding=self.pads[0], bias=self.conv_bias)
        self.conv2 = nn.Conv2d(6, 16, self.size, padding=self.pads[1], bias=self.conv_bias)
        self.fc1 = nn.Linear(self.features, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        x = self.pool(self.conv_relu(self.conv1(x)))
        x = self.pool(self.conv_relu(self.conv2(x)))
        x = self.fc_relu(self.fc1(self.flatten(x)))
        return self.last(self.fc3(self.fc_relu(self.fc2(x))))


class softmax_at_the_end:
    """Return the raw scores. `CrossEntropyLoss` applies the softmax itself, so it would be applied twice."""

    class Net(_Net):
        last = staticmethod(lambda x: softmax(x, 1))


class log_softmax_at_the_end:
    """Return the raw scores. `CrossEntropyLoss` takes the logarithm of the softmax itself."""

    class Net(_Net):
        last = staticmethod(lambda x: log_softmax(x, 1))


class ReLU_after_the_last_layer:
    """The ten scores are the end: a ReLU there would make every negative score the same, 0."""

    class Net(_Net):
        last = staticmethod(relu)


class ReLU_forgotten_after_the_convolutions:
    """A convolution is linear. Put a ReLU between each convolution and its pooling."""

    class Net(_Net):
        conv_relu = staticmethod(_same)


class ReLU_forgotten_between_the_fully_connected_layers:
    """Without a ReLU between them, three fully connected layers can do no more than one."""

    class Net(_Net):
        fc_relu = staticmethod(_same)


class no_ReLU_at_all:
    """Without ReLUs the layers between the poolings are one linear map: put one after each layer but the last."""

    class Net(_Net):
        conv_relu = fc_relu = staticmethod(_same)


class sigmoid_for_ReLU:
    """The lecture's ConvNet uses ReLU, max(0, x), after each layer but the last."""

    class Net(_Net):
        conv_relu = fc_relu = staticmethod(torch.sigmoid)


class tanh_for_ReLU:
    """The lecture's ConvNet uses ReLU, max(0, x), after each layer but the last."""

    class Net(_Net):
        conv_relu = fc_relu = staticmethod(torch.tanh)


class average_for_maximum:
    """The pooling keeps the largest value of each 2x2 window, not their mean: `MaxPool2d(2)`."""

    class Net(_Net):
        pool = staticmethod(lambda x: avg_pool2d(x, 2))


class first_convolution_padded:
    """No padding here: 32 becomes 28 and then 14. With pad 1 it is 30 and 15, and 5x5 comes out in the end by luck."""

    class Net(_Net):
        pads = (1, 0)


class convolutions_padded:
    """No padding here: each 5x5 filter takes 4 off the side, so 16*5*5 numbers are left at the end, not 16*8*8."""

    class Net(_Net):
        pads, features = (2, 2), 16 * 8 * 8


class three_by_three_filters:
    """The filters are 5x5. With 3x3 filters the maps end at 6x6."""

    class Net(_Net):
        size, features = 3, 16 * 6 * 6


class no_bias_in_the_convolutions:
    """Each filter has a bias of its own: leave `bias=True`."""

    class Net(_Net):
        conv_bias = False


class channels_flattened_last:
    """Flatten the maps as they are, channels first: `flatten(x, 1)`."""

    class Net(_Net):
        flatten = staticmethod(lambda x: x.permute(0, 2, 3, 1).flatten(1))


class second_pooling_forgotten:
    """There is a max pool after the second convolution too: 10x10 becomes 5x5 before you flatten."""

    class Net(_Net):
        features = 16 * 10 * 10

        def forward(self, x):
            x = self.pool(relu(self.conv1(x)))
            x = relu(self.conv2(x)).flatten(1)
            return self.fc3(relu(self.fc2(relu(self.fc1(x)))))


class batch_of_one_squeezed_away:
    """A batch of one image has scores of shape (1, 10): leave the batch dimension where it is."""

    class Net(_Net):
        last = staticmethod(torch.squeeze)


class batch_norm_added:
    """Batch norm is a good idea, but not in this network: it adds parameters of its own."""

    class Net(_Net):
        def __init__(self):
            super().__init__()
            self.conv1 = nn.Sequential(self.conv1, nn.BatchNorm2d(6))
            self.conv2 = nn.Sequential(self.conv2, nn.BatchNorm2d(16))


class layer_of_84_left_out:
    """There are three fully connected layers: 120, 84 and 10."""

    class Net(_Net):
        def __init__(self):
            super().__init__()
            self.fc2 = nn.Identity()
            self.fc3 = nn.Linear(120, 10)
