# wrong: jump multiplied by the kernel
# mistake: none
# or: kernels multiplied
# kind: undeclared
def receptive_field(layers):
    size, jump = 1, 1
    for kernel, stride in layers:
        size += (kernel - 1) * jump
        jump *= kernel
    return size
