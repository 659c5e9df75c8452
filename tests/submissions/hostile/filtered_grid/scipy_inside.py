# importing SciPy while the code runs
# deserves: 0
def filtered_grid(grid, kernel, stride=1, pad=0):
    from scipy.signal import correlate2d

    return correlate2d(grid, kernel, mode="valid")[::stride, ::stride]
