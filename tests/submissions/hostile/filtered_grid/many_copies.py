# one large array that a small message names ten thousand times
# deserves: 0
import json
import os
import struct


def filtered_grid(grid, kernel, stride=1, pad=0):
    size = 32 << 20
    head = json.dumps({"0": {"dtype": "U8", "shape": [4096, size // 4096], "data_offsets": [0, size]}}).encode()
    blob = struct.pack("<Q", len(head)) + head + bytes(size)
    tree = ["l", [["l", [["a", "0", "1,0"], ["a", "0", "S0,1"]] * 5000], ["n"]]]
    text = json.dumps({"kind": "case", "index": 0, "outcome": "returned", "values": tree}).encode()
    data = memoryview(struct.pack("!4sIQ", b"CNN1", len(text), len(blob)) + text + blob)
    while data:
        data = data[os.write(3, data) :]
    return None
