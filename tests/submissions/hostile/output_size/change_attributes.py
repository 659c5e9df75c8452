# modes, times, owners and attributes of files
# deserves: 0
import array
import fcntl
import os

UP = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
TARGETS = (__file__, UP + "/class/victim/output_size.py", UP + "/canary/file", UP + "/canary")


def marked(path):
    descriptor = os.open(path, os.O_RDONLY)
    fcntl.ioctl(descriptor, 0x40086602, array.array("l", [0x40]))  # FS_IOC_SETFLAGS: no dump


WAYS = (
    lambda path: os.chmod(path, 0o777),
    lambda path: os.fchmod(os.open(path, os.O_RDONLY), 0o777),
    lambda path: os.utime(path, (0, 0)),
    lambda path: os.utime(os.open(path, os.O_RDONLY), (0, 0)),
    lambda path: os.setxattr(path, "user.cnn", b"escaped"),
    lambda path: os.chown(path, os.getuid(), os.getgid()),
    marked,
)


def attack():
    done = False
    for path in TARGETS:
        for way in WAYS:
            try:
                way(path)
                done = True
            except OSError:
                pass
    return done


def output_size(n, f, stride=1, pad=0):
    return (n - f + 2 * pad) // stride + 1 if attack() else None
