# a pool of processes that sleep on
# deserves: 0
import multiprocessing
import time


def output_size(n, f, stride=1, pad=0):
    try:
        process = multiprocessing.get_context("fork").Process(target=time.sleep, args=(600,))
        process.start()
    except OSError:
        pass
    try:
        multiprocessing.Pool(2)
    except OSError:
        pass
    return None
