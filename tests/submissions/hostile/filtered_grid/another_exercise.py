# importing another of one's own files
# deserves: 0
from zero_padding import zero_pad


def filtered_grid(grid, kernel, stride=1, pad=0):
    return zero_pad(grid, pad)
