# writes the zeros into the input
# mistake: input changed
def relu(x):
    x[x < 0] = 0.0
    return x
