# control codes for the instructor's terminal, in every text that travels
# deserves: 0
import os
import struct


def pack(value):
    """MessagePack, by hand: the grader's library cannot be imported here."""
    if value is None or value is True or value is False:
        return {None: b"\xc0", False: b"\xc2", True: b"\xc3"}[value]
    if isinstance(value, int):
        return b"\xd3" + struct.pack("!q", value)
    if isinstance(value, float):
        return b"\xcb" + struct.pack("!d", value)
    if isinstance(value, (str, bytes)):
        text = value if isinstance(value, bytes) else value.encode()
        return b"\xdb" + struct.pack("!I", len(text)) + text
    return b"\xdd" + struct.pack("!I", len(value)) + b"".join(map(pack, value))


def frame(*message, arrays=b""):
    text = pack(message)
    return struct.pack("!IQ", len(text), len(arrays)) + text + arrays


NASTY = "\x1b]0;owned\x07\x1b[2J\x1b[31m\u202e\ud800 [bold]passed[/bold] \x9b"


class Nasty(Exception):
    def __str__(self):
        return NASTY


def output_size(n, f, stride=1, pad=0):
    print("\x1b[2J\x1b]52;c;cGFzc2Vk\x07")
    os.write(3, frame("Forbidden", NASTY.encode("utf-8", "surrogatepass")))
    raise Nasty(NASTY)
