# system calls by proxy: io_uring, aio
# deserves: 0
import ctypes

LIBC = ctypes.CDLL(None, use_errno=True)


def output_size(n, f, stride=1, pad=0):
    LIBC.syscall(425, 8, ctypes.create_string_buffer(120))
    context = ctypes.c_ulong()
    LIBC.syscall(206, 8, ctypes.byref(context))
    return None
