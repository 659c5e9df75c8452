# pure Python, a generator of rows, prints its size
def _row(kernel, height, width, top, left):
    row = [0.0] * (height * width)
    for a, weights in enumerate(kernel):
        for b, weight in enumerate(weights):
            y, x = top + a, left + b
            if y in range(height) and x in range(width):
                row[y * width + x] = float(weight)
    return row


def conv_matrix(kernel, height, width, stride=1, pad=0):
    tops = range(-pad, height + pad - len(kernel) + 1, stride)
    lefts = range(-pad, width + pad - len(kernel[0]) + 1, stride)
    theta = [_row(kernel, height, width, top, left) for top in tops for left in lefts]
    print(len(theta), "x", len(theta[0]))
    return theta
