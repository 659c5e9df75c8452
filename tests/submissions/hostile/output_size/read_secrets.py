# reading what others keep on the machine
# deserves: 0
import glob
import os

UP = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
PATHS = (UP + "/canary/file", UP + "/class/victim/output_size.py", "/etc/passwd", "/etc/hostname", "/etc/hosts")


def attack():
    for path in (*PATHS, *glob.glob("/home/*/.*"), *glob.glob("/root/.*"), *glob.glob("/tmp/*")):
        try:
            if open(path, "rb").read(1):
                return True
        except OSError:
            pass
    for folder in (UP, UP + "/canary", UP + "/class", "/tmp", "/home", "/proc"):
        try:
            if os.listdir(folder) and folder != "/proc":
                return UP in folder and set(os.listdir(folder)) - {os.path.basename(os.path.dirname(__file__)), "class"}
        except OSError:
            pass
    return False


def output_size(n, f, stride=1, pad=0):
    return (n - f + 2 * pad) // stride + 1 if attack() else None
