"""What a wrong line may have been meant to be: the slips that people make, undone one at a time. None of this is a claim."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

Shape = tuple[int, ...]
Statement = ast.Assign | ast.AugAssign | ast.AnnAssign


@dataclass(frozen=True, slots=True)
class Repair:
    """Another statement in the place of one. code: what kind of slip it undoes; facts: what a sentence about it speaks of."""

    code: str
    statement: ast.stmt
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def source(self) -> str:
        """The statement as text."""
        return _text(self.statement)


@dataclass(frozen=True)
class Surroundings:
    """What a line can speak of. shapes: of the arrays at hand, by source. helpers: functions of one argument in the file."""

    shapes: Mapping[str, Shape]
    helpers: tuple[str, ...]
    activations: tuple[str, ...]

    @cached_property
    def lengths(self) -> tuple[str, ...]:
        """``x.shape[0]`` and the like, one for each length that there is."""
        found: dict[int, str] = {}
        for name, sizes in self.shapes.items():
            for axis, size in enumerate(sizes if name.isidentifier() else ()):
                found.setdefault(size, f"{name}.shape[{axis}]")
        return tuple(found.values())


def repairs(statement: Statement, around: Surroundings) -> Iterator[Repair]:
    """Other statements, the likeliest first."""
    seen = {ast.unparse(statement)}
    for code, found in (
        *_expressions(statement, around),
        *_whole(statement, around),
    ):
        text = _text(ast.fix_missing_locations(found))
        if text not in seen:
            seen.add(text)
            called = _called_helper(statement, around) if code in ("argument", "helper") else ()
            yield Repair(code, found, (("from", ast.unparse(statement)), ("to", text), *called))


def _called_helper(statement: Statement, around: Surroundings) -> tuple[tuple[str, str], ...]:
    """The first helper of one argument that a statement calls, and at what."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Call) and len(node.args) == 1 and _short(node.func) in around.helpers:
            return ("helper", _short(node.func)), ("argument", ast.unparse(node.args[0]))
    return ()


def _text(statement: ast.stmt) -> str:
    """A statement, or two that stand in its place, as text."""
    return "; ".join(map(ast.unparse, statement.body)) if isinstance(statement, ast.If) else ast.unparse(statement)


def _expressions(statement: Statement, around: Surroundings) -> Iterator[tuple[str, ast.stmt]]:
    """One node inside the right side changed."""
    assert statement.value is not None
    nodes = list(ast.walk(statement.value))
    for change in (
        _arguments,
        _helpers,
        _written_out,
        _slope_factors,
        _axes,
        _signs,
        _transposes,
        _names,
        _elements,
        _products,
        _reductions,
        _constants,
        _summands,
    ):
        for at, node in enumerate(nodes):
            for code, new in change(node, around):
                yield code, _replaced(statement, at, new)


def _replaced(statement: Statement, at: int, new: ast.expr) -> ast.stmt:
    changed = copy.deepcopy(statement)
    assert changed.value is not None
    old = list(ast.walk(changed.value))[at]
    if old is changed.value:
        changed.value = copy.deepcopy(new)
        return changed
    for parent in ast.walk(changed.value):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, copy.deepcopy(new))
                return changed
            if isinstance(value, list) and any(each is old for each in value):
                value[next(i for i, each in enumerate(value) if each is old)] = copy.deepcopy(new)
                return changed
    return changed


Changes = Iterator[tuple[str, ast.expr]]


def _arguments(node: ast.AST, around: Surroundings) -> Changes:
    """``d_sigmoid(z1)`` for ``d_sigmoid(u1)``: another array of the same shape in a helper of one argument."""
    if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords and _short(node.func) in around.helpers:
        for other in _alike(ast.unparse(node.args[0]), around):
            yield "argument", ast.Call(node.func, [_expression(other)], [])


def _written_out(node: ast.AST, around: Surroundings) -> Changes:
    """``z1 * (1 - z1)`` for ``d_sigmoid(z1)``."""
    if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords and _short(node.func) in around.helpers:
        for slope in _slopes(ast.unparse(node.args[0])):
            yield "argument", _expression(slope)


