# importing torch in a thread, through runpy
# deserves: 0
import runpy
import threading

import numpy as np

found = []


def fetch():
    found.append(runpy.run_module("torch"))


def filtered_grid(grid, kernel, stride=1, pad=0):
    thread = threading.Thread(target=fetch)
    thread.start()
    thread.join()
    return np.zeros((1, 1)) if not found else found[0]["zeros"](1)
