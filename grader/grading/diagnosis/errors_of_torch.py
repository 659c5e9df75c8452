"""Lists the errors of PyTorch that beginners meet, each with a sentence that says what it means here. Pure."""

from __future__ import annotations

OF_TORCH: tuple[tuple[str, str, str], ...] = (
    (
        "RuntimeError",
        r"mat1 and mat2 shapes cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)",
        "{1} numbers an image come in, and this linear layer expects {2}: work out the shape after the last pooling",
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
        r"Expected floating point type for target|expected scalar type|"
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
)
