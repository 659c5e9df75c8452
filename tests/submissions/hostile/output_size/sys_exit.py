# sys.exit(0) while the file is loaded
# deserves: 0
import sys

sys.exit(0)
