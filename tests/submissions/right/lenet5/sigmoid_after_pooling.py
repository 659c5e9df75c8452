# right: sigmoid after average pooling, lazy layers in a Sequential
from torch import nn


def LeNet5():
    stages = []
    for filters in (6, 16):
        stages += [nn.LazyConv2d(filters, 5), nn.AvgPool2d(2), nn.Sigmoid()]
    head = [nn.Flatten(), nn.LazyLinear(120), nn.Sigmoid(), nn.LazyLinear(84), nn.Sigmoid(), nn.LazyLinear(10)]
    return nn.Sequential(*stages, *head)
