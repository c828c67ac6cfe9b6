"""Whole processes, from start to first result, as multiples of ``import sympy`` in the same run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.repeated import REFERENCE

RUNS = 7
QUIZ = [sys.executable, "-m", "quiz"]
ROW = '{"student": "2x+2y", "teacher": "2*(x+y)"}\n'
OURS = "from derivations import compare; assert compare('2x+2y', '2*(x+y)').how"
SYMPY = """
from sympy import simplify
from sympy.parsing.sympy_parser import parse_expr
assert simplify(parse_expr('2*x+2*y') - parse_expr('2*(x+y)')) == 0
"""
VERIFY = "from math_verify import parse, verify; assert verify(parse('$2x+2y$'), parse('$2(x+y)$'))"


def commands(folder: str) -> dict[str, list[str]]:
    """What is timed; the reference comes first, and keys are in the cache after the warm-up."""
    return {
        REFERENCE: [sys.executable, "-c", "import sympy"],
        "first verdict, `compare` in Python": [sys.executable, "-c", OURS],
        "first verdict, `quiz compare`": [*QUIZ, "compare", "-"],
        "first verdict, `quiz answer`": [*QUIZ, "answer", "vanishing_gradient/chain_rule", "2x+2y"],
        "first verdict, SymPy": [sys.executable, "-c", SYMPY],
        "first verdict, math-verify": [sys.executable, "-c", VERIFY],
        "first sheets, Markdown": [*QUIZ, "render", "-o", folder, "--lang", "ja", "--format", "markdown"],
        "first sheets, PDF": [*QUIZ, "render", "-o", folder, "--lang", "ja", "--format", "pdf"],
    }


def started() -> dict[str, float]:
    """Every command in turn, several times: its median as a multiple of the reference."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "QUIZ_CACHE": str(Path(folder) / "cache")}
        timed: dict[str, list[float]] = {}
        for run in range(RUNS + 1):
            for name, command in commands(str(Path(folder) / "sheets")).items():
                start = time.perf_counter()
                done = subprocess.run(command, input=ROW, text=True, capture_output=True, env=environment, check=False)
                if run and not done.returncode:  # the first round warms caches up
                    timed.setdefault(name, []).append(time.perf_counter() - start)
    reference = statistics.median(timed[REFERENCE])
    return {name: statistics.median(seconds) / reference for name, seconds in timed.items()}
