# arrays of sizes, depths and numbers that no float holds
# deserves: 0
import numpy as np


def nested(depth):
    value = [1.0]
    for _ in range(depth):
        value = [value]
    return value


VALUES = iter([
    [[10**400, 1], [2, 3]], nested(30), nested(35), nested(500), np.zeros((0, 10**9)), np.zeros((3, 0)), np.float64(3),
    np.array(5.0), np.zeros((1,) * 30), [[], []], [[1.0], [2.0, 3.0]], np.full((3, 3), np.nan), np.array([["a"]]),
    np.zeros(3, dtype=[("x", "f8")]), np.zeros((2, 2), dtype=object), np.zeros((3, 3), complex), {1: 2}, {(1, 2): 3},
    np.array(["2020-01-01"], dtype="M8[D]"), np.zeros((3, 3), ">f8"), float("inf"), "3" * 10**6, b"3", {3}, object,
    [np.zeros((2, 2)), [1]], [None] * 9, nested, np.zeros((1000, 1000)), 10**5000,
] * 3)  # fmt: skip


def filtered_grid(grid, kernel, stride=1, pad=0):
    return next(VALUES)
