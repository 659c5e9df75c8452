# wrong: square volume
# mistake: none
# kind: limited
def conv_parameters(in_channels, filters, kernel_size):
    return (in_channels * kernel_size * kernel_size + 1) * filters

def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    if height != width:
        return None
    side = (height - kernel_size + 2 * pad) // stride + 1
    return side, side, filters
