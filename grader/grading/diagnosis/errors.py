"""Explains the errors that beginners meet with NumPy and PyTorch, each in a sentence that says what it means here.

Pure. What the sandbox refused, and why a file could not be loaded, is in `refusals` and `loading`.
"""

from __future__ import annotations

import re

from grader.grading.diagnosis.errors_of_torch import OF_TORCH

_OF_PYTHON: tuple[tuple[str, str, str], ...] = (
    # (the exception, what its text looks like, what it means: {0} is the first group)
    (
        "ValueError",
        r"shapes (\([\d, ]*\)) and (\([\d, ]*\)) not aligned",
        "a matrix product of {0} and {1}: the columns of the first must be as many as the rows of the second",
    ),
    (
        "ValueError",
        r"matmul: .*mismatch.*size (\d+) is different from (\d+)",
        "a matrix product with {1} columns on the left and {0} rows on the right: they must be as many",
    ),
    (
        "ValueError",
        r"could not broadcast input array from shape (\([\d, ]*\)) into shape (\([\d, ]*\))",
        "something of shape {0} is written into a place of shape {1}: look at where the slice begins and ends",
    ),
    (
        "ValueError",
        r"operands could not be broadcast together with (?:remapped )?shapes ([^:]*?)\s*$",
        "shapes {0} do not fit cell by cell: is a window cut short at the edge, or an axis missing?",
    ),
    (
        "IndexError",
        r"only integers, slices|arrays used as indices must be of integer",
        "an index must be a whole number: / gives a float, use //",
    ),
    (
        "TypeError",
        r"slice indices must be integers|'float' object cannot be interpreted as an integer|"
        r"'numpy.float\d+' object cannot be interpreted",
        "a whole number is needed here, and / gives a float: use //",
    ),
    (
        "IndexError",
        r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)",
        "index {0} on axis {1}, whose length is {2}: a loop goes too far, or rows and columns are mixed up",
    ),
    (
        "IndexError",
        r"too many indices for array: array is (\d+)-dimensional, but (\d+) were indexed",
        "{1} indices for an array of {0} axes",
    ),
    (
        "IndexError",
        r"(list|tuple|string) index out of range",
        "the {0} has fewer entries than that: it may be empty, and entries are counted from 0",
    ),
    (
        "ValueError",
        r"(?:not enough|too many) values to unpack \(expected (\d+)(?:, got (\d+))?",
        "{0} names stand on the left, but another number of values comes: look at the shape that is unpacked",
    ),
    (
        "ValueError",
        r"cannot reshape array of size (\d+) into shape (\([\d, ]*\))",
        "{0} cells do not fill a shape of {1}: this works only for sizes that divide evenly",
    ),
    (
        "RuntimeError",
        r"shape '(\[[^\]]*\])' is invalid for input of size (\d+)",
        "{1} numbers do not fill a shape of {0}: count what comes out of the layers before",
    ),
    (
        "TypeError",
        r"Cannot interpret '[^']*' as a data type",
        "np.zeros and its like take the shape as one tuple, in brackets of its own: np.zeros((rows, columns))",
    ),
    (
        "ValueError",
        r"need at least one array to (?:stack|concatenate)|zero-size array to reduction operation|"
        r"arg is an empty sequence|iterable argument is empty",
        "there is nothing to put together or to take the largest of: the loop never ran, or a window is empty",
    ),
    (
        "ValueError",
        r"all (?:the )?input array(?:s|s must have| dimensions)",
        "arrays of different shapes are put together: look at the last one",
    ),
    (
        "ValueError",
        r"axes don't match array|axis (-?\d+) is out of bounds for array of dimension (\d+)",
        "the array has not as many axes as are named here",
    ),
    (
        "AxisError",
        r"axis (-?\d+) is out of bounds for array of dimension (\d+)",
        "axis {0} is asked for, and the array has {1} axes, counted from 0",
    ),
    (
        "ValueError",
        r"truth value of an array",
        "if asks one question of a whole array: use np.where, np.maximum or a loop over the cells",
    ),
    (
        "RuntimeError",
        r"Boolean value of Tensor with more than one value",
        "if asks one question of a whole tensor: use torch.where, or a sum over the cells",
    ),
    (
        "TypeError",
        r"'(numpy\.ndarray|Tensor|list|tuple|float|int|numpy\.float64|numpy\.int64)' object is not callable",
        "round brackets call a function, and this is a {0}: index with [ ], and give no value the name of a function",
    ),
    (
        "TypeError",
        r"'module' object is not callable",
        "a module is called as if it were a function: name the function in it",
    ),
    (
        "UnboundLocalError",
        r"local variable '(\w+)'",
        "{0} has no value yet on this path: it is set only inside an if, or a loop that never ran",
    ),
    (
        "NameError",
        r"name '(\w+)' is not defined",
        "nothing is called {0} here: is it spelled as above, imported, or self.{0}?",
    ),
    (
        "TypeError|AttributeError",
        r"NoneType",
        "something is None here: a function without return gives None, and so do append, extend, sort and shuffle",
    ),
    (
        "AttributeError",
        r"module 'numpy' has no attribute '(float|int|bool|object)'",
        "np.{0} is gone from NumPy: write {0}, or np.float64 and np.int64",
    ),
    ("AttributeError", r"module '([\w.]+)' has no attribute '(\w+)'", "{0} has no {1}: look the name up"),
    (
        "AttributeError",
        r"'(list|tuple)' object has no attribute '(\w+)'",
        "a {0} has no {1}: make an array of it first, np.array(...)",
    ),
    (
        "AttributeError",
        r"cannot assign (?:module|parameters) before Module.__init__",
        "the network begins without super().__init__(): call it first in __init__",
    ),
    (
        "AttributeError",
        r"'(\w+)' object has no attribute '(\w+)'",
        "a {0} has no {1}: is it spelled as where it was made?",
    ),
    (
        "TypeError",
        r"list indices must be integers or slices, not tuple",
        "a list takes one index at a time: write a[i][j], or make it an array first, np.array(a)",
    ),
    (
        "TypeError",
        r"(?:list|tuple) indices must be integers or slices, not (\w+)",
        "a list or tuple is indexed by whole numbers, not by what is here ({0})",
    ),
    (
        "TypeError",
        r"'tuple' object does not support item assignment",
        "a tuple can't be changed: make a new one, or a list of it first",
    ),
    (
        "TypeError",
        r"can only concatenate (tuple|list) \(not \"(\w+)\"\)",
        "+ joins two {0}s, and one of these is of type {1}: take the numbers out of the {0}, image.shape[0] say",
    ),
    (
        "TypeError",
        r"can't multiply sequence by non-int|unsupported operand type\(s\) for .*'(list|tuple|str)'",
        "a list or text does not calculate as an array does: np.array(...) around it",
    ),
    (
        "TypeError",
        r"'(\w+)' object is not subscriptable",
        "square brackets stand behind something that has no entries ({0})",
    ),
    (
        "TypeError",
        r"'([\w.]+)' object is not iterable|object of type '([\w.]+)' has no len|non-iterable ([\w.]+) object",
        "a single value ({0}) stands where a sequence is needed",
    ),
    (
        "TypeError",
        r"only (?:size-1|length-1|0-dimensional) arrays can be converted",
        "an array stands where one number is needed: pick a cell, or sum it up first",
    ),
    (
        "ValueError",
        r"setting an array element with a sequence|inhomogeneous shape",
        "several numbers are put where one fits, or the rows have different lengths",
    ),
    (
        "TypeError|UFuncTypeError",
        r"[Cc]annot cast ufunc|ufunc '.*' output",
        "an array of whole numbers can't take fractions: make it with dtype=float",
    ),
    ("ZeroDivisionError", r"", "something is divided by 0 here"),
    ("RecursionError", r"", "the function calls itself without end: where does it stop?"),
    ("KeyError", r"(.*)", "{0} is not among the keys"),
    ("AssertionError", r"", "an assert of your own says no here: the exercise asks for these inputs too"),
)


