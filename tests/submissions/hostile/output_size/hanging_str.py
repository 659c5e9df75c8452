# an error whose text takes for ever
# deserves: 0
import time


class Slow(Exception):
    def __str__(self):
        time.sleep(1000)
        return ""


def output_size(n, f, stride=1, pad=0):
    raise Slow
