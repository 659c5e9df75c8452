# a regular expression that backtracks for years
# deserves: 0
import re


def output_size(n, f, stride=1, pad=0):
    return re.match(r"(a+)+$", "a" * 60 + "b")
