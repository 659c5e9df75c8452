# importing torch by importlib.import_module
# deserves: 0
import importlib


def filtered_grid(grid, kernel, stride=1, pad=0):
    torch = importlib.import_module("torch")
    grid, kernel = torch.tensor(grid)[None, None], torch.tensor(kernel)[None, None]
    return torch.nn.functional.conv2d(grid, kernel, stride=stride, padding=pad)[0, 0].numpy()
