# From the last layer back to the pixels.
def receptive_field(layers: list[tuple[int, int]]) -> int:
    seen = 1
    for kernel_size, stride in layers[::-1]:
        seen = (seen - 1) * stride + kernel_size
    return seen
