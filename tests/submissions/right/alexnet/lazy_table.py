# right: built from a table with lazy layers, full layers as 6x6 and 1x1 convolutions
from torch import nn

TABLE = [(96, 11, 4, 0), "pool", (256, 5, 1, 2), "pool", (384, 3, 1, 1), (384, 3, 1, 1), (256, 3, 1, 1), "pool",
         (4096, 6, 1, 0), (4096, 1, 1, 0)]


class AlexNet(nn.Module):
    def __init__(self):
        super().__init__()
        layers = []
        for row in TABLE:
            if row == "pool":
                layers.append(nn.MaxPool2d(3, 2))
            else:
                filters, kernel, stride, pad = row
                layers += [nn.LazyConv2d(filters, kernel, stride=stride, padding=pad), nn.ReLU()]
        self.stack = nn.Sequential(*layers, nn.LazyConv2d(1000, 1), nn.Flatten())

    def forward(self, x):
        print("AlexNet sees", x.shape)
        return self.stack(x)
