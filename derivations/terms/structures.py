r"""LaTeX structures of the parser: ``\frac``, ``\sqrt``, ``\binom``, ``\boxed``, matrices."""

from __future__ import annotations

from fractions import Fraction

from derivations.terms.brackets import Brackets
from derivations.terms.cursor import OPERANDS
from derivations.terms.term import Term
from derivations.terms.unreadable import Stop


class Structures(Brackets):
    """The layer that reads what LaTeX writes with braces."""

    __slots__ = ()

    def _frac(self) -> Term:
        start, at = self.starts[self.at], self.at
        self.at += 1
        piece = self.text[self.starts[self.at] : self.ends[self.at]]
        if self.kinds[self.at] == "number" and piece.isdigit() and len(piece) == 2:
            top, bottom = self._two_digits(piece)
        else:
            top = self._structure_argument(at)
            bottom = self._structure_argument(at)
        return Term("div", (top, bottom), None, (start, self.ends[self.at - 1]))

    def _two_digits(self, piece: str) -> tuple[Term, Term]:
        start = self.starts[self.at]
        self.at += 1
        top, bottom = (Term("number", (), Fraction(int(each)), (start + at, start + at + 1), each) for at, each in enumerate(piece))
        return top, bottom

    def _structure_argument(self, structure: int) -> Term:
        kind = self.kinds[self.at]
        if kind == "{":
            return self._group("{")
        if kind == "number":
            return self._single_digit()
        if kind not in OPERANDS:
            name = self.text[self.starts[structure] : self.ends[structure]].strip("\\")
            raise Stop("missing_argument", self.starts[self.at], self.ends[self.at], ("argument",), function=name)
        return self.atom()

    def _root(self) -> Term:
        start, at = self.starts[self.at], self.at
        self.at += 1
        if self.kinds[self.at] == "[":
            index = self._group("[")
            return Term("root", (self._structure_argument(at), index), None, (start, self.ends[self.at - 1]))
        return Term("sqrt", (self._structure_argument(at),), None, (start, self.ends[self.at - 1]))

    def _binom(self) -> Term:
        start, at = self.starts[self.at], self.at
        self.at += 1
        both = (self._structure_argument(at), self._structure_argument(at))
        return Term("binomial", both, None, (start, self.ends[self.at - 1]))

    def _boxed(self) -> Term:
        self.at += 1
        if self.kinds[self.at] != "{":
            raise Stop("missing_argument", self.starts[self.at], self.ends[self.at], ("{",), function="boxed")
        return self._group("{")

    def _matrix(self) -> Term:
        start = self.starts[self.at]
        self.at += 1
        self._enter()
        rows: list[list[Term]] = [[]]
        while self.kinds[self.at] != "\\end":
            rows[-1].append(self.sum())
            if self.kinds[self.at] == "&":
                self.at += 1
            elif self.kinds[self.at] == "\\\\":
                self.at += 1
                if self.kinds[self.at] != "\\end":
                    rows.append([])
            elif self.kinds[self.at] != "\\end":
                raise (
                    self.unexpected()
                    if self.kinds[self.at] != "end"
                    else Stop("unbalanced_open", start, self.starts[self.at], ("\\end",))
                )
        self.at += 1
        self.depth -= 1
        if len({len(row) for row in rows}) != 1:
            raise Stop("missing_operand", start, self.ends[self.at - 1], ("operand",))
        entries = tuple(entry for row in rows for entry in row)
        return Term("matrix", entries, (len(rows), len(rows[0])), (start, self.ends[self.at - 1]))
