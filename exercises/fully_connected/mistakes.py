"""The fully connected layer in named steps, and each misconception as another version of one step."""

import numpy as np


class Right:
    """The right answer."""

    def flatten(self, image):
        return self.as_one_axis(self.in_order(self.channels(self.values(image))))

    def values(self, image):
        return image

    def channels(self, image):
        return image

    def in_order(self, image):
        return image.ravel(order="C")

    def as_one_axis(self, numbers):
        return numbers

    def fully_connected(self, x, theta, bias):
        sums = self.weighted_sums(self.layer_input(x, bias), theta)
        return self.activation(self.with_bias(sums, bias, x.size))

    def layer_input(self, x, bias):
        return x

    def weighted_sums(self, x, theta):
        return theta @ x

    def with_bias(self, sums, bias, inputs):
        return sums + self.bias_term(bias, inputs)

    def bias_term(self, bias, inputs):
        return bias

    def activation(self, scores):
        return scores

    def fully_connected_parameters(self, inputs, outputs):
        return self.weights(inputs, outputs) + self.biases(inputs, outputs)

    def weights(self, inputs, outputs):
        return inputs * outputs

    def biases(self, inputs, outputs):
        return outputs


class columns_first(Right):
    """Row-major means that the last axis runs fastest. order="F" goes down the columns first."""

    def in_order(self, image):
        return image.ravel(order="F")


class columns_of_pixels_first(Right):
    """Go along a row of pixels before going to the next row: the loop over rows is the outer one."""

    def in_order(self, image):
        return image.transpose(1, 0, 2).reshape(-1)


class one_colour_after_another(Right):
    """A pixel's channels stay together: all of a pixel, then the next pixel, not all the reds first."""

    def in_order(self, image):
        return image.transpose(2, 0, 1).reshape(-1)


class channels_first_assumed(Right):
    """The image here is (H, W, C): the channels are its last axis already. (C, H, W) comes from exercise 8 on."""

    def in_order(self, image):
        return image.transpose(1, 2, 0).reshape(-1)


class order_of_memory(Right):
    """order="K" or "A" follows the memory, which a transposed image changes. Row-major follows the axes."""

    def in_order(self, image):
        return image.ravel(order="K")


class kept_as_a_column(Right):
    """The result has one axis, (H*W*C,). The slide's 3072 x 1 is how linear algebra writes a vector."""

    def as_one_axis(self, numbers):
        return numbers.reshape(-1, 1)


class kept_as_a_row(Right):
    """The result has one axis, (H*W*C,), not two."""

    def as_one_axis(self, numbers):
        return numbers.reshape(1, -1)


class colours_averaged(Right):
    """All channels are kept: H * W * C numbers."""

    def channels(self, image):
        return image.mean(axis=2, keepdims=True)


class scaled_to_one(Right):
    """Flattening only moves the numbers; it does not divide them by 255."""

    def values(self, image):
        return image / 255


class bias_left_out(Right):
    """Each score has a bias added: theta x + bias."""

    def bias_term(self, bias, inputs):
        return 0.0


class bias_subtracted(Right):
    """The bias is added: theta x + bias."""

    def with_bias(self, sums, bias, inputs):
        return sums - self.bias_term(bias, inputs)


class biases_summed(Right):
    """Each output has a bias of its own: add the vector, not its sum."""

    def bias_term(self, bias, inputs):
        return bias.sum()


class bias_added_to_every_product(Right):
    """Each score gets its bias once, after the sum over all inputs. Inside the sum it is added D times."""

    def bias_term(self, bias, inputs):
        return bias * inputs


class bias_added_to_the_input(bias_left_out):
    """In theta @ (x + bias) the bias is multiplied by theta too. It comes after the multiplication."""

    def layer_input(self, x, bias):
        return x + bias


class theta_transposed(Right):
    """theta is (K, D): it has a row for each score. x @ theta takes its columns."""

    def weighted_sums(self, x, theta):
        return x @ theta


class products_not_summed(Right):
    """`theta * x` only multiplies. A score is the sum of the products in its row."""

    def weighted_sums(self, x, theta):
        return theta * x


class bias_made_a_column(Right):
    """(K,) and (K, 1) add up to a whole table, (K, K). Both have one axis here: what made the bias a column?"""

    def with_bias(self, sums, bias, inputs):
        return sums + np.reshape(self.bias_term(bias, inputs), (-1, 1))


class x_made_a_column(Right):
    """(K, 1) and (K,) add up to a whole table, (K, K). Both have one axis here: what made x a column?"""

    def layer_input(self, x, bias):
        return x[:, None]


class relu_applied(Right):
    """The layer's scores are raw. An activation is a step of its own."""

    def activation(self, scores):
        return np.maximum(scores, 0)


class softmax_applied(Right):
    """The layer's scores are raw: no softmax here."""

    def activation(self, scores):
        powers = np.exp(scores - scores.max())
        return powers / powers.sum()


class bias_changed_in_place(Right):
    """`bias += ...` writes into the caller's array. The scores need an array of their own."""

    def with_bias(self, sums, bias, inputs):
        bias += sums
        return bias


class bias_left_out_of_the_count(Right):
    """Each output learns a bias too, besides a weight for each input."""

    def biases(self, inputs, outputs):
        return 0


class one_bias_for_the_whole_layer(Right):
    """Each output has a bias of its own, so there are as many biases as outputs."""

    def biases(self, inputs, outputs):
        return 1


class a_bias_for_every_input(Right):
    """Biases belong to the outputs, one each. The inputs have none."""

    def biases(self, inputs, outputs):
        return inputs


class a_bias_for_inputs_and_outputs(Right):
    """Only the outputs have biases. Of the two + 1, which one adds a bias that is not there?"""

    def biases(self, inputs, outputs):
        return inputs + outputs + 1


class inputs_and_outputs_added(bias_left_out_of_the_count):
    """Every output is connected to every input. How many connections are that?"""

    def weights(self, inputs, outputs):
        return inputs + outputs
