# wrong: bias pad
# mistake: bias left out; padding left out
# kind: two slips
def conv_parameters(in_channels, filters, kernel_size):
    return filters * in_channels * kernel_size ** 2

def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    return ((height - kernel_size) // stride + 1, (width - kernel_size) // stride + 1, filters)
