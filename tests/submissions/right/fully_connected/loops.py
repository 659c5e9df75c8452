# Loops everywhere, results as lists.
def flatten(image):
    H, W, C = image.shape
    out = []
    for i in range(H):
        for j in range(W):
            for c in range(C):
                out.append(image[i, j, c])
    return out


def fully_connected(x, theta, bias):
    scores = []
    for k in range(len(theta)):
        score = 0.0
        for d in range(len(x)):
            score += theta[k][d] * x[d]
        scores.append(score + bias[k])
    return scores


def fully_connected_parameters(inputs, outputs):
    parameters = 0
    for _ in range(outputs):
        parameters += inputs  # the weights of one output
        parameters += 1
    return parameters
