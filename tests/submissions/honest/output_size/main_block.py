# honest: a main block with imports that are not allowed elsewhere
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("too large")
    return (n - f + 2 * pad) // stride + 1


if __name__ == "__main__":
    import matplotlib.pyplot as plt
    import torch

    print(torch.nn.Conv2d(1, 1, 3, 2)(torch.zeros(1, 1, 7, 7)).shape)
    plt.show()
