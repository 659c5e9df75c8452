def output_size(n: int, f: int, stride: int = 1, pad: int = 0) -> int:
    room = n + 2 * pad - f
    if room < 0:
        raise ValueError
    return 1 if room < stride else 1 + output_size(n + 2 * pad - stride, f, stride)
