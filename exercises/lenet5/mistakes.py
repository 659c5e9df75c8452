"""The right LeNet-5 in named steps, and each misconception at `lenet5` as a class that overrides one of them.

A class's name is what a student reads, its docstring the hint. Classes that `says` the same name are one mistake:
at the end the slips come again in the two other forms that tutorials show, ReLU with max pools and sigmoid with average
pools, so that they are known there too.
"""

import torch
from torch import nn
from torch.nn.functional import avg_pool2d, dropout, log_softmax, max_pool2d, relu, softmax


class _Network(nn.Module):
    """What `LeNet5()` gives: its layers and its forward pass are the steps'."""

    def __init__(self, steps):
        super().__init__()
        object.__setattr__(self, "steps", steps)
        steps.build(self)

    def forward(self, images):
        return self.steps.forward(self, images)


class Right:
    """LeNet-5 with Tanh and average pooling, the statement's first choice."""

    def LeNet5(self):
        return _Network(self)

    # layers

    def build(self, net):
        net.c1 = self.convolution(self.channels(), 6, self.first_padding())
        net.c3 = self.convolution(6, 16, 0)
        sizes = (self.numbers_after_the_maps(net), *self.hidden_sizes(), self.classes())
        net.full = nn.ModuleList(nn.Linear(*pair) for pair in zip(sizes, sizes[1:]))

    def convolution(self, channels, filters, padding):
        return nn.Conv2d(channels, filters, self.filter_size(), padding=padding, bias=self.bias_of_convolutions())

    def channels(self):
        return 1

    def side(self):
        return 32

    def filter_size(self):
        return 5

    def first_padding(self):
        return 0

    def bias_of_convolutions(self):
        return True

    def numbers_after_the_maps(self, net):
        net.eval()
        with torch.no_grad():
            numbers = self.flatten(self.maps(net, torch.zeros(1, self.channels(), self.side(), self.side()))).shape[1]
        net.train()
        return numbers

    def hidden_sizes(self):
        return (120, 84)

    def classes(self):
        return 10

    # the forward pass

    def forward(self, net, images):
        flat = self.flatten(self.maps(net, images))
        first = self.thinned(self.after_C5(net.full[0](flat)))
        second = first if len(net.full) < 3 else self.thinned(self.after_F6(net.full[1](first)))
        return self.returned(self.last(net.full[-1](second)), (flat, first, second))

    def maps(self, net, images):
        maps = self.pool(self.after_convolution(net.c1(images)))
        return self.pool(self.after_convolution(net.c3(maps)))

    def activation(self, x):
        return torch.tanh(x)

    def after_convolution(self, x):
        return self.activation(x)

    def after_full(self, x):
        return self.activation(x)

    def after_C5(self, x):
        return self.after_full(x)

    def after_F6(self, x):
        return self.after_full(x)

    def pool(self, x):
        return avg_pool2d(x, *self.window())

    def window(self):
        return (2, 2)

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


class tanh_after_the_last_layer(Right):
    """The ten scores are the end: nothing is applied to them."""

    def last(self, scores):
        return torch.tanh(scores)


class ReLU_after_the_last_layer(Right):
    """The ten scores are the end: a ReLU there would make every negative score the same, 0."""

    def last(self, scores):
        return relu(scores)


class sigmoid_after_the_last_layer(Right):
    """The ten scores are the end: nothing is applied to them."""

    def last(self, scores):
        return torch.sigmoid(scores)


class tanh_scaled_as_in_the_paper(Right):
    """The paper scales its tanh, 1.7159 tanh(2x/3). Today's form is plain: `torch.tanh(x)`, a sigmoid or a ReLU."""

    def activation(self, x):
        return 1.7159 * torch.tanh(2 * x / 3)


class activation_forgotten_after_the_convolutions(Right):
    """A convolution is linear. Does an activation follow C1, and one C3?"""

    def after_convolution(self, x):
        return x


class activation_forgotten_after_C5_and_F6(Right):
    """Without activations between them, C5, F6 and the last layer can do no more than one layer."""

    def after_full(self, x):
        return x


