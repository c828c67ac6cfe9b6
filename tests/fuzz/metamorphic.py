"""What must hold of any verdict, whatever the truth: laws between the verdicts on a pair and on pairs made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from derivations.equality.compare import compare
from derivations.equality.outcome import Agreed, Comparison, Proved, Refuted
from derivations.terms.domain import domain_of
from derivations.terms.printing import plain
from derivations.terms.reading import Reading, read
from derivations.terms.term import Term, apply, name, names, substitute
from tests.fuzz.pairs import CRASHES, Domain, Pair
from tests.fuzz.shrinking import reduced

RENAMED = {"x": "u", "y": "v", "w": "s", "b": "h"}
TOO_SMALL_TO_SEE = (
    "1/10^30",
    "10^(-300)",
    "exp(-1000)*x",
    "exp(-1000)",
    "exp(-10^4*(x - 1/3)^2)",
    "x/10^300",
    "(1/2)^2000",
    "1/10^40*cos(x)",
)
ADDED = (apply("exp", name("x")), apply("sin", name("x")) * name("y"), apply("abs", name("x")))

Law = Callable[[Term, Term, Domain], bool]


def _text(text: str) -> Term:
    found = read(text)
    assert isinstance(found, Reading), found
    return found.term


EPSILONS = tuple(_text(text) for text in TOO_SMALL_TO_SEE)


def verdict(left: Term, right: Term, domain: Domain) -> Comparison:
    """The engine's verdict on two terms."""
    return compare(left, right, domain_of(domain))


def kind(found: Comparison) -> str:
    """``accepted``, ``refused`` or the name of what is neither."""
    return "accepted" if isinstance(found, Proved | Agreed) else "refused" if isinstance(found, Refuted) else type(found).__name__


def symmetric(left: Term, right: Term, domain: Domain) -> bool:
    """The order of the two does not matter."""
    return type(verdict(left, right, domain)) is type(verdict(right, left, domain))


def never_refutes_itself(left: Term, right: Term, domain: Domain) -> bool:
    """No term differs from itself."""
    return not any(isinstance(verdict(each, each, domain), Refuted) for each in (left, right))


def never_takes_a_near_miss(left: Term, right: Term, domain: Domain) -> bool:
    """A term is not what it is with something small added; each pair tries one of them."""
    chosen = EPSILONS[len(plain(left)) % len(EPSILONS)]
    return kind(verdict(left, left + chosen, domain)) != "accepted"


def names_do_not_matter(left: Term, right: Term, domain: Domain) -> bool:
    """With other names for the variables, declared alike, an accepted pair is not refused, nor a refused one accepted.

    Points are drawn in the order of the names, so what is open under some may be settled under others.
    """
    others = {name(old): name(new) for old, new in RENAMED.items()}
    declared: Domain = domain if isinstance(domain, str) else {RENAMED[each]: word for each, word in domain.items()}
    renamed = verdict(substitute(left, others), substitute(right, others), declared)
    return {kind(verdict(left, right, domain)), kind(renamed)} != {"accepted", "refused"}


def adding_the_same_does_not_turn_a_verdict(left: Term, right: Term, domain: Domain) -> bool:
    """With the same term added on both sides an accepted pair is not refused, nor a refused one accepted."""
    added = ADDED[len(plain(right)) % len(ADDED)]
    return {kind(verdict(left, right, domain)), kind(verdict(left + added, right + added, domain))} != {"accepted", "refused"}


LAWS: Mapping[str, Law] = {
    "symmetric": symmetric,
    "never refutes itself": never_refutes_itself,
    "never takes a near miss": never_takes_a_near_miss,
    "names do not matter": names_do_not_matter,
    "adding the same does not turn a verdict": adding_the_same_does_not_turn_a_verdict,
}


def broken(pair: Pair) -> Iterator[str]:
    """The laws that a pair breaks, each with a small pair that breaks it."""
    for title, law in LAWS.items():

        def breaks(left: Term, right: Term, law: Law = law) -> bool:
            try:
                return not law(left, right, pair.domain)
            except CRASHES:
                return True

        if _defined(pair) and breaks(pair.left, pair.right):
            left, right = reduced(pair.left, pair.right, breaks)
            yield f"{title}: {plain(left)}  |  {plain(right)}  |  {pair.domain}"


def _defined(pair: Pair) -> bool:
    return bool(names(pair.left) | names(pair.right))
