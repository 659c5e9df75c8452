# torch exercises may import torch, not the reference
# deserves: 0
import torch  # noqa: F401
from reference.convnet import Net  # noqa: F401
