# wrong: len of float
# mistake: none
# kind: python error
def relu(x):
    return [[v if v > 0 else 0 for v in row] for row in x]
