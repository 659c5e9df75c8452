# os._exit(0) while the file is loaded
# deserves: 0
import os

os._exit(0)
