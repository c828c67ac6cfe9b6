"""Code that means harm, or costs too much, at every door: refused or bounded, and nothing of it is done."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PIECES = [
    "__import__('os').system('touch canary')",
    "import os\nos.system('touch canary')",
    "from os import system as s; s('touch canary')",
    "open('canary', 'w')",
    "eval('1+1')",
    "exec('x = 1')",
    "getattr(x, 'T')",
    "x.__class__.__base__.__subclasses__()",
    "x.__class__.__init__.__globals__['os']",
    "(lambda: 0).__globals__",
    "np.__dict__['load']('canary')",
    "x.tofile('canary')",
    "np.save('canary', x)",
    "np.ctypeslib.load_library('libc', '/lib')",
    "np.frompyfunc(print, 1, 1)(x)",
    "f'{x.__class__}'",
    "'{0.__class__}'.format(x)",
    "'%s' % x",
    "g = np.zeros(10**12)",
    "g = np.ones((9999, 9999))",
    "g = np.eye(10**6)",
    "g = np.arange(10**12)",
    "g = [0] * 10**11",
    "g = 'a' * 10**11",
    "g = 9**9**9",
    "g = 1 << 10**10",
    "g = pow(9, 10**9)",
    "g = 2.0**10**10",
    "g = x**10**9",
    f"g = {'9' * 5000}",
    "g = 1e400",
    "g = np.einsum('ij,kl,mn,op->ijklmnop', *[np.ones((99, 99))] * 4)",
    "g = np.kron(np.kron(np.ones((999, 999)), np.ones((999, 999))), x)",
    "g = np.outer(np.ones(10**5), np.ones(10**5))",
    "g = np.tile(x, (10**6, 10**6))",
    "g = np.repeat(x, 10**9)",
    "g = np.broadcast_to(1.0, (10**6, 10**6))",
    "g = x\nfor i in range(60):\n    g = np.concatenate([g, g])",
    "g = x\nfor i in range(60):\n    g = g * g + g",
    "g = np.exp(x)\nfor i in range(2000):\n    g = np.exp(-g) * g",
    "g = x\nfor i in range(7000):\n    g = g + 1",
    "while True:\n    pass",
    "for i in range(10**12):\n    pass",
    "g = sum(1 for i in range(4999) for j in range(4999) for k in range(4999))",
    "g = [[0 for i in range(4000)] for j in range(4000)]",
    "g = []\nwhile True:\n    g.append(g)",
    "g = {}\ng['a'] = g\ng['b'] = g['a']['a']['a']",
    "g = []\nfor i in range(40):\n    g = [g, g]",
    "def f(a):\n    return f(a)\ng = f(1)",
    "f = lambda a: f(a)\ng = f(1)",
    "f = lambda g: g(g)\nh = f(f)",
    "def f(n):\n    return f(n - 1) + f(n - 1) if n else 1\ng = f(40)",
    f"g = {'(' * 300}x{')' * 300}",
    f"g = {'-' * 5000}x",
    f"g = x{'.T' * 3000}",
    f"g = {'+'.join(['x'] * 3000)}",
    f"g = {'[' * 5000}",
    f"g = {'not ' * 3000}x",
    f"g = x{'[0]' * 3000}",
    f"{'if x: ' * 1}{chr(10)}",
    "\n".join("    " * depth + "if True:" for depth in range(90)) + "\n" + "    " * 90 + "pass",
    "class A(np.ndarray):\n    def __array_ufunc__(s, *a, **k):\n        return True\ng = x.view(A)",
    "try:\n    while True:\n        pass\nexcept BaseException:\n    pass",
    "with open('canary', 'w') as f:\n    f.write('x')",
    "raise SystemExit(0)",
    "assert False",
    "np.add = np.subtract",
    "x.shape = (1,)",
    "x.flags.writeable = True",
    "global x\nx = 1",
    "del x",
    "yield x",
    "await x",
    "print(x)",
    "g = x if x[0, 0] > 0 else -x",
    "g = x[np.zeros((200, 200), dtype=int)]",
    "g = np.random.randn(10**9)",
    "g = (y := x)",
    "g = {x}",
    "g: 'os.system(1)' = x",
    "@print\ndef f():\n    pass",
    "x[...] = np.nan",
    "\x00",
    "g = '\ud800'",
    "g = x # " + "#" * 9000,
    "" * 3,
]  # fmt: skip
DOORS = ("compare", "review", "code")
SECONDS, MEGABYTES = 2.0, 500


@pytest.fixture(scope="module")
def followed() -> dict[str, list[list[object]]]:
    found: dict[str, list[list[object]]] = {}
    for door in DOORS:
        done = subprocess.run(
            [sys.executable, "-m", "tests.derivations.code.hostile"],
            cwd=ROOT,
            input=json.dumps([(door, each) for each in PIECES]),
            capture_output=True,
            text=True,
            check=True,
        )
        report = json.loads(done.stdout)
        assert report["megabytes"] < MEGABYTES
        found[door] = report["found"]
    assert not (ROOT / "canary").exists()
    return found


@pytest.mark.parametrize("door", DOORS)
def test_hostile_code_is_bounded_and_nothing_of_it_is_done(door: str, followed: dict[str, list[list[object]]]) -> None:
    dear = [(piece[:60], spent) for piece, (_, spent, _) in zip(PIECES, followed[door], strict=True) if spent > SECONDS]
    done = [(piece[:60], what) for piece, (_, _, what) in zip(PIECES, followed[door], strict=True) if what]

    assert not dear
    assert not done


@pytest.mark.parametrize("door", ["compare", "code"])
def test_no_hostile_answer_is_right(door: str, followed: dict[str, list[list[object]]]) -> None:
    right = [piece for piece, (outcome, _, _) in zip(PIECES, followed[door], strict=True) if outcome == "correct"]

    assert not right
