"""Whether every entry of a stored value is a certain multiple of a partial derivative: decided by ``compare``.

What forward stored may stay a name in both terms: an identity that holds for all values of a name holds for those that the pass
can give it. So each entry is tried three times, with more and more of the intermediate quantities worked out: none of them,
activations in terms of pre-activations, everything.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from derivations.code.trial import Trial
from derivations.code.values.nodes import Keep, Node, is_total, term_of
from derivations.equality.compare import compare
from derivations.equality.outcome import Proved, Refuted
from derivations.terms.term import Term

LEVELS: tuple[Keep, ...] = (lambda _: True, is_total, lambda _: False)
LARGEST_TERM = 4_000


class Prover:
    """The proofs of one trial; terms are made once."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self._known: list[dict[int, Term]] = [{} for _ in LEVELS]
        self._proved: dict[int, bool] = {}

    def equal(self, value: Any, derivative: Any, factor: Any) -> bool:
        """Whether each entry of ``value`` is ``factor`` times the entry of ``derivative``, for all inputs of these shapes."""
        left, right = (np.asarray(each, dtype=object).ravel() for each in (value, derivative))
        if left.shape != right.shape:
            return False
        pairs = zip(left.tolist(), right.tolist(), strict=True)
        return all(self.vanishes(self.trial.table.of(one) - factor * self.trial.table.of(other)) for one, other in pairs)

    def vanishes(self, node: Node) -> bool:
        """Whether an entry is 0 for all inputs."""
        if node.at not in self._proved:
            self._proved[node.at] = self._vanishes(node)
        return self._proved[node.at]

    def _vanishes(self, node: Node) -> bool:
        if node.op == "number":
            return not node.value
        left, right = _sides(node)
        for keep, known in zip(LEVELS, self._known, strict=True):
            found = compare(term_of(left, keep, known), term_of(right, keep, known))
            if isinstance(found, Proved):
                return True
            if isinstance(found, Refuted) and keep is LEVELS[-1]:
                return False
        return False


def _sides(node: Node) -> tuple[Node, Node]:
    """A difference as its two sides, each of which is more alike than the difference is to 0."""
    if node.op == "add":
        for one, other in (node.args, node.args[::-1]):
            if other.op == "mul" and other.args[0].op == "number" and other.args[0].value < 0:
                return one, -other
    return node, node.table.of(0)