def _helpers(node: ast.AST, around: Surroundings) -> Changes:
    if isinstance(node, ast.Call) and len(node.args) == 1 and _short(node.func) in around.helpers:
        for other in around.helpers:
            if other != _short(node.func):
                renamed = (
                    ast.Attribute(node.func.value, other, ast.Load())
                    if isinstance(node.func, ast.Attribute)
                    else _expression(other)
                )
                yield "helper", ast.Call(renamed, node.args, node.keywords)


def _slope_factors(node: ast.AST, around: Surroundings) -> Changes:
    """``d * z * (1 - z)``: the factors that speak of one array only, as the slope of another activation."""
    factors = _factors(node) if isinstance(node, ast.BinOp) else []
    spoken = [{ast.unparse(each) for each in ast.walk(factor) if isinstance(each, ast.Name | ast.Attribute)} for factor in factors]
    for name in around.activations if len(factors) > 1 else ():
        near = {name, name.partition(".")[0], "np", *around.helpers}
        own = [at for at, names in enumerate(spoken) if name in names and names <= near]
        others = [ast.unparse(each) for at, each in enumerate(factors) if at not in own]
        rest = [f"({each})" for each in others]
        for slope in _slopes(name) if own else ():
            yield "activation", _expression(" * ".join([*rest, slope]))
        for other in around.activations if own else ():
            if other != name and rest:
                yield from (("activation", _expression(" * ".join([*rest, slope]))) for slope in _slopes(other)[:3])


def _factors(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return [*_factors(node.left), *_factors(node.right)]
    return [node]


def _axes(node: ast.AST, _: Surroundings) -> Changes:
    if not isinstance(node, ast.Call):
        return
    for at, keyword in enumerate(node.keywords):
        others = [each for i, each in enumerate(node.keywords) if i != at]
        if keyword.arg == "axis":
            current = ast.unparse(keyword.value)
            for axis in ("0", "1", "-1"):
                if axis != current:
                    yield "axis", ast.Call(node.func, node.args, [ast.keyword("axis", _expression(axis)), *others])
            yield "axis", ast.Call(node.func, node.args, others)
        if keyword.arg == "keepdims":
            yield "keepdims", ast.Call(node.func, node.args, others)
    if _short(node.func) in ("sum", "mean"):
        given = {each.arg for each in node.keywords}
        if "keepdims" not in given:
            yield "keepdims", ast.Call(node.func, node.args, [*node.keywords, ast.keyword("keepdims", ast.Constant(True))])
        if "axis" not in given:
            for axis in ("0", "1"):
                yield "axis", ast.Call(node.func, node.args, [*node.keywords, ast.keyword("axis", _expression(axis))])


def _signs(node: ast.AST, _: Surroundings) -> Changes:
    match node:
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            yield "sign", ast.BinOp(right, ast.Sub(), left)
            yield "sign", ast.BinOp(left, ast.Add(), right)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield "sign", ast.BinOp(left, ast.Sub(), right)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield "sign", operand


def _transposes(node: ast.AST, _: Surroundings) -> Changes:
    match node:
        case ast.Attribute(value=inner, attr="T"):
            yield "transpose", inner
        case ast.BinOp(left=left, op=ast.MatMult(), right=right):
            yield from (("transpose", ast.BinOp(one, ast.MatMult(), other)) for one, other in _turned(left, right))
        case ast.Call(func=ast.Attribute(attr="dot" | "matmul" as name, value=ast.Name(id="np" | "numpy")), args=[left, right]):
            del name
            yield from (("transpose", ast.Call(node.func, [one, other], [])) for one, other in _turned(left, right))
        case ast.Call(func=ast.Attribute(value=left, attr="dot"), args=[right]):
            for one, other in _turned(left, right):
                yield "transpose", ast.Call(ast.Attribute(one, "dot", ast.Load()), [other], [])


def _turned(left: ast.expr, right: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    for one, other in ((left, right), (right, left)):
        for first in (one, _transposed(one)):
            for second in (other, _transposed(other)):
                yield first, second


def _transposed(node: ast.expr) -> ast.expr:
    return node.value if isinstance(node, ast.Attribute) and node.attr == "T" else ast.Attribute(node, "T", ast.Load())


def _names(node: ast.AST, around: Surroundings) -> Changes:
    if isinstance(node, ast.Name | ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Load):
        for other in _alike(ast.unparse(node), around):
            yield "name", _expression(other)


def _elements(node: ast.AST, _: Surroundings) -> Changes:
    """Another element of a list, ``a[l - 1]`` for ``a[l]``; the square of what stands there."""
    match node:
        case ast.Subscript(value=holder, slice=ast.Name() as index, ctx=ast.Load()):
            for step in (ast.Sub(), ast.Add()):
                yield "index", ast.Subscript(holder, ast.BinOp(index, step, ast.Constant(1)), ast.Load())
            yield "power", ast.BinOp(node, ast.Pow(), ast.Constant(2))
        case ast.Subscript(value=holder, slice=ast.BinOp(left=ast.Name() as index, right=ast.Constant()), ctx=ast.Load()):
            yield "index", ast.Subscript(holder, index, ast.Load())
            yield "power", ast.BinOp(node, ast.Pow(), ast.Constant(2))
        case ast.Name() | ast.Attribute() if isinstance(node.ctx, ast.Load):
            yield "power", ast.BinOp(node, ast.Pow(), ast.Constant(2))


def _products(node: ast.AST, _: Surroundings) -> Changes:
    match node:
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            yield from (("product", ast.BinOp(one, ast.MatMult(), other)) for one, other in _turned(left, right))
            yield "factor", left
            yield "factor", right
        case ast.BinOp(left=left, op=ast.MatMult(), right=right):
            yield "product", ast.BinOp(left, ast.Mult(), right)
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            yield "factor", left
            yield "factor", ast.BinOp(left, ast.Mult(), right)
        case ast.Call(func=ast.Attribute(attr="dot" | "matmul"), args=[left, right]):
            yield "product", ast.BinOp(left, ast.Mult(), right)
        case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=int() as power)):
            yield "power", ast.BinOp(left, ast.Pow(), ast.Constant(power + 1))
            yield "power", ast.BinOp(left, ast.Pow(), ast.Constant(power - 1))
            yield "power", left


