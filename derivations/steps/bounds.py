"""Bounds on a product of factors: how large a derivative along a chain can be at most.

|w_1 ... w_L f'(u_1) ... f'(u_L)| is at most |w_1 ... w_L| times the largest value of f', once for each layer. The step is no
equality, so it has a check of its own, as the arguments about maxima have.
"""

from __future__ import annotations

from derivations.equality.compare import compare
from derivations.equality.outcome import Agreed, Proved, Refuted
from derivations.steps.numeric import Numbers, points
from derivations.steps.oracle import Oracle
from derivations.steps.step import Step
from derivations.terms.term import Term, apply, mul, names, number, substitute

Opinion = tuple[bool | None, bool | None]

BOUNDED = "product-bound"
UNDER_HYPOTHESIS = "bound-under-hypothesis"


def product_bound(path: str, derivative: Step, largest: Step, slopes: tuple[Term, ...], quantity: Term) -> Step:
    """|derivative| <= the same product with each slope replaced by the largest value that slopes have.

    derivative: a step that ends in a product with the factors ``slopes``; largest: a step that ends in the largest slope.
    quantity: what is bounded, as it is to be written.
    """
    bound = bound_of(derivative.result, largest.result, slopes)
    facts = (("product", derivative.result), ("largest", largest.result), *((f"slope{at}", each) for at, each in enumerate(slopes)))
    return Step(path, BOUNDED, quantity, bound, (derivative, largest), (), facts)


def bound_of(product: Term, largest: Term, slopes: tuple[Term, ...]) -> Term:
    """|weights| * largest^L, of weights * slopes."""
    factors = product.args if product.op == "mul" else (product,)
    inside = {part for slope in slopes for part in (slope.args if slope.op == "mul" else (slope,))}
    weights = tuple(factor for factor in factors if factor not in inside)
    sizes = tuple(apply("abs", weight) for weight in weights)
    if largest == number(1):
        return mul(*sizes) if len(sizes) > 1 else sizes[0]
    if largest.op == "div" and largest.args[0] == number(1):
        return (mul(*sizes) if len(sizes) > 1 else sizes[0]) / largest.args[1] ** len(slopes)
    return mul(largest ** len(slopes), *sizes)


def product_bounded(step: Step, oracle: Oracle, numbers: Numbers) -> Opinion:
    """By SymPy: with every slope at its largest the product has the size of the bound; by numbers, the bound is nowhere passed."""
    facts = dict(step.facts)
    slopes = [value for key, value in step.facts if key.startswith("slope")]
    factors = substitute(facts["product"], {part: number(1) for slope in slopes for part in slope.args})
    at_most = apply("abs", mul(factors, facts["largest"] ** len(slopes)))
    comparison = compare(at_most, step.after, oracle.domain)
    symbolic = True if isinstance(comparison, Proved | Agreed) else (False if isinstance(comparison, Refuted) else None)
    inner = step.before.args[0]
    return symbolic, _nowhere_passed(apply("abs", inner), step.after, numbers, ())


def bounded_under_hypothesis(step: Step, oracle: Oracle, numbers: Numbers) -> Opinion:
    """At points where the hypothesis holds the bound is nowhere passed; SymPy is not asked."""
    return None, _nowhere_passed(step.before, step.after, numbers, step.domain)


def _nowhere_passed(value: Term, bound: Term, numbers: Numbers, conditions: tuple[Term, ...]) -> bool | None:
    free = sorted(names(numbers.scope.expanded(value)) | names(numbers.scope.expanded(bound)))
    seen = 0
    for point in points(free, numbers.domain, f"{value!r}<={bound!r}"):
        if not all(numbers.holds(each, point) for each in conditions):
            continue
        gap = numbers.at(bound, point) - numbers.at(value, point)
        if gap.is_finite() and gap.real < 0:
            return False
        seen += gap.is_finite()
    return True if seen else None
