"""Loops made fast: `@compiled` turns a function over arrays into machine code, where it can.

The same source runs either way. Without numba, or with NUMBA_DISABLE_JIT=1, every function is
plain Python and gives the same answers, slowly. Compiled code is kept on disk beside the source,
so that it is made once for a machine (`prepare`), never while somebody waits.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

numba = import_module("numba") if find_spec("numba") else None
"""It comes with the hub, but is not made for every machine."""

Ints = NDArray[np.int64]

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """The function, compiled the first time it is called and remembered on disk."""
    if numba is None:
        return function
    return cast("Function", numba.njit(cache=True, nogil=True)(function))