_ARGUMENTS: tuple[tuple[str, str], ...] = (
    (
        r"got an unexpected keyword argument '(\w+)'",
        "the statement gives the argument {0}, and this function has none of that name",
    ),
    (
        r"([\w.<>]+)\(\) missing \d+ required positional arguments?: (.*)",
        "{0} wants more arguments than it is given ({1}): compare its first line with the statement",
    ),
    (
        r"([\w.<>]+)\(\) takes (?:from \d+ to )?(\d+) positional arguments? but (\d+) (?:was|were) given",
        "{0} takes {1} arguments and is given {2}: in a class self comes first, outside it is not there",
    ),
    (
        r"got multiple values for argument '(\w+)'",
        "{0} is given twice: the arguments stand in another order than the statement's",
    ),
)


def meaning(error: str, message: str) -> str:
    """Return one sentence that says what an exception means here; empty where the table has none."""
    if error == "TypeError":
        for pattern, said in _ARGUMENTS:
            found = re.search(pattern, message)
            if found:
                groups = list(found.groups(""))
                groups[-1] = groups[-1].replace(" and ", ", ")
                return said.format(*groups)
    for name, pattern, said in (*OF_TORCH, *_OF_PYTHON):
        found = re.search(pattern, message) if re.fullmatch(name, error) else None
        if found:
            return said.format(*filter(None, found.groups()), "?", "?", "?")
    return ""
