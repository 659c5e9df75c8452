# wrong: squared all
# mistake: none
# or: channels squared too
# kind: undeclared
def conv_parameters(in_channels, filters, kernel_size):
    return (in_channels * kernel_size) ** 2 * filters + filters

def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    return ((height - kernel_size + 2 * pad) // stride + 1, (width - kernel_size + 2 * pad) // stride + 1, filters)
