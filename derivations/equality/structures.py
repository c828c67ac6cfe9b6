"""What is more than one value: lists, sets, tuples, matrices, equations. Each is decided part by part, with what is wrong named.

The parts are handed to ``decide``, the comparison of terms, so that collections nest and each part ends with its own evidence.
A whole is as sure as its least sure part: one refuted part refutes it, one undecided part leaves it undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from derivations.equality.outcome import Agreed, Comparison, Proved, Refuted, Undecided, Undefined
from derivations.equality.proportional import Decide, proportional
from derivations.terms.domain import Domain
from derivations.terms.term import Term, subterms

SEQUENCES = frozenset(["list", "tuple"])
ORDERINGS = {"lt": "gt", "gt": "lt", "le": "ge", "ge": "le"}
RELATIONS = frozenset(["eq", "ne", *ORDERINGS])
ARRAY_OPERATIONS = frozenset(["matmul", "transpose", "hadamard"])
WHOLES = frozenset(["list", "tuple", "set", "matrix", "interval"]) | RELATIONS
MAX_MEMBERS = 256


def kind(term: Term) -> str:
    """What a term is a name for: ``value``, ``sequence``, ``set``, ``matrix``, ``equation``, ``inequality``, ``interval``, ``none``.

    ``none`` is a whole inside an operation on values, such as ``x*[0]``.

    >>> kind(Term("list", (Term("name", (), "x"),))), kind(Term("neg", (Term("set", ()),)))
    ('sequence', 'none')
    """
    if term.op in SEQUENCES:
        return "sequence"
    if term.op in WHOLES:
        return {"eq": "equation", "ne": "inequality"}.get(term.op, "inequality" if term.op in ORDERINGS else term.op)
    return "none" if any(each.op in WHOLES - {"matrix"} for each in subterms(term)) else "value"


def compare_wholes(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    """Compare two terms of which one at least is a collection, a matrix or a relation."""
    kinds = kind(left), kind(right)
    if kinds[0] != kinds[1] or "none" in kinds:
        return Refuted("type", facts={"found": kinds[0], "expected": kinds[1]})
    if max(len(left.args), len(right.args)) > MAX_MEMBERS:
        return Undecided("limit:members")
    return _BY_KIND[kinds[0]](left, right, domain, decide)


def _sequences(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    if len(left.args) != len(right.args):
        return Refuted("shape", facts={"found": str(len(left.args)), "expected": str(len(right.args))})
    return _parts(left.args, right.args, domain, decide, [str(place + 1) for place in range(len(left.args))])


def _matrices(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    if left.op != "matrix" or right.op != "matrix":
        return Undecided("unsupported:matrix_operation")
    if left.value != right.value or not isinstance(left.value, tuple):
        return Refuted("shape", facts={"found": _shape(left), "expected": _shape(right)})
    columns = left.value[1]
    places = [f"{place // columns + 1},{place % columns + 1}" for place in range(len(left.args))]
    return _parts(left.args, right.args, domain, decide, places)


def _shape(matrix: Term) -> str:
    return "x".join(map(str, matrix.value)) if isinstance(matrix.value, tuple) else ""


def _parts(
    left: Sequence[Term], right: Sequence[Term], domain: Domain, decide: Decide, places: Sequence[str]
) -> Comparison:
    found = [decide(here, there, domain) for here, there in zip(left, right, strict=True)]
    for place, each in zip(places, found, strict=True):
        if isinstance(each, Refuted):
            return Refuted(each.how, each.witness, {**each.facts, "part": place})
    return combine(found)


def combine(found: Iterable[Comparison]) -> Comparison:
    """The comparison of a whole from those of its parts."""
    parts = list(found)
    for sort in (Undefined, Refuted, Undecided):
        first = next((each for each in parts if isinstance(each, sort)), None)
        if first is not None:
            return first
    agreed = [each for each in parts if isinstance(each, Agreed)]
    if agreed:
        return Agreed(min(each.points for each in agreed), min(each.bits for each in agreed))
    proved = [each for each in parts if isinstance(each, Proved)]
    unsure = [each for each in proved if each.error_bound is not None]
    if unsure:
        return Proved("whp", max((str(each.error_bound) for each in unsure), key=float), _note(proved))
    return Proved("structural" if all(each.how == "structural" for each in proved) else "exact", None, _note(proved))


def _note(proved: Iterable[Proved]) -> str | None:
    return next((each.note for each in proved if each.note), None)


def _sets(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    """Each member of one has its equal in the other; repetitions do not count."""
    table = [[decide(here, there, domain) for there in right.args] for here in left.args]
    for rows, name in ((table, "extra"), ([list(column) for column in zip(*table, strict=True)], "missing")):
        members = left.args if name == "extra" else right.args
        for row, member in zip(rows or [[] for _ in members], members, strict=True):
            if all(isinstance(each, Refuted) for each in row):
                return Refuted(name, facts={"member": str(members.index(member) + 1)})
    best = [_best(row) for row in table]
    return combine([*best, *(_best(list(column)) for column in zip(*table, strict=True))])


def _best(row: Sequence[Comparison]) -> Comparison:
    order = (Proved, Agreed, Undefined, Undecided)
    return next(each for sort in order for each in row if isinstance(each, sort))


def _equations(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    """Equal up to a nonzero constant: a - b and k*(c - d), where k is the quotient of both at a point."""
    return proportional(_difference(left), _difference(right), domain, decide)


def _difference(equation: Term) -> Term:
    here, there = equation.args
    return Term("add", (here, Term("neg", (there,))))


def _inequalities(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    """Only the same relation with equal sides is known to be the same."""
    for each in (left, Term(ORDERINGS.get(left.op, left.op), left.args[::-1])):
        if each.op == right.op and all(isinstance(decide(*pair, domain), Proved) for pair in zip(each.args, right.args, strict=True)):
            return Proved("exact")
    return Undecided("unsupported:inequality")


def _intervals(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    if left.value == right.value and all(isinstance(decide(*pair, domain), Proved) for pair in zip(left.args, right.args, strict=True)):
        return Proved("exact")
    return Undecided("unsupported:interval")


_BY_KIND: dict[str, Callable[[Term, Term, Domain, Decide], Comparison]] = {
    "sequence": _sequences,
    "set": _sets,
    "matrix": _matrices,
    "equation": _equations,
    "inequality": _inequalities,
    "interval": _intervals,
    "value": _matrices,
}
