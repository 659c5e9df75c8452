"""The right ConvNet in named steps, and each misconception at `convnet` as a class that overrides one of them.

A class's name is what a student reads, its docstring the hint. Classes that `says` the same name are one mistake.
"""

import torch
from torch import nn
from torch.nn.functional import avg_pool2d, dropout, leaky_relu, log_softmax, max_pool2d, relu, softmax


class _Network(nn.Module):
    """What `Net()` gives: its layers and its forward pass are the steps'."""

    def __init__(self, steps):
        super().__init__()
        object.__setattr__(self, "steps", steps)
        steps.build(self)

    def forward(self, images):
        return self.steps.forward(self, images)


class Right:
    """The lecture's ConvNet."""

    def Net(self):
        return _Network(self)

    # layers

    def build(self, net):
        net.conv1 = self.convolution(self.channels(), 6, self.first_padding())
        net.conv2 = self.convolution(6, 16, self.second_padding())
        sizes = (self.numbers_after_the_maps(net), *self.hidden_sizes(), self.classes())
        bias = self.bias_of_fully_connected_layers()
        net.full = nn.ModuleList(nn.Linear(*pair, bias=bias) for pair in zip(sizes, sizes[1:]))

    def convolution(self, channels, filters, padding):
        return nn.Conv2d(channels, filters, self.filter_size(), padding=padding, bias=self.bias_of_convolutions())

    def channels(self):
        return 3

    def filter_size(self):
        return 5

    def padding(self):
        return 0

    def first_padding(self):
        return self.padding()

    def second_padding(self):
        return self.padding()

    def bias_of_convolutions(self):
        return True

    def bias_of_fully_connected_layers(self):
        return True

    def numbers_after_the_maps(self, net):
        net.eval()
        with torch.no_grad():
            numbers = self.flatten(self.maps(net, torch.zeros(1, self.channels(), 32, 32))).shape[1]
        net.train()
        return numbers

    def hidden_sizes(self):
        return (120, 84)

    def classes(self):
        return 10

    # the forward pass

    def forward(self, net, images):
        passed = [self.flatten(self.maps(net, images))]
        for layer, after in zip(net.full[:-1], (self.after_120, self.after_84)):
            passed.append(self.thinned(after(layer(passed[-1]))))
        return self.returned(self.last(net.full[-1](passed[-1])), passed)

    def maps(self, net, images):
        maps = self.first_pool(self.after_conv1(net.conv1(images)))
        return self.second_pool(self.after_conv2(net.conv2(maps)))

    def activation(self, x):
        return relu(x)

    def after_convolution(self, x):
        return self.activation(x)

    def after_full(self, x):
        return self.activation(x)

    def after_conv1(self, x):
        return self.after_convolution(x)

    def after_conv2(self, x):
        return self.after_convolution(x)

    def after_120(self, x):
        return self.after_full(x)

    def after_84(self, x):
        return self.after_full(x)

    def pool(self, x):
        return max_pool2d(x, 2)

    def first_pool(self, x):
        return self.pool(x)

    def second_pool(self, x):
        return self.pool(x)

    def flatten(self, maps):
        return maps.flatten(1)

    def thinned(self, x):
        return x

    def last(self, scores):
        return scores

    def returned(self, scores, passed):
        return scores


class softmax_at_the_end(Right):
    """Return the raw scores. `CrossEntropyLoss` applies the softmax itself, so it would be applied twice."""

    def last(self, scores):
        return softmax(scores, 1)


class log_softmax_at_the_end(Right):
    """Return the raw scores. `CrossEntropyLoss` takes the logarithm of the softmax itself."""

    def last(self, scores):
        return log_softmax(scores, 1)


class sigmoid_at_the_end(Right):
    """Return the raw scores. A sigmoid squeezes them between 0 and 1, and `CrossEntropyLoss` takes them raw."""

    def last(self, scores):
        return torch.sigmoid(scores)


class ReLU_after_the_last_layer(Right):
    """Look at what follows the last layer: a ReLU there would make every negative score the same, 0."""

    def last(self, scores):
        return relu(scores)


class ReLU_forgotten_after_the_convolutions(Right):
    """A convolution is linear. Is there a ReLU between each convolution and its pooling?"""

    def after_convolution(self, x):
        return x


class ReLU_forgotten_between_the_fully_connected_layers(Right):
    """Without a ReLU between them, three fully connected layers can do no more than one."""

    def after_full(self, x):
        return x


class ReLU_forgotten_after_the_first_convolution(Right):
    """Follow an image through `forward`: does a ReLU come after the first convolution, as after each but the last?"""

    def after_conv1(self, x):
        return x


class ReLU_forgotten_after_the_second_convolution(Right):
    """Follow an image through `forward`: does a ReLU come after the second convolution, as after each but the last?"""

    def after_conv2(self, x):
        return x


class ReLU_forgotten_after_the_layer_of_120(Right):
    """Follow an image through `forward`: does a ReLU come after the layer of 120, as after each but the last?"""

    def after_120(self, x):
        return x


class ReLU_forgotten_after_the_layer_of_84(Right):
    """Follow an image through `forward`: does a ReLU come after the layer of 84, as after each but the last?"""

    def after_84(self, x):
        return x


