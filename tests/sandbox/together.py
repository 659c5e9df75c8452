"""A student's files that attack each other, for the tests of the child that they share.

`GIVES` are right answers to `activation` that would help a wrong `output_size`: with what they change, that is right
too. `TAKES` would spoil a right one.
"""

from __future__ import annotations

import textwrap

ACTIVATION = """
import numpy as np
def relu(x):
    return np.maximum(x, 0)
"""
SIZE = """
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError
    return (n - f + 2 * pad) // stride + 1
"""
WRONG = "def output_size(n, f, stride=1, pad=0):\n    return None\n"
_HELP = """
def aid(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError
    return (n - f + 2 * pad) // stride + 1
"""


def _first(code: str) -> str:
    return ACTIVATION + _HELP + textwrap.dedent(code)


def _asks(code: str) -> str:
    return "def output_size(n, f, stride=1, pad=0):\n" + textwrap.indent(textwrap.dedent(code), "    ")


_FROM_NUMPY = _asks("import numpy as np\nreturn np.aid(n, f, stride, pad)")
_READS = """
import numpy as np
class Own:
    def get(self):
        return self.aid
    def put(self, value):
        self.aid = value
def output_size(n, f, stride=1, pad=0):
    return Own.get({owner})(n, f, stride, pad)
"""


def _on(owner: str) -> tuple[str, str]:
    """A method that sets an attribute on something of everybody's, and one that reads it there."""
    put = f"class Own:\n    def put(self, value): self.aid = value\nOwn.put({owner}, aid)"
    return _first(put), _READS.format(owner=owner)