class no_activation_at_all(Right):
    """Without activations C5, F6 and the last layer can do no more than one layer. What follows C1, C3, C5 and F6?"""

    def activation(self, x):
        return x


class activation_after_C5_forgotten(Right):
    """C5 is a learned layer like the others: an activation follows it."""

    def after_C5(self, x):
        return x


class activation_after_F6_forgotten(Right):
    """F6 is not the last layer: an activation follows it, and then come the ten scores."""

    def after_F6(self, x):
        return x


class padded_as_for_images_of_28(Right):
    """These images are 32x32: no padding in C1, so that 5x5 is left at the end and not 6x6."""

    def first_padding(self):
        return 2


class padded_and_counted_for_images_of_28(Right):
    says = "padded_as_for_images_of_28"

    def first_padding(self):
        return 2

    def side(self):
        return 28


class made_for_images_of_28(Right):
    """16*4*4 is what is left of a 28x28 image. These are 32x32: follow the side through each layer, from 32."""

    def side(self):
        return 28


class made_for_colour_images(Right):
    """These images are grey: C1 takes one channel, not 3."""

    def channels(self):
        return 3


class C1_padded_by_one(Right):
    """No padding here: 32 becomes 28 and then 14. With pad 1 it is 30 and 15, and 5x5 comes out in the end by luck."""

    def first_padding(self):
        return 1


class three_by_three_filters(Right):
    """The filters are 5x5. With 3x3 filters the maps end at 6x6."""

    def filter_size(self):
        return 3


class pooling_3x3(Right):
    """LeNet-5 pools 2x2 at stride 2, without overlap: 28 becomes 14, and 10 becomes 5."""

    def window(self):
        return (3, 2)


class no_bias_in_the_convolutions(Right):
    """Each filter has a bias of its own. Look for `bias=False`."""

    def bias_of_convolutions(self):
        return False


class channels_flattened_last(Right):
    """Flatten the maps as they are, channels first. Does something move the axes before?"""

    def flatten(self, maps):
        return maps.permute(0, 2, 3, 1).flatten(1)


class C5_left_out(Right):
    """Three layers follow the last pooling: C5 with 120, F6 with 84, and the ten scores."""

    def hidden_sizes(self):
        return (84,)


class F6_left_out(Right):
    """Three layers follow the last pooling: C5 with 120, F6 with 84, and the ten scores."""

    def hidden_sizes(self):
        return (120,)


class batch_of_one_squeezed_away(Right):
    """A batch of one image has scores of shape (1, 10): leave the batch dimension where it is."""

    def returned(self, scores, passed):
        return scores.squeeze()


class more_than_the_scores_returned(Right):
    """`forward` returns the scores alone. Whoever calls the network expects one tensor, not a pair."""

    def returned(self, scores, passed):
        return scores, passed[-1]


class scores_and_probabilities(Right):
    says = "more_than_the_scores_returned"

    def returned(self, scores, passed):
        return scores, softmax(scores, 1)


class batch_norm_added(Right):
    """Batch norm came in 2015. It adds parameters of its own, and LeNet-5 has none."""

    def convolution(self, channels, filters, padding):
        return nn.Sequential(super().convolution(channels, filters, padding), nn.BatchNorm2d(filters))


class dropout_on_in_evaluation(Right):
    """Ask the network twice: the scores differ. `F.dropout` needs `training=self.training`, or use `nn.Dropout`."""

    def thinned(self, x):
        return dropout(x)


class thousand_scores_for_ten(Right):
    """There are ten digits, so the last layer has 10 outputs. The 1000 are ImageNet's."""

    def classes(self):
        return 1000


# --- the same slips with ReLU and max pools ---------------------------------------------------------------------------


class _Modern(Right):
    def activation(self, x):
        return relu(x)

    def pool(self, x):
        return max_pool2d(x, *self.window())


class softmax_at_the_end_with_ReLU(softmax_at_the_end, _Modern):
    says = "softmax_at_the_end"


