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
from derivations.terms.names import ANY, Names
from derivations.terms.term import Term
from derivations.terms.unreadable import LIMIT_CHAIN, LIMIT_DEPTH, LIMIT_LENGTH, LIMIT_SIGNS, Stop, Unreadable

__all__ = ["ANY", "Names", "Reading", "Unreadable", "read"]

_OPERANDS = frozenset(
    [
        "number",
        "fraction",
        "name",
        "constant",
        "derivative",
        "(",
        "[",
        "{",
        "\\{",
        "|",
        "⌊",
        "⌈",
        "frac",
        "root",
        "binom",
        "boxed",
        "\\begin",
        "log",
        "function",
        "shorthand",
        "operation",
        "array",
        "opaque",
        "∅",
    ]
) | {"letter function"}
_CLOSERS = {"(": ")", "[": "]", "{": "}", "\\{": "\\}", "⌊": "⌋", "⌈": "⌉"}
_PRODUCTS = {"*": "mul", "@": "matmul", "⊙": "hadamard"}
_CLOSING = frozenset([*_CLOSERS.values(), "|"])


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
        return _Parser(plain, tokens, latex, names.declares("T")).answer(text, asked)
    except Stop as stop:
        return Unreadable(stop.code, stop.start, text[stop.start : stop.end], stop.expected, stop.facts)


class _Parser:
    """One text being read; ``at`` is the next token."""

    __slots__ = ("at", "bars", "depth", "ends", "is_t_declared", "kinds", "latex", "payloads", "starts", "text")

    def __init__(self, text: str, tokens: lexing.Tokens, latex: bool, is_t_declared: bool) -> None:
        self.text = text
        self.kinds = tokens.kinds
        self.payloads = tokens.payloads
        self.starts = tokens.starts
        self.ends = tokens.ends
        self.latex = latex
        self.is_t_declared = is_t_declared
        self.at = 0
        self.depth = 0
        self.bars = 0

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

    def unexpected(self) -> Stop:
        """Why the next token can't stand where it stands."""
        kind, start, end = self.kinds[self.at], self.starts[self.at], self.ends[self.at]
        if kind in _CLOSING:
            return Stop("unbalanced_close", start, end)
        if kind in (";", "newline", "±"):
            return Stop("several_answers", start, end)
        if kind == ",":
            glued = self.kinds[self.at - 1] == "number" == self.kinds[self.at + 1] and self.ends[self.at - 1] == start
            return Stop("ambiguous_comma" if glued else "several_answers", start, end)
        if kind == "'":
            return Stop("prime", start, end)
        if kind in ("glued number", "number"):
            return Stop("missing_operator", start, end, ("operator",))
        if kind in notation.RELATIONS:
            return Stop("misplaced_relation", start, end)
        if kind == "end":
            return Stop("missing_operand", start, end, ("operand",))
        if kind in ("%", "&", "\\\\", "∂", ".", "$"):
            return Stop("missing_operand", start, end, ("operand",))
        return Stop("missing_operator", start, end, ("operator",))

    # sums and products

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
            elif kind in _OPERANDS and not (kind == "|" and self.bars):
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
        if self.kinds[self.at] in _CLOSERS:
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

    # powers and what stands behind an operand

    def power(self) -> Term:
        """An operand with its exponent; powers bind to the right."""
        start = self.starts[self.at]
        base = self._after(self.atom(), start)
        while self.kinds[self.at] == "^":
            self.at += 1
            if self._is_transpose():
                base = self._after(Term("transpose", (base,), None, (start, self.ends[self.at - 1])), start)
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

    def _is_transpose(self) -> bool:
        kinds = self.kinds[self.at : self.at + 3]
        if not self.is_t_declared:
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

    # operands

    def atom(self) -> Term:
        """One operand: a number, a name, a bracket, a function at its argument."""
        kind = self.kinds[self.at]
        handler = _ATOMS.get(kind)
        if handler is None:
            raise self._no_operand()
        return handler(self)

    def _no_operand(self) -> Stop:
        kind, start, end = self.kinds[self.at], self.starts[self.at], self.ends[self.at]
        if kind in _CLOSING and not self.depth and not self.bars and self.at == 0:
            return Stop("unbalanced_close", start, end)
        if kind in ("±", "newline", ";"):
            return Stop("several_answers", start, end)
        if kind == "glued number":
            return Stop("missing_argument", start, end, ("argument",), function=self.text[self.starts[self.at - 1] : start])
        return Stop("missing_operand", start, end, ("operand",))

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
        from fractions import Fraction

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
        if closer != _CLOSERS[opener]:
            raise Stop("mismatched_bracket", self.starts[self.at - 1], self.ends[self.at - 1], (_CLOSERS[opener],), opened=opener)
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
        closers = (")", "]") if opener in "([" else (_CLOSERS[opener],)
        if self.kinds[self.at] not in closers:
            members.append(self._member())
            while self.kinds[self.at] in (",", ";"):
                self.at += 1
                members.append(self._member())
        self.depth -= 1
        self.bars = bars
        kind = self.kinds[self.at]
        if kind == "end":
            raise Stop("unbalanced_open", self.starts[start], self.ends[start], (_CLOSERS[opener],))
        if kind not in closers:
            if kind in _CLOSING:
                raise Stop("mismatched_bracket", self.starts[self.at], self.ends[self.at], (_CLOSERS[opener],), opened=opener)
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
        if closer != _CLOSERS[opener]:
            raise Stop("mismatched_bracket", self.starts[self.at - 1], self.ends[self.at - 1], (_CLOSERS[opener],), opened=opener)
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

    # LaTeX structures

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
        from fractions import Fraction

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
        if kind not in _OPERANDS:
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

    # functions

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
        from fractions import Fraction

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
        base = read(written)
        if isinstance(base, Unreadable):
            raise Stop(base.code, self.starts[at], self.ends[at], base.expected, **base.facts)
        argument = self._applied("log", 1, True)
        return Term("logb", (base.term, *argument.args), None, argument.span)

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
        if self.kinds[self.at] not in _OPERANDS | {"glued number"} or (self.kinds[self.at] == "|" and self.bars):
            typed = self.text[self.starts[function] : self.ends[function]]
            raise Stop("missing_argument", self.starts[self.at], self.ends[self.at], ("argument",), function=typed)
        if self.kinds[self.at] == "glued number":
            self.kinds[self.at] = "number"
            from fractions import Fraction

            self.payloads[self.at] = Fraction(int(str(self.payloads[self.at])))
        self._enter()
        factors = [self.power()]
        while self.kinds[self.at] in ("name", "constant", "letter function") and (
            self.ends[self.at - 1] == self.starts[self.at] or (self.latex and factors[-1].op == "number")
        ):
            factors.append(self.power())
        self.depth -= 1
        term = factors[0] if len(factors) == 1 else Term("mul", tuple(factors), None, (start, self.ends[self.at - 1]))
        for _ in range(minus):
            term = Term("neg", (term,), None, (start, self.ends[self.at - 1]))
        return term

    def _enter(self) -> None:
        self.depth += 1
        if self.depth > LIMIT_DEPTH:
            raise Stop("limit_depth", self.starts[self.at], self.ends[self.at], limit=str(LIMIT_DEPTH))


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
