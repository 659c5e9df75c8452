# wrong: works only where all strides are the same
# mistake: none
# kind: limited
def receptive_field(layers):
    size = 1
    for n, (k, s) in enumerate(layers):
        size = size + (k - 1) * s ** n
    return size
