# messages in the wire format before anything was asked
# deserves: 0
import json
import os
import struct


def frame(message, values=None):
    text = json.dumps({**message, "values": values or ["n"]}).encode()
    return struct.pack("!4sIQ", b"CNN1", len(text), 0) + text


os.write(3, frame({"kind": "locked"}) + frame({"kind": "loaded", "names": ["output_size"]}))
for number in range(40):
    os.write(3, frame({"kind": "case", "index": number, "outcome": "returned"}, ["l", [["i", 3], ["n"]]]))
os.write(3, frame({"kind": "end"}))


def output_size(n, f, stride=1, pad=0):
    return None
