"""ONE row per NumPy function that the interpreter knows: name, meaning on numbers, meaning on entries, shape rule.

On arrays of nodes NumPy's own dot, sum and transpose do the right thing, since a node has ``+`` and ``*``; an elementwise
function is applied to each entry by its name in the table of nodes. A new NumPy function is a row here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from derivations.code import shapes
from derivations.code.errors import CodeError
from derivations.code.values.nodes import Nodes

Meaning = Callable[..., Any]
WORDS = ("float", "float64", "int", "int64", "bool")  # kinds of number that keep an entry what it is
NARROW = ("float32", "float16", "half", "single", "int8", "int16", "int32", "uint8")


@dataclass(frozen=True, slots=True)
class Primitive:
    """A NumPy function.

    numeric:  works on arrays of float64, or complex128 for the complex step.
    symbolic: from a table of nodes, the function on arrays of nodes.
    shape:    from the arguments, the shape of the result, or None where it is no larger than an operand.
    """

    name: str
    numeric: Meaning
    symbolic: Callable[[Nodes], Meaning]
    shape: Meaning


def elementwise(name: str, numeric: Meaning, function: str) -> Primitive:
    """A function that acts on each entry and is ``function`` in the language of formulas."""
    return Primitive(name, numeric, lambda table: entries(lambda entry: table.apply(function, entry)), shapes.same)


def each(name: str, numeric: Meaning, count: int, entry: Callable[..., Any]) -> Primitive:
    """A function that acts on entries at equal places: ``entry`` takes the table and ``count`` entries."""
    shape = shapes.broadcast if count > 1 else shapes.same
    return Primitive(name, numeric, lambda table: entries(lambda *args: entry(table, *args), count), shape)


def moving(name: str, numeric: Meaning, shape: Meaning = shapes.same) -> Primitive:
    """A function that only moves, adds and multiplies entries: the same code on numbers and on nodes."""
    return Primitive(name, numeric, lambda _: numeric, shape)


def made(name: str, numeric: Meaning, shape: Meaning) -> Primitive:
    """A function that makes an array of numbers: exact ones among nodes."""
    return Primitive(name, numeric, lambda _: lambda *args, **keywords: exact(numeric(*args, **keywords)), shape)


def entries(function: Meaning, count: int = 1) -> Meaning:
    """A function of entries as one of arrays, whose result is an array of objects, or an entry."""
    return np.frompyfunc(function, count, 1)


def exact(array: Any) -> Any:
    """The same numbers as Fractions, which divide without rounding."""
    return np.frompyfunc(lambda entry: Fraction(repr(float(entry))) if isinstance(entry, float) else Fraction(int(entry)), 1, 1)(
        array
    )


def quotient(left: Any, right: Any) -> Any:
    """An exact quotient of entries."""
    if isinstance(right, int | Fraction) and isinstance(left, int | Fraction | bool):
        return Fraction(left) / right
    return left / right


def divide(left: Any, right: Any) -> Any:
    """The quotient of arrays of entries, without rounding."""
    return np.frompyfunc(lambda a, b: quotient(_plain(a), _plain(b)), 2, 1)(left, right)


def _plain(entry: Any) -> Any:
    if isinstance(entry, np.generic):
        entry = entry.item()
    return Fraction(repr(entry)) if isinstance(entry, float) else entry


def select(table: Nodes, condition: Any, chosen: Any, otherwise: Any) -> Any:
    """Where the condition, a step function, is 1 the one, else the other."""
    decided = table.of(condition)
    if decided.op == "number":
        return chosen if decided.value else otherwise
    return decided * chosen + (1 - decided) * otherwise


def _mean(array: Any, axis: Any = None, keepdims: bool = False) -> Any:
    total = np.sum(array, axis=axis, keepdims=keepdims)
    return divide(total, _count(array, axis))


def _count(array: Any, axis: Any) -> int:
    if axis is None:
        return int(np.size(array))
    axes = axis if isinstance(axis, tuple) else (axis,)
    return int(np.prod([np.shape(array)[one] for one in axes]))


def _var(array: Any, axis: Any = None, keepdims: bool = False) -> Any:
    return _mean((array - _mean(array, axis, keepdims=True)) ** 2, axis, keepdims)


def _average(array: Any, axis: Any = None) -> Any:
    return _mean(array, axis)


def _norm(table: Nodes) -> Meaning:
    return lambda array: table.power(np.sum(np.asarray(array) ** 2), Fraction(1, 2))


def _largest(table: Nodes) -> Meaning:
    def rows(array: Any, axis: int | tuple[int, ...] | None = None, keepdims: bool = False) -> Any:
        whole = np.asarray(array, dtype=object)
        axes = tuple(range(whole.ndim)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
        flat = np.moveaxis(whole, axes, tuple(range(-len(axes), 0))) if axes else whole
        found = np.empty(flat.shape[: flat.ndim - len(axes)], dtype=object)
        for index in np.ndindex(found.shape):
            found[index] = table.largest(np.ravel(flat[index]))
        if keepdims:
            return np.expand_dims(found, axes)
        return found if found.ndim else found.item()

    return rows


def _maximum_of_real(left: Any, right: Any) -> Any:
    return np.where(np.real(left) >= np.real(right), left, right)


def _minimum_of_real(left: Any, right: Any) -> Any:
    return np.where(np.real(left) <= np.real(right), left, right)


def _top(array: Any, axis: Any = None, keepdims: bool = False) -> Any:
    if not np.iscomplexobj(array):
        return np.max(array, axis=axis, keepdims=keepdims)
    at = np.argmax(np.real(array), axis=axis, keepdims=True)
    found = np.take_along_axis(array, at, axis=axis) if axis is not None else np.ravel(array)[np.ravel(at)[0]]
    return found if keepdims or axis is None else np.squeeze(found, axis=axis)


def _clip(array: Any, low: Any, high: Any) -> Any:
    return _minimum_of_real(_maximum_of_real(array, low), high)


def _absolute(array: Any) -> Any:
    return np.where(np.real(array) < 0, -array, array)


def _dense(array: Any, dtype: Any = None, copy: bool = True) -> Any:
    return np.array(array) if dtype is None or dtype in WORDS else np.array(array).astype(dtype)


def _like(value: int) -> Callable[[Nodes], Meaning]:
    return lambda _: lambda array, dtype=None: np.full(np.shape(array), Fraction(value), dtype=object)


def _copies(array: Any, dtype: Any = None, copy: bool = True) -> Any:
    return np.array(array, dtype=object) if np.asarray(array).dtype.kind not in "iub" else np.array(array)


def _outer(left: Any, right: Any) -> Any:
    return np.ravel(left)[:, None] * np.ravel(right)[None, :]


def _einsum(subscripts: str, *arrays: Any) -> Any:
    """By its meaning: the product over every index, summed over those that the result does not have."""
    inputs, _, output = subscripts.replace(" ", "").partition("->")
    if "->" not in subscripts:
        letters = inputs.replace(",", "")
        output = "".join(sorted(one for one in set(letters) if letters.count(one) == 1))
    order = output + "".join(dict.fromkeys(one for one in inputs if one != "," and one not in output))
    total: Any = 1
    for letters, array in zip(inputs.split(","), arrays, strict=True):
        aligned = np.transpose(np.asarray(array), [letters.index(one) for one in order if one in letters])
        total = total * aligned[tuple(slice(None) if one in letters else None for one in order)]
    return np.sum(total, axis=tuple(range(len(output), len(order)))) if len(order) > len(output) else total


def _clipped(table: Nodes, entry: Any, low: Any, high: Any) -> Any:
    raised = entry if low is None else table.maximum(entry, low)
    return raised if high is None else -table.maximum(-raised, -1 * table.of(high))


def _padded(array: Any, widths: Any, mode: str = "constant") -> Any:
    if mode != "constant":
        raise CodeError("unsupported", construct=f"np.pad with {mode}")
    return np.pad(array, widths)


def _both(_: Nodes, left: Any, right: Any) -> Any:
    return left * right


PRIMITIVES = {
    row.name: row
    for row in (
        elementwise("exp", np.exp, "exp"),
        elementwise("log", np.log, "log"),
        elementwise("sqrt", np.sqrt, "sqrt"),
        elementwise("tanh", np.tanh, "tanh"),
        elementwise("sinh", np.sinh, "sinh"),
        elementwise("cosh", np.cosh, "cosh"),
        elementwise("sin", np.sin, "sin"),
        elementwise("cos", np.cos, "cos"),
        elementwise("abs", _absolute, "abs"),
        elementwise("absolute", _absolute, "abs"),
        elementwise("sign", lambda array: np.sign(np.real(array)), "sign"),
        each("square", np.square, 1, lambda table, a: table.power(a, 2)),
        each("reciprocal", np.reciprocal, 1, lambda table, a: table.power(a, -1)),
        each("log1p", np.log1p, 1, lambda table, a: table.apply("log", table.add(1, a))),
        each("expm1", np.expm1, 1, lambda table, a: table.apply("exp", a) - 1),
        each("negative", np.negative, 1, lambda table, a: table.mul(-1, a)),
        each("power", np.power, 2, lambda table, a, b: table.power(a, b)),
        each("add", np.add, 2, lambda table, a, b: table.add(a, b)),
        each("subtract", np.subtract, 2, lambda table, a, b: table.add(a, table.mul(-1, b))),
        each("multiply", np.multiply, 2, lambda table, a, b: table.mul(a, b)),
        each("divide", np.true_divide, 2, lambda table, a, b: table.of(a) / b),
        each("true_divide", np.true_divide, 2, lambda table, a, b: table.of(a) / b),
        each("maximum", _maximum_of_real, 2, lambda table, a, b: table.maximum(a, b)),
        each("minimum", _minimum_of_real, 2, lambda table, a, b: -table.maximum(table.mul(-1, a), table.mul(-1, b))),
        each("fmax", _maximum_of_real, 2, lambda table, a, b: table.maximum(a, b)),
        each("clip", _clip, 3, _clipped),
        each("where", np.where, 3, select),
        each("heaviside", lambda a, _: np.where(np.real(a) > 0, 1.0, 0.0), 2, lambda table, a, _: table.apply("step", a)),
        each("logical_and", np.logical_and, 2, _both),
        each("logical_not", np.logical_not, 1, lambda table, a: table.of(1) - a),
        Primitive("mean", np.mean, lambda _: _mean, shapes.same),
        Primitive("average", np.average, lambda _: _average, shapes.same),
        Primitive("var", np.var, lambda _: _var, shapes.same),
        Primitive(
            "std", np.std, lambda table: lambda *a, **k: entries(lambda e: table.apply("sqrt", e))(_var(*a, **k)), shapes.same
        ),
        Primitive("max", _top, _largest, shapes.same),
        Primitive("amax", _top, _largest, shapes.same),
        Primitive("linalg.norm", np.linalg.norm, _norm, shapes.same),
        Primitive("zeros_like", lambda array, dtype=None: np.zeros(np.shape(array), dtype), _like(0), shapes.same),
        Primitive("ones_like", lambda array, dtype=None: np.ones(np.shape(array), dtype), _like(1), shapes.same),
        Primitive("array", _dense, lambda _: _copies, shapes.same),
        Primitive("asarray", _dense, lambda _: _copies, shapes.same),
        Primitive("atleast_1d", np.atleast_1d, lambda _: np.atleast_1d, shapes.same),
        Primitive("einsum", np.einsum, lambda _: _einsum, shapes.einsum),
        made("zeros", lambda shape, dtype=None: np.zeros(shape, dtype), shapes.filled),
        made("ones", lambda shape, dtype=None: np.ones(shape, dtype), shapes.filled),
        made("empty", lambda shape, dtype=None: np.zeros(shape, dtype), shapes.filled),
        made("eye", lambda n, m=None: np.eye(n, m), shapes.square),
        made("identity", np.identity, shapes.square),
        moving(
            "full", lambda shape, value: np.full(shape, value, dtype=None if isinstance(value, float) else object), shapes.filled
        ),
        moving("arange", lambda *ends: np.arange(*(int(end) for end in ends)), shapes.span),
        moving("sum", lambda array, axis=None, keepdims=False: np.sum(array, axis=axis, keepdims=keepdims)),
        moving("prod", lambda array, axis=None: np.prod(array, axis=axis)),
        moving("cumsum", lambda array, axis=None: np.cumsum(array, axis=axis)),
        moving("dot", np.dot, shapes.product),
        moving("matmul", np.matmul, shapes.product),
        moving("inner", np.inner, shapes.outer),
        moving("vdot", lambda a, b: np.dot(np.ravel(a), np.ravel(b))),
        moving("outer", _outer, shapes.outer),
        moving("transpose", np.transpose),
        moving("atleast_2d", np.atleast_2d),
        moving("reshape", np.reshape),
        moving("ravel", np.ravel),
        moving("squeeze", np.squeeze),
        moving("expand_dims", np.expand_dims),
        moving("swapaxes", np.swapaxes),
        moving("moveaxis", np.moveaxis),
        moving("flip", np.flip),
        moving("roll", np.roll),
        moving("copy", np.array),
        moving("pad", _padded, shapes.padded),
        moving("diag", np.diag, shapes.diagonal),
        moving("trace", np.trace),
        moving("broadcast_to", np.broadcast_to, shapes.spread),
        moving("stack", np.stack, shapes.joined),
        moving("concatenate", np.concatenate, shapes.joined),
        moving("hstack", np.hstack, shapes.joined),
        moving("vstack", np.vstack, shapes.joined),
        moving("tile", np.tile, shapes.repeated),
        moving("repeat", np.repeat, shapes.repeated),
        moving("size", lambda array, axis=None: int(np.size(array) if axis is None else np.shape(array)[axis])),
        moving("shape", np.shape),
        moving("ndim", np.ndim),
    )
}

CONSTANTS: dict[str, Any] = {"newaxis": None, "pi": Fraction(repr(np.pi)), "e": Fraction(repr(np.e))}

OTHER_MEMBERS = ("ndarray", "linalg", "random", "float_", "integer", "floating", *WORDS, *NARROW)

ATTRIBUTES: dict[str, Callable[[Any], Any]] = {
    "T": np.transpose,
    "shape": np.shape,
    "size": lambda array: int(np.size(array)),
    "ndim": np.ndim,
    "dtype": lambda _: "float64",
}

METHODS = (
    "dot",
    "sum",
    "mean",
    "transpose",
    "reshape",
    "ravel",
    "squeeze",
    "copy",
    "max",
    "clip",
    "var",
    "std",
    "repeat",
    "swapaxes",
)
