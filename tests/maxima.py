"""Debian's Maxima as a witness: what STACK will make of our exports, asked of the program that STACK runs.

Tests that need it are skipped with a message where it is not installed (``apt-get install maxima``).
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence

import pytest

MAXIMA = shutil.which("maxima")
needs_maxima = pytest.mark.skipif(MAXIMA is None, reason="Maxima is not installed: apt-get install maxima")


def values(expressions: Sequence[str], before: str = "") -> list[str | None]:
    """What each expression comes to, in one session after the statements ``before``; None where Maxima refuses."""
    assert MAXIMA is not None
    asked = "".join(f'print("value", {number}, errcatch({each}))$\n' for number, each in enumerate(expressions))
    script = f"display2d: false$ linel: 100000$ errormsg: false$\n{before}\n{asked}"
    done = subprocess.run([MAXIMA, "--very-quiet"], input=script, capture_output=True, text=True, timeout=120, check=True)
    found = {int(number): value for number, value in re.findall(r"^value (\d+) \[(.*)\] *$", done.stdout, re.MULTILINE)}
    assert len(found) == len(expressions), done.stdout[-2000:]
    return [found[number] or None for number in range(len(expressions))]
