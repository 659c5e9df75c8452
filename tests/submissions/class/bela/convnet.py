from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.classes = ["plane", "car", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]
        self.classifier = nn.Sequential(
            nn.Dropout(0.5), nn.Linear(400, 120), nn.ReLU(inplace=True),
            nn.Dropout(0.3), nn.Linear(120, 84), nn.ReLU(inplace=True),
            nn.Linear(84, 10),
        )
        self.features = nn.Sequential(
            nn.Conv2d(3, 6, kernel_size=5), nn.ReLU(inplace=True), nn.MaxPool2d(kernel_size=2),
            nn.Conv2d(6, 16, kernel_size=5), nn.ReLU(inplace=True), nn.MaxPool2d(kernel_size=2),
            nn.Flatten(),
        )

    def forward(self, images):
        return self.classifier(self.features(images))
