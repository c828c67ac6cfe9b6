"""What following a listing leaves behind, and the values that only the interpreter knows: functions, objects, gaps."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from derivations.code.errors import CodeError

if TYPE_CHECKING:
    from derivations.code.interpreter import Frame


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a statement stored.

    line, column: of the statement in the file. target: its source. name: what it is called, such as ``W1`` for ``grad['W1']``.
    version: how many stores to the name there were, this one included. value: a copy; of the whole array for a store into one.
    """

    line: int
    column: int
    target: str
    name: str
    version: int
    value: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """A statement that could not be followed, and why."""

    line: int
    column: int
    targets: tuple[str, ...]
    error: CodeError


@dataclass
class Run:
    """One call of a function: its names at the end, what it returned, every store, every statement that failed."""

    names: dict[str, Any]
    returned: Any = None
    recorded: list[Recorded] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Watch:
    """How the first call is followed: whether stores are marked and with what before their names, what replaces them, whether
    failures are survived."""

    marks: bool = False
    prefix: str = ""
    cuts: Mapping[str, Any] = field(default_factory=dict)
    survives: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """In the place of a value that a failed statement would have stored."""

    line: int
    error: CodeError


@dataclass(frozen=True, slots=True)
class Function:
    """A function or lambda of the source; ``frame`` is where its free names are found, ``bound`` the object of a method."""

    node: ast.FunctionDef | ast.Lambda
    frame: Frame | None = None
    bound: Any = None


@dataclass(frozen=True, slots=True)
class Module:
    """``np``, ``np.linalg``, or a module that the source imports and that is not read."""

    path: str


@dataclass(frozen=True, slots=True)
class Class:
    """A class of the source."""

    node: ast.ClassDef


@dataclass(eq=False)
class Instance:
    """An object: its class and its attributes, in a dictionary of ours."""

    kind: ast.ClassDef | None
    attributes: dict[str, Any]

    def __deepcopy__(self, memo: dict[int, Any]) -> Instance:
        """Another object of the same class; the source stays one."""
        made = memo[id(self)] = Instance(self.kind, {})
        made.attributes = copy.deepcopy(self.attributes, memo)
        return made


@dataclass(frozen=True, slots=True)
class Done:
    """A call that was followed, and what it returned: the same call is not followed again."""

    node: ast.FunctionDef
    arguments: Mapping[str, Any]
    returned: Any

    def is_of(self, node: ast.AST, names: Mapping[str, Any]) -> bool:
        """Whether a call of a function with these arguments is the same."""
        return node is self.node and all(names.get(each) is value for each, value in self.arguments.items())


Limits = Callable[[ast.AST], None]


def array_like(value: Any) -> bool:
    """Whether a value is one that a derivative can have: an array, or one number that is not Python's own."""
    return isinstance(value, np.ndarray | np.generic) or type(value).__name__ in ("Node", "Indexed")
