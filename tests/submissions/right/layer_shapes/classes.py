# a class for each kind of layer; shapes as lists; prints a table
class Conv:
    def __init__(self, filters, kernel_size, stride, pad):
        self.filters, self.kernel_size, self.stride, self.pad = filters, kernel_size, stride, pad

    def out(self, shape):
        return [self.filters] + [(n + 2 * self.pad - self.kernel_size) // self.stride + 1 for n in shape[1:]]

    def count(self, shape):
        return self.filters * (shape[0] * self.kernel_size**2 + 1)


class Pool:
    def __init__(self, size, stride):
        self.size, self.stride = size, stride

    def out(self, shape):
        return [shape[0]] + [(n - self.size) // self.stride + 1 for n in shape[1:]]

    def count(self, shape):
        return 0


class Relu:
    def out(self, shape):
        return list(shape)

    def count(self, shape):
        return 0


class Flatten(Relu):
    def out(self, shape):
        return [shape[0] * shape[1] * shape[2]]


class Fc:
    def __init__(self, outputs):
        self.outputs = outputs

    def out(self, shape):
        return [self.outputs]

    def count(self, shape):
        return self.outputs * (shape[0] + 1)


KINDS = {"conv": Conv, "pool": Pool, "relu": Relu, "flatten": Flatten, "fc": Fc}


def trace(input_shape, layers):
    shape, table = list(input_shape), []
    for name, *arguments in layers:
        layer = KINDS[name](*arguments)
        count, shape = layer.count(shape), layer.out(shape)
        print(f"{name:8} {shape} {count}")
        table.append([shape, count])
    return table
