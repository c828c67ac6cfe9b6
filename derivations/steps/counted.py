"""Work of SymPy that is counted: a question that SymPy does not answer within so many function calls is not answered.

SymPy's solvers give no bound of their own: the zeros of a rational function of e^(8x) can take them half an hour. Calls are
counted, not seconds, so that a slow machine answers what a fast one does; what runs out is None, doubt, and never a mark.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from inspect import CO_GENERATOR
from types import FrameType
from typing import Any, TypeVar

Found = TypeVar("Found")

CALLS = 2_000_000
"""Calls of functions, Python's and built-in ones: about two seconds. What the course asks for takes a tenth of it."""


INTERRUPTED = "sympy"
"""Only a function of this package is not begun, and no generator: one that is thrown away runs once more to be closed, and an
exception that leaves it then is lost, and the count with it."""


class WorkSpent(BaseException):
    """The calls are used up. No ``Exception``, so that nothing on the way up takes it for a reason to try something else."""


def counted(work: Callable[[], Found], calls: int = CALLS) -> Found | None:
    """What the work returns; None where it takes more calls than these. Whatever it raises goes through.

    >>> counted(lambda: sum(abs(each) for each in range(100)))
    4950
    >>> import sympy
    >>> counted(lambda: sympy.factorint(2**101 - 1), calls=50) is None
    True
    """
    left = calls
    before = sys.getprofile()

    def count(frame: FrameType, event: str, _called: Any) -> None:
        nonlocal left
        left -= 1
        is_generator = frame.f_code.co_flags & CO_GENERATOR
        if left < 0 and event == "call" and not is_generator and str(frame.f_globals.get("__name__")).startswith(INTERRUPTED):
            raise WorkSpent

    sys.setprofile(count)
    try:
        found = work()
    except WorkSpent:
        return None
    finally:
        sys.setprofile(before)
    return found if left >= 0 else None
