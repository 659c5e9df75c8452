# Only the last term is divided.
# mistake: brackets left out
def output_size(n, f, stride=1, pad=0):
    border = 2 * pad
    if n + border < f:
        raise ValueError(f"{f} does not fit into {n + border}")
    return n - f + border // stride + 1
