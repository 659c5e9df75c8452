# a loop that never ends
# deserves: 0
def output_size(n, f, stride=1, pad=0):
    while True:
        pass
