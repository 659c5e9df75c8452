# honest: warns and prints on both streams, with letters of all kinds
import logging
import sys
import warnings

logging.basicConfig(level=logging.DEBUG)


def output_size(n, f, stride=1, pad=0):
    print("n =", n, "f =", f, "größe ✓ 数")
    print("debugging", file=sys.stderr)
    warnings.warn("this is only a warning")
    logging.info("stride %d", stride)
    sys.stdout.buffer.write(b"\xff\xfe not text\n")
    sys.stdout.flush()
    if f > n + 2 * pad:
        raise ValueError(f"a filter of {f} does not fit")
    return (n - f + 2 * pad) // stride + 1
