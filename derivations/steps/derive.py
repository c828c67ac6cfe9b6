"""``derive``: from a question's definitions and what it wants to a derivation.

The question's ``wanted`` is data: an expression in derivatives, a gradient, a maximum, zeros, a value at a point. Each sort is a
row of `SORTS`; whatever is none of these is an expression whose derivatives are taken and whose named quantities are put in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from derivations.steps.adjoint import derive_adjoint, is_network
from derivations.steps.extrema import extremum, zeros
from derivations.steps.gradients import SEVERAL, opened_gradient, opened_jacobian
from derivations.steps.scope import Scope
from derivations.steps.step import CannotDerive, Derivation, Rewrite, Step, derivatives_in
from derivations.steps.strategy import Deriving
from derivations.steps.targets import reshaped
from derivations.steps.tidying import tidied
from derivations.terms.domain import Domain
from derivations.terms.term import Term, names, substitute, subterms

REALS = Domain()

Derived = tuple[Step, tuple[Rewrite, ...]]


def derive(definitions: Sequence[tuple[str, Term]], wanted: Term, domain: Domain = REALS, target: str | None = None) -> Derivation:
    """Derive what a question wants from its definitions.

    definitions: (name, meaning), in any order. wanted: an expression with ``derivative`` terms (dz/dx, products of these, second
    derivatives); ``max``, ``min``, ``argmax``, ``argmin``, ``zeros`` of one; ``grad(E, w, b)``; ``at`` (an expression and
    equations). target: ``factored``, ``expanded`` or ``sigma``; None leaves the product that the chain rule gives.
    Raises CannotDerive, with a code and what it speaks of.

    >>> from derivations.terms.term import derivative, name
    >>> z, t, x, y = (name(each) for each in "ztxy")
    >>> derive([("z", t**2), ("t", x + y)], derivative(z, x)).answer == 2 * (x + y)
    True
    """
    scope = Scope(tuple(definitions))
    if is_network(scope.definitions):
        return derive_adjoint(scope.definitions, wanted, domain)
    deriving = Deriving(scope, domain, glyph_of(wanted))
    _check_names(wanted, scope, domain)
    root, trace = _sorted(wanted)(wanted, deriving)
    if target is not None:
        trace = (*trace, *reshaped(trace[-1].after if trace else root.result, target))
    answer = trace[-1].after if trace else root.result
    return Derivation(scope.definitions, wanted, root, trace, answer, domain, deriving.glyph, target)


def glyph_of(wanted: Term) -> str:
    """``∂`` where the question writes one, else ``d``."""
    return "∂" if any(each.op == "derivative" and each.value == "∂" for each in subterms(wanted)) else "d"


def _check_names(wanted: Term, scope: Scope, domain: Domain) -> None:
    """A name may also be declared by its domain alone: the learning rate of w - eta dE/dw stands in no definition."""
    unknown = sorted(names(wanted) - scope.known() - domain.assumptions.keys())
    if unknown:
        raise CannotDerive("unknown-name", {"name": unknown[0]})


def _expression(wanted: Term, deriving: Deriving) -> Derived:
    """An expression in derivatives and quantities: take the derivatives, then put in what is named."""
    if wanted.op in ("derivative", "D"):
        root = deriving.step(wanted, "1")
    elif not derivatives_in(wanted):
        root = Step("1", "by-definition", wanted, deriving.scope.expanded(wanted))
    else:
        root = deriving.concluded("1", "evaluate", wanted, wanted)
    return root, deriving.put_in(root.result, deriving.kept)


def _gradient(wanted: Term, deriving: Deriving) -> Derived:
    """grad(E, w, b), grad(E, (w, b)): the derivatives side by side; by one scalar it is that derivative."""
    parts = opened_gradient(wanted)
    if not parts or any(each.args[1].op != "name" for each in parts):
        raise CannotDerive("unsupported-wanted", {"wanted": wanted})
    deriving.glyph = "∂"
    after = parts[0] if len(parts) == 1 else Term("tuple", parts)
    root = deriving.concluded("1", "gradient", wanted, after)
    return root, deriving.put_in(root.result, deriving.kept)


def _jacobian(wanted: Term, deriving: Deriving) -> Derived:
    """jacobian((f, g), x, y): a row for each quantity, a column for each variable."""
    quantities, *variables = wanted.args
    rows = quantities.args if quantities.op in SEVERAL else (quantities,)
    if not variables or any(each.op != "name" for each in (*rows, *variables)):
        raise CannotDerive("unsupported-wanted", {"wanted": wanted})
    deriving.glyph = "∂"
    root = deriving.concluded("1", "jacobian", wanted, opened_jacobian(wanted))
    return root, deriving.put_in(root.result, deriving.kept)


def _at_a_point(wanted: Term, deriving: Deriving) -> Derived:
    """dz/dx at x = 1, y = 2: the expression first, then the numbers.

    A named quantity can have its value given where something is differentiated by it: dz/dt at t = 2.
    """
    inner, *equations = wanted.args
    values: dict[Term, Term] = {}
    for each in equations:
        if each.op != "eq" or each.args[0].op != "name":
            raise CannotDerive("unsupported-wanted", {"wanted": wanted})
        values[each.args[0]] = each.args[1]
    taken_by = {variable for each in subterms(inner) if each.op == "derivative" for variable in each.args[1:]}
    if any(str(each.value) in deriving.scope and each not in taken_by for each in values):
        raise CannotDerive("unsupported-wanted", {"wanted": wanted})
    deriving.kept = tuple(str(each.value) for each in values)
    root, trace = _sorted(inner)(inner, deriving)
    general = trace[-1].after if trace else root.result
    special = substitute(general, values)
    if special == general:
        return root, trace
    return root, (*trace, Rewrite("at-point", general, special), *tidied(special))


def _extremum(wanted: Term, deriving: Deriving) -> Derived:
    return extremum(wanted, _one_argument(wanted, deriving), deriving), ()


def _zeros(wanted: Term, deriving: Deriving) -> Derived:
    return zeros(wanted, _one_argument(wanted, deriving), deriving), ()


def _one_argument(wanted: Term, deriving: Deriving) -> Step:
    """The step of the expression inside max(...), with the named quantities put in."""
    if len(wanted.args) != 1:
        raise CannotDerive("unsupported-wanted", {"wanted": wanted})
    inner = wanted.args[0]
    if inner.op == "name":
        return Step("1.1", "by-definition", inner, deriving.scope.expanded(inner, deriving.kept))
    step = deriving.step(inner, "1.1") if inner.op == "derivative" else deriving.concluded("1.1", "evaluate", inner, inner)
    trace = (*step.trace, *deriving.put_in(step.result, deriving.kept))
    return Step(step.id, step.rule, step.before, step.after, step.premises, trace, step.facts, step.domain)


SORTS: dict[str, Callable[[Term, Deriving], Derived]] = {
    "max": _extremum,
    "min": _extremum,
    "argmax": _extremum,
    "argmin": _extremum,
    "zeros": _zeros,
    "grad": _gradient,
    "jacobian": _jacobian,
    "at": _at_a_point,
}


def _sorted(wanted: Term) -> Callable[[Term, Deriving], Derived]:
    sort = str(wanted.value) if wanted.op == "opaque" else wanted.op
    if sort in ("max", "min") and len(wanted.args) > 1:
        return _expression
    return SORTS.get(sort, _expression)
