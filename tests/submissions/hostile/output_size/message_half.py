# half a message, and then nothing
# deserves: 0
import os
import struct


def output_size(n, f, stride=1, pad=0):
    os.write(3, struct.pack("!4sIQ", b"CNN1", 1000, 1000) + b'{"kind":"case","ind')
    os._exit(0)
