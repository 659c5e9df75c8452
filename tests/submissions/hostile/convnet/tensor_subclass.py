# a Tensor subclass with a lying __torch_function__: the shape and the count may be right, no score is
# deserves: at most 2.5
import torch


class Lying(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        if "eq" in getattr(function, "__name__", "") or "close" in getattr(function, "__name__", ""):
            return torch.tensor(True)
        return super().__torch_function__(function, types, args, kwargs or {})

    def __eq__(self, other):
        return True


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.everything = torch.nn.Parameter(torch.zeros(62006))

    def forward(self, images):
        return torch.zeros(len(images), 10).as_subclass(Lying)
