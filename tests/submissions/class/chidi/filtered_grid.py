def filtered_grid(grid, kernel, stride=1, pad=0):
    rows = [[float(v) for v in row] for row in grid]
    width = len(rows[0]) + 2 * pad
    padded = [[0.0] * width for _ in range(pad)]
    padded += [[0.0] * pad + row + [0.0] * pad for row in rows]
    padded += [[0.0] * width for _ in range(pad)]
    weights = [list(map(float, row)) for row in kernel]
    print("padded grid:", len(padded), "x", width)

    def dot(top, left):
        return sum(w * padded[top + m][left + n] for m, row in enumerate(weights) for n, w in enumerate(row))

    tops = range(0, len(padded) - len(weights) + 1, stride)
    lefts = range(0, width - len(weights[0]) + 1, stride)
    return [[dot(top, left) for left in lefts] for top in tops]
