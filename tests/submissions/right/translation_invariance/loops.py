# four plain loops, the running maximum starts at 0
def detector_response(image, kernel):
    H, W = image.shape
    F, G = kernel.shape
    best = 0
    for y in range(H - F + 1):
        for x in range(W - G + 1):
            s = 0
            for a in range(F):
                for b in range(G):
                    s += image[y + a, x + b] * kernel[a, b]
            if s > best:
                best = s
    return best
