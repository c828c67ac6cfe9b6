"""Whether every entry of a stored value is a certain multiple of a partial derivative: decided by ``compare``.

A backward pass is proved as it is written, line by line: once a line is proved to store a derivative, its entries and the entries
of that derivative are one name in the proofs of later lines. What forward stored may stay a name too, since an identity that holds
for all values of a name holds for those that the pass can give it. So each entry is tried several times, with more and more worked
out: activations in terms of pre-activations, earlier lines, everything.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import Any

import numpy as np

from derivations.code.trial import Trial
from derivations.code.values.nodes import Keep, Node, is_total, term_of, written_size
from derivations.equality.compare import compare
from derivations.equality.outcome import Proved
from derivations.terms.term import Term, mul, name, number, subterms

LARGEST = 3_000  # operations of both sides of one comparison
WORK = 50_000  # of all comparisons
LONGEST = 200_000  # terms, written out


class Prover:
    """The proofs of one trial; terms are made once, and what was proved serves later proofs."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self._levels: tuple[tuple[bool, Keep], ...] = (
            (True, self._is_forward),
            (True, self._is_forward_total),
            (False, self._is_forward_total),
            (False, lambda _: False),
        )
        self._known: list[dict[int, Term]] = [{} for _ in self._levels]
        self._proved: dict[tuple[int, int], bool] = {}
        self._left = WORK

    def equal(self, value: Any, derivative: Any, factor: Any) -> bool:
        """Whether each entry of ``value`` is ``factor`` times the entry of ``derivative``, for all inputs of these shapes."""
        left, right = (np.asarray(each, dtype=object).ravel() for each in (value, derivative))
        if left.shape != right.shape:
            return False
        of = self.trial.table.of
        pairs = [(of(one), of(other)) for one, other in zip(left.tolist(), right.tolist(), strict=True)]
        if not all(self._is(one, other, factor) for one, other in pairs):
            return False
        for one, other in pairs:
            self._remember(one, other, factor)
        return True

    def believe(self, value: Any, derivative: Any, factor: Any, kind: str) -> None:
        """Take over what was proved elsewhere, for later lines."""
        if kind in ("exact", "scaled", "negated"):
            of = self.trial.table.of
            for one, other in zip(
                np.asarray(value, dtype=object).ravel(), np.asarray(derivative, dtype=object).ravel(), strict=True
            ):
                self._remember(of(one), of(other), factor)

    def _remember(self, one: Node, other: Node, factor: Any) -> None:
        """From here on an entry of the listing and the derivative are one name."""
        if one.op != "tag" or other.op != "tag":
            return
        label = name(f"slope#{other.at}")
        for (uses_lemmas, _), known in zip(self._levels, self._known, strict=True):
            if uses_lemmas:
                known[other.at] = label
                known[one.at] = label if factor == 1 else mul(number(factor), label)

    def _is(self, one: Node, other: Node, factor: Any) -> bool:
        left, right = self._inside(one), factor * self._inside(other)
        key = (left.at, right.at)
        if key not in self._proved:
            self._proved[key] = left is right or any(
                self._compared(term_of(left, keep, known), term_of(right, keep, known))
                for (_, keep), known in zip(self._levels, self._known, strict=True)
            )
        return self._proved[key]

    def _compared(self, left: Term, right: Term) -> bool:
        """Whether two terms are proved equal; large ones are not tried, nor any once much was."""
        known: dict[int, int] = {}
        if sum(written_size(each, known) for each in (left, right)) > LONGEST:
            return False
        nodes = sum(1 for _ in islice(chain(subterms(left), subterms(right)), LARGEST + 1))
        if nodes > LARGEST or self._left < nodes:
            return False
        self._left -= nodes
        return isinstance(compare(left, right), Proved)

    def _is_forward(self, tag: Node) -> bool:
        return tag.at in self.trial.adjoints

    def _is_forward_total(self, tag: Node) -> bool:
        return self._is_forward(tag) and is_total(tag)

    def _inside(self, node: Node) -> Node:
        """What a mark marks, so that a line which was proved before can be proved to be something else too."""
        return node.args[0] if node.op == "tag" and not self._is_forward(node) else node