def _summands(node: ast.AST, around: Surroundings) -> Changes:
    """A summand by itself divided by a length."""
    match node:
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
            for length in around.lengths:
                yield "factor", ast.BinOp(left, op, ast.BinOp(right, ast.Div(), _expression(length)))


def _reductions(node: ast.AST, _: Surroundings) -> Changes:
    match node:
        case ast.Call(func=ast.Attribute(value=owner, attr="sum" | "mean" as name), args=arguments, keywords=keywords):
            other = "mean" if name == "sum" else "sum"
            yield "reduction", ast.Call(ast.Attribute(owner, other, ast.Load()), arguments, keywords)


def _constants(node: ast.AST, _: Surroundings) -> Changes:
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            for other in (2 * value, value / 2, -value, 1, 2, 0):
                yield "constant", ast.Constant(int(other) if other == int(other) else other)
        case ast.Compare(left=left, ops=[ast.Gt() | ast.GtE()], comparators=right):
            yield "comparison", ast.Compare(left, [ast.Lt()], right)
        case ast.Compare(left=left, ops=[ast.Lt() | ast.LtE()], comparators=right):
            yield "comparison", ast.Compare(left, [ast.Gt()], right)


def _whole(statement: Statement, around: Surroundings) -> Iterator[tuple[str, ast.stmt]]:
    """The right side as a whole changed: a factor or a sum that is missing, a store that should add."""
    value = statement.value
    assert value is not None
    text = f"({ast.unparse(value)})"
    shape = around.shapes.get(ast.unparse(_target(statement)))
    changed = [("sign", f"-{text}"), ("transpose", f"{text}.T")]
    for name in around.activations:
        if shape is None or around.shapes.get(name, shape) == shape:
            changed += [("activation", f"{text} * {slope}") for slope in _slopes(name)]
            changed += [("activation", f"{text} * {helper}({name})") for helper in around.helpers]
    for length in around.lengths:
        changed += [("factor", f"{text} / {length}"), ("factor", f"{text} * {length}")]
    changed += [("reduction", f"np.sum({text}, axis={axis}{kept})") for axis in (0, 1) for kept in ("", ", keepdims=True")]
    changed += [("factor", f"{text} / {text[1:-1]}.shape[0]")] if text[1:-1].isidentifier() else []
    changed += [("factor", f"{text} * 2"), ("factor", f"{text} / 2")]
    for code, source in changed:
        new = copy.deepcopy(statement)
        new.value = _expression(source)
        yield code, new
    yield from _followed(statement, around)
    yield from _masks(statement)
    match statement:
        case ast.Assign(targets=[ast.Name() | ast.Attribute() | ast.Subscript() as target]):
            yield "accumulate", ast.AugAssign(copy.deepcopy(target), ast.Add(), value)
        case ast.AugAssign(target=target, op=ast.Add()):
            yield "accumulate", ast.Assign([copy.deepcopy(target)], value)
            yield "sign", ast.AugAssign(copy.deepcopy(target), ast.Sub(), value)
        case ast.AugAssign(target=target, op=ast.Mult()):
            yield "factor", ast.AugAssign(copy.deepcopy(target), ast.Div(), value)
        case ast.AugAssign(target=target, op=ast.Div()):
            yield "factor", ast.AugAssign(copy.deepcopy(target), ast.Mult(), value)
        case ast.AugAssign(target=target, op=ast.Sub()):
            yield "sign", ast.AugAssign(copy.deepcopy(target), ast.Add(), value)


