"""Lists the errors of PyTorch that beginners meet, each with a sentence that says what it means here. Pure."""

from __future__ import annotations

OF_TORCH: tuple[tuple[str, str, str], ...] = (
    (
        "RuntimeError",
        r"mat1 and mat2 shapes cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)",
        "rows of {1} numbers come in, and this linear layer expects {2}: is there a flatten before it, and is that the "
        "shape after the last pooling?",
    ),
    (
        "RuntimeError",
        r"[Gg]iven groups=\d+, weight of size (\[[^\]]*\]), expected input.* to have (\d+) channels, but got (\d+)",
        "the convolution is made for {1} channels, and {2} come in",
    ),
    (
        "RuntimeError",
        r"Expected 3D \(unbatched\) or 4D \(batched\) input to \w+, but got input of size: (\[[^\]]*\])",
        "a convolution wants a batch of shape (B, C, H, W), and {0} comes",
    ),
    (
        "RuntimeError",
        r"Expected floating point type for target|expected scalar type|expected target dtype|"
        r"to have the same dtype|must have the same dtype|\"\w*\" not implemented for '(Int|Float|Long)'",
        "two kinds of numbers meet: labels are int64 (long), images and weights float32: look at what is converted",
    ),
    (
        "RuntimeError",
        r"a leaf Variable that requires grad",
        "a weight is changed in place while gradients are recorded: do it under torch.no_grad()",
    ),
    (
        "RuntimeError",
        r"does not require grad and does not have a grad_fn",
        "backward() finds no gradients: the forward pass ran under no_grad, on frozen weights, or was detached",
    ),
    (
        "RuntimeError",
        r"[Cc]an't call numpy\(\) on Tensor that requires grad",
        "this tensor still carries gradients: use .item() for a number, .detach() before .numpy()",
    ),
    (
        "RuntimeError",
        r"backward through the graph a second time",
        "backward() is called twice on one loss: do a new forward pass for each step",
    ),
    (
        "RuntimeError|AssertionError",
        r"CUDA|NVIDIA|cuda",
        "there is no GPU here: leave .cuda() out, or ask torch.cuda.is_available() first",
    ),
    (
        "RuntimeError",
        r"size of tensor a \((\d+)\) must match the size of tensor b \((\d+)\) at non-singleton dimension (\d+)",
        "{0} against {1} along axis {2}: the two do not fit cell by cell",
    ),
    (
        "NotImplementedError",
        r"Module \[(\w+)\] is missing the required \"forward\"",
        "{0} has no forward method: is it spelled right, and indented into the class?",
    ),
    (
        "RuntimeError",
        r"grad can be implicitly created only for scalar outputs",
        "backward() starts from one number, and this is a tensor of several: take their mean first",
    ),
    (
        "RuntimeError",
        r"modified by an inplace operation",
        "a tensor that backward() still needs was changed in place: write x = x + 1, not x += 1",
    ),
    (
        "RuntimeError",
        r"0D or 1D target tensor expected|multi-target not supported",
        "the labels are one whole number an image, of shape (B,): no column, and no one-hot rows",
    ),
    (
        "IndexError",
        r"Target (-?\d+) is out of bounds",
        "a label {0} is there, and the scores have fewer columns than that: how many classes does the last layer have?",
    ),
    (
        "ValueError",
        r"Expected input batch_size \((\d+)\) to match target batch_size \((\d+)\)",
        "{0} rows of scores meet {1} labels: are images and labels cut alike, and is the flatten right?",
    ),
    (
        "ValueError",
        r"Expected more than 1 value per channel when training",
        "batch norm can't learn from one image alone: is the last batch a single one, or is eval() missing?",
    ),
    (
        "ValueError",
        r"optimizer got an empty parameter list",
        "the optimizer is given no parameters: a list of layers must be an nn.ModuleList, and parameters() called once",
    ),
    (
        "RuntimeError",
        r"view size is not compatible",
        "view() wants numbers that lie in order: use flatten(1) or reshape()",
    ),
    (
        "AttributeError",
        r"'(float|int)' object has no attribute '(backward|item)'",
        "this is a plain {0} already, without {1}(): call item() after backward(), and once",
    ),
)
