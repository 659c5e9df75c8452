# Asks for the order that costs no copy.
# mistake: order of memory
def flatten(image):
    return image.flatten(order="K")


def fully_connected(x, theta, bias):
    return theta @ x + bias


def fully_connected_parameters(inputs, outputs):
    return outputs * (inputs + 1)
