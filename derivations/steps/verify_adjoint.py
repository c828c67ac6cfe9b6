"""The steps of a derivation in matrix form, checked twice: at small sizes entry by entry, and on the network as a whole.

A step says what dE/dv is, where G is dE by what is defined from v. By itself that is a statement about <G, definition(v)>, so at
small distinct sizes each entry is one scalar equation: SymPy differentiates it, and so do difference quotients of 40 digits.
Besides, the network is cut at v: its error as a function of v, with everything downstream computed again in NumPy, has its
gradient taken by the complex step, and what the derivation ends in must have that value. None of this uses a rule of ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from derivations.differences import complex_step, relative_error
from derivations.equality.compare import compare
from derivations.equality.outcome import Agreed, Comparison, Proved, Refuted, Undecided
from derivations.evaluate import NotNumeric, evaluate
from derivations.steps.entries import Entries, entries, named, of_ones, total
from derivations.steps.gradients import opened_gradient
from derivations.steps.network_values import SampledNetwork
from derivations.steps.numeric import Numbers
from derivations.steps.rules.matrix import DISTRIBUTION
from derivations.steps.scope import Scope
from derivations.steps.shapes import Shape, constants, shape_of, shapes_in, with_matrix_products
from derivations.steps.step import Derivation, Step, derivative_of, derivatives_in
from derivations.terms.domain import Assumption, Domain
from derivations.terms.sympy_bridge import NoCounterpart, derived, from_sympy, to_sympy
from derivations.terms.term import Term, name, names, number, substitute, subterms

Opinion = tuple[bool | None, bool | None]

BOUND = 1e-10
"""The complex step has no truncation error; this leaves room for rounding in a deep network."""
SMALLEST_SIZE = 2


@dataclass(frozen=True, slots=True)
class Local:
    """One step by itself: dE/dvariable = after, where ``uses`` are the definitions in which the variable occurs.

    uses: (quantity, its definition, dE by it), the last None where the definition is that of the error.
    """

    variable: Term
    after: Term
    uses: tuple[tuple[Term, Term, Term | None], ...]
    shapes: tuple[tuple[Term, Shape], ...]
    is_distribution: bool


class AdjointChecker:
    """Checks the steps of one derivation in matrix form."""

    def __init__(self, derivation: Derivation) -> None:
        self.derivation = derivation
        self.definitions = {each: with_matrix_products(meaning) for each, meaning in derivation.definitions}
        self.scope = Scope(tuple(self.definitions.items()))
        self.shapes = shapes_in(derivation.domain)
        self.network = SampledNetwork(self.definitions, self.shapes)
        self.error = next(each for each, meaning in self.definitions.items() if meaning.op == "opaque")

    def step(self, step: Step) -> Opinion:
        """What the two ways say of ``before`` = ``after``."""
        if step.before.op != "derivative":
            return self._together(step)
        if not self._fits(step.before, step.after):
            return False, False
        local = self._local(step)
        if local is None:
            return None, None
        symbolic, numeric = checked(canonical(local))
        whole = self._whole(step.before, step.result)
        return symbolic, False if False in (numeric, whole) else (numeric if whole is not None else None)

    def put_in(self, before: Term, after: Term, wanted: Term) -> Opinion:
        """The premises put in: the value of the whole is dE/dv of the network."""
        judgements = derivatives_in(before) if wanted.op != "derivative" else (wanted,)
        results = after.args if after.op == "tuple" else (after,)
        return None, _all(self._whole(*pair) for pair in zip(judgements, results, strict=True))

    def answer(self) -> Comparison:
        """Proved, where every step is proved at small sizes and the network as a whole agrees."""
        opinions = [self.step(each) for each in self.derivation.steps()]
        if any(False in each for each in opinions):
            return Refuted("witness")
        if all(each == (True, True) for each in opinions):
            return Proved("exact", note="sizes")
        return Undecided("matrix:steps")

    def _together(self, step: Step) -> Opinion:
        """Several gradients side by side, or a product along the chain: what stands there is what is asked, link by link."""
        if step.before.op == "opaque":
            expected = opened_gradient(step.before)
            holds = derivatives_in(step.after) == expected
            return holds, holds
        links = [each.args for each in step.before.args]
        on_chain = all(self._passes(str(below.value), str(above.value)) for above, below in links)
        ends = (links[0][0], links[-1][1])
        holds = on_chain and step.after.args == ends
        return holds, holds

    def _passes(self, below: str, above: str) -> bool:
        """Whether every way from ``below`` to the error goes through ``above``."""
        if below in (above, self.error):
            return below == above
        users = [each for each, meaning in self.definitions.items() if below in names(meaning)]
        return bool(users) and all(self._passes(each, above) for each in users)

    def _fits(self, judgement: Term, result: Term) -> bool:
        """Whether a gradient has the shape of its variable."""
        return shape_of(result, {**self.shapes, **constants(self.shapes)}) == shape_of(judgement, self.shapes)

    def _whole(self, judgement: Term, result: Term) -> bool | None:
        if not self._fits(judgement, result):
            return False
        variable = str(judgement.args[1].value)
        values = self.network.values
        try:
            found = np.asarray(evaluate(result, {**values, **self.network.sizes_and_ones}))
            expected = complex_step(lambda at: self.network.error(self.error, {variable: at}), values[variable])
        except NotNumeric:
            return None
        return relative_error(np.broadcast_to(found, expected.shape), expected) <= BOUND

    def _local(self, step: Step) -> Local | None:
        """The step's own statement; None where the step leaves out a definition through which the variable acts."""
        variable = step.before.args[1]
        identifier = str(variable.value)
        upstream = {str(each.args[1].value): each for each in derivatives_in(step.after)}
        users = [each for each, meaning in self.definitions.items() if identifier in names(meaning)]
        uses: tuple[tuple[Term, Term, Term | None], ...]
        if upstream:
            if set(users) != set(upstream):
                return None
            uses = tuple((name(each), self.definitions[each], upstream[each]) for each in users)
        else:
            inner = [each for each in users if each != self.error]
            whole = substitute(self.definitions[self.error], {name(each): self.definitions[each] for each in inner})
            uses = (*((name(each), self.definitions[each], None) for each in inner), (name(self.error), whole, None))
        involved = {each for use in uses for each in names(use[1])} | names(step.after) | set(users)
        shapes = tuple((name(each), self.shapes[each]) for each in sorted(involved) if each in self.shapes)
        is_distribution = any(each.op == DISTRIBUTION.op for each in step.domain)
        return Local(variable, step.after, uses, shapes, is_distribution)


