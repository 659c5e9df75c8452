"""Memory that the server moves into large pages."""

import ctypes
import mmap
import random
import sys

import pytest

from grader.sandbox.child.large_pages import collapse, pieces

SIZE = 8 << 20


@pytest.mark.skipif(sys.platform != "linux", reason="there are no large pages")
def test_memory_that_was_moved_holds_what_it_held():
    block = mmap.mmap(-1, SIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    block.write(content := random.Random(0).randbytes(SIZE))
    start = ctypes.addressof(ctypes.c_char.from_buffer(block))
    inside = [piece for piece in pieces() if start <= piece < start + SIZE]
    assert len(inside) >= 3
    for piece in inside:
        collapse(piece)
    assert block[:] == content
