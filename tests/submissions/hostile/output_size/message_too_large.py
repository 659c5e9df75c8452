# a message that claims to be larger than the machine's memory
# deserves: 0
import os
import struct


def output_size(n, f, stride=1, pad=0):
    os.write(3, struct.pack("!IQ", 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF))
    return (n - f + 2 * pad) // stride + 1
