# recursion over nested lists, no NumPy
def relu(x):
    if hasattr(x, "__len__"):
        return [relu(part) for part in x]
    return float(x) if x > 0 else 0.0
