"""What kind of slip a wrong piece of code shows: how its value stands to the teacher's, else which one change makes it right.

A slip is named, with a weight, and never marked: the verdict stands without it.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from itertools import islice

from derivations.code.beside import Fails, Point, Values, seen_of, value_at, values
from derivations.code.errors import CodeError
from derivations.code.primitives import NARROW, WORDS
from derivations.code.relations import COLLAPSED, EXACT, NEGATED, SCALED, TRANSPOSED, relation
from derivations.code.repairs import Statement, Surroundings, repairs
from derivations.code.settings import Code, Setting

LABELS = {NEGATED: "sign", SCALED: "factor", TRANSPOSED: "transpose", COLLAPSED: "shape"}
TRIED = 80  # changes

Rebuilt = Callable[[list[ast.stmt]], Code]


def slip_of(student: Code, teacher: Code, setting: Setting) -> tuple[str, dict[str, str]] | None:
    """The slip that relates both values at every size, with its factor, or None.

    >>> from derivations.code.pieces import Piece
    >>> from derivations.code.settings import settings
    >>> pair = Piece("x.T @ d"), Piece("x.T @ d / n")
    >>> setting = next(settings(pair[1], ["x", "d", "n"], {"x": ["n", "i"], "d": ["n", "k"]}))
    >>> slip_of(*pair, setting)
    ('factor', {'factor': 'n'})
    """
    try:
        found = relation(seen_of(list(values(student, teacher, setting))))
    except (CodeError, Fails):
        return None
    if found is None or found.kind == EXACT:
        return None
    return LABELS[found.kind], {"factor": str(found.factor)} if found.kind in (SCALED, NEGATED) else {}


def repaired(
    last: ast.stmt, rebuilt: Rebuilt, around: Surroundings, teacher: Code, setting: Setting
) -> tuple[str, dict[str, str]] | None:
    """The slip whose undoing gives the teacher's value, with the line that would be right, or None.

    last: the student's last statement; rebuilt: the student's code with others in its place.
    """
    statement = _statement(last)
    if statement is None:
        return None
    teachers = _Teachers(teacher, setting)
    without = _Uncast().visit(copy.deepcopy(last))
    if ast.dump(without) != ast.dump(last) and teachers.agrees(rebuilt([without])):
        return "precision", {"to": ast.unparse(without)}
    for repair in islice(repairs(statement, around), TRIED):
        changed = list(_replacing(last, repair.statement))
        if teachers.agrees(rebuilt(changed)):
            return repair.code, {"to": "; ".join(map(ast.unparse, changed))}
    return None


def shapes_in(setting: Setting) -> dict[str, tuple[int, ...]]:
    """The shapes of the inputs at the first sizes."""
    return {name: tuple(setting.sizes(0).get(each, 1) for each in shape) for name, shape in setting.shapes.items()}


class _Uncast(ast.NodeTransformer):
    """Casts taken away."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """``value.astype(kind)`` and ``np.float32(value)`` become the value."""
        self.generic_visit(node)
        match node.func:
            case ast.Attribute(value=value, attr="astype"):
                return value
            case ast.Attribute(attr=name) if name in (*NARROW, *WORDS) and len(node.args) == 1:
                return node.args[0]
        return node


def _statement(node: ast.stmt) -> Statement | None:
    if isinstance(node, ast.Expr):
        return ast.Assign([ast.Name("value", ast.Store())], node.value, lineno=1, col_offset=0)
    return node if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign) and node.value is not None else None


def _replacing(old: ast.stmt, new: ast.stmt) -> Iterator[ast.stmt]:
    for each in new.body if isinstance(new, ast.If) else [new]:
        is_value = isinstance(old, ast.Expr) and isinstance(each, ast.Assign)
        yield ast.fix_missing_locations(ast.Expr(each.value, lineno=1, col_offset=0) if is_value else each)  # type: ignore[attr-defined]


class _Teachers:
    """The teacher's code in a setting; its first value decides about most changes of the student's."""

    def __init__(self, teacher: Code, setting: Setting) -> None:
        self.teacher = teacher
        self.setting = setting
        self.first = next(iter(values(teacher, teacher, setting, (0,))))

    def agrees(self, student: Code) -> bool:
        """Whether the student's code has the same values at every size."""
        try:
            value = value_at(student, self.teacher.target, self.setting, self.first.point)
            if not Values(self.first.point, value, self.first.teacher).agrees:
                return False
            return all(each.agrees for each in values(student, self.teacher, self.setting))
        except (CodeError, Fails):
            return False


def equal_if(student: Code, teacher: Code, setting: Setting) -> str | None:
    """The dimension that would have to be 1 for both to be the same: ``N = 1``."""
    for name in setting.dimensions:
        sizes = {**setting.sizes(0), name: 1}
        if all(_same_at(student, teacher, setting, Point(sizes, seed, is_wide=seed == 2)) for seed in range(3)):
            return f"{name} = 1"
    return None


def _same_at(student: Code, teacher: Code, setting: Setting, point: Point) -> bool:
    try:
        return Values(point, *(value_at(each, teacher.target, setting, point) for each in (student, teacher))).agrees
    except CodeError:
        return False
