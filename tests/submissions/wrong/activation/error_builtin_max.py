# wrong: builtin max
# mistake: none
# or: maximum of python
# kind: python error
def relu(x):
    return max(0, x)
