"""Mutants of our own lines, compared and run: NumPy itself is the oracle, and no verdict differs from it."""

from __future__ import annotations

import ast
from collections import Counter
from itertools import islice

import numpy as np
import pytest

from derivations.code.comparing import compare_statements
from derivations.code.repairs import Surroundings, repairs

LINES = [
    ("v = x.T @ (p - y) / n", {"x": ["n", "d"], "p": ["n", "k"], "y": ["n", "k"]}),
    ("v = np.sum((p - y) * s, axis=0)", {"p": ["n", "k"], "y": ["n", "k"], "s": ["n", "k"]}),
    ("v = np.dot(q, W.T) * z * (1 - z)", {"q": ["n", "k"], "W": ["h", "k"], "z": ["n", "h"]}),
    ("v = mu * v - lr * g", {"v": ["h"], "g": ["h"], "mu": [], "lr": []}),
    ("v = np.where(z > 0, q, 0).sum(axis=0)", {"z": ["n", "h"], "q": ["n", "h"]}),
    ("v = np.exp(u) / np.sum(np.exp(u), axis=1, keepdims=True)", {"u": ["n", "k"]}),
]
MUTANTS = 20


def mutants(line: str, shapes: dict[str, list[str]]) -> list[str]:
    around = Surroundings({name: tuple(range(2, 2 + len(shape))) for name, shape in shapes.items()}, (), ())
    statement = ast.parse(line).body[0]
    assert isinstance(statement, ast.Assign)
    return [each.source for each in islice(repairs(statement, around), MUTANTS)]


def computed(line: str, shapes: dict[str, list[str]], seed: int) -> np.ndarray | None:
    generator = np.random.default_rng(seed)
    sizes = dict(
        zip(sorted({each for shape in shapes.values() for each in shape}), generator.permutation([3, 4, 5, 6, 7]), strict=False)
    )
    names = {name: np.array(generator.normal(size=[sizes[each] for each in shape])) for name, shape in shapes.items()}
    names |= {"np": np, "n": sizes.get("n")}
    try:
        with np.errstate(all="ignore"):
            exec(line, names)  # noqa: S102  # lines of this file
    except (TypeError, ValueError, AttributeError, NameError, IndexError):
        return None
    return np.asarray(names["v"], dtype=float)


def is_same(line: str, other: str, shapes: dict[str, list[str]]) -> bool:
    pairs = [(computed(line, shapes, seed), computed(other, shapes, seed)) for seed in range(3)]
    return all(
        one is not None and two is not None and one.shape == two.shape and np.allclose(one, two, rtol=1e-7, atol=1e-10)
        for one, two in pairs
    )


@pytest.mark.parametrize(("line", "shapes"), LINES, ids=lambda value: value if isinstance(value, str) else "")
def test_no_verdict_on_a_mutant_differs_from_numpy(line: str, shapes: dict[str, list[str]]) -> None:
    outcomes: Counter[str] = Counter()
    names = [*shapes, "n"] if any("n" in shape for shape in shapes.values()) else list(shapes)

    for mutant in mutants(line, shapes):
        found = compare_statements(mutant, line, names, shapes)
        outcomes[found.outcome] += 1
        if found.outcome in ("correct", "incorrect"):
            assert (found.outcome == "correct") == is_same(mutant, line, shapes), (mutant, found)

    assert outcomes["correct"] + outcomes["incorrect"] >= MUTANTS // 2, outcomes
