"""The side of the patch and the distance between neighbouring units, layer by layer."""


def receptive_field(layers: list[tuple[int, int]]) -> int:
    field, jump = 1, 1
    for kernel_size, stride in layers:
        field += (kernel_size - 1) * jump
        jump *= stride
    return field
