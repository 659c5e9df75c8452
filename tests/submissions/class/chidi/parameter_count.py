def conv_parameters(in_channels, filters, kernel_size):
    count = 0
    for _ in range(filters):
        for _ in range(in_channels):
            for _ in range(kernel_size):
                for _ in range(kernel_size):
                    count += 1
        count += 1  # the bias
    return count


def stops(n, f, stride, pad):
    position, k = -pad, 0
    while position + f <= n + pad:
        k += 1
        position += stride
    return k


def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    print("counting stops")
    return (stops(height, kernel_size, stride, pad), stops(width, kernel_size, stride, pad), filters)
