"""Says whether a file is plain: whether it can reach nothing but its own names and what NumPy and Python compute.

A plain file leaves its process as it found it, so that another may run there after it. What a file may use is listed
here by name; whatever else it names, it runs in a child of its own, and loses nothing but a few milliseconds. The list
has nothing that sets an attribute or takes its name as text, that reaches frames, modules, memory or files, that keeps
a state for others (random numbers, NumPy's settings), or that shows memory as it was left (`empty`).
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable
from functools import cache
from typing import Any

LARGEST = 1 << 15
"""Bytes of a source that is looked at."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MODULES = _words(
    "__future__ collections collections.abc functools itertools math numpy numpy.lib.stride_tricks numpy.typing typing"
)
_BUILTINS = _words(
    "abs all any bin bool callable chr complex dict divmod enumerate filter float frozenset int isinstance issubclass "
    "iter len list map max min next ord pow print range repr reversed round set slice sorted str sum tuple zip "
    "ArithmeticError AssertionError AttributeError Exception IndexError KeyError LookupError NotImplementedError "
    "OverflowError RuntimeError StopIteration TypeError ValueError ZeroDivisionError Ellipsis NotImplemented __name__"
)
_PYTHON = (
    "annotations Any Callable Iterable Iterator Generator Sequence Mapping Optional Union List Tuple Dict Set Literal "
    "abc append extend insert pop remove index count sort reverse items keys values get update setdefault add union "
    "intersection difference discard join split strip startswith endswith lower upper replace numerator denominator "
    "is_integer bit_length real imag "
    "chain combinations permutations product accumulate repeat starmap islice pairwise zip_longest cycle from_iterable "
    "reduce partial lru_cache cache defaultdict deque Counter most_common appendleft popleft "
    "ceil floor floordiv sqrt exp log log2 log10 pow fsum prod isclose inf nan pi e gcd lcm trunc comb factorial tanh "
    "sin cos tan fabs fmod hypot isnan isinf isfinite isqrt"
)
_NUMPY = (
    "array asarray ascontiguousarray zeros zeros_like ones ones_like full full_like eye identity arange linspace "
    "meshgrid indices fromfunction fromiter tri tril triu diag diagonal "
    "pad stack vstack hstack dstack column_stack concatenate append block split array_split hsplit vsplit tile repeat "
    "roll rot90 flip fliplr flipud transpose moveaxis rollaxis swapaxes reshape ravel flatten squeeze expand_dims "
    "broadcast_to broadcast_arrays broadcast_shapes atleast_1d atleast_2d atleast_3d newaxis T copy astype tolist item "
    "fill shape size ndim dtype itemsize nbytes strides flat "
    "add subtract multiply divide true_divide floor_divide mod remainder negative positive power float_power square "
    "sign abs absolute maximum minimum fmax fmin clip round around rint exp2 expm1 log1p reciprocal "
    "sum nansum mean average median std var min max amin amax nanmin nanmax ptp cumsum cumprod diff ediff1d "
    "any all argmax argmin argsort argwhere nonzero flatnonzero where select choose take take_along_axis put "
    "put_along_axis compress searchsorted unique sort lexsort count_nonzero bincount histogram "
    "dot vdot inner outer matmul tensordot einsum einsum_path kron cross trace convolve correlate linalg norm "
    "greater greater_equal less less_equal equal not_equal logical_and logical_or logical_not logical_xor "
    "array_equal allclose isin intersect1d union1d ndindex ndenumerate vectorize apply_along_axis apply_over_axes "
    "lib stride_tricks sliding_window_view fft rfft rfft2 irfft irfft2 fft2 ifft ifft2 "
    "float16 float32 float64 int8 int16 int32 int64 uint8 uint16 uint32 uint64 bool_ intp floating integer number "
    "ravel_multi_index unravel_index ix_ reduceat outer at nan_to_num result_type issubdtype"
)
_NAMES = _words(f"{_PYTHON} {_NUMPY}")
_IN_ANNOTATIONS = frozenset(("NDArray", "ArrayLike", "ndarray"))
"""Called, `ndarray` makes objects of any bytes."""
_ALL_BUILTINS = frozenset(dir(builtins))
_REFUSED = frozenset((ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await, ast.MatchClass))
"""A class's pattern reads attributes that are named as text."""
_OF_ANNOTATIONS = frozenset((ast.Name, ast.Attribute, ast.Subscript, ast.Tuple, ast.List, ast.Constant, ast.BinOp))
_LEAVES = (ast.expr_context, ast.operator, ast.boolop, ast.unaryop, ast.cmpop)


