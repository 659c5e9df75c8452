# keeps only the positive entries
# mistake: negatives removed
def relu(x):
    positive = x > 0
    return x[positive]
