"""Says whether a file is plain: whether it can reach nothing but its own names and what NumPy and Python compute.

A plain file leaves its process as it found it, so that another may run there after it. What a file may use is listed
here by name; whatever else it names, it runs in a child of its own, and loses nothing but a few milliseconds. The list
has nothing that sets an attribute or takes its name as text, that reaches frames, modules, memory or files, that keeps
a state for others (random numbers, NumPy's settings), or that shows memory as it was left (`empty`). Attributes of the
file's own classes are looked at under the names that `own_names` gives them.
"""

from __future__ import annotations

import ast
import builtins
import warnings
from collections.abc import Callable, Mapping
from functools import cache
from types import CodeType
from typing import Any, NamedTuple

from grader.sandbox.child import unset_memory
from grader.sandbox.child.own_names import NotOwnError, fields_of_record, is_main_block, is_renamed, rename
from grader.sandbox.child.unset_memory import is_filled
from grader.sandbox.child.whole_file import Whole

_LARGEST = 1 << 15
"""Bytes of a source that is looked at."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MODULES = _words(
    "__future__ collections collections.abc dataclasses fractions functools itertools math numpy numpy.fft "
    "numpy.lib.stride_tricks numpy.linalg numpy.typing typing warnings"
)
_IDLE_MODULES = _words("copy json operator os pathlib pprint random re string sys time timeit")
"""May be imported and not used: outside the block that only runs a file as a program."""
BUILTINS = _words(
    "abs all any bin bool callable chr complex dict divmod enumerate filter float frozenset int isinstance issubclass "
    "iter len list map max min next ord pow print range repr reversed round set slice sorted str sum tuple zip "
    "classmethod object property staticmethod "
    "ArithmeticError AssertionError AttributeError Exception IndexError KeyError LookupError NotImplementedError "
    "OverflowError RuntimeError StopIteration TypeError ValueError ZeroDivisionError Ellipsis NotImplemented "
    "DeprecationWarning FutureWarning RuntimeWarning UserWarning Warning"
)
_METHODS = _words("__call__ __init__ __post_init__ __repr__ __str__")
"""What Python calls unasked may be these: none of them is called once the file is through."""
_AS_WRITTEN = _words("dataclass namedtuple NamedTuple")
"""Make classes: used in one form alone, as a class's decorator, with fields that are written out, and as a base."""
_OPTIONS = _words("frozen init kw_only order repr slots")
"""Of `dataclass`."""
_ASKED_FOR = _words("__array__ __iter__ __len__")
"""Besides the listed names, what `hasattr` may ask for."""
_PYTHON = (
    "annotations Any Callable Iterable Iterator Generator Sequence Mapping Optional Union List Tuple Dict Set Literal "
    "abc append extend insert pop remove index count sort reverse items keys values get update setdefault add union "
    "intersection difference discard join split strip startswith endswith lower upper replace numerator denominator "
    "is_integer bit_length real imag "
    "chain combinations permutations product accumulate repeat starmap islice pairwise zip_longest cycle from_iterable "
    "reduce partial lru_cache cache defaultdict deque Counter most_common appendleft popleft "
    "field Fraction limit_denominator warn "
    "ceil floor floordiv sqrt exp log log2 log10 pow fsum prod isclose inf nan pi e gcd lcm trunc comb factorial tanh "
    "sin cos tan fabs fmod hypot isnan isinf isfinite isqrt"
)
_NUMPY = (
    "array asarray ascontiguousarray zeros zeros_like ones ones_like full full_like eye identity arange linspace "
    "meshgrid indices fromfunction fromiter tri tril triu diag diagonal "
    "pad stack vstack hstack dstack column_stack concatenate append block split array_split hsplit vsplit tile repeat "
    "roll rot90 flip fliplr flipud transpose moveaxis rollaxis swapaxes reshape ravel flatten squeeze expand_dims "
    "broadcast_to broadcast_arrays broadcast_shapes atleast_1d atleast_2d atleast_3d newaxis T copy astype tolist item "
    "fill shape size ndim dtype itemsize strides flat "
    "add subtract multiply divide true_divide floor_divide mod remainder negative positive power float_power square "
    "sign abs absolute maximum minimum fmax fmin clip round around rint exp2 expm1 log1p reciprocal "
    "sum nansum mean average median std var min max amin amax nanmin nanmax ptp cumsum cumprod diff ediff1d "
    "any all argmax argmin argsort argwhere nonzero flatnonzero where select choose take take_along_axis put "
    "put_along_axis compress searchsorted unique sort lexsort count_nonzero bincount histogram "
    "dot vdot inner outer conj conjugate matmul tensordot einsum einsum_path kron cross trace convolve correlate "
    "linalg norm "
    "greater greater_equal less less_equal equal not_equal logical_and logical_or logical_not logical_xor "
    "array_equal allclose isin intersect1d union1d ndindex ndenumerate vectorize apply_along_axis apply_over_axes "
    "lib stride_tricks sliding_window_view fft rfft rfft2 irfft irfft2 fft2 ifft ifft2 "
    "float16 float32 float64 int8 int16 int32 int64 uint8 uint16 uint32 uint64 bool_ intp floating integer number "
    "ravel_multi_index unravel_index ix_ reduceat outer at nan_to_num result_type issubdtype"
)
NAMES = _words(f"{_PYTHON} {_NUMPY}")
"""Attributes that may be read."""
_IN_ANNOTATIONS = frozenset(("NDArray", "ArrayLike", "ndarray"))
"""Called, `ndarray` makes objects of any bytes."""
_ALL_BUILTINS = frozenset(dir(builtins))
_KINDS = _words(
    "Module FunctionDef ClassDef Return Delete Assign AugAssign AnnAssign For While If Match Raise Try TryStar Assert "
    "Import ImportFrom Global Nonlocal Expr Pass Break Continue BoolOp NamedExpr BinOp UnaryOp Lambda IfExp Dict Set "
    "ListComp SetComp DictComp GeneratorExp Yield YieldFrom Compare Call FormattedValue JoinedStr Constant Attribute "
    "Subscript Starred Name List Tuple Slice comprehension ExceptHandler arguments arg keyword alias match_case "
    "MatchValue MatchSingleton MatchSequence MatchMapping MatchStar MatchAs MatchOr"
)
"""Of syntax. A class's pattern reads attributes that are named as text; no listed name leads to anything for `with`."""
_OF_ANNOTATIONS = frozenset((ast.Name, ast.Attribute, ast.Subscript, ast.Tuple, ast.List, ast.Constant, ast.BinOp))
_LEAVES = (ast.expr_context, ast.operator, ast.boolop, ast.unaryop, ast.cmpop)


