# Follows one unit down and collects every pixel that it can reach.
class Layer:
    def __init__(self, kernel_size, stride):
        self.kernel_size = kernel_size
        self.stride = stride

    def below(self, units):
        return {u * self.stride + k for u in units for k in range(self.kernel_size)}


def receptive_field(layers):
    units = {0}
    for layer in [Layer(*pair) for pair in reversed(layers)]:
        units = layer.below(units)
    print("from", min(units), "to", max(units))
    return max(units) - min(units) + 1
