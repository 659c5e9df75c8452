# looking into other processes: ptrace, process_vm_readv, kcmp
# deserves: 0
import ctypes
import os

LIBC = ctypes.CDLL(None, use_errno=True)
PTRACE_ATTACH, PTRACE_SEIZE = 16, 0x4206


class Part(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]


def attack():
    target = os.getppid()
    buffer = ctypes.create_string_buffer(8)
    here, there = Part(ctypes.addressof(buffer), 8), Part(id(object), 8)
    read = LIBC.process_vm_readv(target, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
    wrote = LIBC.process_vm_writev(target, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
    traced = [LIBC.ptrace(how, target, 0, 0) for how in (PTRACE_ATTACH, PTRACE_SEIZE)]
    return read > 0 or wrote > 0 or 0 in traced


def output_size(n, f, stride=1, pad=0):
    return (n - f + 2 * pad) // stride + 1 if attack() else None
