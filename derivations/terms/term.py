"""The one representation of a formula: what was written, in its order, never simplified.

Every other tool of this field normalises on construction, and so shows ``2*x + 2*y`` to a student who wrote ``2*(x + y)``.
A Term keeps the writing; equality of meaning is the business of ``derivations.equality``. Numbers are never negative and
sums hold their subtractions as ``neg``, so each formula has one tree. Terms are shared freely and must not be mutated; the
class has no guard against it, because reading a million answers builds hundreds of millions of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

Value = Fraction | str | tuple[int, ...] | None


class Term:
    """An operation on terms.

    op:    ``number``, ``name``, ``constant``; ``add``, ``mul``, ``div``, ``pow``, ``neg``; a function of ``notation`` (``exp``,
           ``sigmoid``, ...); ``opaque`` (an unknown function); ``derivative`` (dz/dx as a factor with a name); ``matrix``,
           ``transpose``, ``matmul``, ``hadamard``; ``eq``, ``ne``, ``lt``, ``le``, ``gt``, ``ge``; ``list``, ``set``, ``tuple``,
           ``interval``.
    args:  the operands, in the order in which they were written; ``add`` and ``mul`` take two or more.
    value: what the operands do not say: a number's Fraction, a name, an opaque function's name with its primes (``f'``), a
           matrix's (rows, columns), a derivative's glyph (``d`` or ``∂``).
    span:  (start, end) in the text that was read, None for a term that was built.

    Equality and hash are structural and ignore the span and a number's typed digits (``literal``).
    """

    __slots__ = ("_hash", "args", "literal", "op", "span", "value")

    def __init__(
        self,
        op: str,
        args: tuple[Term, ...] = (),
        value: Value = None,
        span: tuple[int, int] | None = None,
        literal: str | None = None,
    ) -> None:
        self.op = op
        self.args = args
        self.value = value
        self.span = span
        self.literal = literal

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            self._hash: int = hash((self.op, self.args, self.value))
            return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Term):
            return NotImplemented
        return self.op == other.op and self.value == other.value and self.args == other.args

    def __repr__(self) -> str:
        inside = [repr(self.value)] if self.value is not None else []
        return f"{self.op}({', '.join(inside + [repr(argument) for argument in self.args])})"

    def __reduce__(self) -> tuple[type[Term], tuple[object, ...]]:
        return (Term, (self.op, self.args, self.value, self.span, self.literal))

    def __add__(self, other: Term | int) -> Term:
        return add(self, term(other)) if isinstance(other, _OPERANDS) else NotImplemented

    def __radd__(self, other: int) -> Term:
        return add(term(other), self) if isinstance(other, _OPERANDS) else NotImplemented

    def __sub__(self, other: Term | int) -> Term:
        return add(self, neg(term(other))) if isinstance(other, _OPERANDS) else NotImplemented

    def __rsub__(self, other: int) -> Term:
        return add(term(other), neg(self)) if isinstance(other, _OPERANDS) else NotImplemented

    def __mul__(self, other: Term | int) -> Term:
        return mul(self, term(other)) if isinstance(other, _OPERANDS) else NotImplemented

    def __rmul__(self, other: int) -> Term:
        return mul(term(other), self) if isinstance(other, _OPERANDS) else NotImplemented

    def __truediv__(self, other: Term | int) -> Term:
        return Term("div", (self, term(other))) if isinstance(other, _OPERANDS) else NotImplemented

    def __rtruediv__(self, other: int) -> Term:
        return Term("div", (term(other), self)) if isinstance(other, _OPERANDS) else NotImplemented

    def __pow__(self, other: Term | int) -> Term:
        return Term("pow", (self, term(other))) if isinstance(other, _OPERANDS) else NotImplemented

    def __neg__(self) -> Term:
        return neg(self)


_OPERANDS = (Term, int, Fraction)  # an operator leaves others, such as an array of Terms, to the other side


def term(value: Term | int | Fraction) -> Term:
    """The term of a Python number; a term is returned as it is.

    >>> term(-2)
    neg(number(Fraction(2, 1)))
    """
    return value if isinstance(value, Term) else number(value)


def number(value: int | Fraction) -> Term:
    """An exact number, as a tree that a person could have written: ``neg`` for a sign, ``div`` for a fraction.

    >>> number(Fraction(-1, 3))
    neg(div(number(Fraction(1, 1)), number(Fraction(3, 1))))
    """
    if value < 0:
        return neg(number(-value))
    exact = Fraction(value)
    if exact.denominator == 1:
        return Term("number", (), exact)
    return Term("div", (Term("number", (), Fraction(exact.numerator)), Term("number", (), Fraction(exact.denominator))))


def name(identifier: str) -> Term:
    """A variable or a declared quantity."""
    return Term("name", (), identifier)


def constant(identifier: str) -> Term:
    """One of ``pi``, ``e``, ``i``, ``oo``."""
    return Term("constant", (), identifier)


def apply(function: str, *arguments: Term) -> Term:
    """A function of ``notation`` at its arguments.

    >>> apply("sigmoid", name("x"))
    sigmoid(name('x'))
    """
    return Term(function, arguments)


def opaque(function: str, *arguments: Term) -> Term:
    """An unknown function at its arguments; primes are part of its name: ``opaque("f'", u)``."""
    return Term("opaque", arguments, function)


def derivative(quantity: Term, *variables: Term, glyph: str = "d") -> Term:
    """The derivative written as a fraction, dz/dx or ∂E/∂w: a factor with a name, not an operation to carry out."""
    return Term("derivative", (quantity, *variables), glyph)


def neg(argument: Term) -> Term:
    """The argument with a minus sign before it."""
    return Term("neg", (argument,))


def add(*summands: Term) -> Term:
    """A sum; a leading sum is continued, as in ``a + b + c``."""
    return Term("add", _continued("add", summands))


def mul(*factors: Term) -> Term:
    """A product; a leading product is continued."""
    return Term("mul", _continued("mul", factors))


def _continued(op: str, operands: tuple[Term, ...]) -> tuple[Term, ...]:
    first = operands[0]
    return first.args + operands[1:] if first.op == op else operands


def rebuild(node: Term, args: tuple[Term, ...]) -> Term:
    """The same operation on other operands; the node itself where nothing changed."""
    return node if args == node.args else Term(node.op, args, node.value)


def substitute(node: Term, replacements: dict[Term, Term]) -> Term:
    """Replace each occurrence of a key by its term, all at once.

    >>> t, x, y = name("t"), name("x"), name("y")
    >>> substitute(2 * t, {t: x + y}) == 2 * (x + y)
    True
    """
    if node in replacements:
        return replacements[node]
    if not node.args:
        return node
    return rebuild(node, tuple(substitute(argument, replacements) for argument in node.args))


def subterms(node: Term) -> Iterator[Term]:
    """The term and everything inside it, from the outside in, from left to right."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(current.args))


def names(node: Term) -> frozenset[str]:
    """The identifiers that occur in a term.

    >>> sorted(names(name("y") * apply("exp", name("x"))))
    ['x', 'y']
    """
    return frozenset(str(each.value) for each in subterms(node) if each.op == "name")
