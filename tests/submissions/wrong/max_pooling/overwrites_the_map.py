# saves memory by pooling into the corner of the map that it was given
# mistake: input changed
def max_pool(image, size=2, stride=2):
    rows = (image.shape[0] - size) // stride + 1
    cols = (image.shape[1] - size) // stride + 1
    best = image.copy()
    for r in range(rows):
        for c in range(cols):
            image[r, c] = best[r * stride : r * stride + size, c * stride : c * stride + size].max()
    return image[:rows, :cols]


def max_pool_volume(volume, size=2, stride=2):
    for m in volume:
        pooled = max_pool(m, size, stride)
    return volume[:, : pooled.shape[0], : pooled.shape[1]]
