# filters of F x F, not C x F x F
# mistake: input channels left out
def trace(input_shape, layers):
    cur = input_shape
    res = []
    for l in layers:
        if l[0] == "conv":
            c, h, w = cur
            p = l[1] * (l[2] * l[2] + 1)
            cur = (l[1], (h - l[2] + 2 * l[4]) // l[3] + 1, (w - l[2] + 2 * l[4]) // l[3] + 1)
        elif l[0] == "pool":
            c, h, w = cur
            p = 0
            cur = (c, (h - l[1]) // l[2] + 1, (w - l[1]) // l[2] + 1)
        elif l[0] == "flatten":
            c, h, w = cur
            p = 0
            cur = (c * h * w,)
        elif l[0] == "fc":
            p = (cur[0] + 1) * l[1]
            cur = (l[1],)
        else:
            p = 0
        res.append((cur, p))
    return res
