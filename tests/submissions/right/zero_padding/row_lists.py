# Lists of lists, and a print.
def zero_pad(image, pad):
    rows, columns = len(image), len(image[0])
    side = [0.0] * pad
    empty = [[0.0] * (columns + 2 * pad) for _ in range(pad)]
    out = empty + [side + [float(x) for x in row] + side for row in image] + [list(row) for row in empty]
    print(f"{rows}x{columns} -> {len(out)}x{len(out[0])}")
    return out
