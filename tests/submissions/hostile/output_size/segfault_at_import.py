# a crash in C while the file is loaded
# deserves: 0
import ctypes

ctypes.string_at(0)
