# tensordot at each stop, a list of maps, with prints
import numpy as np


def one_map(padded, one_filter, b, stride):
    size = one_filter.shape[1]
    h = padded.shape[1]
    w = padded.shape[2]
    return [
        [float(np.tensordot(padded[:, y : y + size, x : x + size], one_filter, 3)) + b for x in range(0, w - size + 1, stride)]
        for y in range(0, h - size + 1, stride)
    ]


def conv_layer(image, filters, bias, stride=1, pad=0):
    padded = np.stack([np.pad(channel, pad) for channel in image])
    print("padded to", padded.shape)
    maps = []
    for number, (f, b) in enumerate(zip(filters, bias)):
        maps.append(one_map(padded, f, b, stride))
        print("filter", number, "done")
    return maps
