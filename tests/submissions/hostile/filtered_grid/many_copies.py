# one large array that a small message names ten thousand times
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


def filtered_grid(grid, kernel, stride=1, pad=0):
    size = 4 << 20
    one = ["a", "uint8", "C", 2, 1024, size // 1024]
    data = memoryview(frame("Returned", 0, ["l", 2, "l", 10_000, *one * 10_000, None], arrays=bytes(size)))
    while data:
        data = data[os.write(3, data) :]
    return None
