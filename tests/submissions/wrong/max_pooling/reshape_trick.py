# the reshape trick: blocks of size, whatever the stride; cuts the image first
# mistake: size taken for the stride
def max_pool(image, size=2, stride=2):
    h = image.shape[0] // size
    w = image.shape[1] // size
    blocks = image[: h * size, : w * size].reshape(h, size, w, size)
    return blocks.max(axis=(1, 3))


def max_pool_volume(volume, size=2, stride=2):
    c, h, w = volume.shape
    h, w = h // size, w // size
    return volume[:, : h * size, : w * size].reshape(c, h, size, w, size).max(axis=(2, 4))
