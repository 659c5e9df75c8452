# lists and generators, no NumPy, a print or two
def dot(rows, weights, y, x):
    return sum(w * rows[y + a][x + b] for a, line in enumerate(weights) for b, w in enumerate(line))


def detector_response(image, kernel):
    rows, weights = [list(map(float, r)) for r in image], [list(map(float, r)) for r in kernel]
    ys = range(len(rows) - len(weights) + 1)
    xs = range(len(rows[0]) - len(weights[0]) + 1)
    answers = [dot(rows, weights, y, x) for y in ys for x in xs]
    print("strongest:", max(answers))
    return max(0.0, *answers)