def is_plain(tree: ast.Module) -> bool:
    """Return whether a file that is read as `tree` is plain."""
    nodes: list[ast.AST] = [tree]
    while nodes:
        node = nodes.pop()
        kind: Any = type(node)
        check = _CHECKS.get(kind)
        if kind in _REFUSED or (check is not None and not check(node)):
            return False
        for field in _children(kind):
            child = getattr(node, field)
            if isinstance(child, ast.AST):
                nodes.append(child)
            elif isinstance(child, list):
                nodes += [one for one in child if isinstance(one, ast.AST)]
    return True


@cache
def _children(kind: Any) -> tuple[str, ...]:
    """Return the fields that hold further nodes; annotations are looked at with what they belong to."""
    leaves = {"ctx", "op", "ops", "id", "attr", "value"} if kind is ast.Constant else {"ctx", "op", "ops", "id", "attr"}
    return tuple(field for field in kind._fields if field not in leaves | {"annotation", "returns"})


def _is_free(name: str) -> bool:
    """Return whether a name is the file's own, or one of Python's that may be used."""
    return name in _BUILTINS if name in _ALL_BUILTINS else not name.startswith("__")


def _is_attribute(node: Any) -> bool:
    return type(node.ctx) is ast.Load and node.attr in _NAMES


def _names_types(annotation: ast.expr | None) -> bool:
    """Return whether an annotation does nothing but to name types."""
    for node in ast.walk(annotation) if annotation is not None else ():
        kind = type(node)
        is_fine = kind in _OF_ANNOTATIONS or isinstance(node, _LEAVES)
        if isinstance(node, ast.Attribute):
            is_fine = type(node.ctx) is ast.Load and (node.attr in _NAMES or node.attr in _IN_ANNOTATIONS)
        if isinstance(node, ast.Name):
            is_fine = _is_free(node.id)
        if not is_fine:
            return False
    return True


def _is_import(node: Any) -> bool:
    return all(one.name in _MODULES and _is_free(one.asname or "") for one in node.names)


def _is_import_of_names(node: Any) -> bool:
    allowed = _NAMES | _IN_ANNOTATIONS if node.module == "numpy.typing" else _NAMES
    names = all(one.name in allowed and _is_free(one.asname or one.name) for one in node.names)
    return node.level == 0 and node.module in _MODULES and names


def _is_error(node: Any) -> bool:
    """Return whether a class has a name and a base and nothing else: methods would be called unasked."""
    words = [one.value for one in node.body if isinstance(one, ast.Expr)]
    is_empty = all(isinstance(one, ast.Pass | ast.Expr) for one in node.body)
    is_empty &= all(isinstance(one, ast.Constant) for one in words)
    return is_empty and _is_free(node.name) and not (node.keywords or node.decorator_list)


_CHECKS: dict[type[ast.AST], Callable[[Any], bool]] = {
    ast.Attribute: _is_attribute,
    ast.Name: lambda node: _is_free(node.id),
    ast.arg: lambda node: _is_free(node.arg) and _names_types(node.annotation),
    ast.FunctionDef: lambda node: _is_free(node.name) and _names_types(node.returns),
    ast.MatchAs: lambda node: _is_free(node.name or ""),
    ast.MatchStar: lambda node: _is_free(node.name or ""),
    ast.MatchMapping: lambda node: _is_free(node.rest or ""),
    ast.ClassDef: _is_error,
    ast.AnnAssign: lambda node: _names_types(node.annotation),
    ast.ExceptHandler: lambda node: _is_free(node.name or ""),
    ast.Global: lambda node: all(map(_is_free, node.names)),
    ast.Nonlocal: lambda node: all(map(_is_free, node.names)),
    ast.Import: _is_import,
    ast.ImportFrom: _is_import_of_names,
}
