"""Operands of the parser: numbers, names, derivatives, and everything that stands in brackets."""

from __future__ import annotations

from fractions import Fraction

from derivations.terms import notation
from derivations.terms.cursor import CLOSERS, CLOSING, Cursor
from derivations.terms.term import Term
from derivations.terms.unreadable import Stop


class Brackets(Cursor):
    """The layer that reads single operands and brackets."""

    __slots__ = ()

    def _number(self) -> Term:
        at = self.at
        self.at += 1
        span = (self.starts[at], self.ends[at])
        digits = self.text[span[0] : span[1]]
        return Term("number", (), self.payloads[at], span, digits if digits.isascii() else None)  # type: ignore[arg-type]  # a Fraction

    def _single_digit(self) -> Term:
        r"""A number without braces after ``^`` or ``\frac`` in LaTeX: one digit, so ``x^10`` would be misread and is refused."""
        at = self.at
        piece = self.text[self.starts[at] : self.ends[at]]
        if len(piece) > 1:
            first, second = f"^{{{piece}}}", f"^{{{piece[0]}}} {piece[1:]}"
            raise Stop("ambiguous_power", self.starts[at], self.ends[at], ("{",), first=first, second=second)
        return self._after(self._number(), self.starts[at])

    def _fraction_sign(self) -> Term:
        start, end = self.starts[self.at], self.ends[self.at]
        pair = self.payloads[self.at]
        assert isinstance(pair, tuple)
        self.at += 1
        parts = tuple(Term("number", (), Fraction(each), (start, end), str(each)) for each in pair)
        return Term("div", parts, None, (start, end))

    def _name(self) -> Term:
        at = self.at
        self.at += 1
        return Term("name", (), self.payloads[at], (self.starts[at], self.ends[at]))  # type: ignore[arg-type]  # text

    def _constant(self) -> Term:
        at = self.at
        self.at += 1
        return Term("constant", (), self.payloads[at], (self.starts[at], self.ends[at]))  # type: ignore[arg-type]  # text

    def _derivative(self) -> Term:
        at = self.at
        found = self.payloads[at]
        assert isinstance(found, Term)
        self.at += 1
        if len(found.args) > 1:
            return found
        if self.kinds[self.at] == "name":
            quantity = self._name()
            return Term("derivative", (quantity, *found.args), found.value, (self.starts[at], self.ends[self.at - 1]))
        raise Stop("not_supported", self.starts[at], self.ends[at], construct="calculus")

    def _bracket(self) -> Term:
        """A bracket: a group, a tuple, a list, a set, a matrix, an interval; in LaTeX braces only group."""
        opener, start = self.kinds[self.at], self.starts[self.at]
        if opener == "{" and self.latex:
            return self._group("{")
        members, closer = self._members(opener)
        span = (start, self.ends[self.at - 1])
        if (opener, closer) in (("(", "]"), ("[", ")")) and len(members) == 2:
            return Term("interval", tuple(members), opener + closer, span)
        if closer != CLOSERS[opener]:
            raise Stop("mismatched_bracket", self.starts[self.at - 1], self.ends[self.at - 1], (CLOSERS[opener],), opened=opener)
        if opener == "(":
            if not members:
                raise Stop("missing_operand", span[1] - 1, span[1], ("operand",))
            return members[0] if len(members) == 1 else Term("tuple", tuple(members), None, span)
        if opener == "[":
            widths = {len(each.args) if each.op == "list" else -1 for each in members}
            if len(widths) == 1 and min(widths) > 0:
                entries = tuple(entry for row in members for entry in row.args)
                return Term("matrix", entries, (len(members), widths.pop()), span)
            return Term("list", tuple(members), None, span)
        return Term("set", tuple(members), None, span)

    def _members(self, opener: str) -> tuple[list[Term], str]:
        """What stands in a bracket, separated by commas, and the bracket that ends it."""
        start = self.at
        self.at += 1
        self._enter()
        bars, self.bars = self.bars, 0
        members: list[Term] = []
        closers = (")", "]") if opener in "([" else (CLOSERS[opener],)
        if self.kinds[self.at] not in closers:
            members.append(self._member())
            while self.kinds[self.at] in (",", ";"):
                self.at += 1
                members.append(self._member())
        self.depth -= 1
        self.bars = bars
        kind = self.kinds[self.at]
        if kind == "end":
            raise Stop("unbalanced_open", self.starts[start], self.ends[start], (CLOSERS[opener],))
        if kind not in closers:
            if kind in CLOSING:
                raise Stop("mismatched_bracket", self.starts[self.at], self.ends[self.at], (CLOSERS[opener],), opened=opener)
            raise self.unexpected()
        self.at += 1
        return members, kind

    def _member(self) -> Term:
        """A sum, or a relation between two, inside a bracket."""
        start = self.starts[self.at]
        left = self.sum()
        relation = notation.RELATIONS.get(self.kinds[self.at])
        if relation is None:
            return left
        self.at += 1
        return Term(relation, (left, self.sum()), None, (start, self.ends[self.at - 1]))

    def _group(self, opener: str) -> Term:
        """A bracket that holds exactly one term."""
        start = self.at
        members, closer = self._members(opener)
        if closer != CLOSERS[opener]:
            raise Stop("mismatched_bracket", self.starts[self.at - 1], self.ends[self.at - 1], (CLOSERS[opener],), opened=opener)
        if len(members) != 1:
            raise Stop("missing_operand", self.starts[start], self.ends[self.at - 1], ("operand",))
        return members[0]

    def _floor(self) -> Term:
        opener, start = self.kinds[self.at], self.starts[self.at]
        inside = self._group(opener)
        return Term("floor" if opener == "⌊" else "ceil", (inside,), None, (start, self.ends[self.at - 1]))

    def _bar(self) -> Term:
        start, begin = self.starts[self.at], self.at
        self.at += 1
        self._enter()
        self.bars += 1
        if self.kinds[self.at] == "|":
            raise Stop("ambiguous_bars", start, self.ends[self.at])
        inside = self.sum()
        self.bars -= 1
        self.depth -= 1
        if self.kinds[self.at] != "|":
            if self.kinds[self.at] == "end":
                raise Stop("unbalanced_open", start, self.ends[begin], ("|",))
            raise self.unexpected()
        self.at += 1
        return Term("abs", (inside,), None, (start, self.ends[self.at - 1]))

    def _empty_set(self) -> Term:
        self.at += 1
        return Term("set", (), None, (self.starts[self.at - 1], self.ends[self.at - 1]))