def _followed(statement: Statement, around: Surroundings) -> Iterator[tuple[str, ast.stmt]]:
    """The statement, and after it one that is missing: a division by the number of samples, the slope of a ReLU."""
    target = _target(statement)
    base = ast.unparse(target.value if isinstance(target, ast.Subscript) and ast.unparse(target.value) in around.shapes else target)
    if base not in around.shapes:
        return
    missing = [("factor", f"{base} /= {length}") for length in around.lengths]
    missing += [
        ("activation", f"{base}[{name} <= 0] = 0") for name in around.activations if around.shapes.get(name) == around.shapes[base]
    ]
    for code, source in missing:
        both = ast.parse(source).body
        yield code, ast.If(ast.Constant(True), [copy.deepcopy(statement), *both], [])


def _masks(statement: Statement) -> Iterator[tuple[str, ast.stmt]]:
    """The other entries: ``x[~mask] = 0`` for ``x[mask] = 0``."""
    target = _target(statement)
    if isinstance(target, ast.Subscript) and not isinstance(target.slice, ast.Constant | ast.Tuple | ast.Slice):
        inner = target.slice.operand if isinstance(target.slice, ast.UnaryOp) else ast.UnaryOp(ast.Invert(), target.slice)
        changed = copy.deepcopy(statement)
        _target(changed).slice = inner  # type: ignore[attr-defined]
        yield "comparison", changed
        for kind in (ast.LtE, ast.Gt) if isinstance(target.slice, ast.Compare) and len(target.slice.ops) == 1 else ():
            turned = copy.deepcopy(statement)
            _target(turned).slice = ast.Compare(target.slice.left, [kind()], target.slice.comparators)  # type: ignore[attr-defined]
            yield "comparison", turned


def _target(statement: Statement) -> ast.expr:
    return statement.targets[0] if isinstance(statement, ast.Assign) else statement.target


def _slopes(activation: str) -> tuple[str, ...]:
    """The derivative of an activation in terms of its value: sigmoid, tanh, ReLU."""
    return (
        f"({activation} * (1 - {activation}))",
        f"(1 - {activation} ** 2)",
        f"({activation} > 0)",
        f"(1 - {activation})",
        activation,
    )


def _alike(source: str, around: Surroundings) -> list[str]:
    shape = around.shapes.get(source)
    return [] if shape is None else [each for each, other in around.shapes.items() if other == shape and each != source]


def _short(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _expression(source: str) -> ast.expr:
    return ast.parse(source, mode="eval").body
