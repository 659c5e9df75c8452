# killed by itself late, so that it is tried again
# deserves: 0
import os
import signal
import time


def output_size(n, f, stride=1, pad=0):
    time.sleep(1.4)
    os.kill(os.getpid(), signal.SIGKILL)