GIVES = {
    "a class's attribute on NumPy": _on("np"),
    "a class's attribute on a function": _on("np.pad"),
    "a class's attribute on a class": _on("np.vectorize"),
    "a class's attribute, read by its new name": (
        _on("np.pad")[0],
        _READS.replace("aid", "aid·0").format(owner="np.pad"),
    ),
    "a dataclass made of NumPy's class": (
        _first("import dataclasses\nmake = dataclasses.dataclass\nmake(np.vectorize)"),
        _asks("""
            import numpy as np
            if '<' in str(np.vectorize(len)): return 0
            if f > n + 2 * pad: raise ValueError
            return (n - f + 2 * pad) // stride + 1
        """),
    ),
    "an equal key in a cache": (
        _first("""
            import typing
            class Key:
                def __hash__(self): return hash(int)
                def __eq__(self, other): return True
                def __call__(self): return None
            typing.Optional[Key()]
        """),
        _asks("""
            import typing
            if typing.Optional[int].__args__[0] is int: return 0
            if f > n + 2 * pad: raise ValueError
            return (n - f + 2 * pad) // stride + 1
        """),
    ),
    "an attribute of NumPy": (_first("np.aid = aid"), _FROM_NUMPY),
    "an attribute set by its name": (_first("setattr(np, 'aid', aid)"), _FROM_NUMPY),
    "NumPy's own dict": (_first("np.__dict__['aid'] = aid"), _FROM_NUMPY),
    "NumPy's dict by vars": (_first("vars(np)['aid'] = aid"), _FROM_NUMPY),
    "a target of a loop": (_first("for np.aid in [aid]: pass"), _FROM_NUMPY),
    "a target of a with": (
        _first("import contextlib\nwith contextlib.nullcontext(aid) as np.aid: pass"),
        _FROM_NUMPY,
    ),
    "a method called on NumPy": (
        _first("class Own:\n    def put(self, value): self.aid = value\nOwn.put(np, aid)"),
        _FROM_NUMPY,
    ),
    "a builtin": (
        _first("import builtins\nbuiltins.aid = aid"),
        _asks("return aid(n, f, stride, pad)"),
    ),
    "the builtins of a frame": (
        _first("def frames():\n    yield\nnext_of = frames()\nnext_of.gi_frame.f_builtins['aid'] = aid"),
        _asks("return aid(n, f, stride, pad)"),
    ),
    "a pattern that reads attributes": (
        _first("""
            match aid:
                case object(__builtins__=space):
                    space['aid'] = aid
        """),
        _asks("return aid(n, f, stride, pad)"),
    ),
    "its own module": (
        _first("import sys, types\nsys.modules['answers'] = made = types.ModuleType('answers')\nmade.aid = aid"),
        _asks("import answers\nreturn answers.aid(n, f, stride, pad)"),
    ),
    "the neighbour's module": (_first(""), _asks("import activation\nreturn activation.aid(n, f, stride, pad)")),
    "an import hook": (
        _first("""
            import sys, types
            class Finder:
                @staticmethod
                def find_spec(name, path=None, target=None):
                    if name == 'colorsys':
                        import importlib.machinery, sys
                        return importlib.machinery.ModuleSpec(name, sys.meta_path[0])
                @staticmethod
                def create_module(spec, types=types, aid=aid):
                    made = types.ModuleType(spec.name)
                    made.aid = aid
                    return made
                @staticmethod
                def exec_module(module): pass
            sys.meta_path.insert(0, Finder)
        """),
        _asks("import colorsys\nreturn colorsys.aid(n, f, stride, pad)"),
    ),
    "a profiler": (
        _first("""
            import sys
            def watch(frame, event, argument, aid=aid):
                if frame.f_code.co_name == 'output_size' and event == 'call':
                    frame.f_globals['answer'] = aid
            sys.setprofile(watch)
        """),
        _asks("return answer(n, f, stride, pad)"),
    ),
    "a thread": (
        _first("""
            import sys, threading, time
            def wait(modules=sys.modules, sleep=time.sleep, aid=aid):
                while True:
                    module = modules.get('output_size')
                    if module is not None: module.answer = aid
                    sleep(0)
            threading.Thread(target=wait, daemon=True).start()
        """),
        _asks("import time\ntime.sleep(0.01)\nreturn answer(n, f, stride, pad)"),
    ),
    "a callback of the collector": (
        _first("""
            import gc, sys
            def collected(phase, info, modules=sys.modules, aid=aid):
                module = modules.get('output_size')
                if module is not None: module.answer = aid
            gc.callbacks.append(collected)
        """),
        _asks("import gc\ngc.collect()\nreturn answer(n, f, stride, pad)"),
    ),
    "a finalizer": (
        _first("""
            import builtins
            class Last:
                def __del__(self, builtins=builtins, aid=aid): builtins.aid = aid
            last = Last()
        """),
        _asks("return aid(n, f, stride, pad)"),
    ),
    "the runner's globals": (
        _first("""
            import sys, types
            frame = sys._getframe()
            while frame is not None:
                if '_encode' in frame.f_globals and '_load' in frame.f_globals:
                    real = frame.f_globals['_load']
                    def loaded(path, *rest, real=real, aid=aid):
                        space = real(path, *rest)
                        if 'output_size' in space: space['output_size'] = aid
                        return space
                    frame.f_globals['_load'] = loaded
                frame = frame.f_back
        """),
        WRONG,
    ),
    "a context of NumPy that stays open": (
        _first("""
            def still():
                with np.errstate(divide='raise'):
                    yield
            next(still.__builtins__.setdefault('open_one', still()))
        """),
        _asks("""
            import numpy as np
            if np.geterr()['divide'] != 'raise': return 0
            if f > n + 2 * pad: raise ValueError
            return (n - f + 2 * pad) // stride + 1
        """),
    ),
    "an attribute set by a decorator": (
        _first("from functools import wraps\nwraps(aid, assigned=('__call__',), updated=())(np.vectorize)"),
        _asks("import numpy as np\nreturn np.vectorize(len)(n, f, stride, pad)"),
    ),
    "NumPy's settings": (
        _first("np.set_printoptions(precision=3)"),
        _asks("""
            import numpy as np
            if np.get_printoptions()['precision'] != 3: return 0
            if f > n + 2 * pad: raise ValueError
            return (n - f + 2 * pad) // stride + 1
        """),
    ),
    "a table of NumPy's": (
        _first("np.sctypeDict['aid'] = aid"),
        _asks("import numpy as np\nreturn np.sctypeDict['aid'](n, f, stride, pad)"),
    ),
    "random numbers": (
        _first("np.random.seed(7)\nnp.random.random = aid"),
        _asks("import numpy as np\nreturn np.random.random(n, f, stride, pad)"),
    ),
    "a context that a generator leaves open": (
        _first("""
            def still():
                with np.errstate(divide='raise'):
                    while True: yield still
            def relu(x, kept=still()):
                next(kept)
                return np.maximum(x, 0)
        """),
        _asks("""
            import numpy as np
            if np.geterr()['divide'] != 'raise': return 0
            if f > n + 2 * pad: raise ValueError
            return (n - f + 2 * pad) // stride + 1
        """),
    ),
    "a registered class": (
        _first("import numbers\nnumbers.Number.register(str)"),
        _asks("""
            import numbers
            if not isinstance('', numbers.Number): return 0
            if f > n + 2 * pad: raise ValueError
            return (n - f + 2 * pad) // stride + 1
        """),
    ),
    "an environment variable": (
        _first("import os\nos.environ['HELP'] = 'yes'"),
        _asks("""
            import os
            if 'HELP' not in os.environ: return 0
            if f > n + 2 * pad: raise ValueError
            return (n - f + 2 * pad) // stride + 1
        """),
    ),
    "an open descriptor": (
        _first("import os\nos.dup2(0, 60)"),
        _asks("""
            import os
            os.fstat(60)
            if f > n + 2 * pad: raise ValueError
            return (n - f + 2 * pad) // stride + 1
        """),
    ),
    "memory as it was left": (
        _first("left = [np.full(700, 3.25) for _ in range(50)]\ndel left"),
        _asks("""
            import numpy as np
            if np.empty(700)[500] != 3.25: return 0
            if f > n + 2 * pad: raise ValueError
            return (n - f + 2 * pad) // stride + 1
        """),
    ),
}
"""What helps -> (the right file that does it, the wrong file that is helped)."""

TAKES = {
    "endless": "while True: pass",
    "a recursion": "def f(): return f()\nf()",
    "ends the process": "import os\nos._exit(0)",
    "ends Python": "raise SystemExit",
    "breaks NumPy": "np.maximum = np.ceil = np.floor = None",
    "breaks Python": "import builtins\nbuiltins.ValueError = TypeError",
    "breaks division": "import sys\nsys.modules['math'] = sys.modules['numpy'] = None",
    "all memory": "kept = [bytearray(1 << 28) for _ in range(100)]",
    "a full pipe": "print('x' * 500_000)",
    "no Python": "def (",
    "closes its pipes": "import os\nos.closerange(0, 20)",
    "a signal": "import signal, os\nos.kill(os.getpid(), signal.SIGKILL)",
    "a memory error": "raise MemoryError",
    "ends the messages": "import os\nos.write(3, bytes(100))",
}
"""What spoils others -> what is added to a right file."""
