# wrong: prints the result
# mistake: none
# kind: form
def receptive_field(layers):
    size, jump = 1, 1
    for kernel, stride in layers:
        size += (kernel - 1) * jump
        jump *= stride
    print(size)
