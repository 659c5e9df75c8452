# A named tuple as a shape.

from collections import namedtuple
Volume = namedtuple("Volume", "h w c")
def conv_parameters(c, k, f): return k*(c*f**2 + 1)
def output_volume(h, w, k, f, stride=1, pad=0):
    return Volume(1 + (h + 2*pad - f)//stride, 1 + (w + 2*pad - f)//stride, k)
