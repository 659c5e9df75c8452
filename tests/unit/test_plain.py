"""Which files may share a child: those that reach nothing but their own names and what is computed."""

import builtins
import importlib
from collections.abc import Iterator
from types import CodeType, FunctionType

import pytest

from exercises.definition import Needs
from grader.core.lessons import lessons
from grader.sandbox.child import plain as rules
from grader.sandbox.child.plain import look_at

BY_HAND = [lesson for lesson in lessons() if lesson.exercise.needs is Needs.NUMPY]


def plain(source: str) -> bool:
    return look_at(source.encode(), "/file.py", 0) is not None


@pytest.mark.parametrize("lesson", BY_HAND, ids=lambda lesson: lesson.name)
def test_our_own_solutions_are_plain(lesson):
    assert plain(lesson.solution_source)


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np\ndef f(x: np.ndarray, k: 'np.ndarray | None' = None) -> np.ndarray: return np.pad(x, 1)",
        "from numpy.lib.stride_tricks import sliding_window_view as windows",
        "import math\nclass TooLarge(ValueError):\n    '''It does not fit.'''\nside = math.floor(3.5)",
        "import numpy as np\nfrom numpy.typing import NDArray\ndef f(x: NDArray[np.float64]): return x",
        "import numpy as np, math\nx = hasattr(math, '__array__')",
        "from collections.abc import Sequence\nfrom typing import Any\ndef f(*a: Any, **k: Sequence[int]): print(a, k)",
        "if __name__ == '__main__':\n    print(f'{1 + 1:>3}')",
        "total = 0\ndef count():\n    global total\n    total += 1\ntry: count()\nexcept ValueError as error: raise",
        "import os, sys\nimport random\nif __name__ == '__main__':\n    print(sys.argv, os.environ, open('x'))",
        "import warnings\nwarnings.warn('large', RuntimeWarning, stacklevel=2)",
        "import numpy as np\nx = np.empty((2, 3))\ny = np.empty_like(x)",
        "from fractions import Fraction\nx = Fraction(1, 3).limit_denominator(10)",
        "x = hasattr([], '__len__') and hasattr([], 'shape')",
        "class A:\n    'A layer.'\n    side = 1\n    def f(self): return self.side",
        "class A:\n    def __init__(self, weight): self.weight = weight\n    def __call__(self): return self.weight",
        "class A:\n    def __init__(self, size): self.size = size\nprint(A(3).size)",
        "class A:\n    @property\n    def area(self): return 1\n    @staticmethod\n    def f(x): return x.shape",
        "class A:\n    def f(self): self.n = 1\nclass B(A):\n    def __init__(self): super().__init__(); super().f()",
        "from dataclasses import dataclass, field\n@dataclass(frozen=True)\nclass A:\n    n: int = 1\nprint(A(n=2).n)",
        "import dataclasses\n@dataclasses.dataclass\nclass A:\n    shape: tuple\n    def f(self): return self.shape",
        "from collections import namedtuple\nA = namedtuple('A', 'side, depth')\nprint(A(side=1, depth=2).side)",
        "import collections\nA = collections.namedtuple('A', ['side'])\nprint(A(1).side)",
        "from typing import NamedTuple\nclass A(NamedTuple):\n    side: int\nprint(A(3).side)",
        "from functools import lru_cache\n@lru_cache(maxsize=None)\ndef f(n): return [x for x in range(n) if x % 2]",
        "def size(side, pad=0): return side + pad\nlayer = {'pad': 1}\nsize(3, **layer)",
        "','.join(map(str, (1, 2)))\nx = isinstance(3, (int, str))",
        "import numpy as np\nnp.pad(np.zeros(3), 1, 'constant')\nnp.pad(np.zeros(3), pad_width=1, mode='edge')",
        "class A:\n    def __init__(self, pad): self.pad = pad\n    def f(self): return 2 * self.pad\nprint(A(1).pad)",
        "def f():\n    try: yield 1\n    except ValueError: pass",
    ],
)
def test_what_students_write_is_plain(source):
    assert plain(source)


