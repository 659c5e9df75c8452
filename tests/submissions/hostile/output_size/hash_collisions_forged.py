# the same dict, written past our encoder
# deserves: 0
import os
import struct

prime = (1 << 61) - 1


def output_size(n, f, stride=1, pad=0):
    pairs = ",".join(f'[["i","{hex(prime * k)}"],["n"]]' for k in range(1, 150_000))
    text = b'{"kind":"case","index":0,"outcome":"returned","values":["d",[' + pairs.encode() + b"]]}"
    data = memoryview(struct.pack("!4sIQ", b"CNN1", len(text), 0) + text)
    while data:
        data = data[os.write(3, data) :]
    return None
