# a map for each filter and each channel
# mistake: sum over channels forgotten
import numpy as np


def correlate(channel, kernel, stride):
    f = len(kernel)
    return np.array(
        [
            [(channel[y : y + f, x : x + f] * kernel).sum() for x in range(0, channel.shape[1] - f + 1, stride)]
            for y in range(0, channel.shape[0] - f + 1, stride)
        ]
    )


def conv_layer(image, filters, bias, stride=1, pad=0):
    return np.array(
        [
            [correlate(np.pad(ch, pad), kern, stride) + b for ch, kern in zip(image, filt)]
            for filt, b in zip(filters, bias)
        ]
    )
