# a loop that never ends, before any function is there
# deserves: 0
while True:
    pass
