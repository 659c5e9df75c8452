# wrong: right for filters of 3x3 only (9 typed in)
# mistake: none
# kind: limited
def conv_parameters(in_channels, filters, kernel_size):
    return (9 * in_channels + 1) * filters

def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    out = lambda n: (n - kernel_size + 2 * pad) // stride + 1
    return out(height), out(width), filters
