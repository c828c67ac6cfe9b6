"""Helpers that a file calls and does not define. Nothing is guessed from a name: each meaning that it may have is tried, and said.

A derivative of an activation is written in two ways, ``f'(u)`` of the pre-activation and in terms of the value ``z = f(u)``;
a review is made under both, and reports which was assumed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from derivations.code.errors import CodeError
from derivations.code.interpreter import Interpreter, parameters_of
from derivations.code.listing import definitions_of
from derivations.code.values.floats import FLOATS

FUNCTIONS = {
    "sigmoid": "1 / (1 + np.exp(-u))",
    "relu": "np.maximum(0, u)",
    "tanh": "np.tanh(u)",
    "softmax": "np.exp(u) / np.sum(np.exp(u), axis=-1, keepdims=True)",
    "identity": "u",
}
SLOPES = {
    "sigmoid": {"pre_activation": "(1 / (1 + np.exp(-u))) * (1 - 1 / (1 + np.exp(-u)))", "activation": "u * (1 - u)"},
    "tanh": {"pre_activation": "1 - np.tanh(u) ** 2", "activation": "1 - u ** 2"},
    "relu": {"pre_activation": "np.where(u > 0, 1, 0)", "activation": "np.where(u > 0, 1, 0)"},
}
LOSSES = {
    "mean_squared_error": ("d, y", "np.mean(np.square(d - y)) / 2"),
    "d_mean_squared_error": ("d, y", "(y - d) / d.shape[0] if np.ndim(d) > 0 else y - d"),
}
CONVENTIONS = ("pre_activation", "activation")
_DERIVED = re.compile(r"(d_?|deriv\w*_|grad_|dx_)(\w+)|(\w+?)_?(prime|derivative|deriv|grad|gradient|backward|d|der)")


@dataclass(frozen=True)
class Convention:
    """Definitions for missing helpers, and what was assumed: (helper, meaning)."""

    helpers: dict[str, ast.FunctionDef]
    assumed: tuple[tuple[str, str], ...]

    @property
    def derived(self) -> tuple[tuple[str, str], ...]:
        """The helpers among them that are derivatives of activations."""
        return tuple(each for each in self.assumed if each[1] in CONVENTIONS)


def argument_of(module: ast.Module, helper: str, helpers: Mapping[str, ast.FunctionDef]) -> str:
    """Which way a derivative of an activation is written, told by its values: ``pre_activation``, ``activation``, "" where neither.

    >>> argument_of(ast.parse("def d_tanh(h):\\n    return 1 - h ** 2"), "d_tanh", {})
    'activation'
    """
    points = np.array([-0.7, 0.2, 1.3])
    with suppress(CodeError):
        found = _at(module, helper, helpers, points)
        for kind, convention in product(("sigmoid", "tanh"), CONVENTIONS):
            slope = _function(helper, "u", SLOPES[kind][convention])
            if np.allclose(found, _at(ast.Module([slope], []), helper, {}, points)):
                return convention
    return ""


def _at(module: ast.Module, name: str, helpers: Mapping[str, ast.FunctionDef], points: Any) -> Any:
    interpreter = Interpreter(module, FLOATS, helpers)
    function = interpreter.functions.get(name)
    if function is None or len(parameters_of(function)) != 1:
        raise CodeError("missing_function", function=name)
    return interpreter.run(name, {parameters_of(function)[0]: points}).returned


def conventions_for(module: ast.Module) -> Iterator[Convention]:
    """The ways to supply what the file lacks: one where nothing is missing, two where a derivative's convention matters."""
    missing = _missing(module)
    derived = {name: kind for name in missing if (kind := _derived_of(name)) is not None}
    plain = {name: FUNCTIONS[name.lower()] for name in missing if name.lower() in FUNCTIONS}
    losses = {name: LOSSES[name] for name in missing if name in LOSSES}
    for convention in CONVENTIONS if derived else ("",):
        sources = {name: ("u", body) for name, body in plain.items()}
        sources |= {name: ("u", SLOPES[kind][convention]) for name, kind in derived.items()}
        sources |= losses
        helpers = {name: _function(name, parameters, body) for name, (parameters, body) in sources.items()}
        yield Convention(helpers, tuple((name, convention if name in derived else "usual") for name in sorted(sources)))


def _missing(module: ast.Module) -> list[str]:
    defined = {name.rpartition(".")[2] for name, _ in definitions_of(module)}
    called: dict[str, None] = {}
    for node in ast.walk(module):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name not in defined:
                called[name] = None
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=name)) if (
                owner not in ("np", "numpy") and name not in defined
            ):
                called[name] = None
    return list(called)


def _derived_of(name: str) -> str | None:
    found = _DERIVED.fullmatch(name)
    kind = (found[2] or found[3]).lower() if found else ""
    return kind if kind in SLOPES else None


def _function(name: str, parameters: str, body: str) -> ast.FunctionDef:
    made = ast.parse(f"def {name}({parameters}):\n    return {body}").body[0]
    assert isinstance(made, ast.FunctionDef)
    return made
