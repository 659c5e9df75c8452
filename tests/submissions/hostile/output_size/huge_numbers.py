# numbers that cannot be printed, or turned into others
# deserves: 0
class Big(int):
    pass


NUMBERS = iter([10**4000, -(10**4900), Big(10**3000), 10**100_000, float("nan"), float("-inf"), 1e308, 2**63, True] * 9)


def output_size(n, f, stride=1, pad=0):
    return next(NUMBERS)
