# The short way.
def flatten(image):
    return image.reshape(-1)


def fully_connected(x, theta, bias):
    return theta @ x + bias


def fully_connected_parameters(inputs, outputs):
    return (inputs + 1) * outputs