@pytest.mark.parametrize(
    "source",
    [
        "import sys\nsys.path",
        "open('x')\nimport sys",
        "import os\nif __name__ == '__main__': pass\nelse: os.environ",
        "__name__ = '__main__'\nif __name__ == '__main__': open('x')",
        "if __name__ != '__main__': open('x')",
        "if __name__ == '__main__' or open('x'): pass",
        "import subprocess",
        "import os.path",
        "import numpy.ctypeslib",
        "import numpy as __builtins__",
        "from numpy import *",
        "from numpy import ctypeslib",
        "from numpy import seterr",
        "from numpy.lib import stride_tricks",
        "from numpy.lib.stride_tricks import as_strided",
        "from . import activation",
        "import activation",
        "from typing import get_type_hints",
        "np.sum = 1",
        "np.sum += 1",
        "del np.sum",
        "(np.sum, x) = 1, 2",
        "[0 for np.sum in [1]]",
        "x: int = np.ctypeslib",
        "x.shape = (1, 2)",
        "getattr(x, 'y')",
        "ｇｅｔａｔｔｒ(x, 'y')",
        "x.__ｃlass__",
        "x.__class__",
        "__builtins__",
        "__import__('os')",
        "f = eval",
        "open('x')",
        "globals()",
        "type('X', (), {})",
        "isinstance = 1\nabs.__self__",
        "def __getattr__(name): pass",
        "def f(__class__): pass",
        "def f(x: np.ndarray(1, object, bytes(8))): pass",
        "def f() -> np.ctypeslib: pass",
        "np.ndarray((1,), object, bytes(8))",
        "make = np.ndarray",
        "from numpy import empty",
        "x.resize(5, refcheck=False)",
        "x.view(object)",
        "x.ctypes",
        "x.tofile('y')",
        "np.random.seed(1)",
        "np.load('x')",
        "g.gi_frame",
        "error.with_traceback",
        "'{0.x}'.format(1)",
        "from numpy import ndarray",
        "class A(metaclass=B): pass",
        "class A(open('x').NamedTuple): pass",
        "class A(typing.get_type_hints): pass",
        "@open('x').dataclass\nclass A: pass",
        "@dataclasses.make_dataclass\nclass A: pass",
        "@f\nclass A: pass",
        "class A:\n    (x := 1)",
        "class A:\n    for x in []: pass",
        "class A(f()): pass",
        "class A(np.ndarray): pass",
        "class A:\n    def __del__(self): pass",
        "class A:\n    def __eq__(self, other): return True",
        "class A:\n    def __getattr__(self, name): return 1",
        "class A:\n    def __array__(self): return 1",
        "class A:\n    __array_interface__ = {}",
        "class A:\n    __slots__ = ()",
        "class A:\n    def f(self): self.__array_interface__ = {}",
        "class A:\n    def f(self): self.__class__ = A",
        "class A:\n    def f(self): self.__dict__",
        "class A:\n    def f(self): del self.x",
        "class A:\n    def f(self, x): x.shape = (1,)",
        "class A:\n    seterr = 1\n    def f(self): np.ctypeslib",
        "import numpy as np\nclass A:\n    def f(self): self.seterr = 1\nnp.seterr(all='raise')",
        "import numpy as np\nclass A:\n    def f(self): self.aid = 1\nnp.aid = 2",
        "class A:\n    x = 1\n    y = x",
        "class A:\n    x = 1\n    def f(self, y=x): pass",
        "class A:\n    @property\n    def f(self): pass\n    @f.setter\n    def f(self, value): pass",
        "super = len",
        "super(A, a).f",
        "f(super)",
        "class A:\n    def f(self): super().__reduce__()",
        "np.vectorize.__init__(np, len)",
        "x.__init__()",
        "hasattr(x, name)",
        "hasattr(x, '__class__')",
        "hasattr",
        "from dataclasses import dataclass\ndataclass(np.vectorize)",
        "from dataclasses import dataclass as f",
        "import dataclasses\ndataclasses.dataclass(np.vectorize)",
        "import dataclasses\n@dataclasses.dataclass(np.vectorize)\nclass A: pass",
        "@dataclass(init=f())\nclass A: pass",
        "def dataclass(): pass",
        "open('x').namedtuple('A', 'b')",
        "namedtuple(open('x'), 'b')",
        "namedtuple('A', [open('x')])",
        "namedtuple('A', ['b', open('x')])",
        "namedtuple('A', {open('x'): 1})",
        "namedtuple('A', 'b', module=open('x'))",
        "from collections import namedtuple as f",
        "NamedTuple('A', [])",
        "x.side·0",
        "warnings.showwarning",
        "warnings.filters",
        "np.r_['__builtins__']",
        "from functools import update_wrapper",
        "async def f(): pass",
        "match x:\n    case int(real=y): pass",
        "try: pass\nexcept ValueError as open: pass",
        "def f():\n    global __name__x",
        "lambda __class__: 1",
        "np.vectorize.mro",
        "f.register(str)",
        "from functools import wraps",
        "np.nbytes['f'] = 1",
        "np.add(1, 2, **x)",
        "f(**x)",
        "def f(a): pass\nf = np.add\nf(**x)",
        "def f(a): pass\ndef g(f): f(**x)",
        "@partial(partial, np.add)\ndef f(a): pass\nf(**x)",
        "dict(where=x)",
        "np.pad(x, 1, m)",
        "np.pad(x, 1, mode='emp' + 'ty')",
        "np.pad(*x)",
        "p = np.pad",
        "from numpy import pad",
        "s = str\ns(x, 'latin-1')",
        "map(str, x, y)",
        "def map(f, x): f(x, 'latin-1')\nmap(str, x)",
        "@str\ndef f(): pass",
        "b''.join",
        "def f():\n    try: yield\n    except: pass",
        "with x: pass",
        "from numpy import vectorize\nclass A(vectorize): pass",
        "class A(dict): pass",
        "1 is 1",
        "import functools\nfunctools.wraps(f, assigned=('__call__',), updated=())(np.vectorize)",
    ],
)
def test_what_could_reach_further_is_not(source):
    assert not plain(source)


