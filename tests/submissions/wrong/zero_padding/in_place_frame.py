# Writes the zeros into the image that came in.
# mistake: border laid over the image
def zero_pad(image, pad):
    h, w = image.shape
    for i in range(h):
        for j in range(w):
            if i < pad or j < pad or i >= h - pad or j >= w - pad:
                image[i, j] = 0
    return image
