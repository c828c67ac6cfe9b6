"""Arithmetic with infinity as far as it is defined: ``2*oo`` is ``oo``; ``oo - oo``, ``0*oo``, ``oo/oo``, ``1^oo`` are nothing.

Names stand for finite numbers. What is finite goes back to the comparison of finite terms.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from derivations.equality.outcome import Comparison, Proved, Refuted, Undecided, Undefined, Witness
from derivations.equality.values import shown, sign
from derivations.terms.domain import Domain
from derivations.terms.printing import plain
from derivations.terms.term import Term, names, number, rebuild, subterms

Decide = Callable[[Term, Term, Domain], Comparison]


@dataclass(frozen=True, slots=True)
class Infinite:
    """Infinity with its sign."""

    sign: int

    def __str__(self) -> str:
        return "oo" if self.sign > 0 else "-oo"


class Nothing(Exception):
    """An expression that has no value, such as ``oo - oo``."""


class NotKnown(Exception):
    """An expression with infinity in it that there is no rule for."""


Extended = Infinite | Term


def compare_infinite(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    """Compare two terms of which one at least has infinity in it.

    >>> oo = Term("constant", (), "oo")
    >>> compare_infinite(2 * oo, oo, Domain(), lambda left, right, on: Proved("exact")).how
    'exact'
    """
    values: list[Extended] = []
    for side, term in (("left", left), ("right", right)):
        try:
            values.append(_value(term))
        except Nothing:
            return Undefined(side, "infinity")
        except NotKnown:
            return Proved("structural") if left == right else Undecided("unsupported:infinity")
    here, there = values
    if isinstance(here, Term) and isinstance(there, Term):
        return decide(here, there, domain)
    if isinstance(here, Infinite) and isinstance(there, Infinite) and here.sign == there.sign:
        return Proved("structural" if left == right else "exact")
    return Refuted("infinite", Witness({}, *(_shown(each) for each in values)))


def _shown(value: Extended) -> str:
    if isinstance(value, Infinite):
        return str(value)
    return plain(value) if names(value) else shown(value, {})


def _value(term: Term) -> Extended:
    if term.op == "constant" and term.value == "oo":
        return Infinite(1)
    if not any(each.op == "constant" and each.value == "oo" for each in subterms(term)):
        return term
    values = [_value(each) for each in term.args]
    if not any(isinstance(each, Infinite) for each in values):
        return rebuild(term, tuple(each for each in values if isinstance(each, Term)))
    rule = _RULES.get(term.op)
    if rule is None:
        raise NotKnown
    return rule(values)


def _sign(value: Extended) -> int:
    """The sign of a constant; raises NotKnown where it is not known."""
    if isinstance(value, Infinite):
        return value.sign
    found = sign(value, {})
    if found is None:
        raise NotKnown
    return found


def _sum(values: Sequence[Extended]) -> Extended:
    signs = {each.sign for each in values if isinstance(each, Infinite)}
    if len(signs) > 1:
        raise Nothing
    return Infinite(signs.pop())


def _product(values: Sequence[Extended]) -> Extended:
    signs = [_sign(each) for each in values]
    if 0 in signs:
        raise Nothing
    return Infinite(-1 if signs.count(-1) % 2 else 1)


def _quotient(values: Sequence[Extended]) -> Extended:
    above, below = values
    if isinstance(below, Term):
        return _product(values)
    if isinstance(above, Infinite):
        raise Nothing
    return number(0)


def _power(values: Sequence[Extended]) -> Extended:
    base, exponent = values
    if isinstance(base, Infinite):
        raised = _sign(exponent)
        if not raised:
            raise Nothing
        if raised < 0:
            return number(0)
        if base.sign < 0:
            raise NotKnown
        return base
    assert isinstance(exponent, Infinite)
    if _sign(base) <= 0:
        raise NotKnown
    grows = _sign(base - 1)
    if not grows:
        raise Nothing
    return Infinite(1) if grows == exponent.sign else number(0)


def _minus(values: Sequence[Extended]) -> Extended:
    return Infinite(-_sign(values[0]))


def _exp(values: Sequence[Extended]) -> Extended:
    return Infinite(1) if _sign(values[0]) > 0 else number(0)


def _growing(values: Sequence[Extended]) -> Extended:
    """A logarithm or a root, which is infinite where its argument is, and not real below."""
    if _sign(values[0]) < 0:
        raise NotKnown
    return Infinite(1)


def _size(values: Sequence[Extended]) -> Extended:
    return Infinite(abs(_sign(values[0])))


_RULES: dict[str, Callable[[Sequence[Extended]], Extended]] = {
    "add": _sum,
    "neg": _minus,
    "mul": _product,
    "div": _quotient,
    "pow": _power,
    "exp": _exp,
    "log": _growing,
    "sqrt": _growing,
    "abs": _size,
}
