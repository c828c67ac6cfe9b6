"""Follows hostile code at every door, and reports what each piece cost and whether anything was done that a listing must not do.

Run as a process of its own: ``python -m tests.derivations.code.hostile < pieces.json``.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from derivations.code.declared import model_of
from derivations.code.errors import CodeError
from derivations.code.listing import load_listing, parsed
from derivations.code.review import review
from derivations.code.written import written_for
from derivations.rows.row import answer_row

DONE: list[str] = []
WATCHED = ("os.", "subprocess.", "socket.", "ctypes.", "shutil.", "pty.", "code.__new__", "marshal.", "pickle.")
SHAPES = {"x": ("N", "I"), "d": ("N", "K"), "W1": ("I", "H"), "b1": ("H",), "W2": ("H", "K"), "b2": ("K",)}
FORWARD = "def forward(x, w):\n    return x @ w\n"


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: what Python is about to do."""
    writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
    if writes or event.startswith(WATCHED) or (event == "import" and arguments[0] in ("subprocess", "pickle", "socket")):
        DONE.append(f"{event} {arguments[:1]}")


def compared(code: str) -> str:
    """The door of ``quiz compare``."""
    shapes = {"x": ["n", "d"], "p": ["n", "k"], "y": ["n", "k"]}
    row = {"student": code, "teacher": "grad = x.T @ (p - y) / n", "format": "numpy", "variables": ["x", "p", "y", "n"]}
    return str(answer_row({**row, "shapes": shapes})["outcome"])


def reviewed(code: str) -> str:
    """The door of ``quiz review``: in the middle of a backward pass."""
    body = "\n".join(f"    {line}" for line in code.split("\n"))
    source = f"import numpy as np\n{FORWARD}def backward(x, w, dy):\n{body}\n    dw = x.T @ dy\n    return dw\n"
    try:
        found = review(parsed(source))
    except CodeError as error:
        return error.code
    return ", ".join(sorted({each.status for one in found for each in one.judged}))


def written(code: str) -> str:
    """The door of the kind ``code``: for a statement of a listing."""
    pair = [load_listing(f"derivations.network:{each}", Path()) for each in ("backward", "forward")]
    line = next(each.line for each in pair[0].statements if each.target == "grad['W1']") + pair[0].function.lineno - 1
    return written_for(model_of(*pair, "mean_squared_error(d, y)", SHAPES), pair[0], line, code)[0].compared.outcome


DOORS = {"compare": compared, "review": reviewed, "code": written}


def main() -> None:
    """Follow every piece at its door."""
    for door in DOORS.values():
        door("pass")  # imports are paid for here
    sys.addaudithook(watch)
    found = []
    for door, code in json.load(sys.stdin):
        start = time.process_time()
        outcome = DOORS[door](code)
        spent = time.process_time() - start
        found.append([outcome, spent, list(DONE)])
        DONE.clear()
    json.dump({"found": found, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}, sys.stdout)


if __name__ == "__main__":
    main()
