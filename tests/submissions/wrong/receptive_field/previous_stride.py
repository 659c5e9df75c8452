# Only remembers the stride of the layer before.
# mistake: last stride only
def receptive_field(layers):
    field = 1
    previous = 1
    for k, s in layers:
        field += (k - 1) * previous
        previous = s
    return field
