# wrong: truth value
# mistake: none
# kind: python error
def relu(x):
    if x > 0:
        return x
    return 0