# --- what a plain file may name, looked at from the other side

BY_TEXT = {"setattr", "delattr", "__setattr__", "__dict__", "exec", "eval", "globals", "vars", "__import__", "open"}


def _reached() -> Iterator[tuple[str, object]]:
    """Every object that the listed names lead to, and how."""
    left = [(name, importlib.import_module(name)) for name in rules.MODULES - {"__future__"}]
    left += [(name, getattr(builtins, name)) for name in rules.BUILTINS if hasattr(builtins, name)]
    seen = set()
    while left:
        way, found = left.pop()
        if id(found) not in seen and way.count(".") < 6:
            seen.add(id(found))
            yield way, found
            names = rules.NAMES & set(dir(found)) if not isinstance(found, str) else ()
            left += [(f"{way}.{name}", getattr(found, name, None)) for name in names]


def _codes(found: object) -> Iterator[CodeType]:
    """The code of a function or a class's methods, and in the standard library of the functions that it names."""
    own = list(vars(found).values()) if isinstance(found, type) else [found, getattr(found, "_implementation", None)]
    functions = [one for one in own if isinstance(one, FunctionType)]
    for one in list(functions):
        if one.__module__ in ("functools", "collections"):
            named = map(one.__globals__.get, one.__code__.co_names)
            functions += [other for other in named if isinstance(other, FunctionType)]
    left = [one.__code__ for one in functions]
    while left:
        code = left.pop()
        yield code
        left += [one for one in code.co_consts if isinstance(one, CodeType)]


def test_nothing_that_a_plain_file_may_call_sets_or_runs_what_is_named_as_text():
    reached = list(_reached())
    assert len(reached) > 500
    setting = {way for way, found in reached for code in _codes(found) if BY_TEXT & set(code.co_names)}
    assert setting <= {"functools.lru_cache"}, "which sets fixed names, on what it makes itself"
    assert [way for way, found in reached if isinstance(found, dict | list | set)] == []
