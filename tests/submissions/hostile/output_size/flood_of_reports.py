# a flood of small messages, to keep the parent busy
# deserves: 0
import json
import os
import struct

text = json.dumps({"kind": "progress", "fraction": 0.5, "text": "\x1b[2J", "loss": 1}).encode()
frames = (struct.pack("!4sIQ", b"CNN1", len(text), 0) + text) * 500


def output_size(n, f, stride=1, pad=0):
    while True:
        os.write(3, frames)
