# wrong: prints
# mistake: none
# kind: form
def conv_parameters(in_channels, filters, kernel_size):
    print((in_channels * kernel_size * kernel_size + 1) * filters)

def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    h = (height - kernel_size + 2 * pad) // stride + 1
    w = (width - kernel_size + 2 * pad) // stride + 1
    return f"{h}x{w}x{filters}"
