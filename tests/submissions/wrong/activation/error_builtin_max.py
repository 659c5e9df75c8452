# wrong: builtin max
# mistake: none
# kind: python error
def relu(x):
    return max(0, x)