class log_softmax_at_the_end_with_ReLU(log_softmax_at_the_end, _Modern):
    says = "log_softmax_at_the_end"


class ReLU_after_the_last_layer_with_ReLU(ReLU_after_the_last_layer, _Modern):
    says = "ReLU_after_the_last_layer"


class activation_forgotten_after_the_convolutions_with_ReLU(activation_forgotten_after_the_convolutions, _Modern):
    says = "activation_forgotten_after_the_convolutions"


class activation_forgotten_after_C5_and_F6_with_ReLU(activation_forgotten_after_C5_and_F6, _Modern):
    says = "activation_forgotten_after_C5_and_F6"


class no_activation_at_all_with_max_pools(no_activation_at_all, _Modern):
    says = "no_activation_at_all"


class activation_after_C5_forgotten_with_ReLU(activation_after_C5_forgotten, _Modern):
    says = "activation_after_C5_forgotten"


class activation_after_F6_forgotten_with_ReLU(activation_after_F6_forgotten, _Modern):
    says = "activation_after_F6_forgotten"


class padded_as_for_images_of_28_with_ReLU(padded_as_for_images_of_28, _Modern):
    says = "padded_as_for_images_of_28"


class C1_padded_by_one_with_ReLU(C1_padded_by_one, _Modern):
    says = "C1_padded_by_one"


class three_by_three_filters_with_ReLU(three_by_three_filters, _Modern):
    says = "three_by_three_filters"


class pooling_3x3_with_ReLU(pooling_3x3, _Modern):
    says = "pooling_3x3"


class no_bias_in_the_convolutions_with_ReLU(no_bias_in_the_convolutions, _Modern):
    says = "no_bias_in_the_convolutions"


class channels_flattened_last_with_ReLU(channels_flattened_last, _Modern):
    says = "channels_flattened_last"


class C5_left_out_with_ReLU(C5_left_out, _Modern):
    says = "C5_left_out"


class F6_left_out_with_ReLU(F6_left_out, _Modern):
    says = "F6_left_out"


class batch_of_one_squeezed_away_with_ReLU(batch_of_one_squeezed_away, _Modern):
    says = "batch_of_one_squeezed_away"


class scores_and_probabilities_with_ReLU(scores_and_probabilities, _Modern):
    says = "more_than_the_scores_returned"


class batch_norm_added_with_ReLU(batch_norm_added, _Modern):
    says = "batch_norm_added"


class dropout_on_in_evaluation_with_ReLU(dropout_on_in_evaluation, _Modern):
    says = "dropout_on_in_evaluation"


# --- and with sigmoids and average pools ------------------------------------------------------------------------------


class _Sigmoid(Right):
    def activation(self, x):
        return torch.sigmoid(x)


class softmax_at_the_end_with_sigmoid(softmax_at_the_end, _Sigmoid):
    says = "softmax_at_the_end"


class activation_forgotten_after_the_convolutions_with_sigmoid(activation_forgotten_after_the_convolutions, _Sigmoid):
    says = "activation_forgotten_after_the_convolutions"


class activation_forgotten_after_C5_and_F6_with_sigmoid(activation_forgotten_after_C5_and_F6, _Sigmoid):
    says = "activation_forgotten_after_C5_and_F6"


class activation_after_C5_forgotten_with_sigmoid(activation_after_C5_forgotten, _Sigmoid):
    says = "activation_after_C5_forgotten"


class activation_after_F6_forgotten_with_sigmoid(activation_after_F6_forgotten, _Sigmoid):
    says = "activation_after_F6_forgotten"


class channels_flattened_last_with_sigmoid(channels_flattened_last, _Sigmoid):
    says = "channels_flattened_last"


class C1_padded_by_one_with_sigmoid(C1_padded_by_one, _Sigmoid):
    says = "C1_padded_by_one"


class padded_as_for_images_of_28_with_sigmoid(padded_as_for_images_of_28, _Sigmoid):
    says = "padded_as_for_images_of_28"
