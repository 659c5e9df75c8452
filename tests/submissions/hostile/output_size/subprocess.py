# starting programs, in all the ways that Python has
# deserves: 0
import os
import subprocess


def attack():
    for command in (["/bin/true"], ["/bin/sh", "-c", "true"]):
        try:
            if subprocess.run(command, timeout=2).returncode == 0:
                return True
        except (OSError, subprocess.SubprocessError):
            pass
    try:
        return os.system("true") == 0 or os.popen("echo escaped").read() != ""
    except OSError:
        return False


def output_size(n, f, stride=1, pad=0):
    return (n - f + 2 * pad) // stride + 1 if attack() else None
