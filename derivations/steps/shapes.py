"""Shapes of the quantities of a network, found from its definitions: a row per sample, dimensions by name.

A question may declare shapes; what it leaves out follows from the error inwards: the error compares two N by K arrays, and a
product x W of shape (N, K) has an x of shape (N, D) and a W of shape (D, K).
"""

from __future__ import annotations

from collections.abc import Mapping

from derivations.steps.step import Definitions
from derivations.terms.domain import Assumption, Domain
from derivations.terms.term import Term, substitute

Shape = tuple[str, ...]

SAMPLES, OUTPUTS, INPUTS, HIDDEN = "N", "K", "I", "H"


def with_matrix_products(node: Term) -> Term:
    """The same definition with every product of matrices written as ``mul``: ``x W`` and ``x @ W`` are one thing."""
    arguments = tuple(with_matrix_products(each) for each in node.args)
    return Term("mul" if node.op == "matmul" else node.op, arguments, node.value)


def inferred(definitions: Definitions, declared: Mapping[str, Shape] | None = None) -> dict[str, Shape]:
    """The shape of every name, from the error (whose definition comes first or is used by none) inwards.

    >>> from derivations.terms.term import name, opaque
    >>> found = inferred((("E", opaque("mean_squared_error", name("d"), name("y"))), ("y", name("x") * name("W") + name("b"))))
    >>> found["W"], found["b"]
    (('I', 'K'), ('K',))
    """
    table = dict(definitions)
    shapes: dict[str, Shape] = {each: shape for each, shape in (declared or {}).items() if shape}
    waiting = [identifier for identifier, meaning in definitions if meaning.op == "opaque"]
    shapes.update(dict.fromkeys(waiting, ()))
    seen: set[str] = set()
    while waiting:
        identifier = waiting.pop(0)
        if identifier in seen:
            continue
        seen.add(identifier)
        meaning = table[identifier]
        if meaning.op == "opaque":
            known = next((shapes[str(each.value)] for each in meaning.args if str(each.value) in shapes), (SAMPLES, OUTPUTS))
            for each in meaning.args:
                _assign(each, known, shapes, table)
        else:
            _assign(meaning, shapes[identifier], shapes, table)
        waiting.extend(each for each in shapes if each in table and each not in seen)
    return _single_hidden_renamed(shapes, declared or {})


def _assign(node: Term, shape: Shape, shapes: dict[str, Shape], table: Mapping[str, Term]) -> None:
    """Give every name in a term that has this shape its own."""
    match node.op:
        case "name":
            _unify(shapes.setdefault(str(node.value), shape), shape, shapes)
        case "mul" if len(node.args) == 2 and len(shape) == 2:
            left, right = node.args
            inner = _inner(left, right, shapes, table)
            _assign(left, (shape[0], inner), shapes, table)
            _assign(right, (inner, shape[1]), shapes, table)
        case "add":
            is_affine = any(each.op == "mul" for each in node.args)
            for each in node.args:
                _assign(each, shape[-1:] if is_affine and each.op == "name" else shape, shapes, table)
        case _:
            for each in node.args:
                _assign(each, shape, shapes, table)


def _unify(known: Shape, other: Shape, shapes: dict[str, Shape]) -> None:
    """A quantity used twice has one shape, so sizes that its uses call differently are the same size."""
    for size, also in zip(known, other, strict=True) if len(known) == len(other) else ():
        if size != also:
            shapes.update({each: tuple(size if one == also else one for one in shape) for each, shape in shapes.items()})


def _inner(left: Term, right: Term, shapes: Mapping[str, Shape], table: Mapping[str, Term]) -> str:
    known = shapes.get(str(left.value)) or ()
    if known:
        return known[-1]
    known = shapes.get(str(right.value)) or ()
    if known:
        return known[0]
    written = str(left.value)
    return f"{HIDDEN}{written[len(written.rstrip('0123456789')) :]}" if written in table else INPUTS


def _single_hidden_renamed(shapes: dict[str, Shape], declared: Mapping[str, Shape]) -> dict[str, Shape]:
    """One hidden layer has H units; several have H1, H2, ..."""
    hidden = {size for shape in shapes.values() for size in shape if size.startswith(HIDDEN)} - {
        size for shape in declared.values() for size in shape
    }
    if len(hidden) != 1:
        return shapes
    (only,) = hidden
    return {each: tuple(HIDDEN if size == only else size for size in shape) for each, shape in shapes.items()}


def with_shapes(domain: Domain, shapes: Mapping[str, Shape]) -> Domain:
    """The domain, with a shape for every name."""
    return Domain({each: Assumption(shape=shape) for each, shape in shapes.items()} | dict(domain.assumptions), domain.default)


def shapes_in(domain: Domain) -> dict[str, Shape]:
    """The shapes that a domain declares."""
    return {each: assumption.shape for each, assumption in domain.assumptions.items() if assumption.shape}


def shape_of(node: Term, shapes: Mapping[str, Shape]) -> Shape | None:
    """The shape of a term; None where the shapes of its parts do not fit.

    >>> from derivations.terms.term import name
    >>> shape_of(Term("matmul", (Term("transpose", (name("x"),)), name("G"))), {"x": ("N", "I"), "G": ("N", "K")})
    ('I', 'K')
    """
    match node.op:
        case "name":
            return shapes.get(str(node.value), ())
        case "derivative":
            return shapes.get(str(node.args[1].value), ())
        case "transpose":
            inner = shape_of(node.args[0], shapes)
            return None if inner is None else inner[::-1]
        case "matmul":
            found = shape_of(node.args[0], shapes)
            for each in node.args[1:]:
                following = shape_of(each, shapes)
                if found is None or following is None or found[-1:] != following[:1]:
                    return None
                found = found[:-1] + following[1:]
            return found
        case _:
            return _entrywise([shape_of(each, shapes) for each in node.args])


def _entrywise(parts: list[Shape | None]) -> Shape | None:
    found: Shape = ()
    for part in parts:
        if part is None or (part and found and part != found):
            return None
        found = found or part
    return found


def constants(shapes: Mapping[str, Shape]) -> dict[str, Shape]:
    """The shapes of the vectors and matrices of ones, by the names that the rules give them."""
    sizes = {size for shape in shapes.values() for size in shape}
    return {f"1_{size}": (size,) for size in sizes} | {f"1_{size}{size}": (size, size) for size in sizes}


def renamed(node: Term, names_to: Mapping[Term, Term]) -> Term:
    """A term with names replaced by names."""
    return substitute(node, dict(names_to))
