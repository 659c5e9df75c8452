# importing the cases
# deserves: 0
import importlib

exercise = importlib.import_module("exercises.output_size.exercise")


def output_size(n, f, stride=1, pad=0):
    return (n - f + 2 * pad) // stride + 1
