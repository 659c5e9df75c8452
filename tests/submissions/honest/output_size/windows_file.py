# honest: a byte order mark, Windows line ends, tabs
def output_size(n, f, stride=1, pad=0):
	if f > n + 2 * pad:
		raise ValueError('größer')
	return (n - f + 2 * pad) // stride + 1
