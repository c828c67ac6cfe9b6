"""A left side that only names the value behind it, where a row does not say what is asked: ``y = 2x`` beside ``2x``.

It is dropped, and said, where it is a quantity that stands nowhere else: neither behind the equals sign nor in the other text.
``x = 2x`` and ``x = 1`` beside ``y = 1`` are equations.
"""

from __future__ import annotations

import re

from derivations.rows.fields import Declarations, Row, text
from derivations.terms.notation import RELATIONS
from derivations.terms.reading import Reading, Unreadable
from derivations.terms.term import Term, subterms

_LABEL = re.compile(r"\s*([^\W\d_][A-Za-z0-9_]*)'?(?:\([A-Za-z]\))?\s*=(?!=)\s*(?=\S)")
_RELATIONS = frozenset(RELATIONS.values())


def without_label(term: Term, other: Term) -> Term | None:
    """The right side of an equation that only names a value, beside a term that is none; None for any other term.

    >>> x, y = Term("name", (), "x"), Term("name", (), "y")
    >>> without_label(Term("eq", (y, 2 * x)), x), without_label(Term("eq", (x, 2 * x)), y)
    (mul(number(Fraction(2, 1)), name('x')), None)
    """
    if term.op != "eq" or other.op in _RELATIONS:
        return None
    left, right = term.args
    stands_alone = left.op in ("name", "derivative") and left not in (*subterms(right), *subterms(other))
    return right if stands_alone and right.op not in _RELATIONS else None


def may_have_label(row: Row, declared: Declarations, found: Unreadable) -> bool:
    """Whether a text can't be read because of the name before its equals sign, which is not declared, or a prime behind it."""
    label = _LABEL.match(text(row, "student")) if declared.asked is None and found.code in ("unknown_name", "prime") else None
    return label is not None and found.at < label.end()


def read_behind_label(row: Row, declared: Declarations, found: Unreadable, key: Term) -> Reading | Unreadable:
    """The value behind such a name, where the key is a value too and does not know the name; else what was found."""
    written = text(row, "student")
    label = _LABEL.match(written)
    if label is None or key.op in _RELATIONS or any(each.value == label[1] for each in subterms(key)):
        return found
    again = declared.read({"student": " " * label.end() + written[label.end() :]}, declared.names, None)
    return again if isinstance(again, Reading) and again.term.op not in _RELATIONS else found