class Plain(NamedTuple):
    """A plain file: its code, and what of ours it needs among its names."""

    code: CodeType
    names: Mapping[str, Any]


def look_at(source: bytes, path: str, number: int) -> Plain | None:
    """Return the code of a plain file, the one of this `number` in its process; None of any other.

    One that Python warns of is none, since it would print that warning as it begins.
    """
    if len(source) > _LARGEST:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("error", SyntaxWarning)
        return _looked_at(source, path, number)


def _looked_at(source: bytes, path: str, number: int) -> Plain | None:
    try:
        tree = compile(source, path, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
        assert isinstance(tree, ast.Module)
        has_filled = b"empty" in source and unset_memory.fill_unset(tree)
        if b"class" in source or b"namedtuple" in source:
            rename(tree, number, NAMES - {"pad"})  # a class's own: NumPy's is looked at where it is called
        if not _is_plain(tree):
            return None
        code = compile(tree, path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError, NotOwnError):
        return None
    return Plain(code, unset_memory.NAMES if has_filled else {})


def _is_plain(tree: ast.Module) -> bool:
    """Return whether a file that is read as `tree`, with its own names renamed, is plain."""
    idle, whole = set[str](), Whole()
    nodes: list[ast.AST] = [tree]
    while nodes:
        node = nodes.pop()
        kind: Any = type(node)
        if kind is ast.Import and _is_idle(node):
            idle |= {one.asname or one.name for one in node.names}  # type: ignore[attr-defined]
            continue
        whole.see(node)
        check = _CHECKS.get(kind)
        if kind.__name__ not in _KINDS or (check is not None and not check(node)):
            return False
        nodes += _below(node, kind)
    return not idle & whole.named and whole.is_plain()


def _below(node: ast.AST, kind: Any) -> list[ast.AST]:
    """Return the nodes below that are still to be looked at."""
    if kind is ast.Call and (seen := _as_written(node)) is not None:
        return seen
    if kind is ast.If and is_main_block(node):
        return node.orelse  # type: ignore[attr-defined, no-any-return]
    found: list[ast.AST] = []
    for field in _children(kind):
        child = getattr(node, field)
        if isinstance(child, ast.AST):
            found.append(child)
        elif isinstance(child, list):
            found += [one for one in child if isinstance(one, ast.AST)]
    return found


@cache
def _children(kind: Any) -> tuple[str, ...]:
    """Return the fields that hold further nodes; annotations are looked at with what they belong to."""
    leaves = {"ctx", "op", "ops", "id", "attr", "value"} if kind is ast.Constant else {"ctx", "op", "ops", "id", "attr"}
    leaves |= {"annotation", "returns"} | ({"decorator_list", "bases"} if kind is ast.ClassDef else set())
    return tuple(field for field in kind._fields if field not in leaves)


def _is_free(name: str) -> bool:
    """Return whether a name is the file's own, or one of Python's that may be used."""
    return name in BUILTINS if name in _ALL_BUILTINS else not (name.startswith("__") or name in _AS_WRITTEN)


def _is_attribute(node: Any) -> bool:
    if is_renamed(node) or is_filled(node):
        return type(node.ctx) is not ast.Del
    if node.attr == "__init__":
        return isinstance(node.value, ast.Call) and getattr(node.value.func, "id", "") == "super"
    return type(node.ctx) is ast.Load and node.attr in NAMES


def _is_name(node: Any) -> bool:
    return _is_free(node.id) or (node.id == "__name__" and type(node.ctx) is ast.Load)


def _as_written(node: Any) -> list[ast.AST] | None:
    """Return what is still to be looked at of a call that is allowed in this form alone; None of any other.

    These are `super()`, `hasattr(x, "shape")` and `namedtuple("Layer", "side depth")`.
    """
    name, arguments = getattr(node.func, "id", ""), node.args
    if node.keywords:
        return None
    if name == "super" and not arguments:
        return []
    if name == "hasattr" and len(arguments) == 2 and isinstance(arguments[1], ast.Constant):
        return [arguments[0]] if arguments[1].value in NAMES | _ASKED_FOR else None
    return [] if fields_of_record(node) and isinstance(arguments[0], ast.Constant) else None


def _names_types(annotation: ast.expr | None) -> bool:
    """Return whether an annotation does nothing but to name types."""
    for node in ast.walk(annotation) if annotation is not None else ():
        kind = type(node)
        is_fine = kind in _OF_ANNOTATIONS or isinstance(node, _LEAVES)
        if isinstance(node, ast.Attribute):
            is_fine = type(node.ctx) is ast.Load and (node.attr in NAMES or node.attr in _IN_ANNOTATIONS)
        if isinstance(node, ast.Name):
            is_fine = _is_free(node.id)
        if not is_fine:
            return False
    return True


def _is_import(node: Any) -> bool:
    return all(one.name in MODULES and _is_free(one.asname or "") for one in node.names)


def _is_import_of_names(node: Any) -> bool:
    allowed = NAMES | _IN_ANNOTATIONS if node.module == "numpy.typing" else NAMES
    names = all(
        one.asname is None if one.name in _AS_WRITTEN else one.name in allowed and _is_free(one.asname or one.name)
        for one in node.names
    )
    return node.level == 0 and node.module in MODULES and names


def _is_idle(node: Any) -> bool:
    return all(one.name in _IDLE_MODULES and _is_free(one.asname or one.name) for one in node.names)


def _is_class(node: Any) -> bool:
    """Return whether a class has nothing but methods and values, under names that are the file's own."""
    is_fine = is_renamed(node) and _is_free(node.name) and not node.keywords
    is_fine &= all(map(_is_dataclass, node.decorator_list)) and all(map(_is_base, node.bases))
    return is_fine and all(map(_is_member, node.body))


def _is_base(node: Any) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "NamedTuple" and getattr(node.value, "id", "") == "typing"
    return isinstance(node, ast.Name) and (_is_free(node.id) or node.id == "NamedTuple")


def _is_text(node: Any) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_member(node: Any) -> bool:
    if isinstance(node, ast.Assign):
        return all(isinstance(one, ast.Name) for one in node.targets)
    if isinstance(node, ast.AnnAssign):
        return isinstance(node.target, ast.Name)
    return isinstance(node, ast.FunctionDef | ast.Pass) or _is_text(node)


def _is_dataclass(decorator: Any) -> bool:
    """Return whether a class's decorator is `dataclass`, with nothing but options that are on or off."""
    if isinstance(decorator, ast.Call):
        options = all(one.arg in _OPTIONS and isinstance(one.value, ast.Constant) for one in decorator.keywords)
        return options and not decorator.args and _is_dataclass(decorator.func)
    if isinstance(decorator, ast.Attribute):
        return decorator.attr == "dataclass" and getattr(decorator.value, "id", "") == "dataclasses"
    return isinstance(decorator, ast.Name) and decorator.id == "dataclass"


_CHECKS: dict[type[ast.AST], Callable[[Any], bool]] = {
    ast.Attribute: _is_attribute,
    ast.Name: _is_name,
    ast.arg: lambda node: _is_free(node.arg) and _names_types(node.annotation),
    ast.FunctionDef: lambda node: (_is_free(node.name) or node.name in _METHODS) and _names_types(node.returns),
    ast.MatchAs: lambda node: _is_free(node.name or ""),
    ast.MatchStar: lambda node: _is_free(node.name or ""),
    ast.MatchMapping: lambda node: _is_free(node.rest or ""),
    ast.ClassDef: _is_class,
    ast.AnnAssign: lambda node: _names_types(node.annotation),
    ast.ExceptHandler: lambda node: _is_free(node.name or ""),
    ast.Global: lambda node: all(map(_is_free, node.names)),
    ast.Nonlocal: lambda node: all(map(_is_free, node.names)),
    ast.Import: _is_import,
    ast.ImportFrom: _is_import_of_names,
}
