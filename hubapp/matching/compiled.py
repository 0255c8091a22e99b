"""Loops made fast: `@compiled` turns a function over arrays into machine code, where it can.

The same source runs either way. Without numba, or with NUMBA_DISABLE_JIT=1, every function is
plain Python and gives the same answers, slowly. Compiled code is kept on disk, so that it is made
once for a machine (`prepare`), never while somebody waits. It is kept by a digest of the whole
matcher: numba by itself would not notice that a function has changed which another file calls.
"""

from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

numba = import_module("numba") if find_spec("numba") else None
"""It comes with the hub, but is not made for every machine."""


def _digest() -> str:
    """Changes with every change to the matcher's source."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    return sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]


def _kept_in() -> Path:
    """Where compiled code is kept: NUMBA_CACHE_DIR, or else beside the source."""
    chosen = numba.config.CACHE_DIR if numba else ""
    return Path(chosen or Path(__file__).parent / "__pycache__") / "compiled"


CACHE = _kept_in() / _digest()
if numba is not None:
    numba.config.CACHE_DIR = str(CACHE)

Ints = NDArray[np.int64]

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """The function, compiled the first time it is called and remembered on disk."""
    if numba is None:
        return function
    return cast("Function", numba.njit(cache=True, nogil=True)(function))


def inlined(function: Function) -> Function:
    """The same for a short function called in the innermost loops: put in place of its calls.

    Passing arrays on is not free: every call counts references to each of them.
    """
    if numba is None:
        return function
    return cast("Function", numba.njit(cache=True, nogil=True, forceinline=True)(function))


@compiled
def doubled(rows: Ints) -> Ints:
    """The same rows with as much room again, for tables that grow."""
    longer = np.empty((2 * len(rows), *rows.shape[1:]), dtype=np.int64)
    longer[: len(rows)] = rows
    return longer
