# A subclass of nn.Sequential without a forward of its own.
import torch
import torch.nn as nn
import torch.nn.functional as F

from collections import OrderedDict
class Net(nn.Sequential):
    def __init__(self):
        super().__init__(OrderedDict([("conv1", nn.Conv2d(3, 6, kernel_size=(5, 5))), ("a1", nn.ReLU()), ("pool1", nn.MaxPool2d((2, 2), stride=2)),
            ("conv2", nn.Conv2d(6, 16, 5)), ("a2", nn.ReLU()), ("pool2", nn.MaxPool2d(2)), ("flat", nn.Flatten()),
            ("fc1", nn.Linear(16*5*5, 120)), ("a3", nn.ReLU()), ("fc2", nn.Linear(120, 84)), ("a4", nn.ReLU()), ("fc3", nn.Linear(84, 10))]))
