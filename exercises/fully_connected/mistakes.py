"""Slips at the fully connected layer, each a small wrong implementation; the class name is what a student reads."""

import numpy as np


class columns_first:
    """Row-major: the last axis runs fastest. order="F" runs down the columns."""

    def flatten(image):
        return image.ravel(order="F")


class columns_of_pixels_first:
    """Go along a row of pixels before going to the next row: the loop over rows is the outer one."""

    def flatten(image):
        return image.transpose(1, 0, 2).reshape(-1)


class one_colour_after_another:
    """A pixel's channels stay together: all of a pixel, then the next pixel, not all the reds first."""

    def flatten(image):
        return image.transpose(2, 0, 1).reshape(-1)


class order_of_memory:
    """order="K" or "A" follows the memory, which a transposed image changes. Leave the order at "C"."""

    def flatten(image):
        return image.ravel(order="K")


class kept_as_a_column:
    """The result has one axis, (H*W*C,): the slide's 3072 x 1 is written so in linear algebra."""

    def flatten(image):
        return image.reshape(-1, 1)


class kept_as_a_row:
    """The result has one axis, (H*W*C,), not two."""

    def flatten(image):
        return image.reshape(1, -1)


class colours_averaged:
    """All channels are kept: H * W * C numbers."""

    def flatten(image):
        return image.mean(axis=2).reshape(-1)


class scaled_to_one:
    """Flattening only moves the numbers; it does not divide them by 255."""

    def flatten(image):
        return image.reshape(-1) / 255


class bias_left_out:
    """Each score has a bias added: theta x + bias."""

    def fully_connected(x, theta, bias):
        return theta @ x


class bias_subtracted:
    """The bias is added: theta x + bias."""

    def fully_connected(x, theta, bias):
        return theta @ x - bias


class biases_summed:
    """Each output has a bias of its own: add the vector, not its sum."""

    def fully_connected(x, theta, bias):
        return theta @ x + bias.sum()


class theta_transposed:
    """theta is (K, D), one row for each output: theta @ x. x @ theta takes the columns."""

    def fully_connected(x, theta, bias):
        return x @ theta + bias


class relu_applied:
    """The layer's scores are raw. An activation is a step of its own."""

    def fully_connected(x, theta, bias):
        return np.maximum(theta @ x + bias, 0)


class softmax_applied:
    """The layer's scores are raw: no softmax here."""

    def fully_connected(x, theta, bias):
        scores = theta @ x + bias
        powers = np.exp(scores - scores.max())
        return powers / powers.sum()


class bias_changed_in_place:
    """`bias += ...` writes into the caller's array: use `theta @ x + bias`."""

    def fully_connected(x, theta, bias):
        bias += theta @ x
        return bias


class bias_left_out_of_the_count:
    """Each output learns a bias too: outputs * (inputs + 1)."""

    def fully_connected_parameters(inputs, outputs):
        return inputs * outputs


class one_bias_for_the_whole_layer:
    """Each output has a bias of its own: outputs * (inputs + 1)."""

    def fully_connected_parameters(inputs, outputs):
        return inputs * outputs + 1


class a_bias_for_every_input:
    """Biases belong to the outputs, one each: inputs * outputs + outputs."""

    def fully_connected_parameters(inputs, outputs):
        return inputs * outputs + inputs


class a_bias_for_inputs_and_outputs:
    """Only outputs have biases: outputs * (inputs + 1), without + 1 at the outputs."""

    def fully_connected_parameters(inputs, outputs):
        return (inputs + 1) * (outputs + 1)


class inputs_and_outputs_added:
    """Every output is connected to every input: multiply."""

    def fully_connected_parameters(inputs, outputs):
        return inputs + outputs
