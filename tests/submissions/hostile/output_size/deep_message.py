# a message nested more deeply than any parser likes
# deserves: 0
import os
import struct

text = b'{"kind":"case","index":0,"outcome":"returned","values":' + b"[" * 200_000 + b"]" * 200_000 + b"}"


def output_size(n, f, stride=1, pad=0):
    data = memoryview(struct.pack("!4sIQ", b"CNN1", len(text), 0) + text)
    while data:
        data = data[os.write(3, data) :]
    return None
