"""The definitions a question gives (z = t^2, t = x + y), and what follows from them: who depends on whom.

A name stays a name until a step says "put in": this is how intermediates are kept. The order in which a question writes its
definitions does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from derivations.steps.step import CannotDerive, Definitions
from derivations.terms.term import Term, name, names, substitute, subterms


@dataclass(frozen=True, slots=True)
class Scope:
    """Definitions in the order given; acyclic, each name defined once.

    Raises CannotDerive ``defined-twice`` or ``cyclic-definitions``, with the names it speaks of.
    """

    definitions: Definitions
    _table: dict[str, Term] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        table: dict[str, Term] = {}
        for identifier, meaning in self.definitions:
            if identifier in table:
                raise CannotDerive("defined-twice", {"name": identifier})
            table[identifier] = meaning
        object.__setattr__(self, "_table", table)
        for identifier in table:
            self._check_acyclic(identifier, ())

    def _check_acyclic(self, identifier: str, path: tuple[str, ...]) -> None:
        if identifier in path:
            raise CannotDerive("cyclic-definitions", {"names": ", ".join((*path[path.index(identifier) :], identifier))})
        for inner in sorted(names(self._table[identifier])):
            if inner in self._table:
                self._check_acyclic(inner, (*path, identifier))

    def __contains__(self, identifier: str) -> bool:
        return identifier in self._table

    def __getitem__(self, identifier: str) -> Term:
        return self._table[identifier]

    def known(self) -> frozenset[str]:
        """Every name that is defined or occurs in a definition."""
        return frozenset(self._table).union(*(names(meaning) for meaning in self._table.values()))

    def depends(self, node: Term, variable: str) -> bool:
        """Whether the variable occurs in a term, directly or through a definition.

        >>> z, t, x = name("z"), name("t"), name("x")
        >>> scope = Scope((("z", t**2), ("t", x + 1)))
        >>> scope.depends(z, "x"), scope.depends(t, "z")
        (True, False)
        """
        return any(
            identifier == variable or (identifier in self._table and self.depends(self._table[identifier], variable))
            for identifier in names(node)
        )

    def through(self, identifier: str, variable: str) -> tuple[str, ...]:
        """The names of a definition by which it depends on the variable, in the order in which they are written."""
        written = dict.fromkeys(str(each.value) for each in subterms(self[identifier]) if each.op == "name")
        return tuple(each for each in written if self.depends(name(each), variable))

    def expanded(self, node: Term, kept: Iterable[str] = ()) -> Term:
        """The term with every definition put in, except those of the names that are kept.

        >>> z, t, x = name("z"), name("t"), name("x")
        >>> Scope((("z", t**2), ("t", x + 1))).expanded(z) == (x + 1) ** 2
        True
        """
        stopped = frozenset(kept)
        current = node
        while True:
            inside = sorted(names(current) & (self._table.keys() - stopped))
            if not inside:
                return current
            current = substitute(current, {name(each): self._table[each] for each in inside})
