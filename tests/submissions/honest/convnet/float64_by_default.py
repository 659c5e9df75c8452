# honest: torch's default type, threads, determinism and seeds changed
import torch
from torch import nn

torch.set_default_dtype(torch.float64)
torch.set_num_threads(2)
torch.manual_seed(0)
torch.use_deterministic_algorithms(True)
torch.set_printoptions(precision=2)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(3, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
            nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10),
        )  # fmt: skip

    def forward(self, images):
        print("scoring", images.shape)
        return self.layers(images)
