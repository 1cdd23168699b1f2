"""How functions are compiled: kept on disk between runs, and free of the interpreter's lock, so that threads
run side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """The function in machine code. It takes arrays and numbers; arrays it is given must not be assigned anew
    in its loops, since counting their references then costs more than the work."""
    result: Any = njit(cache=True, nogil=True)(function)
    return cast(Function, result)
