# Never uses the stride.
# mistake: stride left out
def output_size(n, f, stride=1, pad=0):
    positions = [i for i in range(-pad, n + pad) if i + f <= n + pad]
    if not positions:
        raise ValueError("filter too large")
    return len(positions)
