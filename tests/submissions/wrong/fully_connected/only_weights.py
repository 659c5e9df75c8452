# 10 x 3072, without biases, and scores without biases.
# mistake: bias left out of the count
def flatten(image):
    return image.ravel()


def fully_connected(x, theta, bias):
    scores = theta @ x
    return scores + bias


def fully_connected_parameters(inputs, outputs):
    return inputs * outputs
