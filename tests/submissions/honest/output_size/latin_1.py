# honest: an old encoding, declared
# -*- coding: latin-1 -*-
def output_size(n, f, stride=1, pad=0):
    größe = n + 2 * pad - f
    if größe < 0:
        raise ValueError('größer')
    return größe // stride + 1
