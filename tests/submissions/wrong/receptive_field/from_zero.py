# Starts the sum with nothing.
# mistake: started at zero
def receptive_field(layers):
    total = 0
    step = 1
    for size, stride in layers:
        total += step * (size - 1)
        step *= stride
    return total
