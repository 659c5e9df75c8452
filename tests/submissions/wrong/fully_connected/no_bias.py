# Never looks at the bias.
# mistake: bias left out
def flatten(image):
    return image.ravel()


def fully_connected(x, theta, bias):
    return [sum(w * v for w, v in zip(row, x)) for row in theta]


def fully_connected_parameters(inputs, outputs):
    return (inputs + 1) * outputs
