# Nested lists: polynomials in two variables, multiplied term by term.
import warnings
from collections import defaultdict


class Polynomial:
    def __init__(self, rows):
        self.terms = {(i, j): float(v) for i, row in enumerate(rows) for j, v in enumerate(row)}
        self.rows, self.columns = len(rows), len(rows[0])

    def times(self, other):
        product = defaultdict(float)
        for (a, b), v in self.terms.items():
            for (c, d), w in other.terms.items():
                product[a + c, b + d] += v * w
        return product


def convolve(image, kernel):
    p, q = Polynomial(image), Polynomial(kernel)
    if q.rows > p.rows:
        warnings.warn("the filter is taller than the image")
    product = p.times(q)
    return [[product[i, j] for j in range(p.columns + q.columns - 1)] for i in range(p.rows + q.rows - 1)]
