"""Functions at their arguments: with brackets, without, with an exponent between, unknown ones, those of NumPy."""

from __future__ import annotations

from fractions import Fraction

from derivations.terms import notation
from derivations.terms.cursor import OPERANDS
from derivations.terms.structures import Structures
from derivations.terms.term import Term
from derivations.terms.unreadable import Stop


class Applications(Structures):
    """The layer that reads functions."""

    __slots__ = ()

    def _function(self) -> Term:
        row = self.payloads[self.at]
        assert isinstance(row, notation.Function)
        if row.name == "sqrt" and self.latex and self.text.startswith("\\", self.starts[self.at]):
            return self._root()
        return self._applied(row.name, row.arity, row.loose)

    def _letter_function(self) -> Term:
        pair = self.payloads[self.at]
        assert isinstance(pair, tuple)
        row, letter = pair
        if self.kinds[self._behind_exponent(self.at + 1)] in ("({" if self.latex else "("):
            return self._applied(row.name, row.arity, False)
        at = self.at
        self.at += 1
        return Term("name", (), letter, (self.starts[at], self.ends[at]))

    def _behind_exponent(self, at: int) -> int:
        r"""The token after an exponent that begins at a token, as in ``\sigma^{2}(x)``; the token itself where none begins."""
        if self.kinds[at] != "^":
            return at
        if self.kinds[at + 1] != "{":
            return min(at + 2, len(self.kinds) - 1)
        return self.kinds.index("}", at) + 1 if "}" in self.kinds[at:] else at

    def _shorthand(self) -> Term:
        name = str(self.payloads[self.at])
        op, before, after = notation.SHORTHANDS[name]
        applied = self._applied(name, 1, True)
        numbers = [[Term("number", (), Fraction(each)) for each in side] for side in (before, after)]
        return Term(op, (*numbers[0], *applied.args, *numbers[1]), None, applied.span)

    def _operation(self) -> Term:
        op, arity = notation.OPERATIONS[str(self.payloads[self.at])]
        return self._applied(op, arity, False)

    def _array(self) -> Term:
        start = self.starts[self.at]
        self.at += 1
        inside = self._group("(") if self.kinds[self.at] == "(" else self.atom()
        return Term(inside.op, inside.args, inside.value, (start, self.ends[self.at - 1]))

    def _opaque(self) -> Term:
        at = self.at
        name = str(self.payloads[at])
        self.at += 1
        while self.kinds[self.at] == "'":
            name += "'"
            self.at += 1
        if self.kinds[self.at] != "(":
            return Term("name", (), name, (self.starts[at], self.ends[self.at - 1]))
        arguments, _ = self._members("(")
        return Term("opaque", tuple(arguments), name, (self.starts[at], self.ends[self.at - 1]))

    def _log(self) -> Term:
        r"""A logarithm with its base: ``\log_{2} x``, ``log_2(x)``."""
        written = str(self.payloads[self.at]).strip("{}")
        at = self.at
        base = self.base_of_logarithm(written, at)
        argument = self._applied("log", 1, True)
        return Term("logb", (base, *argument.args), None, argument.span)

    def _applied(self, name: str, arity: int | None, loose: bool) -> Term:
        """A function at its arguments; an exponent may stand between them (``sin^2 x``)."""
        at, start = self.at, self.starts[self.at]
        self.at += 1
        exponent = self._function_exponent(at) if self.kinds[self.at] == "^" else None
        kind = self.kinds[self.at]
        if kind == "(":
            arguments, closer = self._members("(")
            if closer != ")":
                raise Stop("mismatched_bracket", self.starts[self.at - 1], self.ends[self.at - 1], (")",), opened="(")
        elif kind == "{" and self.latex:
            arguments = [self._group("{")]
        elif loose:
            arguments = [self._loose_argument(at)]
        else:
            typed = self.text[start : self.ends[at]]
            raise Stop("missing_argument", self.starts[self.at], self.ends[self.at], ("argument",), function=typed)
        if not arguments:
            raise Stop("missing_argument", self.ends[self.at - 1] - 1, self.ends[self.at - 1], ("argument",), function=name)
        if arity is not None and len(arguments) != arity:
            given = str(len(arguments))
            raise Stop("wrong_argument_count", start, self.ends[self.at - 1], function=name, wanted=str(arity), given=given)
        term = Term(name, tuple(arguments), None, (start, self.ends[self.at - 1]))
        return term if exponent is None else Term("pow", (term, exponent), None, term.span)

    def _function_exponent(self, at: int) -> Term:
        self.at += 1
        exponent = self._exponent()
        if exponent.op == "neg":
            name = self.text[self.starts[at] : self.ends[at]]
            raise Stop("ambiguous_inverse", self.starts[at], self.ends[self.at - 1], first=f"arc{name}", second=f"1/{name}")
        return exponent

    def _loose_argument(self, function: int) -> Term:
        """An argument without brackets: signs, a number, then what is glued to it (``sin 2x``, ``ln x``)."""
        start, minus = self._signs()
        if self.kinds[self.at] not in OPERANDS | {"glued number"} or (self.kinds[self.at] == "|" and self.bars):
            typed = self.text[self.starts[function] : self.ends[function]]
            raise Stop("missing_argument", self.starts[self.at], self.ends[self.at], ("argument",), function=typed)
        if self.kinds[self.at] == "glued number":
            self.kinds[self.at] = "number"
            self.payloads[self.at] = Fraction(int(str(self.payloads[self.at])))
        self._enter()
        factors = [self.power()]
        while self.kinds[self.at] in ("name", "constant", "letter function") and (
            self.ends[self.at - 1] == self.starts[self.at] or all(each.op in ("number", "constant") for each in factors)
        ):
            factors.append(self.power())
        self.depth -= 1
        term = factors[0] if len(factors) == 1 else Term("mul", tuple(factors), None, (start, self.ends[self.at - 1]))
        for _ in range(minus):
            term = Term("neg", (term,), None, (start, self.ends[self.at - 1]))
        return term

    def base_of_logarithm(self, written: str, at: int) -> Term:
        """The base that the subscript of token ``at`` holds; the whole parser reads it."""
        raise NotImplementedError
