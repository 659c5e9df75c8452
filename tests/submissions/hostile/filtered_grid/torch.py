# importing torch at the top of a by-hand file
# deserves: 0
import torch


def filtered_grid(grid, kernel, stride=1, pad=0):
    grid, kernel = torch.tensor(grid)[None, None], torch.tensor(kernel)[None, None]
    return torch.nn.functional.conv2d(grid, kernel, stride=stride, padding=pad)[0, 0].numpy()
