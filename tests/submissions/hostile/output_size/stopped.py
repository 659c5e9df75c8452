# a process that stops itself and waits to be continued
# deserves: 0
import os
import signal


def output_size(n, f, stride=1, pad=0):
    while True:
        os.kill(os.getpid(), signal.SIGSTOP)
        signal.pause()
