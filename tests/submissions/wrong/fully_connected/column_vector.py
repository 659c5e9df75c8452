# A column, as on the slide: 3072 x 1.
# mistake: kept as a column
def flatten(image):
    h, w, c = image.shape
    return image.reshape((h * w * c, 1))


def fully_connected(x, theta, bias):
    return theta @ x + bias


def fully_connected_parameters(inputs, outputs):
    return outputs * (inputs + 1)
