"""Questions as text: ``z = t^2; t = x + y`` and ``dz/dx``, read into what ``derive`` takes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from derivations.steps.derive import derive
from derivations.steps.layers import network
from derivations.steps.rules.matrix import LOSSES
from derivations.steps.step import CannotDerive, Definitions, Derivation
from derivations.terms.domain import Domain
from derivations.terms.reading import Names, Reading, read
from derivations.terms.term import Term

SORTS = frozenset({"argmax", "argmin", "zeros", "grad", "jacobian", *LOSSES})
_NETWORK = re.compile(r"\s*(layers|loss)\s*[:：]\s*(.*?)\s*", re.DOTALL)
_AT = re.compile(r"(.*?)\s+at\s+(.*)", re.DOTALL)


def read_definitions(texts: Sequence[str]) -> Definitions:
    """Definitions such as ``z = t^2``, in the order given.

    Raises CannotDerive: ``unreadable`` with text, at, found, expected, reason and what the reason speaks of;
    ``not-a-definition`` with text.

    >>> read_definitions(["t = 2"])
    (('t', number(Fraction(2, 1))),)

    A network may be given by its layers and its loss: ``layers: sigmoid, softmax``, ``loss: cross_entropy``.
    """
    described = {found[1]: found[2] for text in texts if (found := _NETWORK.fullmatch(text))}
    written = tuple(_definition(text) for text in texts if not _NETWORK.fullmatch(text))
    if not described:
        return written
    layers = [each.strip() for each in described.get("layers", "").split(",") if each.strip()]
    return (*written, *network(layers, described.get("loss", "mean_squared_error")))


def read_wanted(text: str) -> Term:
    """What is asked: dz/dx, max(dy/dx), a product of derivatives, ``dz/dx at x=1, y=2``. Raises CannotDerive ``unreadable``."""
    at = _AT.fullmatch(text.strip())
    if at is None:
        return _read(text)
    return Term("at", (_read(at[1]), *(_read(each) for each in at[2].split(","))))


def derive_text(given: str | Sequence[str], wanted: str, domain: Domain | None = None) -> Derivation:
    """Derive from texts; definitions in one text are separated by semicolons.

    >>> from derivations.terms.printing import plain
    >>> plain(derive_text("z = t^2; t = x + y", "dz/dx").answer)
    '2*(x + y)'
    """
    texts = [each for each in re.split(r"[;；\n]", given) if each.strip()] if isinstance(given, str) else given
    return derive(read_definitions(texts), read_wanted(wanted), domain or Domain())


def _definition(text: str) -> tuple[str, Term]:
    term = _read(text)
    if term.op != "eq" or term.args[0].op != "name":
        raise CannotDerive("not-a-definition", {"text": text})
    return str(term.args[0].value), term.args[1]


def _read(text: str) -> Term:
    found = read(text, Names(functions=SORTS))
    if not isinstance(found, Reading):
        place = {"text": text, "at": str(found.at + 1), "found": found.found, "expected": " ".join(found.expected)}
        raise CannotDerive("unreadable", {**found.facts, **place, "reason": found.code})
    return found.term
