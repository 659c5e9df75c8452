# control codes for the instructor's terminal, in every text that travels
# deserves: 0
import json
import os
import struct

NASTY = "\x1b]0;owned\x07\x1b[2J\x1b[31m\u202e\ud800 [bold]passed[/bold] \x9b"


class Nasty(Exception):
    def __str__(self):
        return NASTY


def output_size(n, f, stride=1, pad=0):
    print("\x1b[2J\x1b]52;c;cGFzc2Vk\x07")
    text = json.dumps({"kind": "forbidden", "name": NASTY}).encode()
    os.write(3, struct.pack("!4sIQ", b"CNN1", len(text), 0) + text)
    raise Nasty(NASTY)
