def max_pool(image, size=2, stride=2):
    rows = [[float(v) for v in row] for row in image]
    tops = range(0, len(rows) - size + 1, stride)
    lefts = range(0, len(rows[0]) - size + 1, stride)
    return [[max(rows[t + a][l + b] for a in range(size) for b in range(size)) for l in lefts] for t in tops]


def max_pool_volume(volume, size=2, stride=2):
    return tuple(max_pool(m, size=size, stride=stride) for m in volume)
