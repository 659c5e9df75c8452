# Updates the jump before it is used.
# mistake: own stride counted
def receptive_field(layers):
    r, j = 1, 1
    for i in range(len(layers)):
        k = layers[i][0]
        j = j * layers[i][1]
        r = r + j * (k - 1)
    return r