def canonical(local: Local) -> Local:
    """The same statement with names and sizes numbered in the order in which they occur: equal layers are checked once."""
    written = [local.variable, *(each for use in local.uses for part in use[:2] for each in subterms(part)), *subterms(local.after)]
    quantities = [each for each in dict.fromkeys(written) if each.op == "name" and not str(each.value).startswith("1_")]
    known = dict(local.shapes)
    dimensions = list(dict.fromkeys(size for each in quantities for size in known.get(each, ())))
    sizes = {size: f"n{at}" for at, size in enumerate(dimensions)}
    new: dict[Term, Term] = {}
    for at, each in enumerate(quantities):
        written_size = str(each.value)
        new[each] = name(sizes[written_size] if written_size in sizes and each not in known else f"q{at}")
    for size, short in sizes.items():
        new[name(f"1_{size}")] = name(f"1_{short}")
        new[name(f"1_{size}{size}")] = name(f"1_{short}{short}")
    renamed_uses = tuple(
        (substitute(quantity, new), substitute(meaning, new), None if above is None else substitute(above, new))
        for quantity, meaning, above in local.uses
    )
    shapes = tuple(sorted(((new[each], tuple(sizes[s] for s in known[each])) for each in quantities if each in known), key=repr))
    return Local(substitute(local.variable, new), substitute(local.after, new), renamed_uses, shapes, local.is_distribution)