class leaky_ReLU_for_ReLU(Right):
    """The lecture's ConvNet uses ReLU, max(0, x): what is below zero becomes 0, and not a small negative number."""

    def activation(self, x):
        return leaky_relu(x)


class no_ReLU_at_all(Right):
    """Without ReLUs only the max pools are not linear. What follows each learned layer but the last?"""

    def activation(self, x):
        return x


class sigmoid_for_ReLU(Right):
    """The lecture's ConvNet uses ReLU, max(0, x), after each layer but the last."""

    def activation(self, x):
        return torch.sigmoid(x)


class tanh_for_ReLU(Right):
    """The lecture's ConvNet uses ReLU, max(0, x), after each layer but the last."""

    def activation(self, x):
        return torch.tanh(x)


class average_for_maximum(Right):
    """The pooling keeps the largest value of each 2x2 window, not their mean: look at the name of your pool."""

    def pool(self, x):
        return avg_pool2d(x, 2)


class pool_at_stride_1(Right):
    """In `MaxPool2d(2, 1)` the 1 is the stride: the maps get hardly smaller. Windows that do not overlap move by 2."""

    def pool(self, x):
        return max_pool2d(x, 2, 1)


class first_convolution_padded(Right):
    """No padding here: 32 becomes 28 and then 14. With pad 1 it is 30 and 15, and 5x5 comes out in the end by luck."""

    def first_padding(self):
        return 1


class convolutions_padded(Right):
    """No padding here: each 5x5 filter takes 4 off the side, so 16*5*5 numbers are left at the end, not 16*8*8."""

    def padding(self):
        return 2


class three_by_three_filters(Right):
    """The filters are 5x5. With 3x3 filters the maps end at 6x6."""

    def filter_size(self):
        return 3


class no_bias_in_the_convolutions(Right):
    """Each filter has a bias of its own. Look for `bias=False`."""

    def bias_of_convolutions(self):
        return False


class no_bias_in_the_fully_connected_layers(Right):
    """Each output of a fully connected layer has a bias of its own. Look for `bias=False`."""

    def bias_of_fully_connected_layers(self):
        return False


class made_for_grey_images(Right):
    """These images are in colour: the first convolution takes 3 channels, not 1."""

    def channels(self):
        return 1


class channels_flattened_last(Right):
    """Flatten the maps as they are, channels first. Does something move the axes before?"""

    def flatten(self, maps):
        return maps.permute(0, 2, 3, 1).flatten(1)


class first_pooling_forgotten(Right):
    """There is a max pool after the first convolution too: 28x28 becomes 14x14 before the second."""

    def first_pool(self, x):
        return x


class second_pooling_forgotten(Right):
    """There is a max pool after the second convolution too: 10x10 becomes 5x5 before you flatten."""

    def second_pool(self, x):
        return x


class four_rows_for_each_image(second_pooling_forgotten):
    """`view(-1, 400)` hides an error: 1,600 numbers became four rows. Is a pool missing? `flatten(x, 1)` would tell."""

    def flatten(self, maps):
        return maps.reshape(-1, 400)


class whole_batch_flattened(Right):
    """`flatten()` without a start puts the whole batch into one row. Each image has a row of its own."""

    def numbers_after_the_maps(self, net):
        return 400

    def flatten(self, maps):
        return maps.flatten()


class batch_of_one_squeezed_away(Right):
    """A batch of one image has scores of shape (1, 10): leave the batch dimension where it is."""

    def returned(self, scores, passed):
        return scores.squeeze()


class more_than_the_scores_returned(Right):
    """`forward` returns the scores alone. Whoever calls the network expects one tensor, not a pair."""

    def returned(self, scores, passed):
        return scores, passed[-1]


class scores_and_the_flattened_maps(Right):
    says = "more_than_the_scores_returned"

    def returned(self, scores, passed):
        return scores, passed[0]


class scores_and_probabilities(Right):
    says = "more_than_the_scores_returned"

    def returned(self, scores, passed):
        return scores, softmax(scores, 1)


class batch_norm_added(Right):
    """Batch norm is a good idea, but not in this network: it adds parameters of its own."""

    def convolution(self, channels, filters, padding):
        return nn.Sequential(super().convolution(channels, filters, padding), nn.BatchNorm2d(filters))


class dropout_on_in_evaluation(Right):
    """Ask the network twice: the scores differ. `F.dropout` needs `training=self.training`, or use `nn.Dropout`."""

    def thinned(self, x):
        return dropout(x)


class layer_of_84_left_out(Right):
    """There are three fully connected layers: 120, 84 and 10."""

    def hidden_sizes(self):
        return (120,)


class thousand_scores_for_ten(Right):
    """There are ten classes here, so the last layer has 10 outputs. The 1000 are ImageNet's."""

    def classes(self):
        return 1000


class layer_never_used(Right):
    """The scores are right, but there are too many parameters: which layer of `__init__` does `forward` never use?"""

    def build(self, net):
        super().build(net)
        net.unused = nn.Conv2d(16, 32, 5)


class smaller_layer_never_used(Right):
    says = "layer_never_used"

    def build(self, net):
        super().build(net)
        net.unused = nn.Conv2d(16, 32, 3)


class full_layer_never_used(Right):
    says = "layer_never_used"

    def build(self, net):
        super().build(net)
        net.unused = nn.Linear(10, 10)
