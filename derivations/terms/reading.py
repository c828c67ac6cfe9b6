r"""Text to Term: what students, teachers and models type, in calculator, NumPy, LaTeX, Unicode and Japanese spelling.

The tokens of ``lexing`` are read by a parser that descends by the strength of operators (relations, sums, products, powers); what
each word means is decided by the tables of ``notation`` alone. Nothing is evaluated or simplified, and whatever is ambiguous
is refused with both readings instead of being guessed: a wrong guess would be a wrong verdict.

Decisions: ``e^x`` is exp(x). ``sin 2x`` is sin(2x), ``sin x cos x`` a product. ``a/b c`` is refused. The
chain ``dz/dx = 2t = 2(x+y)`` answers with its last member where its first is what was asked.
"""

from __future__ import annotations

from collections.abc import Callable

from derivations.terms import characters, lexing, notation
from derivations.terms.applications import Applications
from derivations.terms.cursor import CLOSERS, CLOSING, OPERANDS
from derivations.terms.names import ANY, Names
from derivations.terms.term import Term
from derivations.terms.unreadable import LIMIT_CHAIN, LIMIT_DEPTH, LIMIT_LENGTH, LIMIT_SIGNS, Stop, Unreadable

__all__ = ["ANY", "Names", "Reading", "Unreadable", "read"]

_PRODUCTS = {"*": "mul", "@": "matmul", "⊙": "hadamard"}


class Reading:
    """What a text says: the term, and the left side that was taken off because it names what was asked, as typed."""

    __slots__ = ("dropped", "term")

    def __init__(self, term: Term, dropped: str | None = None) -> None:
        self.term = term
        self.dropped = dropped

    def __repr__(self) -> str:
        return f"Reading({self.term!r}, {self.dropped!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reading) and (self.term, self.dropped) == (other.term, other.dropped)

    def __hash__(self) -> int:
        return hash((self.term, self.dropped))


def read(text: str, names: Names = ANY, *, format: str | None = None, asked: Term | None = None) -> Reading | Unreadable:
    """Read a formula; never raises on text.

    names:  which quantities and unknown functions may occur. format: ``plain``, ``latex``, or None: LaTeX where a command or a
    braced exponent occurs. asked: a left side that may stand before ``=`` and is dropped.

    >>> read("2(x+y)").term == read(r"2\\left(x+y\\right)").term == read("２（ｘ＋ｙ）").term
    True
    >>> read("2*(x+")
    Unreadable(code='missing_operand', at=5, found='', expected=('operand',), facts={})
    """
    if len(text) > LIMIT_LENGTH:
        return Unreadable("limit_length", LIMIT_LENGTH, facts={"limit": str(LIMIT_LENGTH)})
    plain = text if text.isascii() else characters.as_plain(text)
    latex = "\\" in plain or "^{" in plain or "_{" in plain if format is None else format == "latex"
    try:
        tokens = lexing.cut(plain, names, latex)
        return _Parser(plain, tokens, latex, names).answer(text, asked)
    except Stop as stop:
        return Unreadable(stop.code, stop.start, text[stop.start : stop.end], stop.expected, stop.facts)


