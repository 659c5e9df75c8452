# waiting for a lock that nobody gives back
# deserves: 0
import threading

lock = threading.Lock()
lock.acquire()


def output_size(n, f, stride=1, pad=0):
    lock.acquire()
