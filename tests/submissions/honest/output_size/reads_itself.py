# honest: reads its own file
import inspect
from pathlib import Path

SOURCE = open(__file__, encoding="utf-8").read()


def output_size(n, f, stride=1, pad=0):
    assert "def output_size" in SOURCE and Path(__file__).name == "output_size.py"
    assert "inspect.getsource" in inspect.getsource(output_size)
    if f > n + 2 * pad:
        raise ValueError("too large")
    return (n - f + 2 * pad) // stride + 1
