def output_size(n, f, stride=1, pad=0)
    return (n - f + 2 * pad) // stride + 1
