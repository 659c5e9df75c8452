# Puts a ReLU behind the scores.
# mistake: relu applied
def flatten(image):
    return image.flatten()


def fully_connected(x, theta, bias):
    scores = theta @ x + bias
    return [s if s > 0 else 0.0 for s in scores]


def fully_connected_parameters(inputs, outputs):
    return inputs * outputs + outputs
