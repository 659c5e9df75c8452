# honest: gradients switched off, warnings, a main block that trains
import warnings

import torch
import torchvision  # noqa: F401
from torch import nn

torch.set_grad_enabled(False)
warnings.warn("untrained")


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.conv2, self.pool = nn.Conv2d(3, 6, 5), nn.Conv2d(6, 16, 5), nn.MaxPool2d(2, 2)
        self.fc1, self.fc2, self.fc3 = nn.Linear(16 * 5 * 5, 120), nn.Linear(120, 84), nn.Linear(84, 10)

    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = torch.flatten(x, 1)
        return self.fc3(torch.relu(self.fc2(torch.relu(self.fc1(x)))))


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    plt.plot(Net()(torch.zeros(1, 3, 32, 32))[0])
