"""What a gradient or a Jacobian asks for: the derivatives that it stands for, in their order."""

from __future__ import annotations

from derivations.terms.term import Term, derivative

SEVERAL = ("tuple", "list", "set", "matrix")


def opened_gradient(wanted: Term) -> tuple[Term, ...]:
    """The derivatives that a gradient stands for.

    >>> from derivations.terms.term import name, opaque
    >>> [each.op for each in opened_gradient(opaque("grad", name("E"), name("w"), name("b")))]
    ['derivative', 'derivative']
    """
    quantity, *variables = wanted.args
    if len(variables) == 1 and variables[0].op in SEVERAL:
        variables = list(variables[0].args)
    return tuple(derivative(quantity, each, glyph="∂") for each in variables)


def opened_jacobian(wanted: Term) -> Term:
    """The matrix of derivatives that a Jacobian stands for: a row for each quantity, a column for each variable."""
    quantities, *variables = wanted.args
    rows = quantities.args if quantities.op in SEVERAL else (quantities,)
    entries = tuple(derivative(row, column, glyph="∂") for row in rows for column in variables)
    return Term("matrix", entries, (len(rows), len(variables)))
