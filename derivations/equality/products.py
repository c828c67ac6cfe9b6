"""Comparing terms in arrays: a proof by ``arrays``, or concrete matrices for which the two differ.

Arrays are the names with a declared shape; a vector is a column. Where no shape is declared, names that are transposed, or
multiplied by ``@`` or ``⊙``, are square matrices of one size; whether a further name is a matrix or a number is not known, and a
verdict stands only if it is the same either way, as long as two arrays are left: a question about one array is none about an
order. In the same way ``a b`` of equal shapes may be meant elementwise where functions, ``@`` or ``⊙`` stand by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from hashlib import blake2b
from itertools import combinations, islice

from derivations.equality.arrays import Algebra, Implausible, Shape, Value
from derivations.equality.balls import Precision, apart
from derivations.equality.combining import combine
from derivations.equality.explicit import Explicit, Matrix, Misshapen, NotExplicit, explicit, may_be_either
from derivations.equality.outcome import Agreed, Comparison, Proved, Refuted, Undecided, Witness, WrongType
from derivations.equality.structures import Decide, compare_wholes
from derivations.equality.values import BITS, At, enclosed, is_inside, literal, shown
from derivations.terms.domain import Domain
from derivations.terms.term import Term, name, names, number, substitute, subterms

OPERATIONS = frozenset(["matmul", "transpose", "hadamard"])
SIZES = (2, 3, 4, 5, 6)
ATTEMPTS = 3
TRIES = 16  # to draw a number inside what is declared
MAX_UNSURE = 3  # names that may be matrices or numbers
LARGEST = 6  # of a declared size
MAX_NODES = 2_000  # of an entry that is worked out, counted as often as they are used


def compare_arrays(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    """Compare two terms in names of arrays, of which one at least speaks of arrays; ``decide`` compares scalars."""
    try:
        declared = {each: _shape(domain[each].shape) for each in names(left) | names(right) if domain[each].shape}
        readings = [(declared, frozenset[str]())] if declared else list(_readings(left, right))
    except NotExplicit as error:
        return Undecided(str(error.args[0]))
    found: list[Comparison] = []
    for shapes, unsure in readings[:1] if left == right else readings:
        for by_entry in (False, True) if may_be_either(left, right) else (False,):
            each, has_choice = _compared(left, right, Algebra(shapes, domain, decide, by_entry, unsure), domain)
            if each is not None:
                found.append(each)
            if isinstance(each, Undecided):
                return each
            if not has_choice:
                break
    return _in_all_readings(found, any(len(domain[each].shape) == 1 for each in declared))


def _in_all_readings(found: list[Comparison], has_vectors: bool) -> Comparison:
    """What holds however the terms are read."""
    if not found:
        return Undecided("key_undefined")
    if has_vectors and any(isinstance(each, Refuted) and each.how == "shape" for each in found):
        return Undecided("unsupported:vector_orientation")
    for sort in (Proved | Agreed, Refuted, WrongType):
        if all(isinstance(each, sort) for each in found):
            return combine(found) if sort != Refuted else _with_witness(found)
    return next((each for each in found if isinstance(each, Undecided)), Undecided("several_readings"))


def _with_witness(found: list[Comparison]) -> Comparison:
    return next((each for each in found if isinstance(each, Refuted) and each.witness is not None), found[0])


def _shape(declared: tuple[str, ...]) -> Shape:
    if len(declared) > 2:
        raise NotExplicit("unsupported:tensor")
    return (declared[0], declared[1]) if len(declared) == 2 else (declared[0], "1")


def _readings(left: Term, right: Term) -> Iterator[tuple[dict[str, Shape], frozenset[str]]]:
    """Which names may be square matrices, where nothing is declared, and which are then taken for numbers."""
    sure: set[str] = set()
    scalars: set[str] = set()
    for term in (left, right):
        for each in subterms(term):
            if each.op in OPERATIONS:
                sure |= {str(part.value) for part in each.args if part.op == "name"}
            if each.op == "div":
                scalars |= names(each.args[1])
            if each.op == "pow":
                scalars |= names(each.args[1])
    unsure = sorted((names(left) | names(right)) - sure - scalars)
    if len(unsure) > MAX_UNSURE:
        raise NotExplicit("shapes_needed")
    for count in range(len(unsure), -1, -1):
        for chosen in combinations(unsure, count):
            arrays = sure | set(chosen)
            if len(arrays) >= 2 or not count < len(unsure):
                yield dict.fromkeys(sorted(arrays), ("n", "n")), frozenset(unsure) - arrays


def _compared(left: Term, right: Term, algebra: Algebra, domain: Domain) -> tuple[Comparison | None, bool]:
    """The comparison under one reading, None where the key means nothing there; and whether there is a further reading."""
    try:
        there = algebra.value(right)
    except (Misshapen, Implausible):
        return None, algebra.has_choice
    except NotExplicit as error:
        return _without_proof(left, right, algebra, domain, error), algebra.has_choice
    try:
        found = _equal(algebra.value(left), there, algebra)
    except Implausible:
        return None, algebra.has_choice
    except Misshapen as error:
        return Refuted("shape", facts={"found": str(error.args[0]), "operand": str(error.args[1])}), algebra.has_choice
    except NotExplicit as error:
        return _without_proof(left, right, algebra, domain, error), algebra.has_choice
    if isinstance(found, Undecided):
        found = _refuted(left, right, algebra, domain) or found
    return found, algebra.has_choice


def _without_proof(left: Term, right: Term, algebra: Algebra, domain: Domain, error: NotExplicit) -> Comparison:
    """What can be said of terms that there are no rules for, or too many products in."""
    if left == right:
        return Proved("structural")
    return _refuted(left, right, algebra, domain) or Undecided(str(error.args[0]))


def _refuted(left: Term, right: Term, algebra: Algebra, domain: Domain) -> Refuted | None:
    witness = _witness(left, right, algebra.shapes, domain, algebra.by_entry)
    return None if witness is None else Refuted("product", witness)


def _equal(here: Value, there: Value, algebra: Algebra) -> Comparison:
    if (here.shape is None) != (there.shape is None):
        return WrongType(*("value" if each.shape is None else "matrix" for each in (here, there)))
    if here.shape is not None and there.shape is not None and here.shape != there.shape:
        return Refuted("shape", facts={"found": "x".join(here.shape), "expected": "x".join(there.shape)})
    sides = [here.parts, there.parts]
    if here.shape == ("1", "1"):
        sides = [algebra.symmetric(each) for each in sides]
    found = algebra.equal_parts(*sides)
    if all(isinstance(each, Proved | Agreed) for each in found):
        return combine([*found, *algebra.relied_on])
    return next((each for each in found if not isinstance(each, Proved | Agreed | Refuted)), Undecided("unconfirmed"))


def _witness(left: Term, right: Term, shapes: Mapping[str, Shape], domain: Domain, by_entry: bool) -> Witness | None:
    """Matrices of small whole numbers, of different sizes where dimensions have different names, for which two terms differ."""
    sizes = _sizes(shapes)
    if sizes is None:
        return None
    involved = sorted(names(left) | names(right))
    for attempt in range(ATTEMPTS):
        try:
            numbers = {each: _drawn(each, 0, attempt, domain) for each in involved if each not in shapes}
            arrays = {each: _matrix(each, sizes[rows], sizes[columns], attempt, domain) for each, (rows, columns) in shapes.items()}
            given = {name(each): number(value) for each, value in numbers.items()}
            here, there = (explicit(substitute(each, given), arrays, by_entry=by_entry) for each in (left, right))
        except (Misshapen, NotExplicit):
            return None
        if _differ(here, there):
            at = {each: str(value) for each, value in numbers.items()} | {each: _text(arrays[each]) for each in arrays}
            return Witness({each: at[each] for each in involved if each in at}, _text(here), _text(there))
    return None


def _sizes(shapes: Mapping[str, Shape]) -> dict[str, int] | None:
    free = iter(SIZES)
    found: dict[str, int] = {}
    for dimension in dict.fromkeys(side for each in sorted(shapes) for side in shapes[each]):
        size = int(dimension) if dimension.isascii() and dimension.isdecimal() and len(dimension) < 3 else next(free, None)
        if size is None or not 1 <= size <= LARGEST:
            return None
        found[dimension] = size
    return found


def _matrix(identifier: str, rows: int, columns: int, attempt: int, domain: Domain) -> Matrix:
    return Matrix(
        rows, columns, tuple(number(_drawn(identifier, place, attempt, domain)) for place in range(1, rows * columns + 1))
    )


def _drawn(identifier: str, place: int, attempt: int, domain: Domain) -> Fraction:
    """A small number from a hash, inside what is declared of the name. Raises NotExplicit where none is found."""
    given = domain[identifier]
    low, high = (None if end is None else literal(end) for end in (given.low, given.high))
    for number_of_try in range(TRIES):
        digest = blake2b(f"{identifier}|{place}|{attempt}|{number_of_try}".encode("utf-8", "surrogatepass"), digest_size=4).digest()
        drawn = int.from_bytes(digest, "little")
        if low is not None and high is not None and given.kind != "integer":
            value = low + (high - low) * Fraction(drawn % 7 + 1, 8)
        elif low is not None:
            value = low + drawn % 5 + 1
        else:
            value = Fraction(drawn % 9 - 3) if high is None else high - drawn % 5 - 1
        if is_inside(given, value):
            return value
    raise NotExplicit("no_point")


def _differ(here: Explicit, there: Explicit) -> bool:
    if isinstance(here, Term) and isinstance(there, Term):
        return _entries_differ(here, there)
    if isinstance(here, Term) or isinstance(there, Term):
        return False
    if here.shape != there.shape:
        return False
    return any(_entries_differ(*pair) for pair in zip(here.entries, there.entries, strict=True))


def _entries_differ(here: Term, there: Term) -> bool:
    nowhere: At = {}
    exact = literal(here), literal(there)
    if exact[0] is not None and exact[1] is not None:
        return exact[0] != exact[1]
    balls = enclosed(here, nowhere), enclosed(there, nowhere)
    with Precision(BITS):
        return apart(*balls)


def _text(value: Explicit) -> str:
    if isinstance(value, Term):
        exact = literal(value)
        return shown(value, {}) if exact is None else str(exact)
    rows = [", ".join(_text(value.at(row, column)) for column in range(value.columns)) for row in range(value.rows)]
    return f"[[{'], ['.join(rows)}]]"


def compare_written(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    """Compare matrices that are written out, after working out what is done with them."""
    if any(domain[each].shape for each in names(left) | names(right)):
        return Proved("structural") if left == right else Undecided("unsupported:matrix_beside_names")
    try:
        there = explicit(right, {})
    except Misshapen:
        return Undecided("key_undefined")
    except NotExplicit as error:
        return Undecided(str(error.args[0]))
    try:
        here = explicit(left, {})
    except Misshapen as error:
        return Refuted("shape", facts={"found": str(error.args[0]), "operand": str(error.args[1])})
    except NotExplicit as error:
        return Undecided(str(error.args[0]))
    if isinstance(here, Term) or isinstance(there, Term):
        return WrongType(*("value" if isinstance(each, Term) else "matrix" for each in (here, there)))
    if any(next(islice(subterms(entry), MAX_NODES, None), None) for each in (here, there) for entry in each.entries):
        return Undecided("limit:entries")
    first, second = (Term("matrix", each.entries, (each.rows, each.columns)) for each in (here, there))
    return compare_wholes(first, second, domain, decide)
