"""What is more than one value: lists, sets, tuples, matrices, equations, inequalities, intervals, each decided part by part.

The parts are handed to ``decide``, the comparison of terms, so that collections nest and each part ends with its own evidence.
A whole is as sure as its least sure part: one refuted part refutes it, one undecided part leaves it undecided. Lists and tuples
are one kind, a sequence: the order counts, and how often a member occurs. In a set neither does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from derivations.equality.combining import combine
from derivations.equality.outcome import Agreed, Comparison, Proved, Refuted, Undecided, WrongType
from derivations.equality.relations import compare_equations, compare_inequalities
from derivations.equality.values import apart_from_all, sign
from derivations.terms.domain import Domain
from derivations.terms.printing import plain
from derivations.terms.term import Term, constant, names, subterms

Decide = Callable[[Term, Term, Domain], Comparison]

KINDS = {
    "list": "sequence",
    "tuple": "sequence",
    "set": "set",
    "matrix": "matrix",
    "interval": "interval",
    "eq": "equation",
    **dict.fromkeys(("ne", "lt", "le", "gt", "ge"), "inequality"),
}
INFINITY = constant("oo")
ARRAYS = frozenset(["matrix", "matmul", "transpose", "hadamard"])
MAX_MEMBERS = 256
MAX_PAIRS = 400  # comparisons of members of two sets


def kind(term: Term) -> str:
    """What a term is a name for: ``value``, ``sequence``, ``set``, ``matrix``, ``equation``, ``inequality``, ``interval``.

    ``none`` is a whole inside an operation on values, such as ``x*{1}``; arrays are values here.

    >>> kind(Term("list", (Term("name", (), "x"),))), kind(Term("neg", (Term("set", ()),)))
    ('sequence', 'none')
    """
    if term.op in KINDS:
        return KINDS[term.op]
    inside = {KINDS[each.op] for each in subterms(term) if each.op in KINDS}
    return "value" if inside <= {"matrix"} else "none"


def compare_wholes(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    """Compare two terms of which one at least is a collection or a relation."""
    left, right = _as_interval(left, right), _as_interval(right, left)
    left, right = _as_values(left, right), _as_values(right, left)
    kinds = kind(left), kind(right)
    if kinds[0] != kinds[1] or "none" in kinds:
        return WrongType(*kinds)
    if max(len(left.args), len(right.args)) > MAX_MEMBERS:
        return Undecided("limit:members")
    return _BY_KIND[kinds[0]](left, right, domain, decide)


def _as_interval(term: Term, other: Term) -> Term:
    """A pair in brackets of one sort, which beside an interval is an interval: ``[1, 2]`` beside ``[1, 2)``."""
    if other.op != "interval" or term.op not in ("list", "tuple") or len(term.args) != 2:
        return term
    return Term("interval", term.args, "[]" if term.op == "list" else "()")


def _as_values(term: Term, other: Term) -> Term:
    """Solutions of one unknown, which beside a set of values are values: ``x = 1 or x = -1`` beside ``{1, -1}``."""
    if not term.op == other.op == "set" or not term.args or any(each.op == "eq" for each in other.args):
        return term
    if any(each.op != "eq" for each in term.args) or len({each.args[0] for each in term.args}) > 1:
        return term
    unknown, values = term.args[0].args[0], tuple(each.args[1] for each in term.args)
    is_solved = unknown.op == "name" and not any(str(unknown.value) in names(each) for each in values)
    return Term("set", values) if is_solved else term


def compare_parts(left: Sequence[Term], right: Sequence[Term], places: Sequence[str], domain: Domain, decide: Decide) -> Comparison:
    """Compare parts one by one; the first that is refuted is named by its place."""
    found = []
    for here, there, place in zip(left, right, places, strict=True):
        each = decide(here, there, domain)
        if isinstance(each, Refuted):
            part = f"{place}.{each.facts['part']}" if "part" in each.facts else place
            return Refuted(each.how, each.witness, {**each.facts, "part": part})
        if isinstance(each, WrongType):
            return each
        found.append(each)
    return combine(found)


def _sequences(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    here, there = left.args, right.args
    if len(here) == len(there):
        found = compare_parts(here, there, [str(place + 1) for place in range(len(here))], domain, decide)
        if not isinstance(found, Refuted) or len(here) < 2 or len(here) ** 2 > MAX_PAIRS:
            return found
        unmatched = _unmatched(here, there, domain, decide)
        return Refuted("order", found.witness, found.facts) if unmatched == ([], []) else found
    facts = {"found": str(len(here)), "expected": str(len(there))}
    if len(here) * len(there) <= MAX_PAIRS:
        extra, missing = _unmatched(here, there, domain, decide)
        longer = "extra" if len(here) > len(there) else "missing"
        members = extra if longer == "extra" else missing
        if members:
            return Refuted(longer, facts={**facts, "member": plain(members[0])})
    return Refuted("shape", facts=facts)


def _unmatched(here: Sequence[Term], there: Sequence[Term], domain: Domain, decide: Decide) -> tuple[list[Term], list[Term]]:
    """The members of each side that have no equal of their own on the other."""
    free, extra = list(there), []
    for member in here:
        same = [each for each in free if each == member] or [each for each in free if _is_equal(decide(member, each, domain))]
        if same:
            free.remove(same[0])
        else:
            extra.append(member)
    return extra, free


def _are_two_kinds(found: Comparison) -> bool:
    return isinstance(found, WrongType) and "none" not in (found.found, found.expected)


def _is_equal(found: Comparison) -> bool:
    return isinstance(found, Proved | Agreed)


def _sets(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    """Each member of one has its equal in the other."""
    here, there = (tuple(dict.fromkeys(each.args)) for each in (left, right))
    if len(here) * len(there) > MAX_PAIRS:
        return Undecided("limit:members")
    kinds = [{kind(each) for each in members} for members in (here, there)]
    if all(kinds) and not kinds[0] & kinds[1]:
        return WrongType(min(kinds[0]), min(kinds[1]))
    found = []
    for name, members, others in (("extra", here, there), ("missing", there, here)):
        for member in members:
            each = _member(name, member, others, domain, decide)
            if isinstance(each, Refuted):
                return each
            found.append(each)
    return combine(found)


def _member(name: str, member: Term, others: Sequence[Term], domain: Domain, decide: Decide) -> Comparison:
    """Whether a member is in a set.

    A function can be another one of them at each point, as |x| is x or -x; so it is refuted at a point where it is none of them.
    """
    found = []
    for other in sorted(others, key=lambda other: other != member):
        each = decide(member, other, domain) if name == "extra" else decide(other, member, domain)
        if _is_equal(each):
            return each
        found.append((other, each))
    facts = {"member": plain(member)}
    unsure = [each for _, each in found if not isinstance(each, Refuted) and not _are_two_kinds(each)]
    if unsure:
        return unsure[0]
    of_its_kind = [(other, each) for other, each in found if isinstance(each, Refuted)]
    if not of_its_kind:
        return Refuted(name, facts=facts)
    if len(of_its_kind) == 1:
        return Refuted(name, of_its_kind[0][1].witness, facts)
    witness = apart_from_all(member, [other for other, _ in of_its_kind], domain, name == "extra")
    if witness is None and names(member).union(*(names(other) for other in others)):
        return Undecided("unconfirmed")
    return Refuted(name, witness, facts)


def _matrices(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    assert isinstance(left.value, tuple)
    assert isinstance(right.value, tuple)
    if left.value != right.value:
        return Refuted("shape", facts={"found": shape_text(left.value), "expected": shape_text(right.value)})
    rows, columns = left.value
    places = [f"{row + 1},{column + 1}" for row in range(rows) for column in range(columns)]
    return compare_parts(left.args, right.args, places, domain, decide)


def shape_text(shape: tuple[int, ...]) -> str:
    """A shape as it is named: ``2x3``."""
    return "x".join(map(str, shape))


def _equations(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    sides = [*left.args, *right.args]
    if {kind(each) for each in sides} != {"value"} or any(each.op in ARRAYS for side in sides for each in subterms(side)):
        return _side_by_side(left, right, domain, decide)
    return compare_equations(left, right, domain, decide)


def _side_by_side(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    """Equations of arrays or of collections are known to be the same where their sides are."""
    for sides in (left.args, left.args[::-1]):
        found = combine(decide(here, there, domain) for here, there in zip(sides, right.args, strict=True))
        if isinstance(found, Proved | Agreed):
            return found
    return Undecided("unsupported:equation")


def _inequalities(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    if any(kind(each) == "none" or each.op in ARRAYS for side in (left, right) for each in subterms(side)):
        return Undecided("unsupported:inequality")
    return compare_inequalities(left, right, domain, decide)


def _intervals(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    """The same brackets and the same ends; with others they differ where both are known not to be empty."""
    found = compare_parts(left.args, right.args, ["1", "2"], domain, decide)
    if left.value == right.value and not isinstance(found, Refuted):
        return found
    certain = isinstance(found, Refuted | Proved) and all(_is_not_empty(*each.args) for each in (left, right))
    if not certain:
        return Undecided("unsupported:interval")
    return (
        found if isinstance(found, Refuted) else Refuted("brackets", facts={"found": str(left.value), "expected": str(right.value)})
    )


def _is_not_empty(low: Term, high: Term) -> bool:
    """Whether an interval surely has numbers in it; infinity stands above, and below with a minus."""
    if high == INFINITY or (low.op == "neg" and low.args[0] == INFINITY):
        return low != high
    return sign(high - low, {}) == 1


_BY_KIND: dict[str, Callable[[Term, Term, Domain, Decide], Comparison]] = {
    "sequence": _sequences,
    "set": _sets,
    "matrix": _matrices,
    "equation": _equations,
    "inequality": _inequalities,
    "interval": _intervals,
}
