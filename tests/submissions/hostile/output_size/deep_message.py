# a message nested more deeply than any parser likes
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


text = pack("Returned")
text = b"\x93" + text + b"\x00" + b"\x91" * 200_000 + b"\x90"


def output_size(n, f, stride=1, pad=0):
    data = memoryview(struct.pack("!IQ", len(text), 0) + text)
    while data:
        data = data[os.write(3, data) :]
    return None
