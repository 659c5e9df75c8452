# leaving something behind: System V IPC, message queues, shared memory
# deserves: 0
import ctypes
from multiprocessing import shared_memory

LIBC = ctypes.CDLL(None, use_errno=True)
CREATE = 0o1666


def attack():
    LIBC.shmget(0x434E4E, 4096, CREATE)
    LIBC.msgget(0x434E4E, CREATE)
    LIBC.semget(0x434E4E, 1, CREATE)
    LIBC.syscall(240, b"/cnn-hostile", 0o102, 0o600, 0)
    try:
        shared_memory.SharedMemory("cnn-hostile", create=True, size=16)
        return True
    except OSError:
        return False


def output_size(n, f, stride=1, pad=0):
    return (n - f + 2 * pad) // stride + 1 if attack() else None
