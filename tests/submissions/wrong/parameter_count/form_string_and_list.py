# wrong: the count as a text, the volume as text
# mistake: none
# kind: form
def conv_parameters(in_channels, filters, kernel_size):
    n = (in_channels * kernel_size ** 2 + 1) * filters
    return f"{n}"

def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    h = (height - kernel_size + 2 * pad) // stride + 1
    w = (width - kernel_size + 2 * pad) // stride + 1
    return f"{h}x{w}x{filters}"