@lru_cache(maxsize=512)
def checked(local: Local) -> Opinion:
    """What SymPy and difference quotients say of a step, entry by entry at distinct sizes from 2 on."""
    shapes = dict(local.shapes)
    sizes = {size: SMALLEST_SIZE + at for at, size in enumerate(dict.fromkeys(size for shape in shapes.values() for size in shape))}
    values = _values(local, shapes, sizes)
    pairing = _pairing(local, values, shapes, sizes)
    before = np.asarray(values[local.variable], dtype=object)
    after = np.broadcast_to(np.asarray(entries(local.after, values), dtype=object), before.shape)
    pairs: list[tuple[Term, Term]] = list(zip(before.ravel(), after.ravel(), strict=True))
    domain = _where_logarithms_are_defined(pairing)
    return _all(_by_sympy(pairing, pairs, domain)), _all(_by_numbers(pairing, pairs, domain))


def _values(local: Local, shapes: Mapping[Term, Shape], sizes: Mapping[str, int]) -> dict[Term, Entries | Term]:
    values: dict[Term, Entries | Term] = {}
    for each, shape in shapes.items():
        values[each] = named(str(each.value), tuple(sizes[size] for size in shape))
    for size, length in sizes.items():
        values[name(size)] = number(length)
        values[name(f"1_{size}")] = of_ones(length)
        values[name(f"1_{size}{size}")] = of_ones(length, length)
    if local.is_distribution:
        target = local.uses[-1][1].args[0]
        rows = values[target]
        assert isinstance(rows, np.ndarray)
        for at in range(len(rows)):
            rows[at, -1] = 1 - total(rows[at, :-1])
    for quantity, meaning, _ in local.uses:
        if quantity in shapes:
            values[quantity] = entries(meaning, values)
    return values


def _pairing(local: Local, values: dict[Term, Entries | Term], shapes: Mapping[Term, Shape], sizes: Mapping[str, int]) -> Term:
    """The scalar of which the step gives the gradient: the error, or the sum of <G, definition> over the uses."""
    paired = []
    for quantity, meaning, above in local.uses:
        if above is None:
            if quantity not in shapes:
                return total(entries(meaning, values))
            continue
        upstream = named(f"G{quantity.value}", tuple(sizes[size] for size in shapes[quantity]))
        values[above] = upstream
        paired.append(total(upstream * values[quantity]))
    return total(np.array(paired, dtype=object))


def _by_sympy(pairing: Term, pairs: list[tuple[Term, Term]], domain: Domain) -> Iterator[bool | None]:
    expression = to_sympy(pairing, domain)
    for entry, after in pairs:
        try:
            comparison = compare(from_sympy(derived(expression, to_sympy(entry, domain))), after, domain)
        except NoCounterpart:
            yield None
            continue
        yield True if isinstance(comparison, Proved | Agreed) else (False if isinstance(comparison, Refuted) else None)


def _by_numbers(pairing: Term, pairs: list[tuple[Term, Term]], domain: Domain) -> Iterator[bool | None]:
    numbers = Numbers(Scope(()), domain)
    return (numbers.agree(derivative_of(pairing, entry), after) for entry, after in pairs)


def _where_logarithms_are_defined(pairing: Term) -> Domain:
    """Entries whose logarithm is taken lie between 0 and 1, as the outputs of a network with such an error do."""
    taken = {str(each.args[0].value) for each in subterms(pairing) if each.op == "log" and each.args[0].op == "name"}
    return Domain({each: Assumption(low=number(0), high=number(1), low_open=True, high_open=True) for each in sorted(taken)})


def _all(findings: Iterator[bool | None]) -> bool | None:
    collected = list(findings)
    if False in collected:
        return False
    return None if None in collected or not collected else True
