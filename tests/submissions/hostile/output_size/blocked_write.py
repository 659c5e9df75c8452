# waiting to write into a pipe that nobody reads
# deserves: 0
import os

reader, writer = os.pipe()


def output_size(n, f, stride=1, pad=0):
    while True:
        os.write(writer, bytes(1 << 16))
