"""Files that leave something where Python or NumPy keeps it, and files that mean something else once they are changed.

Like `together.GIVES`: a right `activation`, and a wrong `output_size` that would come out right after it.
"""

from __future__ import annotations

import textwrap

from tests.sandbox.together import ACTIVATION

_RIGHT = """
    if f > n + 2 * pad: raise ValueError
    return (n - f + 2 * pad) // stride + 1
"""


def _first(code: str) -> str:
    return ACTIVATION + textwrap.dedent(code)


def _right_if(condition: str, above: str = "") -> str:
    head = f"{textwrap.dedent(above)}\ndef output_size(n, f, stride=1, pad=0):\n"
    return f"{head}    if not ({condition}): return 0{_RIGHT}"


_COUNTS = """
import warnings
import numpy as np
asked = []
class Text:
    def __str__(self):
        asked.append(1)
        if len(asked) > {most}: raise ValueError
        return 'seen'
def warn(_):
    warnings.warn(UserWarning(Text()), stacklevel={level})
    return 1
try: {call}
except ValueError: pass
"""
"""A warning's text is asked for once more where it is shown, and shown once in a process for each line."""
_THROUGH_NUMPY = "np.apply_along_axis(warn, 0, np.zeros(2))"
_FULL = _first("left = [np.full({0}, 3.25) for _ in range(50)]\ndel left")

LEFT_BEHIND = {
    "a type that was written": (
        _first("import typing\ntyping.Literal[((1,),)]"),
        _right_if("str(typing.Literal[((True,),)]) == 'typing.Literal[(1,)]'", "import typing"),
    ),
    "a type in an annotation": (
        _first("from typing import Optional\ndef f(x: Optional[list[1]]): pass"),
        _right_if("str(Optional[list[True]]) == 'typing.Optional[list[1]]'", "from typing import Optional"),
    ),
    "a warning that was not shown": (
        _first(_COUNTS.format(most=1, level=2, call=_THROUGH_NUMPY)),
        _right_if("len(asked) == 1", _COUNTS.format(most=9, level=2, call=_THROUGH_NUMPY)),
    ),
    "a warning about who called": (
        _first(_COUNTS.format(most=9, level=8, call="warn(0)")),
        _right_if("len(asked) == 1", _COUNTS.format(most=9, level=8, call="warn(0)")),
    ),
    "what a generator does late": (
        _first("""
            import typing
            def begin(left, kinds, again):
                def wait():
                    itself = cell
                    try: yield
                    finally:
                        kinds[list[1]]
                        if left: again(left - 1, kinds, again)
                cell = [wait()]
                next(cell[0])
            begin(3, typing.Optional, begin)
        """),
        _right_if(
            "[[i] for i in range(3000)] and str(typing.Optional[list[True]]) == 'typing.Optional[list[1]]'",
            "import typing",
        ),
    ),
    "memory that a ufunc leaves unset": (
        _FULL.format(700),
        _right_if("np.negative(np.zeros(700), where=np.zeros(700, bool))[500] == 3.25", "import numpy as np"),
    ),
    "memory that padding leaves unset": (
        _FULL.format(700),
        _right_if("np.pad(np.zeros(1), (0, 699), mode='empty')[500] == 3.25", "import numpy as np"),
    ),
    "unset memory by another name": (
        _FULL.format(700),
        _right_if("np.empty(700)[500] == 3.25", "import numpy as np\n_filled· = lambda make: make"),
    ),
    "memory between the fields of an array": (
        _FULL.format(100),
        _right_if(
            "str(np.full(1, 3.25), 'latin-1') in str(np.array([(1,)], wide), 'latin-1')",
            "import numpy as np\nwide = {'names': ['a'], 'formats': ['i1'], 'offsets': [0], 'itemsize': 800}",
        ),
    ),
}
"""What stays -> (the right file that leaves it, the wrong file that finds it)."""

_CHANGED = {
    "fields that are no names": "from collections import namedtuple\nLayer = namedtuple('Layer', 'class def')",
    "a field of two words": "from collections import namedtuple\nLayer = namedtuple('Layer', ['side depth'])",
    "fields in no order": "from collections import namedtuple\nLayer = namedtuple('Layer', {'a', 'b'})\nLayer(1)",
    "a method that a named tuple may not have": """
        from typing import NamedTuple
        class Layer(NamedTuple):
            side: int
            def _replace(self): return self
    """,
    "an attribute of an error's": """
        class TooLarge(ValueError):
            def __init__(self, args): self.args = args
        TooLarge(3)
    """,
    "asked for by its old name": """
        class Layer:
            def __init__(self): self.shape = 3
        if hasattr(Layer(), 'shape'): raise ValueError
    """,
    "an attribute of an array's": """
        import numpy as np
        class Layer:
            def __init__(self): self.data = 3
        try: np.zeros(3).data
        except AttributeError: pass
        else: raise ValueError
    """,
    "a library's class": """
        from fractions import Fraction
        class Half(Fraction):
            def put(self): self._numerator = 7
        half = Half(1, 2)
        half.put()
        if half.numerator != 1: raise ValueError
    """,
}
CHANGED = {what: (ACTIVATION, _right_if("True", above)) for what, above in _CHANGED.items()}
"""What a changed name would hide -> (any right file, one that fails by itself)."""