class _Parser(Applications):
    """The layer that reads sums, products and powers, and a text as a whole."""

    __slots__ = ()

    def base_of_logarithm(self, written: str, at: int) -> Term:
        """The base that the subscript of token ``at`` holds."""
        base = read(written)
        if isinstance(base, Unreadable):
            raise Stop(base.code, self.starts[at], self.ends[at], base.expected, **base.facts)
        return base.term

    def answer(self, typed: str, asked: Term | None) -> Reading:
        """The whole text as one answer."""
        self._trim()
        if self.kinds[self.at] == "end":
            raise Stop("empty", 0, 0, ("operand",))
        leading = self.kinds[self.at] == "=" and asked is not None
        first = self.starts[self.at]
        if leading:
            self.at += 1
        members, relations, begins = [], [], [self.starts[self.at]]
        members.append(self.sum())
        while self.kinds[self.at] in notation.RELATIONS:
            relations.append(notation.RELATIONS[self.kinds[self.at]])
            self.at += 1
            begins.append(self.starts[self.at])
            members.append(self.sum())
        if self.kinds[self.at] != "end":
            raise self.unexpected()
        if asked is not None and relations and set(relations) == {"eq"} and (leading or _same(members[0], asked)):
            return Reading(members[-1], typed[first : begins[-1]].strip().rstrip("=＝").strip())
        if leading:
            return Reading(members[0], "=")
        if len(members) == 1:
            return Reading(members[0])
        if len(members) > 2:
            code = "several_equations" if "eq" in relations else "misplaced_relation"
            raise Stop(code, begins[2] - 1, begins[2])
        return Reading(Term(relations[0], tuple(members), None, (first, self.ends[self.at - 1])))

    def _trim(self) -> None:
        """Leave out dollars around the formula and a full stop after it."""
        kinds = self.kinds
        while kinds[self.at] == "$":
            self.at += 1
        last = len(kinds) - 1
        while last > self.at and kinds[last - 1] in ("$", "."):
            del kinds[last - 1], self.payloads[last - 1], self.starts[last - 1], self.ends[last - 1]
            last -= 1

    def sum(self) -> Term:
        """Summands with their signs, in the order in which they are written."""
        start = self.starts[self.at]
        summands = [self._signed_product()]
        while self.kinds[self.at] in ("+", "-"):
            minus = self.kinds[self.at] == "-"
            at = self.starts[self.at]
            self.at += 1
            summand = self._signed_product()
            summands.append(Term("neg", (summand,), None, (at, self.ends[self.at - 1])) if minus else summand)
        if self.kinds[self.at] == "±":
            raise self.unexpected()
        return summands[0] if len(summands) == 1 else Term("add", tuple(summands), None, (start, self.ends[self.at - 1]))

    def _signed_product(self) -> Term:
        start, minus = self._signs()
        product = self.product()
        for _ in range(minus):
            product = Term("neg", (product,), None, (start, self.ends[self.at - 1]))
        return product

    def _signs(self) -> tuple[int, int]:
        """The signs before an operand: where they begin, and how many are minus."""
        start, minus, count = self.starts[self.at], 0, 0
        while self.kinds[self.at] in ("+", "-"):
            minus += self.kinds[self.at] == "-"
            count += 1
            self.at += 1
            if count > LIMIT_SIGNS:
                raise Stop("limit_signs", start, self.starts[self.at], limit=str(LIMIT_SIGNS))
        return start, minus

    def product(self) -> Term:
        """Factors and divisors from left to right; two operands side by side are multiplied."""
        start = self.starts[self.at]
        left, open_op, divided, chain = self.power(), "", False, 0
        while True:
            kind = self.kinds[self.at]
            op = _PRODUCTS.get(kind, "")
            if op:
                self.at += 1
                right = self.unary()
                divided = False
            elif kind == "/":
                self.at += 1
                left, open_op, divided = Term("div", (left, self.unary()), None, (start, self.ends[self.at - 1])), "", True
                chain += 1
                if chain > LIMIT_CHAIN:
                    raise Stop("limit_depth", start, self.starts[self.at], limit=str(LIMIT_DEPTH))
                continue
            elif kind == "[" and left.op == "name":
                raise Stop("not_supported", self.starts[self.at], self.ends[self.at], ("operator",), construct="index")
            elif kind in OPERANDS and not (kind == "|" and self.bars):
                if divided:
                    raise self._ambiguous_division(left)
                right, op = self._beside(left), "mul"
            else:
                return left
            span = (start, self.ends[self.at - 1])
            if open_op == op:
                left = Term(op, (*left.args, right), None, span)
            else:
                left, open_op = Term(op, (left, right), None, span), op

    def _beside(self, left: Term) -> Term:
        """A factor that stands beside another without a sign."""
        kind, start = self.kinds[self.at], self.starts[self.at]
        is_apart = self.latex and kind == "number" and self.ends[self.at - 1] < start and left.op != "number"
        if kind in ("number", "fraction") and not is_apart:
            before = self.text[self.starts[self.at - 1] : self.ends[self.at - 1]]
            number = self.text[start : self.ends[self.at]]
            if self.kinds[self.at - 1] in ("number", "fraction"):
                code = "mixed_number" if kind == "fraction" else "missing_operator"
                facts = {"first": f"{before}+{number}", "second": f"{before}*{number}"} if kind == "fraction" else {}
                raise Stop(code, start, self.ends[self.at], ("operator",), **facts)
            facts = {"first": f"{before}^{number}", "second": f"{number}*{before}"}
            raise Stop("number_after_name", start, self.ends[self.at], ("operator",), **facts)
        factor = self.power()
        if left.op == "number" and factor.op == "div" and kind == "frac" and all(each.op == "number" for each in factor.args):
            first, second = (self.text[left.span[0] : left.span[1]] if left.span else "", self.text[start : self.ends[self.at - 1]])
            facts = {"first": f"{first}+{second}", "second": f"{first}*{second}"}
            raise Stop("mixed_number", start, self.ends[self.at - 1], ("operator",), **facts)
        return factor

    def _ambiguous_division(self, left: Term) -> Stop:
        above, below = (self.text[each.span[0] : each.span[1]] if each.span else "" for each in left.args)
        begin = self.starts[self.at]
        beside = self.text[begin : self.ends[self.at]]
        if self.kinds[self.at] in CLOSERS:
            self._beside(left)
            beside = self.text[begin : self.ends[self.at - 1]]
        first, second = f"({above}/{below})*{beside}", f"{above}/({below}*{beside})"
        return Stop("ambiguous_division", begin, begin + len(beside), ("operator",), first=first, second=second)

    def unary(self) -> Term:
        """An operand with signs, as it may stand after an operator."""
        start, minus = self._signs()
        term = self.power()
        for _ in range(minus):
            term = Term("neg", (term,), None, (start, self.ends[self.at - 1]))
        return term

    def power(self) -> Term:
        """An operand with its exponent; powers bind to the right."""
        start = self.starts[self.at]
        base = self._after(self.atom(), start)
        while self.kinds[self.at] == "^":
            self.at += 1
            if self._is_transpose():
                base = self._after(Term("transpose", (base,), None, (start, self.ends[self.at - 1])), start)
                continue
            if (index := self._index(base)) is not None:
                base = index
                continue
            exponent = self._exponent()
            span = (start, self.ends[self.at - 1])
            if base.op == "constant" and base.value == "e":
                base = Term("exp", (exponent,), None, span)
            else:
                base = Term("pow", (base, exponent), None, span)
            if self.kinds[self.at] == "^":
                raise Stop("double_exponent", self.starts[self.at], self.ends[self.at])
        return base

    def _index(self, base: Term) -> Term | None:
        r"""A quantity with an index in round brackets, ``w_{ji}^{(2)}``: a declared name, or one with a subscript.

        On a bare name ``x^{(2)}`` may be a layer's x or a square, and is refused.
        """
        if base.op != "name" or self.kinds[self.at : self.at + 5] != ["{", "(", "number", ")", "}"]:
            return None
        name, start = f"{base.value}^({self.payloads[self.at + 2]})", base.span[0] if base.span else 0
        end = self.ends[self.at + 4]
        if not (self.names.declares(name) or (self.names.variables is None and "_" in name)):
            raise Stop(
                "ambiguous_power", start, end, ("operator",), first=f"{base.value}^{self.payloads[self.at + 2]}", second=name
            )
        self.at += 5
        return Term("name", (), name, (start, end))

    def _is_transpose(self) -> bool:
        kinds = self.kinds[self.at : self.at + 3]
        if not self.names.declares("T"):
            found = zip(kinds, self.payloads[self.at : self.at + 3], strict=True)
            kinds = ["⊤" if (kind, payload) == ("name", "T") else kind for kind, payload in found]
        for pattern in (["⊤"], ["{", "⊤", "}"], ["(", "⊤", ")"]):
            if kinds[: len(pattern)] == pattern:
                self.at += len(pattern)
                return True
        return False

    def _exponent(self) -> Term:
        """What is raised: a group, or an operand with signs and with a power of its own."""
        self._enter()
        try:
            if self.kinds[self.at] == "{":
                return self._group("{")
            if self.latex and self.kinds[self.at] == "number":
                return self._single_digit()
            return self.unary()
        finally:
            self.depth -= 1

    def _after(self, term: Term, start: int) -> Term:
        """Factorials, transposes and percent signs behind an operand."""
        while True:
            kind = self.kinds[self.at]
            if kind == "!":
                if self.kinds[self.at + 1] == "!":
                    raise Stop("repeated_factorial", self.starts[self.at], self.ends[self.at + 1])
                op = "factorial"
            elif kind == "⊤":
                op = "transpose"
            elif kind == "'" and term.op == "name":
                raise Stop("prime", self.starts[self.at], self.ends[self.at])
            else:
                return term
            self.at += 1
            term = Term(op, (term,), None, (start, self.ends[self.at - 1]))

    def atom(self) -> Term:
        """One operand: a number, a name, a bracket, a function at its argument."""
        kind = self.kinds[self.at]
        handler = _ATOMS.get(kind)
        if handler is None:
            raise self._no_operand()
        return handler(self)

    def _no_operand(self) -> Stop:
        kind, start, end = self.kinds[self.at], self.starts[self.at], self.ends[self.at]
        if kind in CLOSING and not self.depth and not self.bars and self.at == 0:
            return Stop("unbalanced_close", start, end)
        if kind in ("±", "newline", ";"):
            return Stop("several_answers", start, end)
        if kind == "glued number":
            return Stop("missing_argument", start, end, ("argument",), function=self.text[self.starts[self.at - 1] : start])
        return Stop("missing_operand", start, end, ("operand",))


_ATOMS: dict[str, Callable[[_Parser], Term]] = {
    "number": _Parser._number,
    "fraction": _Parser._fraction_sign,
    "name": _Parser._name,
    "constant": _Parser._constant,
    "derivative": _Parser._derivative,
    "(": _Parser._bracket,
    "[": _Parser._bracket,
    "{": _Parser._bracket,
    "\\{": _Parser._bracket,
    "⌊": _Parser._floor,
    "⌈": _Parser._floor,
    "|": _Parser._bar,
    "∅": _Parser._empty_set,
    "frac": _Parser._frac,
    "root": _Parser._root,
    "binom": _Parser._binom,
    "boxed": _Parser._boxed,
    "\\begin": _Parser._matrix,
    "function": _Parser._function,
    "letter function": _Parser._letter_function,
    "shorthand": _Parser._shorthand,
    "operation": _Parser._operation,
    "array": _Parser._array,
    "opaque": _Parser._opaque,
    "log": _Parser._log,
}


def _same(left: Term, asked: Term) -> bool:
    """Whether a left side names what was asked; d and ∂ are one here."""
    if left.op == "derivative" == asked.op:
        return left.args == asked.args
    return left == asked
