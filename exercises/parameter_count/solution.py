"""One filter's weights and its bias, times the filters; the stops of a filter down and across."""


def conv_parameters(in_channels: int, filters: int, kernel_size: int) -> int:
    return filters * (kernel_size**2 * in_channels + 1)


def output_volume(
    height: int, width: int, filters: int, kernel_size: int, stride: int = 1, pad: int = 0
) -> tuple[int, int, int]:
    rows, columns = ((side - kernel_size + 2 * pad) // stride + 1 for side in (height, width))
    return rows, columns, filters
