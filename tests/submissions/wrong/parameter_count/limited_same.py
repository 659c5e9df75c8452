# wrong: same
# mistake: none
# kind: limited
def conv_parameters(in_channels, filters, kernel_size):
    return (in_channels * kernel_size * kernel_size + 1) * filters

def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    if stride == 1:
        return height - kernel_size + 1 + 2 * pad, width - kernel_size + 1 + 2 * pad, filters
    return height // stride, width // stride, filters
