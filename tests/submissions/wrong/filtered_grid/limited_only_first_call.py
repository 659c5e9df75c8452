# wrong: only first call
# mistake: none
# kind: limited
import numpy as np

_cache = []

def filtered_grid(grid, kernel, stride=1, pad=0):
    if not _cache:
        _cache.append(kernel)
    k = _cache[0]
    p = np.pad(grid, pad)
    out = [[(p[i:i + k.shape[0], j:j + k.shape[1]] * k).sum() for j in range(0, p.shape[1] - k.shape[1] + 1, stride)]
           for i in range(0, p.shape[0] - k.shape[0] + 1, stride)]
    return np.array(out)
